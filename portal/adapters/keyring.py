"""Sealing with AES-GCM: each value is bound to the row and column it belongs to (ruling 30)."""

import hashlib
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from portal.ports import SealBroken, SealedValue

NONCE_BYTES = 12


class AesKeyring:
    """Keys newest first, 32 bytes each; old ones still open what they sealed."""

    def __init__(self, keys: tuple[bytes, ...]) -> None:
        self._keys = {_key_id(key): AESGCM(key) for key in keys}
        self._newest = _key_id(keys[0])

    def seal(self, plain: bytes, context: str) -> SealedValue:
        """Seal under the newest key, bound to `context`."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        blob = nonce + self._keys[self._newest].encrypt(nonce, plain, context.encode())
        return SealedValue(self._newest, blob)

    def open(self, sealed: SealedValue, context: str) -> bytes:
        """The plain bytes; raises `SealBroken` for another context or a lost key."""
        key = self._keys.get(sealed.key_id)
        if key is None:
            raise SealBroken("the key that sealed this is not in the keyring")
        nonce, body = sealed.blob[:NONCE_BYTES], sealed.blob[NONCE_BYTES:]
        try:
            return key.decrypt(nonce, body, context.encode())
        except (InvalidTag, ValueError) as fault:
            raise SealBroken("the sealed value is not what it says it is") from fault


def _key_id(key: bytes) -> str:
    return hashlib.sha256(b"portal key id" + key).hexdigest()[:12]
