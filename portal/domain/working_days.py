"""Counting working days by date in Europe/London, so that a family can check the sum by hand.

The day of receipt is day zero and the next working day is day one, also when something was
received on a closed day; a deadline is the end of day N, and it is late from the next day
(design/timers.md §2.5; domain/clocks.md §1.9). A rule that counts the day of receipt says so.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from portal.domain.errors import PortalError

LONDON = ZoneInfo("Europe/London")
ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_SAME_DATE_UNTIL = 22
"""London was never more than two hours ahead of UTC, nor behind it: until then dates agree."""
_DAYS_KEPT = 4096


class NoOpenDays(PortalError):
    """A calendar is closed on every day that it knows: nothing could ever be due."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the calendar {name} has no open day")
        self.name = name


class NoOpenHours(PortalError):
    """A calendar has no working hour from Monday to Friday: no hour could ever be counted."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the calendar {name} has no open hour")
        self.name = name


class BadFrame(PortalError):
    """A stretch of working hours that ends before it begins, or begins within another."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(f"working hours cannot be from {frame.open:%H:%M} to {frame.close:%H:%M}")
        self.frame = frame


class TimeWithoutZone(PortalError):
    """An instant came without its zone, so nobody can say which day it fell on."""

    def __init__(self, instant: datetime) -> None:
        super().__init__(f"{instant.isoformat()} has no time zone")
        self.instant = instant


class BelowZeroDays(PortalError):
    """A number of working days below zero was asked for."""

    def __init__(self, days: int) -> None:
        super().__init__(f"{days} working days cannot be counted")
        self.days = days


class WhyNot(Enum):
    """Why a day is not counted; the view turns the code into words."""

    DAY_ZERO = "day_zero"
    WEEKEND = "weekend"
    BANK_HOLIDAY = "bank_holiday"
    CLOSED = "closed"
    PAUSED = "paused"
    STOPPED = "stopped"
    ROLLED = "rolled"
    FIRST_LEG = "first_leg"


_WEEKEND: tuple[WhyNot, str] | None = (WhyNot.WEEKEND, "")


class Frame(NamedTuple):
    """One stretch of working hours of a day by the clock on the wall; lunch lies between two."""

    open: time
    close: time


OFFICE_HOURS: Mapping[int, tuple[Frame, ...]] = dict.fromkeys(
    range(_SATURDAY), (Frame(time(9), time(17)),)
)
"""Monday to Friday, nine to five, where nobody says otherwise."""


@dataclass(frozen=True)
class Calendar:
    """Which days a body works; beyond `first` to `last` its closed days are not known.

    `closed` labels each closed day from Monday to Friday. Those in `own_closures` are the
    body's own, the rest are bank holidays. `hours` gives the frames of each weekday, 0 for Monday,
    in order; what is closed has none. Raises `NoOpenDays`, `NoOpenHours`, `BadFrame`.
    """

    name: str
    closed: Mapping[date, str]
    first: date
    last: date
    own_closures: frozenset[date] = frozenset()
    hours: Mapping[int, tuple[Frame, ...]] = field(default_factory=lambda: OFFICE_HOURS)

    def __post_init__(self) -> None:
        _check_hours(self)
        days = (self.last - self.first).days + 1
        if not any(is_open(self.first + timedelta(days=n), self) for n in range(days)):
            raise NoOpenDays(self.name)


class Day(NamedTuple):
    """One line of the working of a deadline.

    `number` is the day's number, 0 for a day of receipt that is not counted, None for any other
    that is not. `why` is None when it is counted. `label` names the holiday, or holds the code of a
    pause's reason. `minutes` are those that were counted, where hours are.
    """

    date: date
    counted: bool
    number: int | None
    why: WhyNot | None = None
    label: str = ""
    minutes: int = 0


_line = tuple.__new__  # Days are most of a working: made as the tuples they are, at half the cost.


def is_weekend(day: date) -> bool:
    """Whether the day is a Saturday or Sunday."""
    return day.weekday() >= _SATURDAY


def is_open(day: date, calendar: Calendar) -> bool:
    """Whether the day is a working day."""
    return day.weekday() < _SATURDAY and day not in calendar.closed


def require_zone(instant: datetime) -> None:
    """Refuse an instant that does not know its zone: raises `TimeWithoutZone`."""
    if instant.utcoffset() is None:
        raise TimeWithoutZone(instant)


def local_date(instant: datetime) -> date:
    """The date in London at that instant. Raises `TimeWithoutZone`."""
    if instant.tzinfo is UTC and instant.hour < _SAME_DATE_UNTIL:
        return instant.date()
    require_zone(instant)
    return instant.astimezone(LONDON).date()


@lru_cache(_DAYS_KEPT)
def start_of(day: date) -> datetime:
    """The UTC instant of the London midnight that begins the day."""
    return datetime.combine(day, time.min, tzinfo=LONDON).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The UTC instant of the London midnight that ends the day."""
    return start_of(day + ONE_DAY)


def beyond_horizon(day: date, calendar: Calendar) -> bool:
    """Whether the day's holidays are unknown, so that a date there carries a warning.

    Source: design/timers.md ruling 10.
    """
    return not calendar.first <= day <= calendar.last


def add_working_days(start: date, days: int, calendar: Calendar) -> date:
    """The date of working day number `days` after `start`, which is day zero.

    Raises `BelowZeroDays`.
    """
    if days < 0:
        raise BelowZeroDays(days)
    day, closed = start, calendar.closed
    while days:
        day += ONE_DAY
        days -= day.weekday() < _SATURDAY and day not in closed
    return day


def count(
    start: date,
    calendar: Calendar,
    left_out: Mapping[date, tuple[WhyNot, str]],
    *,
    receipt_counts: bool = False,
) -> Iterator[Day]:
    """Every day from `start` on, without end, numbered as it is counted.

    Days in `left_out` are not counted for the reason given there, unless they are closed anyway:
    only the ends of counted days can move a deadline (design/timers.md ruling 1). The day of
    receipt is day zero, or day one if it is open and `receipt_counts`.
    """
    day, number, closed = start, 0, calendar.closed
    if receipt_counts:
        day -= ONE_DAY
    else:
        yield Day(start, False, 0, WhyNot.DAY_ZERO)
    while True:
        day += ONE_DAY
        # Nearly every day is asked: only a holiday is worth a call.
        if day.weekday() >= _SATURDAY:
            reason = _WEEKEND
        else:
            reason = closed_because(day, calendar) if day in closed else left_out.get(day)
        if reason is None:
            number += 1
            yield _line(Day, (day, True, number, None, "", 0))
        else:
            yield _line(Day, (day, False, None, *reason, 0))


def dates_between(first: date, end: date) -> Collection[date]:
    """The dates from `first` up to, but not with, `end`."""
    return [first + timedelta(days=n) for n in range((end - first).days)]


def closed_because(day: date, calendar: Calendar) -> tuple[WhyNot, str] | None:
    """Why the day is no working day, with the name of the holiday; None for one that is."""
    if day.weekday() >= _SATURDAY:
        return _WEEKEND
    if day not in calendar.closed:
        return None
    own = day in calendar.own_closures
    return (WhyNot.CLOSED if own else WhyNot.BANK_HOLIDAY), calendar.closed[day]


def _check_hours(calendar: Calendar) -> None:
    if not any(calendar.hours.get(weekday) for weekday in range(_SATURDAY)):
        raise NoOpenHours(calendar.name)
    for frames in calendar.hours.values():
        before = time.min
        for frame in frames:
            if not before <= frame.open < frame.close:
                raise BadFrame(frame)
            before = frame.close
