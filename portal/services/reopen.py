"""A family writes on something that was over: it is open again, before triage (rulings 1, 3, 7)."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain import submissions
from portal.domain.clocks import ClockKind, Subject
from portal.domain.people import Deed
from portal.domain.submissions import SubmissionKind, SubmissionStatus
from portal.domain.transitions import move
from portal.models import ClockRow, Submission
from portal.services import audit, clocks, inform, reaching
from portal.services.place import start_triage_clock

ONCE_MORE = frozenset({ClockKind.RESPOND, ClockKind.RESOLVE})
"""The promises that a reopening makes again; the cycle before stays as it was (ruling 7)."""


def if_over(session: Session, submission: Submission, deed: Deed) -> bool:
    """Open it again if it was counted or closed; whether it was.

    A view whose author writes again has asked for a reply, and is a concern from then on.
    """
    if submission.status in submissions.OPEN:
        return False
    # Two replies at one moment: the second waits, and then finds it open.
    session.refresh(submission, with_for_update=True)
    if submission.status in submissions.OPEN:
        return False
    for status in (SubmissionStatus.REOPENED, SubmissionStatus.IN_TRIAGE):
        submission.status = move(submissions.NEXT, submission.status, status)
    submission.kind, submission.closed_at = SubmissionKind.CONCERN, None
    reaching.reopened(session, submission)
    inform.reopened(session, submission, deed)
    _promise_again(session, submission, deed)
    if not submission.restricted:
        start_triage_clock(session, submission, deed)
    audit.record(session, deed, "submission.reopened", submission_id=submission.id)
    clocks.refresh_due(session, submission)
    return True


def _promise_again(session: Session, submission: Submission, deed: Deed) -> None:
    query = select(ClockRow.kind, func.max(ClockRow.cycle).label("last")).where(
        ClockRow.submission_id == submission.id, ClockRow.subject == Subject.FAMILY
    )
    rows = session.execute(query.group_by(ClockRow.kind).order_by(ClockRow.kind))
    before = {row.kind: row.last for row in rows}
    for kind in clocks.FAMILY_CLOCKS:
        if kind in ONCE_MORE or kind not in before:
            cycle = 1 + before.get(kind, 0)
            clocks.start(session, submission, Subject.FAMILY, kind, deed, cycle=cycle)
