"""A clock that goes back or runs ahead of time itself is noticed; a long sleep is not."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.domain.errors import ClockJumped, ClockWentBack
from portal.domain.steady import Seen, check_no_jump, check_not_back

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOUR = 3600.0


def test_the_first_tick_has_nothing_before_it():
    check_not_back(None, MONDAY)


@pytest.mark.parametrize("seconds", [-3 * 24 * HOUR, 0, 4, 5])
def test_later_or_a_few_seconds_earlier_is_no_step_back(seconds: float):
    check_not_back(MONDAY, MONDAY - timedelta(seconds=seconds))


@pytest.mark.parametrize("seconds", [5.001, 60, 24 * HOUR])
def test_more_than_five_seconds_earlier_is_a_step_back_and_says_by_how_much(seconds: float):
    with pytest.raises(ClockWentBack, match=f"went back by {seconds:.0f} seconds") as found:
        check_not_back(MONDAY, MONDAY - timedelta(seconds=seconds))

    assert found.value.seconds == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("wall_hours", "steady_hours"),
    [(0, 0), (26, 0), (1000, 1000), (1000, 974), (-5, 0)],
    ids=["at once", "a day and its summer time", "six weeks", "just not too much", "back"],
)
def test_what_time_itself_went_through_is_no_jump(wall_hours: float, steady_hours: float):
    first = Seen(MONDAY, 77.0)

    check_no_jump(first, Seen(MONDAY + timedelta(hours=wall_hours), 77.0 + steady_hours * HOUR))


def test_more_than_26_hours_ahead_of_time_itself_is_a_jump_and_says_by_how_much():
    first = Seen(MONDAY, 77.0)

    with pytest.raises(ClockJumped, match="forward by 27 hours"):
        check_no_jump(first, Seen(MONDAY + timedelta(hours=28), 77.0 + HOUR))
