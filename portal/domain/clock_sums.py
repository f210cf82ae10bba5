"""What counting a promise out gives, and where an end goes that falls on a closed day."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from portal.domain.clock_levels import Roll
from portal.domain.working_days import (
    LONDON,
    ONE_DAY,
    Calendar,
    Day,
    WhyNot,
    end_of,
    is_open,
)

TRIBUNAL_CLOSES = time(17)
"""By five o'clock on the last day (timers ruling 6)."""

_AUGUST, _DECEMBER, _JANUARY = 8, 12, 1


@dataclass(frozen=True)
class Sum:
    """A promise counted out.

    `days` is the working, from the first day to the last on time. `amount` has its extensions in
    it; with `elapsed` it is in the unit, or in minutes for working hours. `chased_at` and
    `warned_at` are None where there is no such instant. `to_the_minute` says that the end is an
    instant of its own day, and not the end of that day.
    """

    days: tuple[Day, ...]
    amount: int
    elapsed: int
    due_on: date
    due_at: datetime
    chased_at: datetime | None = None
    warned_at: datetime | None = None
    rolled_from: date | None = None
    to_the_minute: bool = False


def at_time(day: date, when: time) -> datetime:
    """The UTC instant of a wall-clock time in London."""
    return datetime.combine(day, when, LONDON).astimezone(UTC)


def rolled(found: Sum, roll: Roll, calendar: Calendar) -> Sum:
    """The same with its end moved to a day on which it can be met, by the rule of the promise.

    Source: timers rulings 4 and 6; a tribunal's end is at 5 pm.
    """
    if roll is Roll.NONE:
        return found
    nominal = found.due_on
    due = rolled_to(nominal, roll, calendar)
    moved = _days_to(nominal, due)
    return replace(
        found,
        days=(*found.days, *moved),
        due_on=due,
        due_at=ends_at(due, roll),
        rolled_from=nominal if moved else None,
        to_the_minute=roll is Roll.TRIBUNAL,
    )


def rolled_to(day: date, roll: Roll, calendar: Calendar) -> date:
    """The first day from that one on which a promise with that rule can end."""
    if roll is Roll.NONE:
        return day
    while not (is_open(day, calendar) and (roll is not Roll.TRIBUNAL or _sits(day))):
        day += ONE_DAY
    return day


def ends_at(due: date, roll: Roll) -> datetime:
    """The instant at which the last day is over for a promise with that rule."""
    return at_time(due, TRIBUNAL_CLOSES) if roll is Roll.TRIBUNAL else end_of(due)


def in_time(instant: datetime, due: date, roll: Roll) -> bool:
    """Whether an instant is not after the last day; five o'clock itself is in time for 5 pm."""
    over = ends_at(due, roll)
    return instant <= over if roll is Roll.TRIBUNAL else instant < over


def _sits(day: date) -> bool:
    """Whether a day counts for the SEND tribunal: not in August, nor 25 December to 1 January."""
    christmas = (day.month == _DECEMBER and day.day >= 25) or (
        day.month == _JANUARY and day.day == 1
    )
    return day.month != _AUGUST and not christmas


def _days_to(nominal: date, due: date) -> list[Day]:
    days = range(1, (due - nominal).days + 1)
    return [Day(nominal + ONE_DAY * n, False, None, WhyNot.ROLLED) for n in days]
