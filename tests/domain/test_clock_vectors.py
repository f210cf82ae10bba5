"""Deadlines worked out by hand, each from the written rule that its name or comment gives.

Bank holidays used below: Good Friday 3 April 2026, Easter Monday 6 April, 4 and 25 May, 31 August,
25 and 28 December 2026 (for Boxing Day, a Saturday), 1 January 2027, Good Friday 26 March 2027,
Easter Monday 29 March, 3 and 31 May, 30 August, 27 and 28 December 2027.
"""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from portal.adapters.holidays import england_and_wales
from portal.domain.clocks import (
    BadServiceLevel,
    ClockEvent,
    ClockKind,
    ClockState,
    EventBeforeStart,
    EventKind,
    IllegalEvent,
    Milestone,
    NoReason,
    NotStarted,
    PauseBeyondCap,
    Roll,
    ServiceLevel,
    Starts,
    State,
    Unit,
    fold,
)
from portal.domain.working_days import Calendar, Frame, NoOpenHours, TimeWithoutZone, WhyNot
from tests.domain import clock_oracle as oracle
from tests.support.clock_events import (
    FAMILY,
    HOLD,
    SYSTEM,
    acknowledged,
    at,
    closed_between,
    event,
    extended,
    paused,
    started,
)

ENGLAND = england_and_wales(2023, 2030)
LATER = at("2029-12-03T12:00")
CAPS = {FAMILY: 30, HOLD: 30}


def level(amount: int, unit: Unit = Unit.WORKING_DAY, **more: object) -> ServiceLevel:
    return ServiceLevel(kind=ClockKind.RESPOND, amount=amount, unit=unit, **more)  # type: ignore[arg-type]


def shown(
    promise: ServiceLevel,
    received: str,
    *more: ClockEvent,
    now: datetime = LATER,
    calendar: Calendar = ENGLAND,
) -> State:
    return fold([started(at(received)), *more], promise, calendar, now)


def due(promise: ServiceLevel, received: str, *more: ClockEvent, now: datetime = LATER) -> str:
    return shown(promise, received, *more, now=now).due_on.isoformat()


def by_hand(received: str, amount: int, unit: Unit = Unit.WORKING_DAY, **more: str) -> str:
    """The same from the oracle, so that a vector holds for both."""
    return oracle.due_date(
        at(received), amount, unit.value, closed=ENGLAND.closed, **more
    ).isoformat()  # type: ignore[arg-type]


# timers.md §2.5: the golden vectors.
@pytest.mark.parametrize(
    ("received", "amount", "expected"),
    [
        ("2026-04-01T10:00", 5, "2026-04-10"),  # over Easter: 2, 7, 8, 9, 10 April
        ("2026-04-02T23:50", 5, "2026-04-13"),  # ten to midnight is still the 2nd
        ("2026-04-04T10:00", 5, "2026-04-13"),  # a Saturday is day zero
        ("2026-04-06T10:00", 5, "2026-04-13"),  # so is Easter Monday
        ("2026-05-22T10:00", 1, "2026-05-26"),  # Monday 25 May is a bank holiday
        ("2026-12-27T10:00", 3, "2026-12-31"),  # Monday 28 December stands for Boxing Day
        ("2026-12-22T10:00", 10, "2027-01-08"),
        ("2027-03-25T10:00", 20, "2027-04-26"),
    ],
)
def test_the_golden_vectors_of_working_days(received: str, amount: int, expected: str) -> None:
    assert due(level(amount), received) == expected
    assert by_hand(received, amount) == expected


# timers.md §2.5: the pause vectors.
@pytest.mark.parametrize(
    ("received", "start", "end", "expected"),
    [
        ("2026-06-08T10:00", "2026-06-10T09:05", "2026-06-10T16:00", "2026-06-22"),
        ("2026-06-08T10:00", "2026-06-10T09:00", "2026-06-11T08:00", "2026-06-23"),
        ("2026-06-08T10:00", "2026-06-12T17:00", "2026-06-15T09:00", "2026-06-23"),
        ("2026-06-08T10:00", "2026-06-13T01:00", "2026-06-14T23:00", "2026-06-22"),
        ("2026-12-21T10:00", "2026-12-23T12:00", "2027-01-04T09:00", "2027-01-14"),
    ],
)
def test_the_pause_vectors(received: str, start: str, end: str, expected: str) -> None:
    found = due(level(10, caps=CAPS), received, *paused(at(start), at(end)))

    assert found == expected
    assert oracle.due_date(
        at(received), 10, pauses=[(at(start), at(end))], closed=ENGLAND.closed
    ) == date.fromisoformat(expected)


