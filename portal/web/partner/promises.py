"""Promises as staff read them: what, by when, how soon, and the working day by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, Subject
from portal.domain.timing import Timing, days_left, last_day, timing
from portal.domain.working_days import Calendar
from portal.models import ClockRow
from portal.services import projections
from portal.web.statuses import CLOCK_STATE, STAFF_CLOCK, Tag
from portal.web.working import Working, of_clock

TIMING = {
    Timing.LATE: Tag("Late", "red"),
    Timing.TODAY: Tag("Today", "orange"),
    Timing.SOON: Tag("Soon", "yellow"),
    Timing.LATER: Tag("In time", "grey"),
}

TO_WHOM = {
    Subject.FAMILY: "Promised to the family",
    Subject.PARTNER: "Your service's own",
    Subject.TRIAGE: "Triage's own",
    Subject.SAFEGUARDING: "For safeguarding leads alone",
    Subject.FORMAL: "By law or code",
}

GOING = (ClockState.RUNNING, ClockState.PAUSED)


@dataclass(frozen=True)
class Countdown:
    """A last day, how soon it is, and the working days left as words."""

    last_day: date
    tag: Tag
    left: str


@dataclass(frozen=True)
class Promise:
    """One clock; `state` is the look of its box."""

    kind: ClockKind
    title: str
    whose: str
    countdown: Countdown
    state: str
    tag: Tag
    going: bool
    working: Working


def countdown(due_at: datetime, now: datetime, calendar: Calendar) -> Countdown:
    """How soon: late, today, soon or later, and how many working days."""
    found = timing(due_at, now, calendar)
    left = days_left(due_at, now, calendar)
    return Countdown(last_day(due_at), TIMING[found], _left(found, left))


def of_clocks(
    session: Session, rows: Sequence[ClockRow], now: datetime, calendar: Calendar
) -> list[Promise]:
    """Each clock, the running ones first, soonest first; cancelled ones are left out."""
    kept = [row for row in rows if row.state is not ClockState.CANCELLED]
    kept.sort(key=lambda row: (row.state not in GOING, row.due_at, row.id))
    return [_promise(session, row, now, calendar) for row in kept]


def _promise(session: Session, row: ClockRow, now: datetime, calendar: Calendar) -> Promise:
    state = projections.fold(session, row, now)
    soon = countdown(state.due_at, now, calendar)
    going = row.state in GOING
    return Promise(
        kind=row.kind,
        title=STAFF_CLOCK[row.kind],
        whose=TO_WHOM[row.subject],
        countdown=soon,
        state=_look(row, soon),
        tag=soon.tag if going else _ended(row),
        going=going,
        working=of_clock(row, state),
    )


def _look(row: ClockRow, soon: Countdown) -> str:
    if row.state is ClockState.PAUSED:
        return "waiting"
    if row.state is ClockState.RUNNING:
        return "late" if soon.tag is TIMING[Timing.LATE] else "running"
    return "done" if row.on_time else "late"


def _ended(row: ClockRow) -> Tag:
    if row.on_time is False:
        return Tag("Done late", "red")
    return CLOCK_STATE[row.state]


def _left(found: Timing, left: int) -> str:
    if found is Timing.LATE:
        return f"by {-left} working {_days(-left)}" if left < 0 else "since earlier today"
    if found is Timing.TODAY:
        return "last day"
    return f"{left} working {_days(left)} left"


def _days(number: int) -> str:
    return "day" if number == 1 else "days"
