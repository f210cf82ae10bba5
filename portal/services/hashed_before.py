"""Slow hashes of codes, made before a transaction that writes has begun.

On SQLite one writer holds back all others, and a hash takes as long as twenty messages.
"""

from dataclasses import dataclass, replace

from portal.domain import codes
from portal.domain.saved_drafts import keys_of
from portal.ports import CodeHasher
from portal.services.submit import Intake, code_phrase
from portal.services.supporters import given


@dataclass(frozen=True)
class HashedBefore:
    """Passes for `portal.ports.CodeHasher`: the hash of one secret is made already."""

    hasher: CodeHasher
    secret: str
    made: str

    @property
    def decoy(self) -> str:
        """A stored hash that no secret matches."""
        return self.hasher.decoy

    def hash(self, secret: str) -> str:
        """The hash to store; only that of another secret is work."""
        return self.made if secret == self.secret else self.hasher.hash(secret)

    def matches(self, stored: str, secret: str) -> bool:
        """Whether the secret is the one: work for every secret."""
        return self.hasher.matches(stored, secret)

    def __repr__(self) -> str:
        return "HashedBefore()"


def of_message(intake: Intake, key: str) -> Intake:
    """Ports that know the hash of the code that the form of this key gets."""
    return _knowing(intake, codes.code_from(codes.derive_digest(intake.code_key, key)))


def of_supporter(intake: Intake, key: str) -> Intake:
    """The same for a supporter's code."""
    return _knowing(intake, given(intake.code_key, key).code)


def of_saved(hasher: CodeHasher, code_key: bytes, key: str) -> HashedBefore:
    """A hasher that knows the hash of the code of answers that are put away."""
    return _made(hasher, keys_of(code_key, key)[1])


def _knowing(intake: Intake, code: codes.Code) -> Intake:
    return replace(intake, hasher=_made(intake.hasher, code))


def _made(hasher: CodeHasher, code: codes.Code) -> HashedBefore:
    secret = code_phrase(code)
    return HashedBefore(hasher, secret, hasher.hash(secret))