# Ruling 2: the end of Wednesday 10 June is covered when start < midnight ≤ end.
@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-06-10T00:00", "2026-06-11T00:00", "2026-06-23"),  # Wednesday, whole
        ("2026-06-10T23:59", "2026-06-11T00:00", "2026-06-23"),  # its last minute
        ("2026-06-11T00:00", "2026-06-11T23:59", "2026-06-22"),  # Thursday without its end
        ("2026-06-11T00:00", "2026-06-11T00:00", "2026-06-22"),  # nothing at all
        ("2026-06-10T12:00", "2026-06-10T23:59", "2026-06-22"),  # a minute too short
        ("2026-06-11T00:00", "2026-06-13T00:00", "2026-06-24"),  # Thursday and Friday
    ],
)
def test_a_pause_from_or_to_midnight_covers_the_day_that_ends_then(
    start: str, end: str, expected: str
) -> None:
    promise = level(10, caps=CAPS)

    assert due(promise, "2026-06-08T10:00", *paused(at(start), at(end))) == expected


def test_a_pause_that_began_before_receipt_counts_from_receipt() -> None:
    # It covers the ends of Monday (day zero, no matter), Tuesday and Wednesday.
    pause = paused(at("2026-06-01T10:00"), at("2026-06-11T09:00"))

    assert due(level(10, caps=CAPS), "2026-06-08T10:00", *pause) == "2026-06-24"


def test_a_pause_over_before_receipt_changes_nothing() -> None:
    pause = paused(at("2026-06-01T10:00"), at("2026-06-05T09:00"))

    assert due(level(10, caps=CAPS), "2026-06-08T10:00", *pause) == "2026-06-22"


def test_a_pause_on_the_due_day_itself_still_moves_it_and_one_after_it_does_not() -> None:
    promise = level(10, caps=CAPS)
    on_the_day = paused(at("2026-06-22T23:59"), at("2026-06-23T00:00"))
    too_late = paused(at("2026-06-23T00:00"), at("2026-06-26T12:00"))

    assert due(promise, "2026-06-08T10:00", *on_the_day) == "2026-06-23"
    assert due(promise, "2026-06-08T10:00", *too_late) == "2026-06-22"


def test_an_acknowledgement_whose_level_names_no_reason_never_pauses() -> None:
    pause = paused(at("2026-06-09T09:00"), at("2026-06-12T09:00"))

    assert due(level(2), "2026-06-08T10:00", *pause) == "2026-06-10"


# A pause of three working days from Wednesday 10 June ends with Monday 15 June, by itself.
def test_a_pause_ends_by_itself_with_the_last_working_day_of_its_cap() -> None:
    pause = paused(at("2026-06-10T10:00"), cap=3)
    promise = level(10, caps=CAPS)
    soon, later = at("2026-06-12T12:00"), at("2026-06-16T00:00")

    state = shown(promise, "2026-06-08T10:00", *pause, now=soon)
    ended = shown(promise, "2026-06-08T10:00", *pause, now=later)

    assert (state.state, state.resumes_at) == (ClockState.PAUSED, at("2026-06-16T00:00"))
    assert (ended.state, ended.resumes_at) == (ClockState.RUNNING, None)
    # Wednesday, Thursday, Friday and Monday ended within it: 22 June and four more days.
    assert ended.due_on == date(2026, 6, 26)


def test_the_cap_of_a_pause_that_began_before_receipt_counts_from_when_it_began() -> None:
    # Two working days from Friday 5 June end with Tuesday 9 June; Monday 8 June is day zero.
    pause = paused(at("2026-06-05T10:00"), cap=2)

    assert due(level(10, caps=CAPS), "2026-06-08T10:00", *pause) == "2026-06-23"


def test_two_pauses_of_one_reason_are_united_and_last_until_both_are_over() -> None:
    # Two days from Tuesday end with Thursday 11 June; three from Wednesday with Monday 15 June.
    first, second = paused(at("2026-06-09T10:00"), cap=2), paused(at("2026-06-10T10:00"), cap=3)
    promise = level(10, caps=CAPS)

    state = shown(promise, "2026-06-08T10:00", *first, *second, now=at("2026-06-12T10:00"))
    ended = shown(promise, "2026-06-08T10:00", *first, *second)

    assert state.resumes_at == at("2026-06-16T00:00")
    assert ended.due_on == date(2026, 6, 29)  # five ends, 9 to 15 June


def test_an_answer_after_the_cap_is_no_fault_and_changes_nothing() -> None:
    promise = level(10, caps=CAPS)
    itself = paused(at("2026-06-10T10:00"), cap=3)
    answer = event(EventKind.RESUME, at("2026-06-18T10:00"), FAMILY)

    assert shown(promise, "2026-06-08T10:00", *itself) == shown(
        promise, "2026-06-08T10:00", *itself, answer
    )


def test_a_pause_and_its_end_at_one_instant_are_no_pause_even_after_one_that_ended_itself() -> None:
    promise = level(10, caps=CAPS)
    itself = paused(at("2026-06-10T10:00"), cap=3)
    nothing = paused(at("2026-06-18T10:00"), at("2026-06-18T10:00"))

    assert shown(promise, "2026-06-08T10:00", *itself) == shown(
        promise, "2026-06-08T10:00", *itself, *nothing
    )


