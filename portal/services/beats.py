"""Keeping when each round of the worker last went round, and noticing a clock that went back."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain.horizon import beats
from portal.domain.steady import check_not_back
from portal.models import WorkerBeat

PASSED_OVER = "passed over"
"""The name under which the rows are kept that sweeps pass over; no round's own."""

KEPT_EVERY = timedelta(seconds=10)
"""A round that found nothing is written down no more often: each writing waits for the disk."""


def last(session: Session, name: str) -> WorkerBeat | None:
    """The beat of a round, None before its first."""
    return session.scalars(select(WorkerBeat).where(WorkerBeat.name == name)).first()


def check(session: Session, name: str, now: datetime) -> None:
    """Raises `ClockWentBack` where `now` is before what this round, on any host, has seen."""
    found = last(session, name)
    check_not_back(found.at if found else None, now)


def is_due(session: Session, name: str, now: datetime) -> bool:
    """Whether a beat is worth writing: the last is a while ago, or has a note that is over."""
    found = last(session, name)
    return found is None or found.note is not None or now - found.at >= KEPT_EVERY


def beat(session: Session, name: str, now: datetime) -> None:
    """The round went round at `now`, and nothing held it up."""
    row = _row(session, name, now)
    if not beats(row.at, now):
        # What families waited for came late: the public page of the service says so afterwards.
        row.away_from, row.away_until = row.at, now
    row.at, row.note = max(row.at, now), None


def note(session: Session, name: str, now: datetime, why: str) -> None:
    """The round marked nothing; `why` stays until it goes round again."""
    _row(session, name, now).note = why


def pass_over(session: Session, now: datetime, told: str, *, all_done: bool) -> None:
    """Keep which rows a sweep passes over, empty for none; written only where that is news.

    That there are none is sure once a sweep had nothing left to do.
    """
    found = last(session, PASSED_OVER)
    before = found.note if found else None
    if told and told != before:
        note(session, PASSED_OVER, now, told)
    elif before and not told and all_done:
        beat(session, PASSED_OVER, now)


def forget_ahead(session: Session, now: datetime) -> int:
    """Take beats that lie ahead of `now` back to it, since the clock was wrong then; how many."""
    ahead = session.scalars(
        select(WorkerBeat).where(WorkerBeat.at > now).order_by(WorkerBeat.id)
    ).all()
    for row in ahead:
        row.at, row.note = now, None
    return len(ahead)


def troubles(session: Session) -> list[str]:
    """A line for each round that marks nothing, and for rows passed over, for whoever watches."""
    held = select(WorkerBeat).where(WorkerBeat.note.is_not(None)).order_by(WorkerBeat.name)
    return [_trouble(row) for row in session.scalars(held)]


def _trouble(row: WorkerBeat) -> str:
    if row.name == PASSED_OVER:
        return f"The sweep passes over {row.note}"
    return f"The worker holds {row.name}: {row.note}"


def _row(session: Session, name: str, now: datetime) -> WorkerBeat:
    found = last(session, name)
    if found is not None:
        return found
    row = WorkerBeat(name=name, at=now)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        # Another host's first tick was a moment sooner.
        return session.scalars(select(WorkerBeat).where(WorkerBeat.name == name)).one()
    return row
