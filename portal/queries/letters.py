"""Letters as administrators look after them: given up, put aside, waiting; and those taken."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import ColumnElement, Result, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from portal.domain.errors import NotFound
from portal.domain.letters import Channel
from portal.models import OutgoingLetter, Partner
from portal.queries.paging import MOST, Page, Place, beyond, order

COUNTED = 100
"""How far letters are counted: beyond it, it is "more than"."""


class Shelf(Enum):
    """Where letters that were given up are kept."""

    DEAD = "dead"
    ASIDE = "aside"


@dataclass(frozen=True)
class Addressed:
    """A letter, and the name of the body that it is for, if it is for one."""

    letter: OutgoingLetter
    body: str | None


@dataclass(frozen=True)
class Waiting:
    """Letters of one kind and channel on their way: how many, since when, and how many failed."""

    kind: str
    channel: Channel
    count: int
    oldest: datetime
    failed: int


def given_up(session: Session, shelf: Shelf, after: Place | None = None) -> Page[Addressed]:
    """Letters that nobody tries any more, the first given up first."""
    query = _addressed().where(_on(shelf))
    if after is not None:
        query = query.where(beyond(after, OutgoingLetter.failed_at, OutgoingLetter.id))
    query = query.order_by(*order(OutgoingLetter.failed_at, OutgoingLetter.id))
    found = _bodies(session.execute(query.limit(MOST + 1)))
    last = found[MOST - 1].letter if len(found) > MOST else None
    return Page(found[:MOST], Place(last.failed_at, last.id) if last else None)


def find_given_up(session: Session, letter_id: int) -> Addressed:
    """One letter that was given up, put aside or not; raises `NotFound` for any other."""
    query = _addressed().where(OutgoingLetter.id == letter_id, or_(*map(_on, Shelf)))
    found = _bodies(session.execute(query.order_by(OutgoingLetter.id)))
    if not found:
        raise NotFound("no letter of that number was given up")
    return found[0]


def count_dead(session: Session) -> int:
    """How many are to be looked at, counted to one more than `COUNTED`."""
    some = select(OutgoingLetter.id).where(_on(Shelf.DEAD)).limit(COUNTED + 1).subquery()
    return session.scalars(select(func.count()).select_from(some)).one()


def waiting(session: Session) -> list[Waiting]:
    """What is on its way, by kind and channel, the longest wait first."""
    letter = OutgoingLetter
    oldest = func.min(letter.written_at)
    query = (
        select(letter.kind, letter.channel, func.count(), oldest, func.count(letter.last_error))
        .where(letter.sent_at.is_(None), letter.failed_at.is_(None))
        .group_by(letter.kind, letter.channel)
        .order_by(oldest, letter.kind, letter.channel)
    )
    return [Waiting(*row) for row in session.execute(query)]


@dataclass(frozen=True)
class Chosen:
    """Which letters are looked at; what is None is not asked about."""

    to_family: bool | None = None
    channel: Channel | None = None
    language: str | None = None


def taken(session: Session, chosen: Chosen, after: Place | None) -> Page[Addressed]:
    """Letters that the demonstration's mailer has taken, the newest first."""
    letter = OutgoingLetter
    query = _addressed().where(letter.kept_words.is_not(None))
    if chosen.to_family is not None:
        whose = letter.submission_id
        query = query.where(whose.is_not(None) if chosen.to_family else whose.is_(None))
    if chosen.channel is not None:
        query = query.where(letter.channel == chosen.channel)
    if chosen.language is not None:
        query = query.where(letter.language == chosen.language)
    if after is not None and after.due_at is not None:
        earlier = and_(letter.written_at == after.due_at, letter.id < after.row_id)
        query = query.where(or_(letter.written_at < after.due_at, earlier))
    query = query.order_by(letter.written_at.desc(), letter.id.desc())
    found = _bodies(session.execute(query.limit(MOST + 1)))
    last = found[MOST - 1].letter if len(found) > MOST else None
    return Page(found[:MOST], Place(last.written_at, last.id) if last else None)


def _addressed() -> Select[OutgoingLetter, str | None]:
    return select(OutgoingLetter, Partner.name).join(
        Partner, Partner.id == OutgoingLetter.partner_id, isouter=True
    )


def _on(shelf: Shelf) -> ColumnElement[bool]:
    letter = OutgoingLetter
    aside = letter.put_aside_at
    there = aside.is_(None) if shelf is Shelf.DEAD else aside.is_not(None)
    return and_(letter.sent_at.is_(None), letter.failed_at.is_not(None), there)


def _bodies(rows: Result[OutgoingLetter, str | None]) -> list[Addressed]:
    return [Addressed(letter, body) for letter, body in rows]
