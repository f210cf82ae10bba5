"""Messages that are held as part of a flood: triage's list, and how many there are."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from portal.domain.people import Member, Role
from portal.models import FloodMark, Submission

MOST = 100
"""Lines of triage's page; the oldest first."""

HELD = "held"
"""The name under which holding itself is counted, for the alarm."""

HOUR = timedelta(hours=1)


def held(session: Session, member: Member, *, apart: bool) -> Sequence[Submission]:
    """What is held, the oldest first; with `apart` what a person said is part of a flood."""
    query = _held(member).where(Submission.part_of_flood.is_(apart))
    return session.scalars(query.order_by(Submission.received_at, Submission.id).limit(MOST)).all()


def to_act_on(
    session: Session, member: Member, references: Iterable[str] | None, until: datetime, most: int
) -> Sequence[Submission]:
    """Held ones that came up to an instant, locked: those named, or with None all not set apart.

    One that somebody else has let go on meanwhile is not among them.
    """
    query = _held(member).where(Submission.received_at <= until)
    if references is None:
        query = query.where(Submission.part_of_flood.is_(False))
    else:
        query = query.where(Submission.reference.in_(list(references)))
    return session.scalars(
        query.order_by(Submission.received_at, Submission.id).limit(most).with_for_update()
    ).all()


def count(session: Session, member: Member, *, apart: bool = False) -> int:
    """How many are held, or said to be part of a flood; 0 for everybody but triage."""
    query = _held(member).where(Submission.part_of_flood.is_(apart))
    return session.scalars(query.with_only_columns(func.count(Submission.id))).one()


def in_the_last_hour(session: Session, now: datetime) -> int:
    """How many were held in the hour before `now`, also if they were let go on since."""
    marks = select(func.count(FloodMark.id)).where(FloodMark.name == HELD)
    return session.scalars(marks.where(FloodMark.at > now - HOUR)).one()


def _held(member: Member) -> Select[Submission]:
    query = select(Submission).where(Submission.held.is_(True), Submission.restricted.is_(False))
    return query if member.role is Role.TRIAGE else query.where(Submission.id < 0)
