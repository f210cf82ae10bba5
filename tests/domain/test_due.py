"""How long work waits after it failed: longer each time, never for ever, never given up early."""

from datetime import timedelta

from portal.domain.due import MOST_TRIES, wait_after


def test_the_first_waits_double_from_a_minute() -> None:
    waits = [wait_after(tries) for tries in range(1, 6)]

    assert waits == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8, 16)]


def test_no_wait_is_over_four_hours() -> None:
    assert wait_after(8) == timedelta(minutes=128)
    assert wait_after(9) == wait_after(10_000) == timedelta(hours=4)


def test_before_any_failure_the_wait_is_the_shortest() -> None:
    assert wait_after(0) == timedelta(minutes=1)


def test_a_mail_server_that_is_down_for_three_days_is_outlasted() -> None:
    waited = sum((wait_after(tries) for tries in range(1, MOST_TRIES)), timedelta())

    assert waited > timedelta(days=3)
