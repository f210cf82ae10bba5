"""An invented message whose days are counted, and the day on which the first figures come."""

from dataclasses import dataclass
from datetime import date

from portal.domain.quarters import closed_by, frozen_on
from portal.domain.working_days import Calendar, add_working_days, day_by_day
from portal.web.statuses import why_not

SENT_ON = date(2026, 12, 18)
"""A Friday before Christmas: the hardest days to count."""
PROMISED_DAYS = 10


@dataclass(frozen=True)
class Coming:
    """A quarter still to be frozen, and the day from which it can be read."""

    first_day: date
    last_day: date
    readable_on: date


@dataclass(frozen=True)
class Example:
    """A promise of an invented message with each of its days, as `counted_days` takes them."""

    sent_on: date
    promised: int
    due: date
    days: list[dict[str, object]]


def next_to_come(today: date, calendar: Calendar) -> Coming:
    """The earliest quarter that is not frozen yet on that day."""
    quarter = closed_by(today, calendar).next()
    return Coming(quarter.start, quarter.end, frozen_on(quarter, calendar))


def worked_example(calendar: Calendar) -> Example:
    """The working of an invented deadline; no real one is ever shown to the board."""
    due = add_working_days(SENT_ON, PROMISED_DAYS, calendar)
    days: list[dict[str, object]] = [
        {
            "date": day.date,
            "counted": day.counted,
            "number": day.number or 0,
            "why": day.why.value if day.why else "",
            "label": why_not(day),
        }
        for day in day_by_day(SENT_ON, due, calendar)
    ]
    return Example(SENT_ON, PROMISED_DAYS, due, days)
