"""Flags that a person must look at, and how many must agree to let go (ruling 18)."""

from enum import Enum

from portal.domain.submissions import AuthorKind


class FlagSource(Enum):
    """Who raised it: a machine flag needs one lead to release, any other two (ruling 18)."""

    MACHINE = "machine"
    AUTHOR = "author"
    STAFF = "staff"


class SafeguardingStatus(Enum):
    """Looked at, let go, or confirmed as a matter for keeping somebody safe."""

    OPEN = "open"
    RELEASED = "released"
    CONFIRMED = "confirmed"


def releases_needed(source: FlagSource, author: AuthorKind) -> int:
    """How many leads must agree before words go on (ruling 18): two, save for a machine flag."""
    own_words = author is AuthorKind.YOUNG_PERSON
    return 1 if source is FlagSource.MACHINE and not own_words else 2
