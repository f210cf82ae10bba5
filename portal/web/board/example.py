"""An invented message whose days are counted, and the day on which the first figures come."""

from dataclasses import dataclass
from datetime import date, datetime, time

from portal.domain.clocks import ClockEvent, ClockKind, EventKind, ServiceLevel, fold
from portal.domain.people import AUTHOR
from portal.domain.quarters import closed_by, frozen_on
from portal.domain.working_days import LONDON, Calendar
from portal.web.working import Counted, Working, working

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
    """A promise of an invented message, with its working."""

    sent_on: date
    promised: int
    working: Working


def next_to_come(today: date, calendar: Calendar) -> Coming:
    """The earliest quarter that is not frozen yet on that day."""
    quarter = closed_by(today, calendar).next()
    return Coming(quarter.start, quarter.end, frozen_on(quarter, calendar))


def worked_example(calendar: Calendar) -> Example:
    """The working of an invented deadline; no real one is ever shown to the board."""
    sent = datetime.combine(SENT_ON, time(9, 30), LONDON)
    began = ClockEvent(EventKind.START, sent, sent, AUTHOR, "received", "invented")
    promise = ServiceLevel(ClockKind.RESPOND, PROMISED_DAYS)
    state = fold([began], promise, calendar, sent)
    counted = Counted(promise.kind, amount=promise.amount)
    return Example(SENT_ON, PROMISED_DAYS, working(state, counted))
