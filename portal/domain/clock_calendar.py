"""Counting in calendar days, weeks and corresponding-date months: every day counts, none waits."""

import calendar as almanac
from datetime import date, datetime, timedelta

from portal.domain.clock_levels import ServiceLevel, Starts, Unit
from portal.domain.clock_log import Log
from portal.domain.clock_sums import Sum, in_time, rolled_to
from portal.domain.working_days import (
    ONE_DAY,
    Calendar,
    Day,
    WhyNot,
    dates_between,
    end_of,
    is_open,
    local_date,
    start_of,
)

_DAYS_OF = {Unit.CALENDAR_DAY: 1, Unit.WEEK: 7}


def calendar_units(log: Log, level: ServiceLevel, calendar: Calendar, now: datetime) -> Sum:
    """By date: due as the last day ends, whatever day that is (timers rulings 4 and 5)."""
    received = local_date(log.started_at)
    amount = level.amount
    due = end_on(received, amount, level.unit, level.starts)
    for at, more in log.extensions:
        # One on a day to which the end is rolled comes in time; only a breach that stands stays.
        if in_time(at, rolled_to(due, level.roll, calendar), level.roll):
            amount += more
            due = end_on(received, amount, level.unit, level.starts)
    days = _days(received, due, level.starts)
    last = rolled_to(due, level.roll, calendar)
    number = (days[-1].number or 0) * level.chase_percent // 100 + 1
    chased = next((day.date for day in days if day.number == number), due)
    return Sum(
        days=days,
        amount=amount,
        elapsed=_elapsed(received, local_date(log.ended_at or now), level),
        due_on=due,
        due_at=end_of(due),
        chased_at=start_of(chased),
        warned_at=start_of(_working_day_before(last, level.warn_working_days, received, calendar)),
    )


def end_on(received: date, amount: int, unit: Unit, starts: Starts) -> date:
    """The last day of so many units; not moved, whatever day it is.

    A month ends on the same date number, or on the last day of a month that has none; where the
    day of receipt counts, on the day before that date (timers ruling 5).
    """
    if unit is not Unit.MONTH:
        last = received + timedelta(days=amount * _DAYS_OF[unit])
        return last if starts is Starts.DAY_AFTER else last - ONE_DAY
    years, month = divmod(received.month - 1 + amount, 12)
    year, month = received.year + years, month + 1
    length = almanac.monthrange(year, month)[1]
    if received.day > length:
        return date(year, month, length)
    same = date(year, month, received.day)
    return same if starts is Starts.DAY_AFTER else same - ONE_DAY


def _days(received: date, due: date, starts: Starts) -> tuple[Day, ...]:
    first = received if starts is Starts.RECEIPT_DAY else received + ONE_DAY
    days = [] if first == received else [Day(received, False, 0, WhyNot.DAY_ZERO)]
    days += [Day(day, True, n) for n, day in enumerate(dates_between(first, due + ONE_DAY), 1)]
    return tuple(days)


def _elapsed(received: date, until: date, level: ServiceLevel) -> int:
    """Whole units that ended before `until`."""
    whole = 0
    if level.unit is Unit.MONTH:
        whole = max((until.year - received.year) * 12 + until.month - received.month - 1, 0)
    else:
        whole = max((until - received).days // _DAYS_OF[level.unit] - 1, 0)
    while end_on(received, whole + 1, level.unit, level.starts) < until:
        whole += 1
    return whole


def _working_day_before(due: date, days: int, received: date, calendar: Calendar) -> date:
    """So many working days before the end, never before the day after receipt."""
    day = due
    while days and day > received + ONE_DAY:
        day -= ONE_DAY
        days -= is_open(day, calendar)
    return day