def test_a_resume_at_the_instant_of_the_cap_only_writes_it_down() -> None:
    promise, cap = level(10, caps=CAPS), 3
    itself = paused(at("2026-06-10T10:00"), cap=cap)
    written = paused(at("2026-06-10T10:00"), at("2026-06-16T00:00"), cap=cap)

    assert shown(promise, "2026-06-08T10:00", *itself) == shown(
        promise, "2026-06-08T10:00", *written
    )


# clocks.md §1.9. Stage 1 runs from the acknowledgement, made on the last day allowed or not yet.
CLOCKS_MD = {
    "2026-12-23T10:00": {
        3: "2026-12-30", 5: "2027-01-04", 10: "2027-01-11", 20: "2027-01-25",
        25: "2027-02-01", 65: "2027-03-31",
    },
    "2026-12-26T10:00": {
        3: "2026-12-31", 5: "2027-01-05", 10: "2027-01-12", 20: "2027-01-26",
        25: "2027-02-02", 65: "2027-04-01",
    },
    "2027-03-25T10:00": {
        3: "2027-04-01", 5: "2027-04-05", 10: "2027-04-12", 20: "2027-04-26",
        25: "2027-05-04", 65: "2027-06-30",
    },
}  # fmt: skip
STAGE_1 = [
    ("2026-12-23T10:00", "2027-01-04T15:00", "2027-01-18"),
    ("2026-12-26T10:00", "2027-01-05T15:00", "2027-01-19"),
    ("2027-03-25T10:00", "2027-04-05T15:00", "2027-04-19"),
]


@pytest.mark.parametrize(
    ("received", "amount", "expected"),
    [(on, amount, day) for on, row in CLOCKS_MD.items() for amount, day in row.items()],
)
def test_nhs_and_lgsco_acknowledgements_and_children_act_stages(
    received: str, amount: int, expected: str
) -> None:
    assert due(level(amount), received) == expected
    assert by_hand(received, amount) == expected


@pytest.mark.parametrize(("received", "acknowledgement", "expected"), STAGE_1)
def test_stage_one_runs_ten_days_from_the_acknowledgement(
    received: str, acknowledgement: str, expected: str
) -> None:
    promise = level(10, first_leg=5)

    assert due(promise, received, acknowledged(at(acknowledgement))) == expected


@pytest.mark.parametrize(("received", "_acknowledgement", "expected"), STAGE_1)
def test_until_acknowledged_stage_one_runs_from_the_last_day_allowed_for_it(
    received: str, _acknowledgement: str, expected: str
) -> None:
    assert due(level(10, first_leg=5), received) == expected


def test_an_early_acknowledgement_brings_stage_one_forward() -> None:
    # Acknowledged on Tuesday 9 June: ten working days on is Tuesday 23 June, not 29 June.
    promise = level(10, first_leg=5)

    assert due(promise, "2026-06-08T10:00") == "2026-06-29"
    assert due(promise, "2026-06-08T10:00", acknowledged(at("2026-06-09T10:00"))) == "2026-06-23"


def test_an_acknowledgement_after_the_breach_does_not_take_it_back() -> None:
    # Due on 29 June; made on the day itself it moves the date, made on the 30th it is too late.
    promise = level(10, first_leg=5)

    on_the_day = due(promise, "2026-06-08T10:00", acknowledged(at("2026-06-29T23:59")))
    too_late = due(promise, "2026-06-08T10:00", acknowledged(at("2026-06-30T00:00")))

    assert (on_the_day, too_late) == ("2026-07-13", "2026-06-29")


# Request on Monday 11 January 2027. The Regulations have no roll-over: bank holidays stay.
@pytest.mark.parametrize(
    ("received", "weeks", "expected"),
    [
        ("2027-01-11T10:00", 6, "2027-02-22"),
        ("2027-01-11T10:00", 16, "2027-05-03"),
        ("2027-01-11T10:00", 20, "2027-05-31"),
        ("2026-11-02T10:00", 4, "2026-11-30"),  # annual review: from the meeting
        ("2026-11-02T10:00", 12, "2027-01-25"),
    ],
)
def test_weeks_of_a_plan_and_of_an_annual_review(received: str, weeks: int, expected: str) -> None:
    assert due(level(weeks, Unit.WEEK), received) == expected
    assert by_hand(received, weeks, Unit.WEEK) == expected


# The 20 weeks end on a bank holiday Monday, 31 May 2027: warned on Friday 28 May, as it begins.
def test_weeks_that_end_on_a_bank_holiday_are_warned_of_on_the_working_day_before() -> None:
    state = shown(level(20, Unit.WEEK), "2027-01-11T10:00", now=at("2027-01-12T10:00"))

    assert dict(state.milestones)[Milestone.WARNED] == at("2027-05-28T00:00")


