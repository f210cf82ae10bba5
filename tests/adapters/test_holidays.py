"""Our bank holidays are those that GOV.UK publishes."""

from datetime import date

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from portal.adapters.holidays import england_and_wales

PUBLISHED = {
    one["date"]: one
    for one in BankHolidays(use_cached_holidays=True).get_holidays(
        division=BankHolidays.ENGLAND_AND_WALES
    )
}
YEARS = sorted({day.year for day in PUBLISHED})
ONE_OFFS = {  # named by each list in its own way
    date(2012, 6, 5),
    date(2020, 5, 8),
    date(2022, 6, 3),
    date(2022, 9, 19),
    date(2023, 5, 8),
}


def test_the_published_list_covers_the_years_that_these_tests_rely_on() -> None:
    assert YEARS[0] <= 2012
    assert YEARS[-1] >= 2027


@pytest.mark.parametrize("year", YEARS)
def test_every_bank_holiday_of_a_year_is_the_published_one(year: int) -> None:
    ours = england_and_wales(year, year)

    assert set(ours.closed) == {day for day in PUBLISHED if day.year == year}


@pytest.mark.parametrize("day", sorted(set(PUBLISHED) - ONE_OFFS))
def test_a_bank_holiday_bears_the_name_that_a_family_finds_on_gov_uk(day: date) -> None:
    label = england_and_wales(day.year, day.year).closed[day]

    assert label.removesuffix(" (substitute day)") == PUBLISHED[day]["title"].replace("\u2019", "'")


def test_years_asked_for_together_hold_what_they_hold_apart() -> None:
    together = england_and_wales(2026, 2027).closed

    assert together == {
        **england_and_wales(2026, 2026).closed,
        **england_and_wales(2027, 2027).closed,
    }


def test_the_horizon_is_the_end_of_the_last_year_asked_for() -> None:
    ours = england_and_wales(2026, 2027)

    assert (ours.first, ours.last) == (date(2026, 1, 1), date(2027, 12, 31))


def test_a_closure_of_the_body_is_added_under_its_own_name() -> None:
    day = date(2026, 12, 29)
    ours = england_and_wales(2026, 2026, {day: "Closed between the years"})

    assert ours.closed[day] == "Closed between the years"
    assert ours.own_closures == {day}


@pytest.mark.parametrize("day", [date(2026, 12, 28), date(2026, 12, 27)])
def test_a_closure_on_a_bank_holiday_or_weekend_changes_nothing(day: date) -> None:
    ours = england_and_wales(2026, 2026, {day: "Closed between the years"})

    assert ours == england_and_wales(2026, 2026)
