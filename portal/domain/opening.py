"""Opening the way to reach a family that nobody may read, to save a life (ruling 25).

Two leads of two bodies: one asks and says why, the other agrees or refuses within a short time.
After that the two of them alone can read it, for a short while, and each reading is written down.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from portal.domain.errors import AlreadyChanged, NotAllowed


class OpeningStatus(Enum):
    """How far one asking has come."""

    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    OVER = "over"


_S = OpeningStatus

NEXT: dict[OpeningStatus, frozenset[OpeningStatus]] = {
    _S.ASKED: frozenset({_S.AGREED, _S.REFUSED, _S.EXPIRED, _S.WITHDRAWN}),
    _S.AGREED: frozenset({_S.OVER}),
    _S.REFUSED: frozenset(),
    _S.EXPIRED: frozenset(),
    _S.WITHDRAWN: frozenset(),
    _S.OVER: frozenset(),
}

GOING = (_S.ASKED, _S.AGREED)
"""Of one message at most one asking is in these."""


class WhoseLife(Enum):
    """Whose life is in danger."""

    WRITER = "writer"
    CHILD = "child"
    SOMEBODY_ELSE = "somebody_else"


class Tried(Enum):
    """What was done before, without reaching anybody."""

    WROTE_HERE = "wrote_here"
    ASKED_SERVICES = "asked_services"
    RANG_POLICE = "rang_police"
    NOBODY_KNOWN = "nobody_known"


class NothingToOpen(AlreadyChanged):
    """The family left no way to reach it, deleted it, or has given another one since."""


class NeedsAnotherBody(NotAllowed):
    """Two leads of two bodies are needed, and this one is not the other one."""


@dataclass(frozen=True)
class Known:
    """What tells one person from another here: two accounts may be one person's."""

    staff_id: int
    email: str
    name: str


def may_be_one(first: Known, second: Known) -> bool:
    """Whether two accounts may be one person's: row, address apart from `+tag`, or name alike.

    Two people of one name are held apart too: another lead is asked, which costs less than a life
    opened by one person alone.
    """
    return (
        first.staff_id == second.staff_id
        or _address(first.email) == _address(second.email)
        or _folded(first.name) == _folded(second.name)
    )


def status_at(
    status: OpeningStatus, agree_by: datetime, shown_until: datetime | None, now: datetime
) -> OpeningStatus:
    """How it stands at an instant, whether or not a worker has written that down."""
    if status is OpeningStatus.ASKED and now >= agree_by:
        return OpeningStatus.EXPIRED
    if status is OpeningStatus.AGREED and shown_until is not None and now >= shown_until:
        return OpeningStatus.OVER
    return status


def codes(tried: Iterable[Tried]) -> list[str]:
    """What was tried as it is kept: each once, in one order."""
    given = set(tried)
    return [one.value for one in Tried if one in given]


def _address(email: str) -> str:
    name, _, host = _folded(email).partition("@")
    return f"{name.partition('+')[0]}@{host}"


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