# Ruling 5: same date number, none → last of the month; weekend or holiday → next working day.
@pytest.mark.parametrize(
    ("received", "months", "expected"),
    [
        ("2026-09-03T10:00", 1, "2026-10-05"),  # 3 October 2026 is a Saturday
        ("2027-09-03T10:00", 1, "2027-10-04"),  # 3 October 2027 is a Sunday
        ("2025-09-03T10:00", 1, "2025-10-03"),  # a Friday: no roll
        ("2026-01-31T10:00", 1, "2026-03-02"),  # 28 February 2026 is a Saturday
        ("2028-01-31T10:00", 1, "2028-02-29"),  # leap year, a Tuesday
        ("2027-01-29T10:00", 1, "2027-03-01"),  # no 29 February: the 28th, a Sunday
        ("2026-03-31T10:00", 1, "2026-04-30"),
        ("2026-11-25T10:00", 1, "2026-12-29"),  # Christmas, a weekend, the substitute
        ("2026-12-31T10:00", 2, "2027-03-01"),  # over the year's end; 28 February is a Sunday
        ("2024-02-29T10:00", 12, "2025-02-28"),  # leap day, a year on
    ],
)
def test_subject_access_ends_on_the_corresponding_date_or_the_next_working_day(
    received: str, months: int, expected: str
) -> None:
    promise = level(months, Unit.MONTH, roll=Roll.NEXT_WORKING_DAY)

    assert due(promise, received) == expected
    assert by_hand(received, months, Unit.MONTH, roll="next_working_day") == expected


def test_a_rolled_date_says_from_where_and_each_day_of_the_roll_says_so() -> None:
    promise = level(1, Unit.MONTH, roll=Roll.NEXT_WORKING_DAY)

    state = shown(promise, "2026-09-03T10:00")

    assert state.rolled_from == date(2026, 10, 3)
    assert [day.date.day for day in state.days if day.why is WhyNot.ROLLED] == [4, 5]


# One month from 3 September is Saturday 3 October, rolled to Monday the 5th.
@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-10-05T23:59", "2026-11-03"),  # on the very day: still in time
        ("2026-10-04T10:00", "2026-11-03"),
        ("2026-10-06T00:00", "2026-10-05"),  # late
    ],
)
def test_an_extension_on_a_day_to_which_the_end_was_rolled_is_in_time(
    when: str, expected: str
) -> None:
    promise = level(1, Unit.MONTH, roll=Roll.NEXT_WORKING_DAY)

    assert due(promise, "2026-09-03T10:00", extended(at(when), 1)) == expected


def test_a_date_that_was_not_rolled_says_so() -> None:
    promise = level(1, Unit.MONTH, roll=Roll.NEXT_WORKING_DAY)

    assert shown(promise, "2025-09-03T10:00").rolled_from is None


# "Six months commencing on the day": the day before the corresponding date.
@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-06-08T10:00", "2026-12-07"),
        ("2026-03-01T10:00", "2026-08-31"),  # the 1st: the last of the month before
        ("2026-08-31T10:00", "2027-02-28"),  # no 31 February: its last day
        ("2027-08-31T10:00", "2028-02-29"),  # and in a leap year
        ("2026-08-28T10:00", "2027-02-27"),
        ("2026-07-01T10:00", "2026-12-31"),  # year's end
    ],
)
def test_six_months_commencing_on_the_day_end_the_day_before_the_same_date(
    received: str, expected: str
) -> None:
    assert due(level(6, Unit.MONTH, starts=Starts.RECEIPT_DAY), received) == expected
    assert by_hand(received, 6, Unit.MONTH, starts="receipt_day") == expected


# Data-protection complaint: day one is the day after, even a weekend; the end rolls.
@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-06-19T10:00", "2026-07-20"),  # the 30th day, 19 July, is a Sunday
        ("2026-06-20T10:00", "2026-07-20"),  # received on a Saturday, ends on a Monday
        ("2026-06-22T10:00", "2026-07-22"),
        ("2026-11-25T10:00", "2026-12-29"),  # Christmas Day is the 30th; Monday 28th is a holiday
        ("2027-12-02T10:00", "2028-01-04"),  # 1 January 2028 is a Saturday, Monday its substitute
    ],
)
def test_thirty_days_of_a_data_protection_complaint(received: str, expected: str) -> None:
    promise = level(30, Unit.CALENDAR_DAY, roll=Roll.NEXT_WORKING_DAY)

    assert due(promise, received) == expected
    assert by_hand(received, 30, Unit.CALENDAR_DAY, roll="next_working_day") == expected


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-06-08T10:00", "2026-06-22"),  # the 8th is day one
        ("2026-06-13T10:00", "2026-06-27"),  # a Saturday to a Saturday: no roll
        ("2026-12-18T10:00", "2027-01-01"),  # New Year's Day, and so it stays
        ("2028-02-15T10:00", "2028-02-29"),
    ],
)
def test_fifteen_days_to_comment_begin_with_the_day_of_service(
    received: str, expected: str
) -> None:
    promise = level(15, Unit.CALENDAR_DAY, starts=Starts.RECEIPT_DAY)

    assert due(promise, received) == expected
    assert by_hand(received, 15, Unit.CALENDAR_DAY, starts="receipt_day") == expected


