"""A quarter's figures are fixed ten working days after it ends, and nobody sees them sooner."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.adapters.holidays import england_and_wales
from portal.domain.quarters import (
    HalfYear,
    NotAPeriod,
    Quarter,
    closed_by,
    frozen_on,
    half_closed_by,
    half_of,
    quarter_of,
)

ENGLAND = england_and_wales(2019, 2031)
DATES = st.dates(date(2020, 1, 1), date(2030, 12, 31))
QUARTERS = st.builds(Quarter, st.integers(2020, 2030), st.integers(1, 4))
HALVES = st.builds(HalfYear, st.integers(2020, 2030), st.integers(1, 2))


def test_the_third_quarter_runs_from_july_to_the_end_of_september() -> None:
    quarter = Quarter(2026, 3)

    assert (quarter.start, quarter.end) == (date(2026, 7, 1), date(2026, 9, 30))


def test_the_last_quarter_ends_with_the_year() -> None:
    assert Quarter(2026, 4).end == date(2026, 12, 31)


@given(DATES)
def test_every_day_lies_in_its_own_quarter(day: date) -> None:
    quarter = quarter_of(day)

    assert quarter.start <= day <= quarter.end


@given(QUARTERS)
def test_quarters_follow_one_another_without_a_gap(quarter: Quarter) -> None:
    after = quarter.next()

    assert after > quarter
    assert after.start == quarter.end + timedelta(days=1)
    assert after.previous() == quarter


@given(HALVES)
def test_half_years_follow_one_another_without_a_gap(half: HalfYear) -> None:
    after = half.next()

    assert after > half
    assert after.start == half.end + timedelta(days=1)
    assert after.previous() == half


@given(HALVES)
def test_a_half_year_is_made_of_its_two_quarters(half: HalfYear) -> None:
    first, second = half.quarters

    assert {half_of(first), half_of(second)} == {half}
    assert first.next() == second


@given(QUARTERS)
def test_a_quarter_reads_back_as_it_is_written(quarter: Quarter) -> None:
    assert Quarter.parse(str(quarter)) == quarter


@given(HALVES)
def test_a_half_year_reads_back_as_it_is_written(half: HalfYear) -> None:
    assert HalfYear.parse(str(half)) == half


def test_a_quarter_is_written_with_its_year_first() -> None:
    assert (str(Quarter(2026, 3)), str(HalfYear(2026, 2))) == ("2026-Q3", "2026-H2")


@pytest.mark.parametrize("text", ["", "2026-Q5", "2026-Q0", "2026-H1", "Q3 2026", "2026-Q3\n"])
def test_a_text_that_names_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(NotAPeriod):
        Quarter.parse(text)


@pytest.mark.parametrize("text", ["2026-H3", "2026-H0", "2026-Q1"])
def test_a_text_that_names_no_half_year_is_refused(text: str) -> None:
    with pytest.raises(NotAPeriod):
        HalfYear.parse(text)


def test_figures_of_the_last_quarter_wait_ten_working_days_past_new_year() -> None:
    assert frozen_on(Quarter(2026, 4), ENGLAND) == date(2027, 1, 15)


def test_on_the_day_before_it_is_frozen_the_board_still_sees_the_quarter_before() -> None:
    assert closed_by(date(2027, 1, 14), ENGLAND) == Quarter(2026, 3)


def test_on_the_day_that_it_is_frozen_the_board_sees_the_quarter() -> None:
    assert closed_by(date(2027, 1, 15), ENGLAND) == Quarter(2026, 4)


def test_a_half_year_is_closed_with_its_second_quarter() -> None:
    assert half_closed_by(date(2027, 1, 14), ENGLAND) == HalfYear(2026, 1)
    assert half_closed_by(date(2027, 1, 15), ENGLAND) == HalfYear(2026, 2)


@given(DATES)
def test_the_closed_quarter_is_the_last_whose_freezing_day_has_come(today: date) -> None:
    quarter = closed_by(today, ENGLAND)

    assert frozen_on(quarter, ENGLAND) <= today < frozen_on(quarter.next(), ENGLAND)
