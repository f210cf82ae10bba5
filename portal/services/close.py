"""Closing a submission as of its proposal: the family agreed, or was silent (rulings 9, 10)."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import referrals, submissions
from portal.domain.clocks import ClockKind, Subject
from portal.domain.messages import MessagePurpose
from portal.domain.people import Deed
from portal.domain.referrals import ReferralStatus
from portal.domain.submissions import SubmissionStatus
from portal.domain.transitions import move
from portal.models import Message, Referral, Submission
from portal.queries import due, partnership
from portal.queries.passed_over import PassedOver, Thing
from portal.services import audit, clocks, inform, letters, reaching, waiting
from portal.services.one_by_one import each

SILENT = SubmissionStatus.CLOSED_BY_SILENCE


def close(
    session: Session, submission: Submission, status: SubmissionStatus, deed: Deed, at: datetime
) -> None:
    """It is over at `at`; what was promised was done when it was proposed. Raises `IllegalMove`."""
    submission.status = move(submissions.NEXT, submission.status, status)
    submission.closed_at = at
    turns = answered_turns(session, submission)
    for turn in turns:
        turn.status = move(referrals.NEXT, turn.status, ReferralStatus.DONE)
        turn.open, turn.ended_at = False, at
    asked = _proposal(session, submission)
    proposed = asked.sent_at if asked else at
    clocks.stop_all(session, submission, Subject.FAMILY, ClockKind.RESOLVE, deed, proposed)
    # By the proposal that it ended with: the way from door to door may end more than once.
    ended = replace(deed, source=f"message:{asked.id}") if asked else deed
    inform.closed(session, submission, ended, proposed)
    reaching.closed(session, submission)
    clocks.refresh_due(session, submission, *turns)


def close_silent(
    session: Session, deed: Deed, most: int = 100, passed: PassedOver | None = None
) -> int:
    """Close what was proposed as done and heard no reply for the days of silence; how many.

    It counts as of the end of the last of those days, whenever that is noticed.
    """
    days = partnership.in_force(session).partnership.waiting.silence
    before = waiting.over_since(session, days, deed.now)
    found = dict(due.silent(session, before, most, passed))

    def end(number: int) -> None:
        submission = session.get_one(Submission, number)
        ended = deed.as_of(waiting.over_at(session, days, found[number]))
        close(session, submission, SILENT, ended, ended.now)
        letters.to_family(session, submission, "news", ended)
        audit.record(session, ended, "submission.closed_by_silence", submission_id=number)

    return each(session, Thing.SUBMISSION, found, end, passed)


def answered_turns(session: Session, submission: Submission) -> list[Referral]:
    """The turns that have sent their answer and are not over."""
    query = select(Referral).where(
        Referral.submission_id == submission.id, Referral.status == ReferralStatus.ANSWERED
    )
    return list(session.scalars(query.order_by(Referral.id)))


def _proposal(session: Session, submission: Submission) -> Message | None:
    query = select(Message).where(
        Message.submission_id == submission.id, Message.purpose == MessagePurpose.PROPOSAL
    )
    return session.scalars(query.order_by(Message.id.desc()).limit(1)).first()
