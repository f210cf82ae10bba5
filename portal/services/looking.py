"""The clock of a flag: somebody looks on the same working day, as the file promises (ruling 18).

It belongs to the flag and to safeguarding leads alone; nothing of it reaches anybody else.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.clock_hours import due_same_day
from portal.domain.clocks import ClockKind, EventKind, Subject
from portal.domain.people import Deed
from portal.domain.promises import Regime
from portal.domain.quarters import quarter_of
from portal.domain.working_days import local_date
from portal.models import ClockRow, SafeguardingItem, ServiceLevel, Submission
from portal.queries import partnership
from portal.services import clocks
from portal.services.clock_events import written
from portal.services.matched import matched
from portal.services.projections import project, promised, with_events


def looked_at_by(session: Session, received: datetime) -> datetime:
    """When a person would have looked at something flagged at an instant: said alike to all."""
    return due_same_day(
        received, promised(_level(session, received)), partnership.in_force(session).calendar
    )


def begin(session: Session, submission: Submission, item: SafeguardingItem, deed: Deed) -> None:
    """Save a new flag with its clock; the flag is due when its clock is."""
    level = _level(session, deed.now)
    clock = ClockRow(
        submission_id=submission.id,
        subject=Subject.SAFEGUARDING,
        kind=ClockKind.LOOK,
        cycle=1,
        service_level=level,
        matched=matched(level, None),
        quarter=str(quarter_of(local_date(deed.now))),
        events=[written(EventKind.START, deed, deed.now, "flagged")],
        milestones=[],
    )
    item.due_at = project(session, clock, deed.now).due_at
    session.add(item)
    session.flush()
    clock.flag_id, clock.owner = item.id, f"flag:{item.id}"
    session.add(clock)


def end(session: Session, item: SafeguardingItem, deed: Deed, reason: str) -> None:
    """A lead has looked at this flag and said what it is; another flag has its own clock."""
    query = with_events().where(ClockRow.flag_id == item.id).order_by(ClockRow.id)
    for clock in session.scalars(query):
        clocks.stop(session, clock, deed, reason)


def _level(session: Session, at: datetime) -> ServiceLevel:
    subject, kind = Subject.SAFEGUARDING, ClockKind.LOOK
    about = partnership.About(Regime.SAFEGUARDING)
    return partnership.service_level(session, subject, kind, on=local_date(at), about=about)
