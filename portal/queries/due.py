"""What a worker owes now, oldest first; rows that another worker holds are passed over."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from portal.domain.clocks import Milestone
from portal.models import ClockMilestone, DueWork, OutgoingLetter


def work(session: Session, now: datetime, most: int) -> list[DueWork]:
    """Texts to read and the like that are neither done nor given up."""
    query = (
        select(DueWork)
        .where(DueWork.done_at.is_(None), DueWork.failed_at.is_(None))
        .where(DueWork.next_attempt_at <= now)
        .order_by(DueWork.next_attempt_at, DueWork.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return list(session.scalars(query))


def letters(session: Session, now: datetime, most: int) -> list[OutgoingLetter]:
    """Letters that are neither sent nor given up."""
    query = (
        select(OutgoingLetter)
        .where(OutgoingLetter.sent_at.is_(None), OutgoingLetter.failed_at.is_(None))
        .where(OutgoingLetter.next_attempt_at <= now)
        .order_by(OutgoingLetter.next_attempt_at, OutgoingLetter.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return list(session.scalars(query))


def milestones(session: Session, now: datetime, most: int) -> list[ClockMilestone]:
    """Milestones that have been crossed and not yet marked, with their clocks."""
    query = (
        select(ClockMilestone)
        .options(joinedload(ClockMilestone.clock, innerjoin=True))
        .where(ClockMilestone.recorded_at.is_(None), ClockMilestone.void.is_(False))
        .where(ClockMilestone.crosses_at <= now, ClockMilestone.name.in_(list(Milestone)))
        .order_by(ClockMilestone.crosses_at, ClockMilestone.id)
        .limit(most)
        .with_for_update(skip_locked=True, of=ClockMilestone)
    )
    return list(session.scalars(query))
