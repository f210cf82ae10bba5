"""The working of a date, whatever it is counted in: each day counted, or why it is not."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import pytest
from flask import Flask

from portal.adapters.holidays import england_and_wales
from portal.domain.clocks import (
    ClockEvent,
    ClockKind,
    EventKind,
    PauseReason,
    Roll,
    ServiceLevel,
    Starts,
    Unit,
    fold,
)
from portal.domain.people import AUTHOR
from portal.domain.working_days import LONDON
from portal.web.working import Counted, Working, working

CALENDAR = england_and_wales(2024, 2030)


@pytest.fixture(autouse=True)
def english(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


def happened(kind: EventKind, day: date, reason: str = "received", amount: int = 0) -> ClockEvent:
    at = datetime.combine(day, time(12), LONDON).astimezone(UTC)
    return ClockEvent(kind, at, at, AUTHOR, reason, f"{kind.value}-{day}", amount)


def of(level: ServiceLevel, received: date, *more: ClockEvent, now: date | None = None) -> Working:
    events = (happened(EventKind.START, received), *more)
    at = datetime.combine(now or received, time(23), LONDON).astimezone(UTC)
    state = fold(events, level, CALENDAR, at)
    return working(state, Counted(level.kind, amount=level.amount))


def texts(found: Working) -> list[str]:
    return [f"{line.first:%-d %b}-{line.last:%-d %b}: {line.text}" for line in found.lines]


def test_each_day_that_is_not_counted_says_why() -> None:
    found = of(ServiceLevel(ClockKind.RESPOND, 3), date(2026, 12, 24))

    assert texts(found) == [
        "24 Dec-24 Dec: day 0: the day we got it",
        "25 Dec-25 Dec: Christmas Day, not counted",
        "26 Dec-26 Dec: the weekend, not counted",
        "27 Dec-27 Dec: the weekend, not counted",
        "28 Dec-28 Dec: Boxing Day (substitute day), not counted",
        "29 Dec-29 Dec: day 1, counted",
        "30 Dec-30 Dec: day 2, counted",
        "31 Dec-31 Dec: day 3, counted",
    ]


def test_weeks_are_folded_into_stretches_that_are_alike() -> None:
    found = of(ServiceLevel(ClockKind.DECIDE, 2, Unit.WEEK), date(2026, 11, 1))

    assert texts(found) == [
        "1 Nov-1 Nov: day 0: the day we got it",
        "2 Nov-15 Nov: 14 days, counted",
    ]
    assert "weekends and holidays too" in found.explanation


def test_many_working_days_are_folded_and_still_name_each_holiday() -> None:
    found = of(ServiceLevel(ClockKind.TELL_WHAT_CHANGED, 60), date(2026, 12, 21))

    assert len(found.lines) < 35
    assert "25 Dec-25 Dec: Christmas Day, not counted" in texts(found)
    assert texts(found)[0] == "21 Dec-21 Dec: day 0: the day it was closed"


def test_a_month_that_ends_on_a_closed_day_says_that_the_date_moves() -> None:
    level = ServiceLevel(ClockKind.RESPOND, 1, Unit.MONTH, roll=Roll.NEXT_WORKING_DAY)

    found = of(level, date(2026, 9, 3))

    assert texts(found)[-1] == "4 Oct-5 Oct: the date moves on to a working day"
    assert "The last day would be Saturday 3 October" in found.explanation


def test_an_appeal_ends_at_five_in_the_afternoon() -> None:
    found = of(ServiceLevel(ClockKind.APPEAL, 2, Unit.MONTH, roll=Roll.TRIBUNAL), date(2026, 6, 10))

    assert found.due_on == date(2026, 9, 1)
    assert "It ends at 5pm on that day." in found.explanation
    assert found.by is not None


def test_a_wait_for_the_family_names_its_days_and_says_how_many() -> None:
    asked = happened(EventKind.PAUSE, date(2026, 6, 10), PauseReason.WAITING_FOR_FAMILY)
    heard = happened(EventKind.RESUME, date(2026, 6, 12), PauseReason.WAITING_FOR_FAMILY)
    level = ServiceLevel(ClockKind.RESPOND, 10, caps={PauseReason.WAITING_FOR_FAMILY: 10})

    found = of(level, date(2026, 6, 8), asked, heard, now=date(2026, 6, 15))

    assert "10 Jun-10 Jun: we waited for your answer, not counted" in texts(found)
    assert "We did not count 2 days while we waited for your answer." in found.explanation


def test_a_promise_that_was_made_longer_says_by_how_much() -> None:
    longer = happened(EventKind.EXTEND, date(2026, 6, 9), "harder", 10)

    found = of(ServiceLevel(ClockKind.RESPOND, 10), date(2026, 6, 8), longer, now=date(2026, 6, 9))

    assert "We made it 10 working days longer." in found.explanation


def test_a_promise_of_two_legs_leaves_out_the_first() -> None:
    found = of(ServiceLevel(ClockKind.RESPOND, 10, first_leg=5), date(2026, 6, 8))

    assert texts(found)[0] == "8 Jun-8 Jun: time for our first message, not counted"
    assert "The count begins on the day of our first message" in found.explanation


def test_where_the_day_of_receipt_counts_it_is_day_one() -> None:
    level = ServiceLevel(ClockKind.COMMENT, 15, Unit.CALENDAR_DAY, starts=Starts.RECEIPT_DAY)

    found = of(level, date(2026, 6, 8))

    assert texts(found) == ["8 Jun-22 Jun: 15 days, counted"]
    assert found.explanation.startswith("The day it begins is day 1.")


def test_hours_are_told_by_the_day() -> None:
    found = of(ServiceLevel(ClockKind.RESPOND, 8, Unit.WORKING_HOUR), date(2026, 6, 8))

    assert texts(found) == [
        "8 Jun-8 Jun: 5 h 0 min, counted",
        "9 Jun-9 Jun: 3 h 0 min, counted",
    ]
    assert found.by == datetime(2026, 6, 9, 11, tzinfo=UTC)


def test_the_same_working_day_says_until_when() -> None:
    found = of(ServiceLevel(ClockKind.LOOK, 1, Unit.SAME_WORKING_DAY), date(2026, 6, 8))

    assert texts(found) == ["8 Jun-8 Jun: counted, until 5pm"]


def test_a_date_beyond_the_holidays_that_we_know_says_so() -> None:
    found = of(ServiceLevel(ClockKind.RESPOND, 10), date(2030, 12, 27))

    assert "We do not know the holidays so far ahead" in found.explanation
