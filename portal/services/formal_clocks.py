"""The clocks of a formal route: begun, acknowledged, extended; never those of the concern."""

from contextlib import suppress
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from portal.domain.clocks import GOING, ClockKind, ClockState, EventKind, Subject
from portal.domain.errors import AlreadyChanged, NotFound
from portal.domain.legal_dates import LegalLevel
from portal.domain.legal_routes import stage_of
from portal.domain.people import Deed
from portal.domain.promises import PROMISES, Regime
from portal.domain.quarters import quarter_of
from portal.domain.submissions import AuthorKind
from portal.domain.working_days import local_date, start_of
from portal.models import ClockRow, FormalRoute, ServiceLevel, Submission
from portal.queries import formal, partnership
from portal.services import clocks
from portal.services.clock_events import happen, written
from portal.services.projections import project, promised

ACKNOWLEDGED = "acknowledged"
"""Reason of the second start: from then on the answer's own days are counted (timers ruling 7)."""


class CannotExtend(AlreadyChanged):
    """Nothing runs that may be extended, it is late already, or by so much it may not be."""


def begin(session: Session, route: FormalRoute, submission: Submission, deed: Deed) -> None:
    """Start what its law or code promises, from the day on which it was asked for."""
    regime = stage_of(route.regime)
    for kind in PROMISES[regime][Subject.FORMAL] if regime else ():
        # A law that did not hold yet on that day promised nothing.
        with suppress(NotFound):
            _begin(session, route, submission, regime, kind, deed)  # type: ignore[arg-type]


def acknowledge(session: Session, rows: list[ClockRow], deed: Deed, at: datetime) -> None:
    """The body wrote that it has it: that is done, and the second leg of the answer begins."""
    for row in rows:
        if row.kind is ClockKind.ACKNOWLEDGE:
            clocks.stop(session, row, deed, ACKNOWLEDGED, at)
        elif _waits_for_leg(row):
            begun = max(at, row.started_at)
            happen(session, row, EventKind.START, deed, begun, ACKNOWLEDGED)


def extend(session: Session, row: ClockRow, amount: int, reason: str, deed: Deed) -> None:
    """Give it so much longer, with the reason that the family reads. Raises `CannotExtend`."""
    late = deed.now >= row.due_at
    if row.state is not ClockState.RUNNING or late or not 1 <= amount <= left_to_extend(row):
        raise CannotExtend(f"by {amount}, with {left_to_extend(row)} left")
    happen(session, row, EventKind.EXTEND, deed, deed.now, reason, amount)


def left_to_extend(row: ClockRow) -> int:
    """By how many units of its promise it may still be extended."""
    used = sum(one.amount for one in row.events if one.kind is EventKind.EXTEND)
    return max(row.service_level.extend_most - used, 0)


def finish(session: Session, rows: list[ClockRow], deed: Deed, at: datetime, reason: str) -> None:
    """It was answered, so everything that still ran was done then."""
    for row in rows:
        clocks.stop(session, row, deed, reason, at)


def give_up(session: Session, rows: list[ClockRow], deed: Deed, reason: str) -> None:
    """It is nobody's to answer any more; what happened stays written down."""
    for row in rows:
        clocks.cancel(session, row, deed, reason)


def day_to_instant(day: date | None, now: datetime) -> datetime:
    """The instant at which something of that day counts: now for today, else its noon."""
    if day is None or day == local_date(now):
        return now
    return start_of(day) + timedelta(hours=12)


def levels(
    session: Session, regime: Regime, on: date, author: AuthorKind | None = None
) -> list[LegalLevel]:
    """The limits of a law or code that hold for what begins on that day, in the file's order."""
    found = []
    for kind in PROMISES[regime][Subject.FORMAL]:
        about = partnership.About(regime, author)
        try:
            row = partnership.service_level(session, Subject.FORMAL, kind, on=on, about=about)
        except NotFound:
            continue
        found.append(level_of(row))
    return found


def level_of(row: ServiceLevel) -> LegalLevel:
    """A row of the promises as the domain reads it."""
    return LegalLevel(
        row.regime, promised(row), row.verified, row.basis, row.source, row.extend_most
    )


def of_route(session: Session, route: FormalRoute) -> list[ClockRow]:
    """The promises of one route, soonest first."""
    return formal.clocks_of(session, [route])[route.id]


def _begin(
    session: Session,
    route: FormalRoute,
    submission: Submission,
    regime: Regime,
    kind: ClockKind,
    deed: Deed,
) -> None:
    about, body = partnership.About(regime, submission.author_kind), route.partner_key
    level = partnership.service_level(
        session, Subject.FORMAL, kind, on=route.requested_on, about=about, partner_key=body
    )
    at = day_to_instant(route.requested_on, deed.now)
    clock = ClockRow(
        submission_id=submission.id,
        formal_route_id=route.id,
        owner=f"formal:{route.id}",
        subject=Subject.FORMAL,
        kind=kind,
        cycle=1,
        service_level=level,
        matched=clocks.matched(level, route.partner_key),
        quarter=str(quarter_of(route.requested_on)),
        events=[written(EventKind.START, deed, at, "received")],
        milestones=[],
    )
    project(session, clock, deed.now)
    session.add(clock)


def _waits_for_leg(row: ClockRow) -> bool:
    starts = [one for one in row.events if one.kind is EventKind.START]
    going = row.state in GOING
    return going and row.service_level.first_leg is not None and len(starts) == 1
