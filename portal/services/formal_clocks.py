"""The clocks of a formal route: begun, acknowledged, extended; never those of the concern."""

from contextlib import suppress
from dataclasses import dataclass
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
from portal.services.matched import matched
from portal.services.projections import project, promised

ACKNOWLEDGED = "acknowledged"
"""Reason of the second start: from then on the answer's own days are counted (timers ruling 7)."""


_SAID_OF = ":"
"""Between the reason of an end and the day that was said of it, where that came too late."""


@dataclass(frozen=True)
class ToldLate:
    """A day by which something was said to be done, and that on which it was written down here."""

    day: date
    written_on: date


class CannotExtend(AlreadyChanged):
    """Nothing runs that may be extended, it is late already, or by so much it may not be."""


def begin(session: Session, route: FormalRoute, submission: Submission, deed: Deed) -> None:
    """Start what its law or code promises, from the day on which it was asked for."""
    regime = stage_of(route.regime)
    for kind in PROMISES[regime][Subject.FORMAL] if regime else ():
        # A law that did not hold yet on that day promised nothing.
        with suppress(NotFound):
            _begin(session, route, submission, regime, kind, deed)  # type: ignore[arg-type]


def acknowledge(session: Session, rows: list[ClockRow], deed: Deed, day: date | None) -> None:
    """The body wrote that it has it: that is done, and the second leg of the answer begins."""
    for row in rows:
        if row.kind is ClockKind.ACKNOWLEDGE:
            _stop(session, row, deed, ACKNOWLEDGED, day)
        elif _waits_for_leg(row):
            at = max(_counts_from(row, day, deed.now), row.started_at)
            happen(session, row, EventKind.START, deed, at, ACKNOWLEDGED)


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


def finish(
    session: Session, rows: list[ClockRow], deed: Deed, day: date | None, reason: str
) -> None:
    """It was answered, so everything that still ran was done then."""
    for row in rows:
        _stop(session, row, deed, reason, day)


def told_late(rows: list[ClockRow]) -> tuple[ToldLate, ...]:
    """What was said to be done in time and written down only when it was late, each day once."""
    found = [
        ToldLate(date.fromisoformat(said), local_date(event.recorded_at))
        for row in rows
        for event in row.events
        for _, at, said in (event.reason.partition(_SAID_OF),)
        if at and event.kind is EventKind.STOP
    ]
    return tuple(dict.fromkeys(found))


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


def _stop(session: Session, row: ClockRow, deed: Deed, reason: str, day: date | None) -> None:
    if day is not None and _comes_late(row, day, deed.now):
        reason = f"{reason}{_SAID_OF}{day.isoformat()}"
    clocks.stop(session, row, deed, reason, _counts_from(row, day, deed.now))


def _counts_from(row: ClockRow, day: date | None, now: datetime) -> datetime:
    """When what was said of a day counts: never so that it mends a date that has passed."""
    late = day is not None and _comes_late(row, day, now)
    return now if late else day_to_instant(day, now)


def _comes_late(row: ClockRow, day: date, now: datetime) -> bool:
    """Whether it is said to have been done in time, of what is late already (threats B18)."""
    return day <= row.due_on and row.due_at <= now and day < local_date(now)


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
        matched=matched(level, route.partner_key),
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
