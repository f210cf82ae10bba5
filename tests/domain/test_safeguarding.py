"""When a person must have looked at a flag, and how many must agree that words go on."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from portal.adapters.holidays import england_and_wales
from portal.domain.clock_hours import due_same_day
from portal.domain.clocks import ClockKind, ServiceLevel, Unit
from portal.domain.safeguarding import FlagSource, releases_needed
from portal.domain.submissions import AuthorKind

ENGLAND = england_and_wales(2026, 2027)
LONDON = ZoneInfo("Europe/London")
LOOK = ServiceLevel(ClockKind.LOOK, 1, Unit.SAME_WORKING_DAY)


def at(text: str) -> datetime:
    """A London wall-clock time."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("raised", "looked"),
    [
        ("2026-11-24 00:00", "2026-11-24 17:00"),
        ("2026-11-24 09:10", "2026-11-24 17:00"),
        ("2026-11-24 15:00", "2026-11-24 17:00"),
        ("2026-11-24 15:00:01", "2026-11-25 11:00"),
        ("2026-11-24 23:59:59", "2026-11-25 11:00"),
        ("2026-11-27 14:00", "2026-11-27 17:00"),
        ("2026-11-27 16:00", "2026-11-30 11:00"),
        ("2026-11-28 10:00", "2026-11-30 11:00"),
        ("2026-11-29 23:00", "2026-11-30 11:00"),
        ("2026-12-24 15:30", "2026-12-29 11:00"),
        ("2026-12-25 09:00", "2026-12-29 11:00"),
        ("2026-03-27 15:30", "2026-03-30 11:00"),
        ("2026-10-24 09:00", "2026-10-26 11:00"),
        ("2026-06-08 14:59", "2026-06-08 17:00"),
    ],
)
def test_a_flag_is_looked_at_the_same_working_day_or_by_eleven_on_the_next(
    raised: str, looked: str
) -> None:
    assert due_same_day(at(raised), LOOK, ENGLAND) == at(looked)


def test_three_in_the_afternoon_is_londons_in_summer_too() -> None:
    before = datetime(2026, 6, 8, 14, 0, tzinfo=UTC)
    after = datetime(2026, 6, 8, 14, 1, tzinfo=UTC)

    assert due_same_day(before, LOOK, ENGLAND) == at("2026-06-08 17:00")
    assert due_same_day(after, LOOK, ENGLAND) == at("2026-06-09 11:00")


@pytest.mark.parametrize("author", [*AuthorKind])
@pytest.mark.parametrize("source", [*FlagSource])
def test_one_lead_is_enough_only_for_the_machines_flag_on_an_adults_words(
    source: FlagSource, author: AuthorKind
) -> None:
    alone = source is FlagSource.MACHINE and author is not AuthorKind.YOUNG_PERSON

    assert releases_needed(source, author) == (1 if alone else 2)
