"""Days are counted as a family would count them on a wall calendar."""

from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.adapters.holidays import england_and_wales
from portal.domain.working_days import (
    BelowZeroDays,
    Calendar,
    Day,
    NoOpenDays,
    TimeWithoutZone,
    WhyNot,
    add_working_days,
    beyond_horizon,
    count,
    end_of,
    is_open,
    local_date,
    start_of,
)

ENGLAND = england_and_wales(2024, 2028)
LONDON = ZoneInfo("Europe/London")
DATES = st.dates(date(2024, 1, 1), date(2028, 6, 30))

VECTORS = [
    # design/timers.md §2.5
    (date(2026, 4, 1), 5, date(2026, 4, 10)),
    (date(2026, 4, 2), 5, date(2026, 4, 13)),
    (date(2026, 4, 4), 5, date(2026, 4, 13)),
    (date(2026, 4, 6), 5, date(2026, 4, 13)),
    (date(2026, 5, 22), 1, date(2026, 5, 26)),
    (date(2026, 12, 27), 3, date(2026, 12, 31)),
    (date(2026, 12, 22), 10, date(2027, 1, 8)),
    (date(2027, 3, 25), 20, date(2027, 4, 26)),
    # domain/clocks.md §1.9: 23 and 26 December 2026, 25 March 2027
    (date(2026, 12, 23), 3, date(2026, 12, 30)),
    (date(2026, 12, 23), 5, date(2027, 1, 4)),
    (date(2027, 1, 4), 10, date(2027, 1, 18)),
    (date(2026, 12, 23), 10, date(2027, 1, 11)),
    (date(2026, 12, 23), 20, date(2027, 1, 25)),
    (date(2026, 12, 23), 25, date(2027, 2, 1)),
    (date(2026, 12, 23), 65, date(2027, 3, 31)),
    (date(2026, 12, 26), 3, date(2026, 12, 31)),
    (date(2026, 12, 26), 5, date(2027, 1, 5)),
    (date(2027, 1, 5), 10, date(2027, 1, 19)),
    (date(2026, 12, 26), 10, date(2027, 1, 12)),
    (date(2026, 12, 26), 20, date(2027, 1, 26)),
    (date(2026, 12, 26), 25, date(2027, 2, 2)),
    (date(2026, 12, 26), 65, date(2027, 4, 1)),
    (date(2027, 3, 25), 3, date(2027, 4, 1)),
    (date(2027, 3, 25), 5, date(2027, 4, 5)),
    (date(2027, 4, 5), 10, date(2027, 4, 19)),
    (date(2027, 3, 25), 10, date(2027, 4, 12)),
    (date(2027, 3, 25), 25, date(2027, 5, 4)),
    (date(2027, 3, 25), 65, date(2027, 6, 30)),
]


@pytest.mark.parametrize(("received", "days", "due"), VECTORS)
def test_working_days_end_where_the_golden_vectors_say(
    received: date, days: int, due: date
) -> None:
    assert add_working_days(received, days, ENGLAND) == due


def test_no_working_days_after_receipt_is_the_day_of_receipt_itself() -> None:
    assert add_working_days(date(2026, 4, 4), 0, ENGLAND) == date(2026, 4, 4)


def test_working_days_below_zero_are_refused() -> None:
    with pytest.raises(BelowZeroDays):
        add_working_days(date(2026, 4, 1), -1, ENGLAND)


def day_by_day(start: date, due: date, calendar: Calendar) -> tuple[Day, ...]:
    """The working from one day to another, both included."""
    return tuple(takewhile(lambda day: day.date <= due, count(start, calendar, {})))


def test_a_weekend_between_two_christmas_days_is_explained_line_by_line() -> None:
    days = day_by_day(date(2026, 12, 24), date(2026, 12, 29), ENGLAND)

    assert days == (
        Day(date(2026, 12, 24), False, 0, WhyNot.DAY_ZERO),
        Day(date(2026, 12, 25), False, None, WhyNot.BANK_HOLIDAY, "Christmas Day"),
        Day(date(2026, 12, 26), False, None, WhyNot.WEEKEND),
        Day(date(2026, 12, 27), False, None, WhyNot.WEEKEND),
        Day(date(2026, 12, 28), False, None, WhyNot.BANK_HOLIDAY, "Boxing Day (substitute day)"),
        Day(date(2026, 12, 29), True, 1),
    )