# Ruling 6. The decision's date and two months on.
@pytest.mark.parametrize(
    ("decided", "months", "expected"),
    [
        ("2026-06-15T10:00", 2, "2026-09-01"),  # 15 August → Tuesday 1 September
        ("2027-06-01T10:00", 2, "2027-09-01"),  # 1 August, a Sunday
        ("2025-07-31T10:00", 1, "2025-09-01"),  # 31 August, a Sunday
        ("2026-05-31T10:00", 2, "2026-07-31"),  # a Friday in July: stays
        ("2027-05-31T10:00", 2, "2027-09-01"),  # Saturday 31 July → all of August → September
        ("2026-10-25T10:00", 2, "2027-01-04"),  # Christmas Day → Monday 4 January
        ("2026-10-31T10:00", 2, "2027-01-04"),  # New Year's Eve, a Thursday
        ("2026-11-01T10:00", 2, "2027-01-04"),  # New Year's Day, a Friday
        ("2026-10-24T10:00", 2, "2026-12-24"),  # a Thursday: stays
        ("2027-11-01T10:00", 2, "2028-01-04"),  # 1st a Saturday; Monday 3 January its substitute
        ("2026-07-05T10:00", 2, "2026-09-07"),  # another non-working day: Saturday 5 September
        ("2026-12-31T10:00", 2, "2027-03-01"),  # no 31 February, and the 28th is a Sunday
    ],
)
def test_an_appeal_rolls_past_august_and_christmas_and_is_by_five(
    decided: str, months: int, expected: str
) -> None:
    promise = level(months, Unit.MONTH, roll=Roll.TRIBUNAL)

    state = shown(promise, decided)

    assert state.due_on.isoformat() == expected
    assert state.due_at == at(f"{expected}T17:00")
    assert by_hand(decided, months, Unit.MONTH, roll="tribunal") == expected


@pytest.mark.parametrize(
    ("stopped", "on_time"),
    [("2026-09-01T16:59", True), ("2026-09-01T17:01", False), ("2026-08-20T12:00", True)],
)
def test_an_appeal_after_five_on_the_last_day_is_late(stopped: str, on_time: bool) -> None:
    promise = level(2, Unit.MONTH, roll=Roll.TRIBUNAL)
    stop = event(EventKind.STOP, at(stopped), "sent")

    assert shown(promise, "2026-06-15T10:00", stop).on_time is on_time


def test_an_appeal_rolled_out_of_august_is_warned_of_the_working_day_before_september() -> None:
    # Due on Tuesday 1 September; Monday 31 August is a bank holiday.
    promise = level(2, Unit.MONTH, roll=Roll.TRIBUNAL)

    state = shown(promise, "2026-06-15T10:00", now=at("2026-06-16T10:00"))

    assert dict(state.milestones)[Milestone.WARNED] == at("2026-08-28T00:00")


def test_a_pause_of_a_calendar_promise_is_passed_over() -> None:
    pause = paused(at("2027-02-01T09:00"), at("2027-02-08T09:00"))

    assert due(level(6, Unit.WEEK, caps=CAPS), "2027-01-11T10:00", *pause) == "2027-02-22"


# Ruling 8. Friday 12 June 2026; "after 15:00" leaves 15:00 itself on the same day.
@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-06-11T14:59", "2026-06-11"),
        ("2026-06-11T15:00", "2026-06-11"),
        ("2026-06-11T15:01", "2026-06-12T11:00"),
        ("2026-06-11T00:30", "2026-06-11"),  # in the night of an open day: by its end
        ("2026-06-11T23:30", "2026-06-12T11:00"),
        ("2026-06-12T18:00", "2026-06-15T11:00"),  # Friday evening → Monday
        ("2026-06-13T10:00", "2026-06-15T11:00"),  # Saturday → Monday
        ("2026-12-24T14:00", "2026-12-24"),  # Christmas Eve is a working day
        ("2026-12-24T16:00", "2026-12-29T11:00"),  # 25, weekend and the 28th are closed
        ("2026-12-25T09:00", "2026-12-29T11:00"),
        ("2026-03-27T16:00", "2026-03-30T11:00"),  # over the night the clocks go forward
    ],
)
def test_a_safeguarding_look_is_the_same_working_day_or_by_eleven_on_the_next(
    received: str, expected: str
) -> None:
    state = shown(level(1, Unit.SAME_WORKING_DAY), received)

    assert state.due_on.isoformat() == expected[:10]
    if "T" in expected:
        assert state.due_at == at(expected)
    assert state.due_at == oracle.due_instant(
        at(received), 1, "same_working_day", closed=ENGLAND.closed
    )


# On Fridays this body closes at noon.
@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-06-12T11:59", "2026-06-12T12:00"),
        ("2026-06-12T12:00", "2026-06-15T11:00"),
        ("2026-06-12T14:00", "2026-06-15T11:00"),  # before 15:00, but the day is over
    ],
)
def test_a_look_is_never_due_before_it_could_be_taken(received: str, expected: str) -> None:
    calendar = Calendar(
        name="noon",
        closed=ENGLAND.closed,
        first=ENGLAND.first,
        last=ENGLAND.last,
        hours={**ENGLAND.hours, 4: (Frame(time(9), time(12)),)},
    )

    state = shown(level(1, Unit.SAME_WORKING_DAY), received, calendar=calendar)

    assert state.due_at == at(expected)


