"""Letters as administrators read them: kinds, roles and numbers, never an address or a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.queries import letters
from portal.queries.letters import Addressed, Shelf, Waiting
from portal.queries.paging import Place
from portal.web.letter_words import LETTER_CHANNEL, LETTER_FAILURE, desk_of, letter_kind

A_FAMILY = "A family"


@dataclass(frozen=True)
class DeadLine:
    """A letter that was given up."""

    letter_id: int
    kind: str
    whom: str
    channel: str
    written_at: datetime
    tries: str
    why: str
    failed_at: datetime | None
    aside_at: datetime | None
    because: str


@dataclass(frozen=True)
class WaitingLine:
    """Letters of one kind on their way."""

    kind: str
    channel: str
    count: int
    oldest: datetime
    failed: int


@dataclass(frozen=True)
class LettersPage:
    """One shelf, and what waits; `after` leads to the next page, "" on the last."""

    shelf: str
    lines: Sequence[DeadLine]
    count: str
    after: str
    waiting: Sequence[WaitingLine]


def load(session: Session, shelf: Shelf, after: Place | None) -> LettersPage:
    """A page of letters that were given up, with what is on its way."""
    found = letters.given_up(session, shelf, after)
    return LettersPage(
        shelf=shelf.value,
        lines=[line(one) for one in found.rows],
        count=found.count,
        after=str(found.after or ""),
        waiting=[_waiting(one) for one in letters.waiting(session)],
    )


def line(one: Addressed) -> DeadLine:
    """One letter in words."""
    letter = one.letter
    return DeadLine(
        letter_id=letter.id,
        kind=letter_kind(letter.kind),
        whom=A_FAMILY if letter.submission_id else desk_of(one.body, letter.recipient),
        channel=LETTER_CHANNEL[letter.channel],
        written_at=letter.written_at,
        tries=f"{letter.tries} {'try' if letter.tries == 1 else 'tries'}",
        why=LETTER_FAILURE.get(letter.last_error or "", letter.last_error or "Not known"),
        failed_at=letter.failed_at,
        aside_at=letter.put_aside_at,
        because=letter.put_aside_because or "",
    )


def _waiting(one: Waiting) -> WaitingLine:
    return WaitingLine(
        kind=letter_kind(one.kind),
        channel=LETTER_CHANNEL[one.channel],
        count=one.count,
        oldest=one.oldest,
        failed=one.failed,
    )
