"""The promise that a family knows who is in charge: it holds for as long as somebody is."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clocks import GOING, ClockKind, Subject
from portal.domain.people import Deed
from portal.models import ClockRow, Submission
from portal.services import clocks


def nobody_is(session: Session, submission: Submission, deed: Deed) -> None:
    """Whoever had said yes has given it back: it runs once more, with no day left out.

    As of its first start, or of the last reopening: what was closed between is nobody's delay.
    """
    query = select(ClockRow).where(ClockRow.submission_id == submission.id)
    rows = session.scalars(query.where(ClockRow.subject == Subject.FAMILY).order_by(ClockRow.id))
    found = list(rows)
    mine = [one for one in found if one.kind is ClockKind.TRIAGE]
    if not mine or any(one.state in GOING for one in mine):
        return
    rounds = [one.started_at for one in found if one.kind is ClockKind.RESPOND]
    at = max([mine[0].started_at, *rounds[-1:]])
    cycle = 1 + max(one.cycle for one in mine)
    clocks.start(session, submission, Subject.FAMILY, ClockKind.TRIAGE, deed, at=at, cycle=cycle)
