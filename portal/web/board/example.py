"""The promise whose days are counted for the board, and the day on which the first figures come."""

from dataclasses import dataclass
from datetime import date

from portal.domain.clocks import ClockKind, ServiceLevel
from portal.domain.quarters import closed_by, frozen_on
from portal.domain.working_days import Calendar

PROMISE = ServiceLevel(ClockKind.RESPOND, 10)
"""An answer, as an invented message is promised it."""


@dataclass(frozen=True)
class Coming:
    """A quarter still to be frozen, and the day from which it can be read."""

    first_day: date
    last_day: date
    readable_on: date


def next_to_come(today: date, calendar: Calendar) -> Coming:
    """The earliest quarter that is not frozen yet on that day."""
    quarter = closed_by(today, calendar).next()
    return Coming(quarter.start, quarter.end, frozen_on(quarter, calendar))