# 23:30 in British summer time is 22:30 in UTC, and 00:30 is 23:30 of the day before.
@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (datetime(2026, 6, 8, 22, 30, tzinfo=UTC), "2026-06-09"),
        (datetime(2026, 6, 8, 23, 30, tzinfo=UTC), "2026-06-10"),
        (datetime(2026, 1, 12, 23, 30, tzinfo=UTC), "2026-01-13"),
        (datetime(2026, 1, 13, 0, 30, tzinfo=UTC), "2026-01-14"),
    ],
)
def test_the_day_of_receipt_is_the_day_on_the_wall_in_london(
    received: datetime, expected: str
) -> None:
    state = fold([started(received)], level(1), ENGLAND, LATER)

    assert state.due_on.isoformat() == expected


# The clocks go forward on Sunday 29 March 2026 and back on Sunday 25 October 2026.
@pytest.mark.parametrize(
    ("received", "amount", "due_at"),
    [
        ("2026-03-27T10:00", 1, datetime(2026, 3, 30, 23, tzinfo=UTC)),
        ("2026-03-29T00:30", 1, datetime(2026, 3, 30, 23, tzinfo=UTC)),
        ("2026-10-23T10:00", 1, datetime(2026, 10, 27, 0, tzinfo=UTC)),
        ("2026-10-25T01:30", 1, datetime(2026, 10, 27, 0, tzinfo=UTC)),
        ("2026-10-22T10:00", 1, datetime(2026, 10, 23, 23, tzinfo=UTC)),
    ],
)
def test_a_day_ends_at_midnight_on_the_wall_whatever_the_clocks_did(
    received: str, amount: int, due_at: datetime
) -> None:
    assert shown(level(amount), received).due_at == due_at


@pytest.mark.parametrize(
    ("received", "days", "expected"),
    [
        ("2026-03-28T10:00", 1, datetime(2026, 3, 29, 23, tzinfo=UTC)),  # a day of 23 hours
        ("2026-10-24T10:00", 1, datetime(2026, 10, 26, 0, tzinfo=UTC)),  # a day of 25 hours
    ],
)
def test_a_calendar_day_on_which_the_clocks_change_is_one_day(
    received: str, days: int, expected: datetime
) -> None:
    assert shown(level(days, Unit.CALENDAR_DAY), received).due_at == expected


@pytest.mark.parametrize(
    ("received", "amount", "unit", "expected"),
    [
        ("2028-02-28T10:00", 1, Unit.WORKING_DAY, "2028-02-29"),
        ("2028-02-28T10:00", 1, Unit.CALENDAR_DAY, "2028-02-29"),
        ("2028-02-28T10:00", 2, Unit.CALENDAR_DAY, "2028-03-01"),
        ("2027-02-28T10:00", 1, Unit.CALENDAR_DAY, "2027-03-01"),
        ("2028-02-22T10:00", 1, Unit.WEEK, "2028-02-29"),
        ("2026-12-31T10:00", 1, Unit.CALENDAR_DAY, "2027-01-01"),
        ("2026-12-31T10:00", 1, Unit.WORKING_DAY, "2027-01-04"),
        ("2026-12-31T23:59", 1, Unit.MONTH, "2027-01-31"),
        ("2027-12-31T10:00", 1, Unit.WEEK, "2028-01-07"),
    ],
)
def test_leap_days_and_the_ends_of_years(
    received: str, amount: int, unit: Unit, expected: str
) -> None:
    assert due(level(amount, unit), received) == expected
    assert by_hand(received, amount, unit) == expected


# Receipt on an open day is day one with `receipt_day`; on a Saturday, Monday is.
@pytest.mark.parametrize(
    ("received", "amount", "expected"),
    [
        ("2026-06-08T10:00", 1, "2026-06-08"),
        ("2026-06-08T10:00", 10, "2026-06-19"),
        ("2026-06-13T10:00", 1, "2026-06-15"),
    ],
)
def test_working_days_that_begin_with_the_day_of_receipt(
    received: str, amount: int, expected: str
) -> None:
    assert due(level(amount, starts=Starts.RECEIPT_DAY), received) == expected
    assert by_hand(received, amount, starts="receipt_day") == expected


# Working hours, 09:00 to 17:00 unless said otherwise. 8 June 2026 is a Monday.
@pytest.mark.parametrize(
    ("received", "hours", "expected"),
    [
        ("2026-06-08T09:00", 1, "2026-06-08T10:00"),
        ("2026-06-08T06:00", 1, "2026-06-08T10:00"),  # before opening
        ("2026-06-08T16:30", 1, "2026-06-09T09:30"),  # half of it tomorrow
        ("2026-06-12T16:30", 1, "2026-06-15T09:30"),  # or on Monday
        ("2026-06-12T18:00", 8, "2026-06-15T17:00"),  # a whole day ends as it closes
        ("2026-06-08T17:00", 8, "2026-06-09T17:00"),
        ("2026-12-24T16:00", 2, "2026-12-29T10:00"),  # over Christmas
        ("2026-03-27T16:00", 2, "2026-03-30T10:00"),  # the clocks go forward between
        ("2026-10-23T16:00", 2, "2026-10-26T10:00"),  # and back
    ],
)
def test_working_hours(received: str, hours: int, expected: str) -> None:
    state = shown(level(hours, Unit.WORKING_HOUR), received)

    assert state.due_at == at(expected)
    assert state.due_on == at(expected).date()
    assert (
        oracle.due_instant(at(received), hours, "working_hour", closed=ENGLAND.closed)
        == state.due_at
    )