def test_a_day_on_which_the_body_itself_is_closed_says_so() -> None:
    day = date(2026, 12, 29)
    ours = england_and_wales(2026, 2026, {day: "Office move"})

    assert day_by_day(day - timedelta(days=1), day, ours)[-1] == Day(
        day, False, None, WhyNot.CLOSED, "Office move"
    )


@given(DATES, st.integers(0, 60))
def test_the_last_line_of_the_working_bears_the_number_of_days_asked_for(
    received: date, days: int
) -> None:
    due = add_working_days(received, days, ENGLAND)

    assert day_by_day(received, due, ENGLAND)[-1].number == days


@given(DATES, st.integers(0, 60))
def test_working_days_agree_with_crossing_off_a_list_of_open_days(
    received: date, days: int
) -> None:
    wall = [received + timedelta(days=n) for n in range(1, 150)]
    open_days = [d for d in wall if d.isoweekday() < 6 and d not in ENGLAND.closed]

    assert add_working_days(received, days, ENGLAND) == [received, *open_days][days]


@given(DATES, st.integers(1, 30), DATES)
def test_one_more_holiday_never_brings_a_date_forward(
    received: date, days: int, holiday: date
) -> None:
    more = Calendar("more", {**ENGLAND.closed, holiday: "new"}, ENGLAND.first, ENGLAND.last)

    assert add_working_days(received, days, more) >= add_working_days(received, days, ENGLAND)


@given(DATES, st.integers(0, 30), st.integers(0, 30))
def test_counting_in_two_steps_is_counting_in_one(received: date, some: int, more: int) -> None:
    halfway = add_working_days(received, some, ENGLAND)

    assert add_working_days(halfway, more, ENGLAND) == add_working_days(
        received, some + more, ENGLAND
    )


def test_half_past_eleven_on_a_summer_night_is_still_that_day() -> None:
    assert local_date(datetime(2026, 6, 8, 22, 30, tzinfo=UTC)) == date(2026, 6, 8)


def test_half_past_midnight_in_summer_is_the_new_day_though_greenwich_has_yesterday() -> None:
    assert local_date(datetime(2026, 6, 8, 23, 30, tzinfo=UTC)) == date(2026, 6, 9)


def test_a_time_without_a_zone_has_no_date() -> None:
    with pytest.raises(TimeWithoutZone):
        local_date(datetime.fromisoformat("2026-06-08 12:00"))


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 8), 24)]
)
def test_a_day_is_as_long_as_its_change_of_clocks_makes_it(day: date, hours: int) -> None:
    assert end_of(day) - start_of(day) == timedelta(hours=hours)


@given(DATES)
def test_a_day_ends_at_the_first_instant_that_is_not_of_it(day: date) -> None:
    end = end_of(day)

    assert end.tzinfo is UTC
    assert local_date(end) == day + timedelta(days=1)
    assert local_date(end - timedelta(microseconds=1)) == day


def test_a_date_after_the_last_known_holiday_is_beyond_the_horizon() -> None:
    assert beyond_horizon(ENGLAND.last + timedelta(days=1), ENGLAND)


@pytest.mark.parametrize("day", [ENGLAND.first, ENGLAND.last])
def test_the_first_and_last_known_dates_are_within_the_horizon(day: date) -> None:
    assert not beyond_horizon(day, ENGLAND)


def test_a_calendar_that_never_opens_is_refused_by_name() -> None:
    week = [date(2026, 6, 8) + timedelta(days=n) for n in range(7)]

    with pytest.raises(NoOpenDays, match="never"):
        Calendar("never", dict.fromkeys(week, "shut"), week[0], week[-1])


def test_a_calendar_of_one_open_day_is_enough() -> None:
    day = date(2026, 6, 8)

    assert is_open(day, Calendar("once", {}, day, day))
