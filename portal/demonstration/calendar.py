"""When things happen in the demonstration: families at any hour, staff in office hours."""

import random
from datetime import UTC, date, datetime, time, timedelta

from portal.domain.working_days import LONDON, Calendar, add_working_days, is_open, local_date

MONTHS = 14
EVENING = 0.55
"""How often a family writes in the evening, when there is a moment's peace."""


def first_day(last: date) -> date:
    """The first day of the demonstration's fourteen months."""
    month = last.month - MONTHS
    year = last.year + (month - 1) // 12
    return date(year, (month - 1) % 12 + 1, min(last.day, 28))


def family_moment(day: date, rng: random.Random) -> datetime:
    """Some moment of that day, most likely in the evening; aware, in UTC."""
    hour = rng.choice(range(19, 23)) if rng.random() < EVENING else rng.choice(range(7, 19))
    return _at(day, hour, rng)


def office_moment(after: datetime, days: int, calendar: Calendar, rng: random.Random) -> datetime:
    """A moment in office hours, `days` working days after, and never before `after` itself."""
    day = add_working_days(local_date(after), days, calendar)
    while not is_open(day, calendar):
        day += timedelta(days=1)
    moment = _at(day, rng.choice(range(9, 17)), rng)
    if moment <= after:
        return office_moment(after, days + 1, calendar, rng)
    return moment


def _at(day: date, hour: int, rng: random.Random) -> datetime:
    local = datetime.combine(day, time(hour, rng.randrange(60), rng.randrange(60)), LONDON)
    return local.astimezone(UTC)
