"""Working out every open promise anew after the calendar changed (ruling 11).

What is over stays as it was, and what is open stays under the version that it began under: only
the days that are closed can move its end.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clocks import GOING, Subject
from portal.domain.people import Deed
from portal.models import ClockRow, SafeguardingItem, Submission
from portal.services.clocks import refresh_due
from portal.services.projections import Correction, project, with_events


def after_a_correction(session: Session, deed: Deed) -> None:
    """Every running promise by the calendar in force; a breach that moved away is annulled."""
    query = with_events().where(ClockRow.state.in_(GOING)).order_by(ClockRow.id)
    rows = session.scalars(query).all()
    for clock in rows:
        project(session, clock, deed.now, Correction(deed.actor.staff_id, deed.now))
    session.flush()
    _keep_flags(session, {one.flag_id: one for one in rows if one.flag_id is not None})
    seen = {one.submission_id for one in rows if one.subject is not Subject.FORMAL}
    found = select(Submission).where(Submission.id.in_(seen))
    for submission in session.scalars(found.order_by(Submission.id)).all():
        refresh_due(session, submission)


def _keep_flags(session: Session, clocks: dict[int | None, ClockRow]) -> None:
    """A flag is due when its clock is."""
    query = select(SafeguardingItem).where(SafeguardingItem.id.in_(clocks))
    for item in session.scalars(query.order_by(SafeguardingItem.id)):
        item.due_at = clocks[item.id].due_at
