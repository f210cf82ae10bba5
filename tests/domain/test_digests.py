"""Digests: at set times of working days, never outside working hours, and nothing but counts."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from portal.domain.digests import Counts, digests_until, next_digest, said
from portal.domain.working_days import Calendar, Frame, TimeWithoutZone

LONDON = ZoneInfo("Europe/London")
NINE, ONE = time(9), time(13)
CALENDAR = Calendar(
    "ours", {date(2026, 12, 25): "Christmas Day"}, date(2026, 1, 1), date(2027, 12, 31)
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("crossed", "told"),
    [
        ("2026-11-26 00:00", "2026-11-26 09:00"),
        ("2026-11-26 09:00", "2026-11-26 09:00"),
        ("2026-11-26 09:01", "2026-11-26 13:00"),
        ("2026-11-26 13:01", "2026-11-27 09:00"),
        ("2026-11-28 00:00", "2026-11-30 09:00"),
        ("2026-12-25 08:00", "2026-12-28 09:00"),
        # The clocks went back on Sunday the 25th of October, and forward on the 28th of March.
        ("2026-10-24 12:00", "2026-10-26 09:00"),
        ("2027-03-27 12:00", "2027-03-29 09:00"),
    ],
)
def test_a_digest_goes_at_the_next_of_its_times_on_a_working_day(crossed: str, told: str) -> None:
    found = next_digest(at(crossed), (ONE, NINE), CALENDAR)

    assert found == at(told)
    assert found.tzinfo is UTC


def test_a_time_at_which_a_body_is_not_at_work_is_left_out_for_it() -> None:
    afternoons = {day: (Frame(time(12), time(16)),) for day in range(5)}
    theirs = Calendar("theirs", {}, date(2026, 1, 1), date(2027, 12, 31), hours=afternoons)

    assert next_digest(at("2026-11-26 00:00"), (NINE, ONE), theirs) == at("2026-11-26 13:00")


def test_a_body_that_is_at_work_at_none_of_them_is_told_when_it_opens() -> None:
    tuesdays = {1: (Frame(time(15), time(16)),)}
    theirs = Calendar("theirs", {}, date(2026, 1, 1), date(2027, 12, 31), hours=tuesdays)

    assert next_digest(at("2026-11-26 00:00"), (NINE, ONE), theirs) == at("2026-12-01 15:00")


def test_the_digests_of_a_time_end_with_the_next_one_after_it() -> None:
    found = list(
        digests_until(at("2026-11-27 12:00"), at("2026-11-30 10:00"), (NINE, ONE), CALENDAR)
    )

    assert found == [at("2026-11-27 13:00"), at("2026-11-30 09:00"), at("2026-11-30 13:00")]


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(TimeWithoutZone):
        next_digest(datetime(2026, 11, 26), (NINE,), CALENDAR)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (Counts(1, 0, 0), "1 promise is due soon."),
        (
            Counts(2, 1, 1),
            "2 promises are due soon.\n1 promise is late. It is late by 1 working day.",
        ),
        (Counts(0, 3, 12), "3 promises are late. The oldest is late by 12 working days."),
        (Counts(0, 2, 0), "2 promises are late."),
        (Counts(), ""),
    ],
)
def test_a_digest_says_how_many_and_how_late(counts: Counts, words: str) -> None:
    assert said(counts) == words
    assert bool(counts) is bool(words)
