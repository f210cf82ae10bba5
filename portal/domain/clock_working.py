"""Counting in working days: what is closed or paused does not count."""

from collections.abc import Sequence
from datetime import date, datetime

from portal.domain.clock_levels import ServiceLevel, Starts
from portal.domain.clock_log import Log
from portal.domain.clock_spans import LeftOut, closed, left_out
from portal.domain.clock_sums import Sum
from portal.domain.working_days import (
    ONE_DAY,
    Calendar,
    Day,
    WhyNot,
    add_working_days,
    count,
    dates_between,
    end_of,
    is_open,
    local_date,
    start_of,
)


def working_days(log: Log, level: ServiceLevel, calendar: Calendar, now: datetime) -> Sum:
    """By date: due as the last of so many counted days ends (timers rulings 1 to 3)."""
    out = left_out(log, now)
    before, days, amount = _two_legs(log, level, calendar, out)
    shut = closed(log, now) if log.closed else {}
    return Sum(
        days=(*before, *days),
        amount=amount,
        elapsed=_elapsed(days, local_date(log.ended_at or now), calendar, shut),
        due_on=days[-1].date,
        due_at=end_of(days[-1].date),
        chased_at=_began(days, amount * level.chase_percent // 100 + 1),
        warned_at=_began(days, max(amount - level.warn_working_days, 1)),
    )


def _two_legs(
    log: Log, level: ServiceLevel, calendar: Calendar, out: LeftOut
) -> tuple[tuple[Day, ...], tuple[Day, ...], int]:
    """The days before the promise began to run, then as `_counted` (timers ruling 7).

    It runs from the acknowledgement; until one is made, from the last day allowed for that. An
    acknowledgement after the due day comes too late to move it: a breach that has happened stays.
    """
    received = local_date(log.started_at)
    if level.first_leg is None:
        return (), *_counted(received, log, level, calendar, out)
    base = add_working_days(received, level.first_leg, calendar)
    days, amount = _counted(base, log, level, calendar, out)
    made = local_date(log.second_leg) if log.second_leg else base
    if made != base and made <= days[-1].date:
        base = made
        days, amount = _counted(base, log, level, calendar, out)
    before = (Day(day, False, None, WhyNot.FIRST_LEG) for day in dates_between(received, base))
    return tuple(before), days, amount


def _counted(
    base: date, log: Log, level: ServiceLevel, calendar: Calendar, out: LeftOut
) -> tuple[tuple[Day, ...], int]:
    """Every day from the base to the last on time, and the promise with its extensions.

    A pause or an extension that begins after the due day is never reached: a breach that has
    happened stays (ruling 3).
    """
    days: list[Day] = []
    amount = level.amount
    extensions = [(local_date(at), more) for at, more in log.extensions]
    receipt_counts = level.starts is Starts.RECEIPT_DAY
    for day in count(base, calendar, out, receipt_counts=receipt_counts):
        days.append(day)
        if day.number != amount:
            continue
        while extensions and extensions[0][0] <= day.date:
            amount += extensions.pop(0)[1]
        if day.number == amount:
            break
    return tuple(days), amount


def _elapsed(days: Sequence[Day], until: date, calendar: Calendar, shut: LeftOut) -> int:
    """Working days that ended before `until`; after the due day only a closed case is left out."""
    if until <= days[-1].date:
        return sum(day.counted for day in days if day.date < until)
    within = days[-1].number or 0
    after = dates_between(days[-1].date + ONE_DAY, until)
    return within + sum(is_open(day, calendar) and day not in shut for day in after)


def _began(days: Sequence[Day], number: int) -> datetime:
    """The start of counted day `number`, or of the last where there are not so many."""
    return start_of(next((day.date for day in days if day.number == number), days[-1].date))
