"""How far ahead the calendar must be known."""

from datetime import UTC, date, datetime, timedelta

from portal.domain.horizon import beats, horizon

TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def test_twelve_months_ahead_of_today_are_enough_and_a_day_less_is_not() -> None:
    assert horizon(date(2027, 11, 26), TODAY, None).far_enough
    assert not horizon(date(2027, 11, 25), TODAY, None).far_enough


def test_twelve_months_must_lie_ahead_of_the_last_date_too() -> None:
    last = date(2027, 2, 10)

    assert horizon(date(2028, 2, 10), TODAY, last).far_enough
    assert not horizon(date(2028, 2, 9), TODAY, last).far_enough


def test_a_date_that_has_gone_asks_for_no_less() -> None:
    assert horizon(date(2027, 12, 31), TODAY, date(2020, 1, 1)).needed_to == date(2027, 11, 26)


def test_twelve_months_after_a_leap_day_end_with_february() -> None:
    assert horizon(TODAY, date(2028, 2, 29), None).needed_to == date(2029, 2, 28)


def test_a_worker_beats_while_it_was_seen_in_the_last_five_minutes() -> None:
    assert beats(NOW - timedelta(minutes=5), NOW)
    assert not beats(NOW - timedelta(minutes=5, seconds=1), NOW)
    assert not beats(None, NOW)
