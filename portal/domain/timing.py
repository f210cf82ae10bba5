"""How soon a promise falls due: worked out when it is shown, never stored."""

from datetime import date, datetime, timedelta
from enum import Enum

from portal.domain.working_days import ONE_DAY, Calendar, dates_between, is_open, local_date

SOON_WORKING_DAYS = 2
_MOMENT = timedelta(microseconds=1)


class Timing(Enum):
    """How a promise stands against today."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


def last_day(due_at: datetime) -> date:
    """The last day on time, in London: a promise that ends at midnight ends the day before."""
    return local_date(due_at - _MOMENT)


def days_left(due_at: datetime, now: datetime, calendar: Calendar) -> int:
    """Working days after today up to the last day; below zero, as many as have gone since."""
    today, last = local_date(now), last_day(due_at)
    if last >= today:
        return _open_days(today, last, calendar)
    return -_open_days(last, today, calendar)


def timing(due_at: datetime, now: datetime, calendar: Calendar) -> Timing:
    """Late from the instant on; soon within two working days."""
    if now >= due_at:
        return Timing.LATE
    if last_day(due_at) == local_date(now):
        return Timing.TODAY
    soon = days_left(due_at, now, calendar) <= SOON_WORKING_DAYS
    return Timing.SOON if soon else Timing.LATER


def _open_days(after: date, until: date, calendar: Calendar) -> int:
    days = dates_between(after + ONE_DAY, until + ONE_DAY)
    return sum(is_open(day, calendar) for day in days)