def lunching() -> Calendar:
    frames = (Frame(time(9), time(12, 30)), Frame(time(13, 30), time(17)))
    return Calendar(
        name="lunching",
        closed=ENGLAND.closed,
        first=ENGLAND.first,
        last=ENGLAND.last,
        hours=dict.fromkeys(range(5), frames),
    )


@pytest.mark.parametrize(
    ("received", "hours", "expected"),
    [
        ("2026-06-08T12:00", 1, "2026-06-08T14:00"),  # half before lunch, half after
        ("2026-06-08T13:00", 1, "2026-06-08T14:30"),  # received at lunch
        ("2026-06-08T09:00", 7, "2026-06-08T17:00"),  # one whole day
        ("2026-06-08T09:00", 8, "2026-06-09T10:00"),
    ],
)
def test_lunch_is_not_working_time(received: str, hours: int, expected: str) -> None:
    state = shown(level(hours, Unit.WORKING_HOUR), received, calendar=lunching())

    assert state.due_at == at(expected)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-06-08T10:00", "2026-06-08T10:20", "2026-06-08T13:20"),
        ("2026-06-08T17:30", "2026-06-09T08:30", "2026-06-08T13:00"),  # at night, and after it
        ("2026-06-08T05:00", "2026-06-08T09:15", "2026-06-08T13:15"),
        ("2026-06-08T12:00", "2026-06-09T10:00", "2026-06-09T11:00"),
        ("2026-06-08T13:00", "2026-06-08T14:00", "2026-06-08T13:00"),  # begins as it is due
    ],
)
def test_a_pause_of_working_hours_is_cut_out_by_the_minute(
    start: str, end: str, expected: str
) -> None:
    promise = level(4, Unit.WORKING_HOUR, caps=CAPS)

    state = shown(promise, "2026-06-08T09:00", *paused(at(start), at(end)))

    assert state.due_at == at(expected)


def test_working_hours_gone_and_left_are_minutes() -> None:
    promise = level(4, Unit.WORKING_HOUR)

    state = shown(promise, "2026-06-08T09:00", now=at("2026-06-08T10:45"))

    assert (state.elapsed, state.remaining) == (105, 135)


# Bad input: each is refused by name.
@pytest.mark.parametrize("amount", [0, -1, 10_000])
@pytest.mark.parametrize("unit", list(Unit))
def test_a_promise_of_nothing_or_of_a_lifetime_is_refused(amount: int, unit: Unit) -> None:
    with pytest.raises(BadServiceLevel, match=str(amount)):
        level(amount, unit)


def test_an_event_whose_time_has_no_zone_is_refused() -> None:
    with pytest.raises(TimeWithoutZone):
        event(EventKind.START, datetime(2026, 6, 8, 10))  # noqa: DTZ001


def test_an_event_recorded_without_a_zone_is_refused() -> None:
    with pytest.raises(TimeWithoutZone):
        ClockEvent(
            EventKind.START, LATER, datetime(2026, 6, 8, 10), SYSTEM, "", "1"  # noqa: DTZ001
        )  # fmt: skip


@pytest.mark.parametrize("unit", list(Unit))
def test_a_present_without_a_zone_is_refused(unit: Unit) -> None:
    with pytest.raises(TimeWithoutZone):
        shown(level(1, unit), "2026-06-08T10:00", now=datetime(2026, 6, 9))  # noqa: DTZ001


@pytest.mark.parametrize("kind", [EventKind.PAUSE, EventKind.RESUME])
@pytest.mark.parametrize("reason", ["", "  "])
def test_a_pause_and_its_end_must_say_why(kind: EventKind, reason: str) -> None:
    with pytest.raises(NoReason):
        shown(level(10, caps=CAPS), "2026-06-08T10:00", event(kind, at("2026-06-09T10:00"), reason))


def test_a_pause_beyond_its_cap_is_refused_and_one_up_to_it_is_not() -> None:
    promise = level(10, caps={FAMILY: 10})

    up_to = shown(promise, "2026-06-08T10:00", *paused(at("2026-06-09T10:00"), cap=10))

    assert up_to.due_on == date(2026, 7, 7)  # eleven ends: 9 June to 23 June
    with pytest.raises(PauseBeyondCap, match="11"):
        shown(promise, "2026-06-08T10:00", *paused(at("2026-06-09T10:00"), cap=11))


