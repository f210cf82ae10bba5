"""Flags that a person must look at, and by when (ruling 18; timers ruling 8)."""

from datetime import date, datetime, time, timedelta
from enum import Enum

from portal.domain.submissions import AuthorKind
from portal.domain.working_days import LONDON, Calendar, is_open

LATEST_FOR_TODAY = time(15, 0)
LOOK_NEXT_DAY_BY = time(11, 0)
CLOSE_OF_DAY = time(17, 0)


class FlagSource(Enum):
    """Who raised it: a machine flag needs one lead to release, any other two (ruling 18)."""

    MACHINE = "machine"
    AUTHOR = "author"
    STAFF = "staff"


class SafeguardingStatus(Enum):
    """Looked at, let go, or confirmed as a matter for keeping somebody safe."""

    OPEN = "open"
    RELEASED = "released"
    CONFIRMED = "confirmed"


def look_by(raised_at: datetime, calendar: Calendar) -> datetime:
    """When a person must have looked at a flag: aware, UTC comparable.

    Source: timers ruling 8: by the end of the working day, or by 11:00 on the next working day
    when it came after 15:00 or on a closed day.
    """
    local = raised_at.astimezone(LONDON)
    if is_open(local.date(), calendar) and local.time() <= LATEST_FOR_TODAY:
        return _at(local.date(), CLOSE_OF_DAY)
    day = local.date() + timedelta(days=1)
    while not is_open(day, calendar):
        day += timedelta(days=1)
    return _at(day, LOOK_NEXT_DAY_BY)


def releases_needed(source: FlagSource, author: AuthorKind) -> int:
    """How many leads must agree before words go on (ruling 18): two, save for a machine flag."""
    own_words = author is AuthorKind.YOUNG_PERSON
    return 1 if source is FlagSource.MACHINE and not own_words else 2


def _at(day: date, when: time) -> datetime:
    return datetime.combine(day, when, LONDON)
