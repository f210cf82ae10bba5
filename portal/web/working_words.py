"""The words in which a working says of each day whether it was counted, and by which rule."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.domain.clocks import ClockKind, PauseReason
from portal.domain.working_days import WhyNot

WORKING_FROM_ZERO = _l(
    "The day it begins is day 0. We count each working day after it. Our date is the end of the"
    " last day."
)
WORKING_FROM_ONE = _l(
    "The first working day is day 1. We count each working day. Our date is the end of the last"
    " day."
)
CALENDAR_FROM_ZERO = _l(
    "The day it begins is day 0. We count every day after it, weekends and holidays too."
)
CALENDAR_FROM_ONE = _l(
    "The day it begins is day 1. We count every day from it, weekends and holidays too."
)

RECEIVED = _l("day 0: the day we got it")
AGAIN = _l("day 0: the day it was open again")
DAY_ZERO: Mapping[ClockKind, LazyString] = {
    ClockKind.KEEP_INFORMED: _l("day 0: the day of our last message"),
    ClockKind.TELL_WHAT_CHANGED: _l("day 0: the day it was closed"),
    ClockKind.ACCEPT: _l("day 0: the day it was placed"),
    ClockKind.PLACE: _l("day 0: the day it came to triage"),
}

OF_LAW: Mapping[WhyNot, LazyString] = {
    WhyNot.DAY_ZERO: _l("day 0: it starts from this day"),
    WhyNot.CLOSED: _l("they are closed, not counted"),
    WhyNot.ROLLED: _l("it may not end on such a day, so it moves on"),
    WhyNot.FIRST_LEG: _l("time to write that they have it, not counted"),
}

WAITED = _l("our date waited, not counted")
PAUSED: Mapping[str, LazyString] = {
    PauseReason.WAITING_FOR_FAMILY: _l("we waited for your answer, not counted"),
    PauseReason.AGREED_HOLD: _l("we had agreed to wait, not counted"),
}

PLAIN: Mapping[WhyNot, LazyString] = {
    WhyNot.WEEKEND: _l("the weekend, not counted"),
    WhyNot.STOPPED: _l("it was closed then, not counted"),
    WhyNot.ROLLED: _l("the date moves on to a working day"),
    WhyNot.FIRST_LEG: _l("time for our first message, not counted"),
}