def test_a_resume_without_a_pause_is_refused() -> None:
    resume = event(EventKind.RESUME, at("2026-06-09T10:00"), FAMILY)

    with pytest.raises(IllegalEvent, match="resume"):
        shown(level(10, caps=CAPS), "2026-06-08T10:00", resume)


@pytest.mark.parametrize(
    "kind", [EventKind.STOP, EventKind.CANCEL, EventKind.TRANSFER, EventKind.REOPEN]
)
def test_an_event_before_the_start_is_refused(kind: EventKind) -> None:
    with pytest.raises(EventBeforeStart):
        shown(level(10), "2026-06-08T10:00", event(kind, at("2026-06-05T10:00"), "early"))


def test_an_extension_before_the_start_is_refused() -> None:
    with pytest.raises(EventBeforeStart):
        shown(level(10), "2026-06-08T10:00", extended(at("2026-06-05T10:00"), 5))


def test_a_log_without_a_start_is_refused() -> None:
    with pytest.raises(NotStarted):
        fold([], level(10), ENGLAND, LATER)


def test_a_second_start_is_refused_where_no_acknowledgement_is_waited_for() -> None:
    with pytest.raises(IllegalEvent, match="start"):
        shown(level(10), "2026-06-08T10:00", acknowledged(at("2026-06-09T10:00")))


def test_a_third_start_is_refused_even_where_one_is_waited_for() -> None:
    with pytest.raises(IllegalEvent, match="start"):
        shown(
            level(10, first_leg=5),
            "2026-06-08T10:00",
            acknowledged(at("2026-06-09T10:00")),
            acknowledged(at("2026-06-10T10:00")),
        )


def test_a_second_start_that_acknowledges_nothing_is_refused() -> None:
    with pytest.raises(IllegalEvent, match="start"):
        shown(level(10, first_leg=5), "2026-06-08T10:00", started(at("2026-06-09T10:00")))


def test_a_calendar_without_an_open_hour_is_refused() -> None:
    with pytest.raises(NoOpenHours):
        Calendar(name="never", closed={}, first=date(2026, 1, 1), last=date(2026, 12, 31), hours={})


def test_a_calendar_with_frames_of_no_length_is_refused() -> None:
    with pytest.raises(NoOpenHours):
        Calendar(
            name="never",
            closed={},
            first=date(2026, 1, 1),
            last=date(2026, 12, 31),
            hours=dict.fromkeys(range(7), ()),
        )


@pytest.mark.parametrize(
    ("unit", "amount", "received", "beyond"),
    [
        (Unit.WORKING_DAY, 10, "2026-12-14T10:00", False),
        (Unit.WORKING_DAY, 20, "2026-12-14T10:00", True),
        (Unit.CALENDAR_DAY, 17, "2026-12-14T10:00", False),  # 31 December, the last known day
        (Unit.CALENDAR_DAY, 18, "2026-12-14T10:00", True),
        (Unit.WEEK, 20, "2026-11-02T10:00", True),
        (Unit.MONTH, 1, "2026-12-14T10:00", True),
        (Unit.WORKING_HOUR, 100, "2026-12-21T10:00", True),
        (Unit.WORKING_HOUR, 10, "2026-12-21T10:00", False),
    ],
)
def test_a_date_past_a_list_of_holidays_that_ends_early_is_marked(
    unit: Unit, amount: int, received: str, beyond: bool
) -> None:
    short = england_and_wales(2026, 2026)

    assert shown(level(amount, unit), received, calendar=short).beyond_horizon is beyond


def test_a_reopened_clock_leaves_out_the_days_on_which_it_was_closed() -> None:
    # Closed from Wednesday noon to Friday noon: the ends of Wednesday and Thursday.
    shut = closed_between([(at("2026-06-10T12:00"), at("2026-06-12T12:00"))])

    assert due(level(10), "2026-06-08T10:00", *shut) == "2026-06-24"


# The printed list of GOV.UK, as a package of the Ministry of Justice carries it.
@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_our_calendar_closes_on_the_very_days_that_gov_uk_lists(year: int) -> None:
    printed = {
        holiday["date"]
        for holiday in BankHolidays(use_cached_holidays=True).get_holidays(
            division=BankHolidays.ENGLAND_AND_WALES
        )
        if holiday["date"].year == year
    }

    assert {day for day in ENGLAND.closed if day.year == year} == printed
    assert len(printed) >= 8


def test_every_day_of_three_years_and_one_working_day_lands_as_the_printed_list_has_it() -> None:
    printed = {
        holiday["date"]
        for holiday in BankHolidays(use_cached_holidays=True).get_holidays(
            division=BankHolidays.ENGLAND_AND_WALES
        )
    }
    first = date(2026, 1, 1)
    days = [first + timedelta(n) for n in range((date(2028, 12, 20) - first).days)]
    received = [datetime.combine(day, time(12), UTC) for day in days]

    found = [fold([started(one)], level(1), ENGLAND, LATER).due_on for one in received]

    assert found == [oracle.due_date(one, 1, closed=printed) for one in received]
