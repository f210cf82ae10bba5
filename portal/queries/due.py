"""What a worker owes now, oldest first; rows that another worker holds are passed over."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from portal.domain.clocks import ClockState, EventKind, Milestone
from portal.domain.messages import MessagePurpose
from portal.domain.submissions import SubmissionStatus
from portal.models import (
    ClockEventRow,
    ClockMilestone,
    ClockRow,
    DueWork,
    Message,
    OutgoingLetter,
    Submission,
)


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


def capped_waits(
    session: Session, reason: str, before: datetime, most: int
) -> list[tuple[ClockRow, Submission, datetime, int]]:
    """Clocks that have waited since before an instant, with when the wait began and its event."""
    ended = aliased(ClockEventRow)
    over = exists().where(
        ended.clock_id == ClockRow.id,
        ended.kind == EventKind.RESUME,
        ended.id > ClockEventRow.id,
    )
    query = (
        select(ClockRow, Submission, ClockEventRow.effective_at, ClockEventRow.id)
        .join(ClockEventRow, ClockEventRow.clock_id == ClockRow.id)
        .join(Submission, Submission.id == ClockRow.submission_id)
        .where(ClockRow.state == ClockState.PAUSED, ClockEventRow.kind == EventKind.PAUSE)
        .where(ClockEventRow.reason == reason, ClockEventRow.effective_at < before, ~over)
        .options(selectinload(ClockRow.events), selectinload(ClockRow.milestones))
        .options(joinedload(ClockRow.service_level, innerjoin=True))
        .order_by(ClockEventRow.effective_at, ClockEventRow.id)
        .limit(most)
        .with_for_update(skip_locked=True, of=ClockRow)
    )
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(query)]


def silent(session: Session, before: datetime, most: int) -> list[tuple[Submission, datetime]]:
    """What was last proposed as done before an instant and not replied to since, with when."""
    after = aliased(Message)
    since = exists().where(
        after.submission_id == Message.submission_id,
        after.id > Message.id,
        after.purpose.in_((MessagePurpose.REPLY, MessagePurpose.PROPOSAL)),
    )
    query = (
        select(Submission, Message.sent_at)
        .join(Message, Message.submission_id == Submission.id)
        .where(Submission.status == SubmissionStatus.RESOLUTION_PROPOSED)
        .where(Message.purpose == MessagePurpose.PROPOSAL, Message.sent_at < before, ~since)
        .order_by(Message.sent_at, Message.id)
        .limit(most)
        .with_for_update(skip_locked=True, of=Submission)
    )
    return [(row[0], row[1]) for row in session.execute(query)]
