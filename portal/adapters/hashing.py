"""Slow salted hashes with Argon2id."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from portal.settings import Settings


class Argon2Hasher:
    """Argon2id; the demonstration's are cheap, since four hundred are made at once."""

    def __init__(self, memory_kib: int = 19 * 1024, rounds: int = 2) -> None:
        self._hasher = PasswordHasher(time_cost=rounds, memory_cost=memory_kib, parallelism=1)
        self._decoy = self.hash(secrets.token_hex(16))

    @property
    def decoy(self) -> str:
        """A stored hash that no secret matches."""
        return self._decoy

    def hash(self, secret: str) -> str:
        """The hash to store."""
        return self._hasher.hash(secret)

    def matches(self, stored: str, secret: str) -> bool:
        """Whether the secret is the one; a stored value that is no hash matches nothing."""
        try:
            return self._hasher.verify(stored, secret)
        except (VerificationError, InvalidHashError):
            return False


def hasher_for(settings: Settings) -> Argon2Hasher:
    """19 MiB and two rounds (ruling 27), or the least that Argon2 allows in a demonstration."""
    return Argon2Hasher(8, 1) if settings.demonstration else Argon2Hasher()
