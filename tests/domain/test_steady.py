"""A clock that goes back or runs ahead of time itself is noticed; a long sleep is not."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.domain.errors import ClockJumped, ClockWentBack
from portal.domain.steady import Seen, check_no_jump, check_not_back

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOUR = 3600.0


def goes_back(last: datetime | None, now: datetime) -> bool:
    try:
        check_not_back(last, now)
    except ClockWentBack:
        return True
    return False


def jumps(first: Seen, second: Seen) -> bool:
    try:
        check_no_jump(first, second)
    except ClockJumped:
        return True
    return False


def test_the_first_tick_has_nothing_before_it_and_the_second_has():
    long_before = MONDAY - timedelta(days=400)

    assert not goes_back(None, long_before)
    assert goes_back(MONDAY, long_before)


@pytest.mark.parametrize("seconds", [-3 * 24 * HOUR, 0, 4, 5])
def test_later_or_a_few_seconds_earlier_is_no_step_back(seconds: float):
    now = MONDAY - timedelta(seconds=seconds)

    assert not goes_back(MONDAY, now)
    # From a moment that is far enough ahead of the same instant it is one.
    assert goes_back(now + timedelta(seconds=5.001), now)


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
def test_what_time_itself_went_through_is_no_jump_and_26_hours_more_are(
    wall_hours: float, steady_hours: float
):
    first, steady = Seen(MONDAY, 77.0), 77.0 + steady_hours * HOUR
    farthest = MONDAY + timedelta(hours=steady_hours + 26)

    assert not jumps(first, Seen(MONDAY + timedelta(hours=wall_hours), steady))
    # The bound is where the sleep ends, however long it was: one second past it is a jump.
    assert not jumps(first, Seen(farthest, steady))
    assert jumps(first, Seen(farthest + timedelta(seconds=1), steady))


def test_more_than_26_hours_ahead_of_time_itself_is_a_jump_and_says_by_how_much():
    first = Seen(MONDAY, 77.0)

    with pytest.raises(ClockJumped, match="forward by 27 hours"):
        check_no_jump(first, Seen(MONDAY + timedelta(hours=28), 77.0 + HOUR))
