"""What a worker owes now, oldest first; rows that another worker holds are passed over."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, exists, func, or_, select, text
from sqlalchemy.orm import Session, aliased

from portal.domain import submissions
from portal.domain.clocks import Milestone
from portal.domain.messages import MessagePurpose
from portal.domain.people import ActorKind
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
from portal.queries.passed_over import PassedOver, Thing

RETURNABLE = tuple(
    one for one, after in submissions.NEXT.items() if SubmissionStatus.IN_TRIAGE in after
)
"""What triage can still have back."""

UNTAKEN = text("clock.kind = 'accept' AND clock.state = 'running'")
"""In the words of the index, or neither database knows it."""


def work(session: Session, now: datetime, most: int) -> list[DueWork]:
    """Texts to read and the like that are neither done nor given up."""
    query = _WORK.order_by(DueWork.next_attempt_at, DueWork.id)
    return list(session.scalars(query, {"now": now, "most": most}))


def letters(session: Session, now: datetime, most: int) -> list[OutgoingLetter]:
    """Letters that are neither sent nor given up."""
    query = _LETTERS.order_by(OutgoingLetter.next_attempt_at, OutgoingLetter.id)
    return list(session.scalars(query, {"now": now, "most": most}))


def crossed(before: Any, now: Any, most: Any, held: Collection[int] = ()) -> Select[Any]:
    """Milestones that nobody has marked yet, crossed before an instant or else by now.

    Of no clock that is `held`.
    """
    milestone = ClockMilestone.metadata.tables["clock_milestone"].c
    by = milestone.crosses_at <= now if before is None else milestone.crosses_at < before
    query = select(milestone.id, milestone.clock_id, milestone.name, milestone.crosses_at)
    if held:
        query = query.where(milestone.clock_id.not_in(held))
    return (
        query.where(milestone.recorded_at.is_(None), milestone.void.is_(False), by)
        .order_by(milestone.crosses_at, milestone.id)
        .limit(most)
    )


def unmarked(session: Session, before: datetime, held: Collection[int] = ()) -> bool:
    """Whether a crossing before an instant is not marked, one that another sweep holds too."""
    return session.execute(crossed(before, before, 1, held)).first() is not None


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


def earliest(
    session: Session, now: datetime, silent_before: datetime, passed: PassedOver | None = None
) -> Earliest:
    """What is due, asked in one go: the worker asks every few seconds, and nearly always in vain.

    What another sweep has in hand counts too, what is passed over does not. `silent_before` is as
    for `silent`.
    """
    query = _earliest(passed) if passed else _EARLIEST
    row = session.execute(query, {"now": now, "before": silent_before}).one()
    return Earliest(*row)


def capped(
    session: Session, now: datetime, most: int, passed: PassedOver | None = None
) -> list[int]:
    """The numbers of clocks whose pause has ended by itself by now."""
    query = (
        _capped(select(ClockRow.id), now, passed)
        .join(Submission, Submission.id == ClockRow.submission_id)
        .order_by(ClockRow.resumes_at, ClockRow.id)
        .limit(most)
        .with_for_update(skip_locked=True, of=(ClockRow, Submission))
    )
    return list(session.scalars(query))


def silent(
    session: Session, before: datetime, most: int, passed: PassedOver | None = None
) -> list[tuple[int, datetime]]:
    """Submissions last proposed as done before an instant and not replied to since, with when."""
    query = (
        _silent(select(Submission.id, Message.sent_at), before, passed)
        .order_by(Message.sent_at, Message.id)
        .limit(most)
        .with_for_update(skip_locked=True, of=Submission)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def untaken(
    session: Session, now: datetime, most: int, passed: PassedOver | None = None
) -> list[tuple[int, datetime]]:
    """Turns that nobody took on in time, with when that was; triage can still have them back.

    While leads look, the partner cannot see it: not taking it on is no fault of the partner's.
    """
    query = (
        _untaken(select(Referral.id, ClockMilestone.crosses_at), now, passed)
        .order_by(ClockMilestone.crosses_at, ClockMilestone.id)
        .limit(most)
        .with_for_update(skip_locked=True, of=(Referral, Submission))
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def _capped(query: Any, now: Any, passed: PassedOver | None) -> Any:
    return _but(query, passed, Thing.CLOCK, ClockRow.id).where(ClockRow.resumes_at <= now)


def _but(query: Any, passed: PassedOver | None, thing: Thing, number: Any) -> Any:
    numbers = passed.numbers(thing) if passed else []
    return query.where(number.not_in(numbers)) if numbers else query


def _silent(query: Any, before: Any, passed: PassedOver | None) -> Any:
    after = aliased(Message)
    since = exists().where(
        after.submission_id == Message.submission_id,
        after.id > Message.id,
        or_(after.purpose == MessagePurpose.PROPOSAL, after.sender == ActorKind.AUTHOR),
    )
    return (
        _but(query, passed, Thing.SUBMISSION, Submission.id)
        .join_from(Submission, Message, Message.submission_id == Submission.id)
        .where(Submission.status == SubmissionStatus.RESOLUTION_PROPOSED)
        .where(Submission.erased_at.is_(None))
        .where(Message.purpose == MessagePurpose.PROPOSAL, Message.sent_at < before, ~since)
    )


def _untaken(query: Any, now: Any, passed: PassedOver | None) -> Any:
    late = and_(
        ClockMilestone.clock_id == ClockRow.id,
        ClockMilestone.name == Milestone.BREACHED,
        ClockMilestone.recorded_at.is_(None),
        ClockMilestone.void.is_(False),
        ClockMilestone.crosses_at <= now,
    )
    return (
        _but(query, passed, Thing.TURN, Referral.id)
        .join_from(Referral, Submission, Submission.id == Referral.submission_id)
        .join(ClockRow, ClockRow.referral_id == Referral.id)
        .join(ClockMilestone, late)
        .where(UNTAKEN, ClockRow.due_at <= now, Referral.status == ReferralStatus.PLACED)
        .where(Submission.restricted.is_(False), Submission.status.in_(RETURNABLE))
    )


_NOW, _BEFORE = (bindparam(name, type_=UtcDateTime()) for name in ("now", "before"))


def _earliest(passed: PassedOver | None) -> Select[Any]:
    turn = _untaken(select(ClockMilestone.crosses_at), _NOW, passed)
    proposal = _silent(select(Message.sent_at), _BEFORE, passed)
    crossing = crossed(None, _NOW, 1, passed.clocks if passed else ())
    return select(
        _capped(select(func.min(ClockRow.resumes_at)), _NOW, passed).scalar_subquery(),
        proposal.order_by(Message.sent_at).limit(1).scalar_subquery(),
        turn.order_by(ClockMilestone.crosses_at).limit(1).scalar_subquery(),
        crossing.with_only_columns(ClockMilestone.crosses_at).scalar_subquery(),
    )


# Built once: building them costs more than asking, which is done every few seconds.
_MOST = bindparam("most", type_=Integer())
_EARLIEST = _earliest(None)
_WORK = (
    select(DueWork)
    .where(DueWork.done_at.is_(None), DueWork.failed_at.is_(None))
    .where(DueWork.next_attempt_at <= _NOW)
    .limit(_MOST)
    .with_for_update(skip_locked=True)
)
_LETTERS = (
    select(OutgoingLetter)
    .where(OutgoingLetter.sent_at.is_(None), OutgoingLetter.failed_at.is_(None))
    .where(OutgoingLetter.next_attempt_at <= _NOW)
    .limit(_MOST)
    .with_for_update(skip_locked=True)
)
