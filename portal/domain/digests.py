"""Digests: reminders go to a desk together, at set times of working days, and hold counts alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from portal.domain.clock_sums import at_time
from portal.domain.working_days import ONE_DAY, Calendar, is_open, local_date

_MOMENT = timedelta(microseconds=1)


def next_digest(instant: datetime, times: Sequence[time], calendar: Calendar) -> datetime:
    """The first digest from `instant` on, itself if it is one; in UTC, within working hours.

    Digests are at `times` by the clock on the wall in London, on the working days of the body
    whose calendar it is. A body that is never at work at any of them gets its digest when it opens.
    """
    day = local_date(instant)
    met = any(_fits(when, weekday, calendar) for weekday in range(5) for when in times)
    while True:
        for when in _times(day, times if met else (), calendar):
            at = at_time(day, when)
            if at >= instant:
                return at
        day += ONE_DAY


def digests_until(
    first: datetime, last: datetime, times: Sequence[time], calendar: Calendar
) -> Iterator[datetime]:
    """Every digest from one instant on, up to and with the next one from `last`."""
    at = next_digest(first, times, calendar)
    while at < last:
        yield at
        at = next_digest(at + _MOMENT, times, calendar)
    yield at


@dataclass(frozen=True)
class Counts:
    """What a desk is told: how many promises are near their end, and how many late.

    `oldest` is by how many working days the oldest of these is late; 0 until one has come since.
    """

    soon: int = 0
    late: int = 0
    oldest: int = 0

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.soon or self.late)


def said(counts: Counts) -> str:
    """The sentences of a digest, for staff; no word or number of any case."""
    lines = []
    if counts.soon:
        lines.append(f"{_promises(counts.soon)} due soon.")
    if counts.late:
        lines.append(f"{_promises(counts.late)} late.{_oldest(counts)}")
    return "\n".join(lines)


def _promises(number: int) -> str:
    return "1 promise is" if number == 1 else f"{number} promises are"


def _oldest(counts: Counts) -> str:
    if not counts.oldest:
        return ""
    subject = "It is" if counts.late == 1 else "The oldest is"
    days = "1 working day" if counts.oldest == 1 else f"{counts.oldest} working days"
    return f" {subject} late by {days}."


def _times(day: date, times: Sequence[time], calendar: Calendar) -> list[time]:
    """The digests of a day; on one without any that fits, its opening, where `times` is empty."""
    if not is_open(day, calendar):
        return []
    frames = calendar.hours.get(day.weekday(), ())
    if not times:
        return [frames[0].open] if frames else []
    return sorted(when for when in times if _fits(when, day.weekday(), calendar))


def _fits(when: time, weekday: int, calendar: Calendar) -> bool:
    return any(one.open <= when < one.close for one in calendar.hours.get(weekday, ()))
