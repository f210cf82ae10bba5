"""Counting in working hours, by the minute, and within the same working day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from portal.domain.clock_levels import ServiceLevel
from portal.domain.clock_log import Log
from portal.domain.clock_spans import pauses
from portal.domain.clock_sums import Sum, at_time
from portal.domain.working_days import (
    LONDON,
    ONE_DAY,
    Calendar,
    Day,
    WhyNot,
    closed_because,
    dates_between,
    is_open,
    local_date,
)

_MINUTE = timedelta(minutes=1)
_Stretch = tuple[datetime, datetime]


def working_hours(log: Log, level: ServiceLevel, calendar: Calendar, now: datetime) -> Sum:
    """Only minutes inside the working hours of open days; pauses are cut out as they were."""
    gaps = _gaps(log, now)
    total = timedelta(hours=level.amount)
    due = _after(log.started_at, total, calendar, gaps)
    for at, more in log.extensions:
        if at <= due:
            total += timedelta(hours=more)
            due = _after(log.started_at, total, calendar, gaps)
    minutes = total // _MINUTE
    chased = _after(log.started_at, minutes * level.chase_percent // 100 * _MINUTE, calendar, gaps)
    return Sum(
        days=_lines(log.started_at, due, calendar, gaps),
        amount=minutes,
        elapsed=_gone(log, now, due, calendar) // _MINUTE,
        due_on=local_date(due),
        due_at=due,
        chased_at=chased,
        warned_at=_opening_before(due, level.warn_working_days, calendar),
        to_the_minute=True,
    )


def same_working_day(log: Log, level: ServiceLevel, calendar: Calendar, now: datetime) -> Sum:
    """By the end of the working day, or early on the next one when it came late or on a closed day.

    Source: timers ruling 8. It cannot be paused or extended; chased in working time.
    """
    due = due_same_day(log.started_at, level, calendar)
    last = local_date(due)
    received = local_date(log.started_at)
    days = [_line(day, None, calendar) for day in dates_between(received, last)]
    working = _length(_within(log.started_at, due, calendar, ())) // _MINUTE
    chased = working * level.chase_percent // 100 * _MINUTE
    return Sum(
        days=(*days, Day(last, True, 1)),
        amount=1,
        elapsed=int((log.ended_at or now) >= due),
        due_on=last,
        due_at=due,
        chased_at=_after(log.started_at, chased, calendar, ()),
        to_the_minute=True,
    )


def due_same_day(received: datetime, level: ServiceLevel, calendar: Calendar) -> datetime:
    """The instant by which the same working day ends for what was received at an instant."""
    local = received.astimezone(LONDON)
    today = local.date()
    hours = _hours(today, calendar)
    # On a short working day its end may have gone by before the hour at which "late" begins.
    if hours and local.time() <= level.cut_off and received < hours[-1][1]:
        return hours[-1][1]
    day = today + ONE_DAY
    while not _hours(day, calendar):
        day += ONE_DAY
    return at_time(day, level.next_by)


def next_opening(instant: datetime, calendar: Calendar) -> datetime:
    """The first instant of working hours from `instant` on, itself if it lies within them."""
    return _after(instant, timedelta(), calendar, ())


def _hours(day: date, calendar: Calendar) -> list[_Stretch]:
    """The working hours of a day as instants; none on a closed day."""
    if not is_open(day, calendar):
        return []
    frames = calendar.hours.get(day.weekday(), ())
    return [(at_time(day, one.open), at_time(day, one.close)) for one in frames]


def _gaps(log: Log, now: datetime) -> list[_Stretch]:
    """The times that do not count: pauses, those still open up to now, and a closed case."""
    spans = [(one.start, one.end or now) for one in (*pauses(log), *log.closed)]
    return sorted((a, b) for a, b in spans if a < b)


def _net(
    start: datetime, calendar: Calendar, gaps: Sequence[_Stretch]
) -> Iterator[tuple[date, list[_Stretch]]]:
    """Day after day, without end, the stretches of it that count from `start` on."""
    day = local_date(start)
    while True:
        hours = [(max(a, start), b) for a, b in _hours(day, calendar) if b > start]
        for gap in gaps:
            hours = [piece for one in hours for piece in _cut(one, gap)]
        yield day, hours
        day += ONE_DAY


def _cut(stretch: _Stretch, gap: _Stretch) -> list[_Stretch]:
    pieces = [
        (stretch[0], min(stretch[1], gap[0])),
        (max(stretch[0], gap[1]), stretch[1]),
    ]
    if gap[1] <= stretch[0] or gap[0] >= stretch[1]:
        return [stretch]
    return [(a, b) for a, b in pieces if a < b]


def _after(
    start: datetime, length: timedelta, calendar: Calendar, gaps: Sequence[_Stretch]
) -> datetime:
    """The instant at which so much working time has gone since `start`."""
    left = length
    for _day, stretches in _net(start, calendar, gaps):
        for a, b in stretches:
            if b - a >= left:
                return a + left
            left -= b - a
    raise AssertionError("days do not end")


def _within(
    start: datetime, end: datetime, calendar: Calendar, gaps: Sequence[_Stretch]
) -> list[_Stretch]:
    """The stretches that count between two instants."""
    found: list[_Stretch] = []
    for day, stretches in _net(start, calendar, gaps):
        found += [(a, min(b, end)) for a, b in stretches if a < end]
        if day >= local_date(end):
            break
    return found


def _length(stretches: Iterable[_Stretch]) -> timedelta:
    return sum((b - a for a, b in stretches), timedelta())


def _gone(log: Log, now: datetime, due: datetime, calendar: Calendar) -> timedelta:
    """Working time that has gone; a pause that began after the end takes nothing away."""
    gaps = [gap for gap in _gaps(log, now) if gap[0] < due]
    gaps += [(one.start, one.end or now) for one in log.closed if one.start >= due]
    until = log.ended_at or now
    if until <= log.started_at:
        return timedelta()
    return _length(_within(log.started_at, until, calendar, sorted(gaps)))


def _lines(
    start: datetime, due: datetime, calendar: Calendar, gaps: Sequence[_Stretch]
) -> tuple[Day, ...]:
    lines: list[Day] = []
    last = local_date(due)
    for day, stretches in _net(start, calendar, gaps):
        counted = _length([(a, min(b, due)) for a, b in stretches if a < due])
        lines.append(_line(day, counted // _MINUTE, calendar))
        if day == last:
            break
    return tuple(lines)


def _line(day: date, minutes: int | None, calendar: Calendar) -> Day:
    """One day: counted by its minutes, or why it is not; None for a day that never counts."""
    why = closed_because(day, calendar)
    if why is not None:
        return Day(day, False, None, why[0], why[1])
    if minutes is None:
        return Day(day, False, 0, WhyNot.DAY_ZERO)
    if minutes == 0:
        return Day(day, False, None, WhyNot.PAUSED)
    return Day(day, True, None, minutes=minutes)


def _opening_before(due: datetime, days: int, calendar: Calendar) -> datetime | None:
    """The opening of the working day so many before the last; None for no warning ahead."""
    if days == 0:
        return None
    day = local_date(due)
    while days:
        day -= ONE_DAY
        days -= bool(_hours(day, calendar))
    return _hours(day, calendar)[0][0]
