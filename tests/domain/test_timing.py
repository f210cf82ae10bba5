"""How soon a promise is, as a caseworker's inbox says it."""

from datetime import UTC, date, datetime

import pytest

from portal.domain.timing import Timing, days_left, last_day, timing
from portal.domain.working_days import Calendar, end_of

CALENDAR = Calendar(
    "test", {date(2026, 12, 25): "Christmas Day"}, date(2026, 1, 1), date(2026, 12, 31)
)
THURSDAY = end_of(date(2026, 11, 26))


def at(day: int, hour: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def test_a_promise_that_ends_at_midnight_has_the_day_before_as_its_last():
    assert last_day(THURSDAY) == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        (at(20, 9), Timing.LATER),
        (at(24, 9), Timing.SOON),
        (at(26, 9), Timing.TODAY),
        (at(26, 23), Timing.TODAY),
        (at(27, 0), Timing.LATE),
    ],
)
def test_it_is_soon_then_today_then_late(now: datetime, wanted: Timing):
    assert timing(THURSDAY, now, CALENDAR) is wanted


@pytest.mark.parametrize(
    ("now", "wanted"), [(at(20, 9), 4), (at(26, 9), 0), (at(27, 9), -1), (at(30, 9), -2)]
)
def test_only_working_days_are_left_or_late(now: datetime, wanted: int):
    assert days_left(THURSDAY, now, CALENDAR) == wanted


def test_a_bank_holiday_is_no_day_left():
    assert days_left(end_of(date(2026, 12, 28)), at(24, 9, 12), CALENDAR) == 1
