"""Working out every open promise anew after the calendar changed (ruling 11).

What is over stays as it was, and what is open stays under the version that it began under: only
the days that are closed can move its end. It goes in batches after the version is in force, each
in a transaction of its caller; cut off in the middle, it goes on where the next one begins it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.clocks import GOING
from portal.domain.people import Deed
from portal.models import AuditEvent, ClockRow, SafeguardingItem, Submission
from portal.queries.partnership import Calendars
from portal.queries.versions import Loaded, Versions
from portal.services import audit
from portal.services.clocks import refresh_due
from portal.services.projections import Correction, fold_by, partner_key, project, with_events

BATCH = 50
"""Submissions that are held at once."""
RECOUNTED = "partnership.recounted"


@dataclass(frozen=True)
class Recount:
    """The version in force, and the calendars by which open promises may have been counted."""

    version: Loaded
    calendars: Calendars
    before: tuple[Calendars, ...]


def owed(session: Session) -> Recount | None:
    """What is still to be counted anew; None where no calendar and no hours have changed."""
    versions = Versions(session)
    since, newest = _counted(session, versions), versions.get(versions.newest.version_id)
    older = [one.version_id for one in versions.loaded if since <= one.version_id]
    before = tuple(versions.get(one) for one in older if one != newest.version_id)
    if not any(_differ(one, newest) for one in before):
        return None
    return Recount(versions.newest, newest, before)


def how_many(session: Session) -> int:
    """The number of submissions with an open promise."""
    found = select(func.count(func.distinct(ClockRow.submission_id)))
    return session.scalars(found.where(ClockRow.state.in_(GOING))).one()


def some(session: Session, recount: Recount, after_id: int, deed: Deed) -> Sequence[int]:
    """The next submissions after one, by the calendar in force; their numbers, none at the end.

    Whoever stops a promise meanwhile waits, or is waited for and found to have stopped it.
    """
    submissions = _held(session, after_id)
    found = {one.id: one for one in submissions}
    query = with_events().where(ClockRow.submission_id.in_(found), ClockRow.state.in_(GOING))
    query = query.order_by(ClockRow.id).with_for_update(of=ClockRow)
    rows = session.scalars(query.execution_options(populate_existing=True)).all()
    for clock in rows:
        _count(session, recount, clock, deed)
    session.flush()
    _keep_flags(session, {one.flag_id: one for one in rows if one.flag_id is not None})
    for submission in submissions:
        refresh_due(session, submission)
    if not submissions:
        audit.record(session, deed, RECOUNTED, version=recount.version.version_id)
    return list(found)


def _held(session: Session, after_id: int) -> Sequence[Submission]:
    open_ones = select(ClockRow.submission_id).where(ClockRow.state.in_(GOING))
    query = select(Submission).where(Submission.id > after_id, Submission.id.in_(open_ones))
    query = query.order_by(Submission.id).limit(BATCH).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).all()


def _counted(session: Session, versions: Versions) -> int:
    """The version by whose calendar everything was last counted: the one before, unless cut off."""
    query = select(AuditEvent.detail).where(AuditEvent.action == RECOUNTED)
    last = session.scalars(query.order_by(AuditEvent.id.desc()).limit(1)).first()
    if last is not None:
        return int(last["version"])
    return versions.loaded[0].version_id


def _differ(one: Calendars, other: Calendars) -> bool:
    mine, theirs = (one.calendar, one.calendars), (other.calendar, other.calendars)
    return mine != theirs


def _count(session: Session, recount: Recount, clock: ClockRow, deed: Deed) -> None:
    key = partner_key(clock)
    now = recount.calendars.calendar_for(key)
    changed = [one for one in recount.before if one.calendar_for(key) != now]
    if not changed:
        return
    at = _as_of(clock, recount.version.loaded_at)
    due = fold_by(session, clock, now, at).due_on
    was = {fold_by(session, clock, one.calendar_for(key), at).due_on for one in changed}
    moved = frozenset(one.isoformat() for one in was - {due})
    project(session, clock, at, Correction(deed.actor.staff_id, deed.now, moved))


def _as_of(clock: ClockRow, loaded_at: datetime) -> datetime:
    """When the version came into force, or what happened last if that was later.

    So it comes to the same however long after the load it is counted, and however often.
    """
    return max(loaded_at, *(max(one.effective_at, one.recorded_at) for one in clock.events))


def _keep_flags(session: Session, clocks: dict[int | None, ClockRow]) -> None:
    """A flag is due when its clock is."""
    query = select(SafeguardingItem).where(SafeguardingItem.id.in_(clocks))
    for item in session.scalars(query.order_by(SafeguardingItem.id)):
        item.due_at = clocks[item.id].due_at
