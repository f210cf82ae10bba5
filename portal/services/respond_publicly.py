"""Answering everybody ("You said, we did"): written by one, let out by another, all of it kept."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain import public_responses, small_counts
from portal.domain.errors import AlreadyChanged
from portal.domain.intake import require_storable
from portal.domain.people import Deed, Member
from portal.domain.public_responses import (
    NeedsAnother,
    ResponseMove,
    ResponseOutcome,
    ResponseState,
)
from portal.domain.transitions import move
from portal.models import PublicResponse, PublicResponseStep, PublicResponseText
from portal.ports import Revealer
from portal.queries import public_responses as queries
from portal.queries.public_responses import Kept
from portal.services import audit


@dataclass(frozen=True)
class Entry:
    """What somebody writes: our own words, never a family's. Raises `Unstorable`.

    `form_key` is the form's: the same form twice is one version. `priority` and `theme` are keys
    of the codebook; `later` is what families said afterwards.
    """

    form_key: str
    outcome: ResponseOutcome
    priority: str
    theme: str | None
    partner_id: int
    said: str
    did: str
    later: str | None
    next_look_on: date

    def __post_init__(self) -> None:
        require_storable(self.said, self.did, self.later)


@dataclass(frozen=True)
class Doubts:
    """What a person must look at before words go out; rules find too much and too little."""

    counts: list[str]
    revealing: list[str]
    quotes: list[str]

    def __bool__(self) -> bool:
        return bool(self.counts or self.revealing or self.quotes)


def add(session: Session, entry: Entry, member: Member, deed: Deed) -> PublicResponse:
    """A draft with its first words; the one that this form made already, where it did."""
    known = queries.of_form(session, entry.form_key)
    if known is not None:
        return session.get_one(PublicResponse, known.response_id)
    response = PublicResponse(state=ResponseState.DRAFT, created_at=deed.now)
    try:
        with session.begin_nested():
            session.add(response)
            session.flush()
            _write(session, response, 1, entry, member, deed)
    except IntegrityError:
        # The same form, pressed twice at one moment: the other press was first.
        return add(session, entry, member, deed)
    _note(session, response, ResponseMove.ADDED, 1, deed)
    return response


def change(
    session: Session, response_id: int, entry: Entry, seen: int, member: Member, deed: Deed
) -> PublicResponse:
    """Newer words; what is out stays out until they are published too.

    `seen` is the version that was on the page. Raises `NotFound`, and `AlreadyChanged` when
    somebody wrote a newer one meanwhile.
    """
    found = queries.find(session, response_id, to_change=True)
    known = queries.of_form(session, entry.form_key)
    if known is not None and known.response_id == response_id:
        return found.response
    number = _unchanged(found, seen) + 1
    _write(session, found.response, number, entry, member, deed)
    _note(session, found.response, ResponseMove.CHANGED, number, deed)
    return found.response


def publish(session: Session, response_id: int, seen: int, member: Member, deed: Deed) -> None:
    """Let the newest words out; somebody other than their writer must.

    Raises `NotFound`, `NeedsAnother`, and `AlreadyChanged` when other words are the newest now, or
    these are out already.
    """
    found = queries.find(session, response_id, to_change=True)
    number = _unchanged(found, seen)
    if not found.waiting:
        raise AlreadyChanged("these words are out already")
    if not may_publish(found, member):
        raise NeedsAnother("whoever wrote the words may not publish them")
    response = found.response
    response.state = move(public_responses.NEXT, response.state, ResponseState.PUBLISHED)
    response.published_number, response.published_at = number, deed.now
    _note(session, response, ResponseMove.PUBLISHED, number, deed)


def take_down(session: Session, response_id: int, because: str, deed: Deed) -> None:
    """The public reads it no more; one person is enough, since it can only hide.

    Raises `NotFound`, and `IllegalMove` when it is not out.
    """
    require_storable(because)
    response = queries.find(session, response_id, to_change=True).response
    number = response.published_number or 0
    response.state = move(public_responses.NEXT, response.state, ResponseState.DRAFT)
    response.published_number = response.published_at = None
    _note(session, response, ResponseMove.TAKEN_DOWN, number, deed, because)


def may_publish(found: Kept, member: Member) -> bool:
    """Whether this person is another than the one who wrote the newest words."""
    return found.text.written_by_id != member.staff_id


def doubts(text: PublicResponseText, revealer: Revealer) -> Doubts:
    """What the rules find in all of an entry's words, each stretch once."""
    parts = [text.said, text.did, text.later or ""]
    revealing = [f"{one.words} ({one.kind})" for part in parts for one in revealer(part)]
    return Doubts(
        counts=[one for part in parts for one in small_counts.beside_people(part)],
        revealing=list(dict.fromkeys(revealing)),
        quotes=[one for part in parts for one in small_counts.quoted(part)],
    )


def _unchanged(found: Kept, seen: int) -> int:
    if found.text.number != seen:
        raise AlreadyChanged("somebody has written newer words")
    return found.text.number


def _write(
    session: Session,
    response: PublicResponse,
    number: int,
    entry: Entry,
    member: Member,
    deed: Deed,
) -> None:
    session.add(
        PublicResponseText(
            **vars(entry),
            response_id=response.id,
            number=number,
            written_by_id=member.staff_id,
            written_at=deed.now,
        )
    )


def _note(
    session: Session,
    response: PublicResponse,
    what: ResponseMove,
    number: int,
    deed: Deed,
    because: str | None = None,
) -> None:
    """In the entry's own history, and in the audit without a word of it."""
    session.add(
        PublicResponseStep(
            response_id=response.id,
            move=what,
            number=number,
            because=because,
            staff_id=deed.actor.staff_id,
            at=deed.now,
        )
    )
    audit.record(
        session, deed, f"public_response.{what.value}", response=response.id, version=number
    )
