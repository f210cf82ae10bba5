"""What a worker owes now, oldest first; rows that another worker holds are passed over."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, select, text
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload, selectinload

from portal.domain import submissions
from portal.domain.clocks import Milestone
from portal.domain.messages import MessagePurpose
from portal.domain.referrals import ReferralStatus
from portal.domain.submissions import SubmissionStatus
from portal.models import (
    ClockMilestone,
    ClockRow,
    DueWork,
    Message,
    OutgoingLetter,
    Referral,
    Submission,
)
from portal.models.base import UtcDateTime

RETURNABLE = tuple(
    one for one, after in submissions.NEXT.items() if SubmissionStatus.IN_TRIAGE in after
)
"""What triage can still have back."""

UNTAKEN = text("clock.kind = 'accept' AND clock.state = 'running'")
"""In the words of the index, or neither database knows it."""


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


def crossed(before: Any, now: Any, most: int) -> Select[Any]:
    """Milestones that nobody has marked yet, crossed before an instant or else by now."""
    milestone = ClockMilestone.metadata.tables["clock_milestone"].c
    by = milestone.crosses_at <= now if before is None else milestone.crosses_at < before
    return (
        select(milestone.id, milestone.clock_id, milestone.name, milestone.crosses_at)
        .where(milestone.recorded_at.is_(None), milestone.void.is_(False), by)
        .order_by(milestone.crosses_at, milestone.id)
        .limit(most)
    )


def unmarked(session: Session, before: datetime) -> bool:
    """Whether a crossing before an instant is not marked, one that another sweep holds too."""
    return session.execute(crossed(before, before, 1)).first() is not None


@dataclass(frozen=True)
class Earliest:
    """The earliest of each thing that is due by now; None where nothing is.

    `capped` is the end of a pause, `proposed` when what has had no reply was proposed as done,
    `untaken` when a turn should have been taken on, `crossed` a milestone that nobody has marked.
    """

    capped: datetime | None
    proposed: datetime | None
    untaken: datetime | None
    crossed: datetime | None


def earliest(session: Session, now: datetime, silent_before: datetime) -> Earliest:
    """What is due, asked in one go: the worker asks every few seconds, and nearly always in vain.

    What another sweep has in hand counts too. `silent_before` is as for `silent`.
    """
    row = session.execute(_EARLIEST, {"now": now, "before": silent_before}).one()
    return Earliest(*row)


def capped(session: Session, now: datetime, most: int) -> list[tuple[ClockRow, Submission]]:
    """Clocks whose pause has ended by itself by now, with all that running on needs."""
    query = (
        select(ClockRow, Submission)
        .join(Submission, Submission.id == ClockRow.submission_id)
        .where(ClockRow.resumes_at <= now)
        .options(selectinload(ClockRow.events), selectinload(ClockRow.milestones))
        .options(joinedload(ClockRow.service_level, innerjoin=True))
        .order_by(ClockRow.resumes_at, ClockRow.id)
        .limit(most)
        .with_for_update(skip_locked=True, of=(ClockRow, Submission))
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def silent(session: Session, before: datetime, most: int) -> list[tuple[Submission, datetime]]:
    """What was last proposed as done before an instant and not replied to since, with when."""
    query = (
        _silent(select(Submission, Message.sent_at), before)
        .order_by(Message.sent_at, Message.id)
        .limit(most)
        .with_for_update(skip_locked=True, of=Submission)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def untaken(session: Session, now: datetime, most: int) -> list[tuple[Referral, datetime]]:
    """Turns that nobody took on in time, with when that was; triage can still have them back.

    While leads look, the partner cannot see it: not taking it on is no fault of the partner's.
    """
    both = (contains_eager(Referral.submission), joinedload(Referral.partner, innerjoin=True))
    query = (
        _untaken(select(Referral, ClockMilestone.crosses_at), now)
        .options(*both)
        .order_by(ClockMilestone.crosses_at, ClockMilestone.id)
        .limit(most)
        .with_for_update(skip_locked=True, of=(Referral, Submission))
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def _silent(query: Any, before: Any) -> Any:
    after = aliased(Message)
    since = exists().where(
        after.submission_id == Message.submission_id,
        after.id > Message.id,
        after.purpose.in_((MessagePurpose.REPLY, MessagePurpose.PROPOSAL)),
    )
    return (
        query.join_from(Submission, Message, Message.submission_id == Submission.id)
        .where(Submission.status == SubmissionStatus.RESOLUTION_PROPOSED)
        .where(Message.purpose == MessagePurpose.PROPOSAL, Message.sent_at < before, ~since)
    )


def _untaken(query: Any, now: Any) -> Any:
    late = and_(
        ClockMilestone.clock_id == ClockRow.id,
        ClockMilestone.name == Milestone.BREACHED,
        ClockMilestone.recorded_at.is_(None),
        ClockMilestone.void.is_(False),
        ClockMilestone.crosses_at <= now,
    )
    return (
        query.join_from(Referral, Submission, Submission.id == Referral.submission_id)
        .join(ClockRow, ClockRow.referral_id == Referral.id)
        .join(ClockMilestone, late)
        .where(UNTAKEN, ClockRow.due_at <= now, Referral.status == ReferralStatus.PLACED)
        .where(Submission.restricted.is_(False), Submission.status.in_(RETURNABLE))
    )


_NOW, _BEFORE = (bindparam(name, type_=UtcDateTime()) for name in ("now", "before"))
_TURN = _untaken(select(ClockMilestone.crosses_at), _NOW).order_by(ClockMilestone.crosses_at)
_PROPOSAL = _silent(select(Message.sent_at), _BEFORE).order_by(Message.sent_at)
_CROSSING = crossed(None, _NOW, 1).with_only_columns(ClockMilestone.crosses_at)
_EARLIEST = select(
    select(func.min(ClockRow.resumes_at)).where(ClockRow.resumes_at <= _NOW).scalar_subquery(),
    _PROPOSAL.limit(1).scalar_subquery(),
    _TURN.limit(1).scalar_subquery(),
    _CROSSING.scalar_subquery(),
)
"""Built once: building it costs more than asking."""
