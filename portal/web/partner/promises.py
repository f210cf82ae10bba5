"""Promises as staff read them: what, by when, how soon, and the working day by day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.domain.clocks import GOING, ClockKind, ClockState, PauseReason, State, Subject
from portal.domain.promises import ASK_NOBODY
from portal.domain.timing import Timing, days_left, last_day, timing
from portal.domain.working_days import Calendar, local_date
from portal.models import ClockRow
from portal.services import projections
from portal.services.next_promise import next_owed
from portal.web import matched, working
from portal.web.filters import date_day, date_long
from portal.web.statuses import CLOCK_STATE, STAFF_CLOCK, Tag
from portal.web.working import Working

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

MEASURES = "Nobody's promise: it only measures"

WAITS: Mapping[str, str] = {
    PauseReason.WAITING_FOR_FAMILY: "Waiting for the family",
    PauseReason.AGREED_HOLD: "Held by agreement",
}


@dataclass(frozen=True)
class Countdown:
    """A last day, in words too, how soon it is, and the working days left as words.

    For a promise that `waits`: the last day of its wait, for whom, and until when as words.
    """

    last_day: date
    day: str
    tag: Tag
    left: str
    waits: bool = False


@dataclass(frozen=True)
class Promise:
    """One clock; `state` is the look of its box. Without `dated` it has no last day to keep."""

    kind: ClockKind
    title: str
    whose: str
    countdown: Countdown
    state: str
    tag: Tag
    going: bool
    notes: tuple[str, ...]
    working: Working
    matched: str
    dated: bool = True


def countdown(due_at: datetime, now: datetime, calendar: Calendar) -> Countdown:
    """How soon: late, today, soon or later, and how many working days."""
    found = timing(due_at, now, calendar)
    left = days_left(due_at, now, calendar)
    last = last_day(due_at)
    return Countdown(last, _day(last, now), TIMING[found], _left(found, left))


def standing(
    session: Session, row: ClockRow, now: datetime, calendar: Calendar
) -> tuple[Countdown, State]:
    """How soon it is as it stands now; while it waits, for whom, and until when at most."""
    state = projections.fold(session, row, now)
    if state.state is not ClockState.PAUSED or state.resumes_at is None:
        return countdown(state.due_at, now, calendar), state
    tag = Tag(WAITS.get(state.paused_because or "", "Waiting"), "grey")
    until = last_day(state.resumes_at)
    day = _day(until, now)
    return Countdown(until, day, tag, f"until {day} at most", waits=True), state


def _day(day: date, now: datetime) -> str:
    """With its year where that is not this one: what is a year late is not due in a week."""
    return date_day(day) if day.year == local_date(now).year else date_long(day)


def of_clocks(
    session: Session, rows: Sequence[ClockRow], now: datetime, calendar: Calendar
) -> list[Promise]:
    """Each clock, the running ones first, soonest first; cancelled ones are left out."""
    kept = [row for row in rows if row.state is not ClockState.CANCELLED]
    kept.sort(key=lambda row: (row.state not in GOING, next_owed(row), row.id))
    return [of_clock(session, row, now, calendar) for row in matched.newest_told(kept)]


def of_clock(session: Session, row: ClockRow, now: datetime, calendar: Calendar) -> Promise:
    """One clock, as it stands now."""
    soon, state = standing(session, row, now, calendar)
    going = row.state in GOING
    if row.kind in ASK_NOBODY:
        return _measured(row, state, soon, now)
    return Promise(
        kind=row.kind,
        title=STAFF_CLOCK[row.kind],
        whose=TO_WHOM[row.subject],
        countdown=soon,
        state=_look(soon) if going else _over(row),
        tag=soon.tag if going else _ended(row),
        going=going,
        notes=tuple(_notes(row, state)),
        working=working.of_clock(row, state),
        matched=matched.to_staff(row),
    )


def _measured(row: ClockRow, state: State, soon: Countdown, now: datetime) -> Promise:
    """How long it has been; nobody keeps it, so it is neither late nor in time."""
    going = row.state in GOING
    return Promise(
        kind=row.kind,
        title=STAFF_CLOCK[row.kind],
        whose=MEASURES,
        countdown=soon,
        state="running" if going else "done",
        tag=CLOCK_STATE[row.state],
        going=going,
        notes=tuple(_notes(row, state)),
        working=working.of_measure(row, state, now),
        matched="",
        dated=False,
    )


def _notes(row: ClockRow, state: State) -> Iterator[str]:
    """What the dates alone do not say."""
    for reason, since, ends in state.waits:
        why, until = WAITS.get(reason, "Waiting"), date_day(last_day(ends))
        yield f"{why} since {date_day(since)}, until {until} at most."
    if row.kind is ClockKind.DOOR_TO_DOOR:
        far = "so far" if row.state in GOING else "in all"
        yield f"{state.elapsed} working {_days(state.elapsed)} {far}. Days closed do not count."
    if row.cycle > 1 and row.kind is not ClockKind.KEEP_INFORMED:
        why = "given back" if row.kind is ClockKind.TRIAGE else "opened again"
        yield f"Promised once more, number {row.cycle}: it was {why}."


def _look(soon: Countdown) -> str:
    if soon.waits:
        return "waiting"
    return "late" if soon.tag is TIMING[Timing.LATE] else "running"


def _over(row: ClockRow) -> str:
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
