"""Open cases without a promise that today's portal would have begun: older ones began fewer."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, Milestone, Subject
from portal.domain.messages import MessagePurpose
from portal.domain.safeguarding import SafeguardingStatus
from portal.domain.submissions import OPEN, SubmissionKind
from portal.models import (
    ClockMilestone,
    ClockRow,
    LadderRung,
    Message,
    SafeguardingItem,
    ServiceLevel,
    Submission,
)

GOING = (ClockState.RUNNING, ClockState.PAUSED)


def held(session: Session, after_id: int, most: int) -> Sequence[Submission]:
    """The next of them after one, by row number, held until the transaction ends."""
    query = (
        select(Submission)
        .where(Submission.id > after_id)
        .where(or_(without_way(), without_word(), without_look(), without_ladder()))
        .order_by(Submission.id)
        .limit(most)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return session.scalars(query).all()


def without_way() -> ColumnElement[bool]:
    """An open concern whose whole way nobody measures."""
    return and_(_open_concern(), ~_promised(ClockKind.DOOR_TO_DOOR))


def without_word() -> ColumnElement[bool]:
    """An answered one that is open, and whose family nobody promised to keep informed."""
    answered = exists().where(
        Message.submission_id == Submission.id, Message.purpose == MessagePurpose.ANSWER
    )
    going = ClockRow.state.in_(GOING)
    owed = _promised(ClockKind.RESPOND, going)
    return and_(_open_concern(), answered, ~owed, ~_promised(ClockKind.KEEP_INFORMED, going))


def without_look() -> ColumnElement[bool]:
    """One with a flag that is open and has no clock."""
    return exists().where(SafeguardingItem.submission_id == Submission.id, unseen())


def unseen() -> ColumnElement[bool]:
    """A flag that is open and has no clock."""
    clock = exists().where(ClockRow.flag_id == SafeguardingItem.id)
    return and_(SafeguardingItem.status == SafeguardingStatus.OPEN, ~clock)


def without_ladder() -> ColumnElement[bool]:
    """One with a running promise whose version knew of no steps after it is late."""
    step = exists().where(
        ClockMilestone.clock_id == ClockRow.id, ClockMilestone.name == Milestone.ESCALATED_1
    )
    rungs = exists().where(LadderRung.version_id == ServiceLevel.version_id)
    return exists().where(
        ClockRow.submission_id == Submission.id,
        ClockRow.state == ClockState.RUNNING,
        ServiceLevel.id == ClockRow.service_level_id,
        ~rungs,
        ~step,
    )


def _open_concern() -> ColumnElement[bool]:
    is_open = and_(Submission.status.in_(OPEN), Submission.erased_at.is_(None))
    return and_(Submission.kind == SubmissionKind.CONCERN, is_open)


def _promised(kind: ClockKind, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        ClockRow.submission_id == Submission.id,
        ClockRow.subject == Subject.FAMILY,
        ClockRow.kind == kind,
        *more,
    )
