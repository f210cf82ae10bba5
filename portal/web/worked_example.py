"""An invented message whose days are counted: for the board, and for anybody who wants to know."""

from dataclasses import dataclass
from datetime import date, datetime, time

from portal.domain.clocks import ClockEvent, EventKind, ServiceLevel, fold
from portal.domain.people import AUTHOR
from portal.domain.working_days import LONDON, Calendar
from portal.web.working import Counted, Working, working

SENT_ON = date(2026, 12, 18)
"""A Friday before Christmas: the hardest days to count."""


@dataclass(frozen=True)
class Example:
    """A promise of an invented message, with its working."""

    sent_on: date
    promised: int
    working: Working


def worked_example(calendar: Calendar, promise: ServiceLevel) -> Example:
    """The working of an invented deadline; no real one is ever shown here."""
    sent = datetime.combine(SENT_ON, time(9, 30), LONDON)
    began = ClockEvent(EventKind.START, sent, sent, AUTHOR, "received", "invented")
    state = fold([began], promise, calendar, sent)
    counted = Counted(promise.kind, amount=promise.amount)
    return Example(SENT_ON, promise.amount, working(state, counted))
