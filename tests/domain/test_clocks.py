"""What a clock shows, checked by hand against the written vectors and rulings."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.adapters.holidays import england_and_wales
from portal.domain.clocks import (
    NEXT_STATE,
    BadExtension,
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
    PauseReason,
    ServiceLevel,
    State,
    fold,
)
from portal.domain.people import SYSTEM
from portal.domain.working_days import TimeWithoutZone, WhyNot

ENGLAND = england_and_wales(2024, 2028)
LONDON = ZoneInfo("Europe/London")
FAMILY = PauseReason.WAITING_FOR_FAMILY
HOLD = PauseReason.AGREED_HOLD
RESPOND = ServiceLevel(ClockKind.RESPOND, 10, caps={FAMILY: 100, HOLD: 100})
ACKNOWLEDGE = ServiceLevel(ClockKind.ACKNOWLEDGE, 2)
LATER = datetime(2027, 12, 1, tzinfo=UTC)


def at(text: str) -> datetime:
    """A London wall-clock time, "2026-06-08 09:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def event(kind: EventKind, when: str, reason: str = "", amount: int = 0) -> ClockEvent:
    """An event at a London wall-clock time."""
    return ClockEvent(kind, at(when), at(when), SYSTEM, reason, f"{kind.value} {when}", amount)


START = event(EventKind.START, "2026-06-08 09:00")
"""Monday 8 June 2026; ten working days end on Monday 22 June."""


def waiting(start: str, end: str | None, reason: str = FAMILY) -> list[ClockEvent]:
    """A pause, and its end unless it is still open."""
    events = [event(EventKind.PAUSE, start, reason)]
    return events if end is None else [*events, event(EventKind.RESUME, end, reason)]


def shown(*events: ClockEvent, now: datetime = LATER, level: ServiceLevel = RESPOND) -> State:
    return fold([START, *events], level, ENGLAND, now)


PAUSES = [
    ("2026-06-08 09:00", "2026-06-10 09:05", "2026-06-10 16:00", date(2026, 6, 22)),
    ("2026-06-08 09:00", "2026-06-10 09:00", "2026-06-11 08:00", date(2026, 6, 23)),
    ("2026-06-08 09:00", "2026-06-12 17:00", "2026-06-15 09:00", date(2026, 6, 23)),
    ("2026-06-08 09:00", "2026-06-13 01:00", "2026-06-14 23:00", date(2026, 6, 22)),
    ("2026-12-21 09:00", "2026-12-23 12:00", "2027-01-04 09:00", date(2027, 1, 14)),
    # A day's end is covered when pause start < midnight <= pause end (ruling 2).
    ("2026-06-08 09:00", "2026-06-10 09:00", "2026-06-11 00:00", date(2026, 6, 23)),
    ("2026-06-08 09:00", "2026-06-11 00:00", "2026-06-11 20:00", date(2026, 6, 22)),
    # Day zero's end moves nothing, and what was before receipt is cut off (ruling 1).
    ("2026-06-08 09:00", "2026-06-08 10:00", "2026-06-09 08:00", date(2026, 6, 22)),
    ("2026-06-08 09:00", "2026-06-01 10:00", "2026-06-10 08:00", date(2026, 6, 23)),
    ("2026-06-08 09:00", "2026-06-01 10:00", "2026-06-03 08:00", date(2026, 6, 22)),
    # The last day on time can still be paused; the day after it cannot (ruling 3).
    ("2026-06-08 09:00", "2026-06-22 23:59", "2026-06-24 08:00", date(2026, 6, 24)),
    ("2026-06-08 09:00", "2026-06-23 00:00", "2026-06-30 08:00", date(2026, 6, 22)),
]


@pytest.mark.parametrize(("received", "paused", "resumed", "due"), PAUSES)
def test_a_pause_moves_the_date_by_the_day_ends_that_it_covers(
    received: str, paused: str, resumed: str, due: date
) -> None:
    events = [event(EventKind.START, received), *waiting(paused, resumed)]

    assert fold(events, RESPOND, ENGLAND, LATER).due_on == due


def test_ten_working_days_without_a_pause_end_with_the_second_monday() -> None:
    state = shown(now=at("2026-06-10 12:00"))

    assert state.due_on == date(2026, 6, 22)
    assert state.due_at == at("2026-06-23 00:00")
    assert (state.elapsed, state.remaining, state.amount) == (1, 9, 10)
    assert (state.state, state.on_time, state.beyond_horizon) == (ClockState.RUNNING, None, False)


def test_two_pauses_at_once_are_counted_once() -> None:
    state = shown(
        *waiting("2026-06-10 09:00", "2026-06-12 09:00"),
        *waiting("2026-06-11 09:00", "2026-06-15 09:00", HOLD),
    )

    assert state.due_on == date(2026, 6, 25)


def test_a_day_paused_twice_bears_the_reason_that_came_first() -> None:
    state = shown(
        *waiting("2026-06-11 09:00", "2026-06-15 09:00", HOLD),
        *waiting("2026-06-10 09:00", "2026-06-12 09:00"),
    )
    labels = {day.date: day.label for day in state.days}

    assert (labels[date(2026, 6, 11)], labels[date(2026, 6, 12)]) == (FAMILY, HOLD)


def test_a_reason_that_may_not_pause_this_clock_changes_nothing() -> None:
    waits = waiting("2026-06-10 09:00", "2026-06-15 09:00", "waiting_for_partner")

    assert shown(*waits) == shown()


def test_acknowledging_never_pauses() -> None:
    waits = waiting("2026-06-08 10:00", None)

    state = shown(*waits, level=ACKNOWLEDGE, now=at("2026-06-09 12:00"))

    assert state == shown(level=ACKNOWLEDGE, now=at("2026-06-09 12:00"))
    assert state.due_on == date(2026, 6, 10)


def test_an_open_pause_says_why_and_since_when_and_shows_the_date_as_if_it_ended_now() -> None:
    state = shown(*waiting("2026-06-10 09:00", None), now=at("2026-06-12 12:00"))

    assert (state.state, state.paused_because) == (ClockState.PAUSED, FAMILY)
    assert state.paused_since == at("2026-06-10 09:00")
    assert state.due_on == date(2026, 6, 24)


def test_of_two_open_pauses_the_longer_is_named_and_one_resume_leaves_the_other() -> None:
    both = [*waiting("2026-06-10 09:00", None), *waiting("2026-06-11 09:00", None, HOLD)]
    answered = event(EventKind.RESUME, "2026-06-12 09:00", FAMILY)

    assert shown(*both, now=at("2026-06-11 12:00")).paused_because == FAMILY
    assert shown(*both, answered, now=at("2026-06-12 12:00")).paused_because == HOLD


def test_the_working_names_each_paused_day_and_its_reason() -> None:
    days = {day.date: day for day in shown(*waiting("2026-06-10 09:00", "2026-06-11 08:00")).days}

    assert (days[date(2026, 6, 10)].why, days[date(2026, 6, 10)].label) == (WhyNot.PAUSED, FAMILY)
    assert days[date(2026, 6, 11)].number == 2
    assert days[date(2026, 6, 23)].number == 10


def test_an_answer_on_the_last_evening_is_on_time() -> None:
    state = shown(event(EventKind.STOP, "2026-06-22 23:59"))

    assert (state.state, state.on_time) == (ClockState.STOPPED, True)
    assert state.stopped_at == at("2026-06-22 23:59")


def test_an_answer_at_midnight_is_late_and_the_breach_stands() -> None:
    state = shown(event(EventKind.STOP, "2026-06-23 00:00"))

    assert state.on_time is False
    assert Milestone.BREACHED in dict(state.milestones)


def test_an_answer_on_the_last_evening_leaves_the_warning_alone() -> None:
    state = shown(event(EventKind.STOP, "2026-06-22 23:59"))

    assert [name for name, _ in state.milestones] == [Milestone.CHASED, Milestone.WARNED]


def test_a_cancelled_clock_was_neither_on_time_nor_late() -> None:
    state = shown(event(EventKind.CANCEL, "2026-06-10 09:00", "sent twice"))

    assert (state.state, state.on_time, state.milestones) == (ClockState.CANCELLED, None, ())


def test_stopping_while_paused_ends_the_pause() -> None:
    state = shown(*waiting("2026-06-10 09:00", None), event(EventKind.STOP, "2026-06-12 09:00"))

    assert (state.state, state.paused_because) == (ClockState.STOPPED, None)
    assert state.due_on == date(2026, 6, 24)


def test_the_warning_comes_as_the_last_working_day_but_one_begins() -> None:
    assert dict(shown().milestones) == {
        Milestone.CHASED: at("2026-06-18 00:00"),
        Milestone.WARNED: at("2026-06-19 00:00"),
        Milestone.DUE: at("2026-06-23 00:00"),
        Milestone.BREACHED: at("2026-06-23 00:00"),
    }


def test_a_promise_of_one_day_warns_as_day_one_begins_and_not_at_receipt() -> None:
    accept = ServiceLevel(ClockKind.ACCEPT, 1)

    assert dict(shown(level=accept).milestones)[Milestone.WARNED] == at("2026-06-09 00:00")


def test_a_warning_never_falls_on_a_day_that_did_not_count() -> None:
    state = shown(*waiting("2026-06-18 09:00", "2026-06-22 09:00"))

    assert state.due_on == date(2026, 6, 24)
    assert dict(state.milestones)[Milestone.WARNED] == at("2026-06-23 00:00")


def test_while_it_waits_for_the_family_nothing_is_about_to_fire() -> None:
    state = shown(*waiting("2026-06-12 09:00", None), now=at("2026-06-12 12:00"))

    assert state.milestones == ()


def test_a_pause_that_comes_after_the_breach_does_not_hide_it() -> None:
    state = shown(*waiting("2026-06-23 09:00", None), now=at("2026-06-30 12:00"))

    assert Milestone.BREACHED in dict(state.milestones)
    assert state.due_on == date(2026, 6, 22)
    assert (state.elapsed, state.remaining) == (15, -5)


def test_an_extension_adds_its_working_days() -> None:
    state = shown(event(EventKind.EXTEND, "2026-06-22 16:00", "report awaited", 5))

    assert (state.due_on, state.amount) == (date(2026, 6, 29), 15)


def test_an_extension_that_comes_after_the_breach_changes_nothing() -> None:
    late = event(EventKind.EXTEND, "2026-06-23 09:00", "report awaited", 5)

    assert shown(late) == shown()


def test_a_second_extension_counts_when_the_first_has_kept_the_clock_alive() -> None:
    state = shown(
        event(EventKind.EXTEND, "2026-06-25 09:00", "second", 1),
        event(EventKind.EXTEND, "2026-06-22 09:00", "first", 5),
    )

    assert state.due_on == date(2026, 6, 30)


def test_a_transfer_neither_restarts_nor_pauses() -> None:
    assert shown(event(EventKind.TRANSFER, "2026-06-15 09:00")) == shown()


def test_a_reopened_clock_runs_on_and_leaves_out_the_closed_days() -> None:
    state = shown(
        event(EventKind.STOP, "2026-06-10 09:00"),
        event(EventKind.REOPEN, "2026-06-12 09:00"),
        now=at("2026-06-15 09:00"),
    )

    assert (state.state, state.on_time, state.stopped_at) == (ClockState.RUNNING, None, None)
    assert state.due_on == date(2026, 6, 24)
    assert state.elapsed == 2
    assert {day.date for day in state.days if day.why is WhyNot.STOPPED} == {
        date(2026, 6, 10),
        date(2026, 6, 11),
    }


def test_days_on_which_a_late_case_was_closed_are_not_days_of_waiting() -> None:
    state = shown(
        event(EventKind.STOP, "2026-06-24 09:00"),
        event(EventKind.REOPEN, "2026-06-30 09:00"),
        now=at("2026-07-01 09:00"),
    )

    assert state.due_on == date(2026, 6, 22)
    assert state.elapsed == 12


def test_what_takes_effect_later_has_not_happened_yet() -> None:
    stop = event(EventKind.STOP, "2026-06-15 09:00")

    assert shown(stop, now=at("2026-06-12 09:00")) == shown(now=at("2026-06-12 09:00"))


def test_a_date_past_the_last_known_holiday_is_marked() -> None:
    received = event(EventKind.START, "2028-12-20 09:00")

    assert fold([received], RESPOND, ENGLAND, LATER).beyond_horizon


@pytest.mark.parametrize("amount", [0, -1, 10_000])
def test_a_promise_of_no_days_or_of_a_lifetime_is_refused(amount: int) -> None:
    with pytest.raises(BadServiceLevel, match=str(amount)):
        ServiceLevel(ClockKind.RESPOND, amount)


def test_a_warning_after_the_fact_is_refused() -> None:
    with pytest.raises(BadServiceLevel):
        ServiceLevel(ClockKind.RESPOND, 5, warn_working_days=-1)


def test_an_event_without_a_zone_is_refused() -> None:
    with pytest.raises(TimeWithoutZone):
        ClockEvent(EventKind.START, datetime.fromisoformat("2026-06-08"), LATER, SYSTEM, "", "s")


def test_a_clock_that_never_started_has_no_deadline() -> None:
    with pytest.raises(NotStarted):
        fold([event(EventKind.STOP, "2026-06-10 09:00")], RESPOND, ENGLAND, LATER)


def test_a_stop_before_the_start_is_refused() -> None:
    with pytest.raises(EventBeforeStart):
        shown(event(EventKind.STOP, "2026-06-08 08:59"))


@pytest.mark.parametrize("kind", [EventKind.PAUSE, EventKind.RESUME])
def test_a_pause_or_its_end_without_a_reason_is_refused(kind: EventKind) -> None:
    with pytest.raises(NoReason):
        shown(event(kind, "2026-06-10 09:00"))


@pytest.mark.parametrize("amount", [0, -5])
def test_an_extension_by_nothing_is_refused(amount: int) -> None:
    with pytest.raises(BadExtension):
        shown(event(EventKind.EXTEND, "2026-06-10 09:00", "why", amount))


REFUSED = [
    [event(EventKind.RESUME, "2026-06-10 09:00", FAMILY)],
    [*waiting("2026-06-10 09:00", None), event(EventKind.RESUME, "2026-06-11 09:00", HOLD)],
    [event(EventKind.START, "2026-06-10 09:00")],
    [event(EventKind.STOP, "2026-06-10 09:00"), event(EventKind.STOP, "2026-06-11 09:00")],
    [event(EventKind.STOP, "2026-06-10 09:00"), *waiting("2026-06-11 09:00", None)],
    [event(EventKind.REOPEN, "2026-06-10 09:00")],
    [event(EventKind.CANCEL, "2026-06-10 09:00"), event(EventKind.REOPEN, "2026-06-11 09:00")],
]


@pytest.mark.parametrize("events", REFUSED)
def test_an_event_that_the_clock_cannot_have_is_refused(events: list[ClockEvent]) -> None:
    with pytest.raises(IllegalEvent):
        shown(*events)


def test_the_table_of_legal_events_names_every_state() -> None:
    assert set(NEXT_STATE) == set(ClockState)


def test_the_clocks_go_forward_and_the_date_is_still_counted_by_the_wall() -> None:
    received = event(EventKind.START, "2026-03-27 23:30")
    paused = waiting("2026-03-29 00:30", "2026-03-31 00:30")
    start = fold([received, *paused], RESPOND, ENGLAND, LATER).days[0].date

    assert start == date(2026, 3, 27)
    assert fold([received, *paused], RESPOND, ENGLAND, LATER).due_on == date(2026, 4, 15)


def test_a_clock_read_before_it_began_has_counted_nothing() -> None:
    state = shown(now=START.effective_at - timedelta(days=3))

    assert (state.elapsed, state.remaining) == (0, 10)


def test_each_open_wait_is_told_with_its_own_end() -> None:
    both = [*waiting("2026-06-10 09:00", None), *waiting("2026-06-11 09:00", None, HOLD)]
    answered = event(EventKind.RESUME, "2026-06-12 09:00", FAMILY)

    waits = shown(*both, now=at("2026-06-11 12:00")).waits
    left = shown(*both, answered, now=at("2026-06-12 12:00")).waits

    assert [(reason, since) for reason, since, _ in waits] == [
        (FAMILY, at("2026-06-10 09:00")),
        (HOLD, at("2026-06-11 09:00")),
    ]
    assert all(since < ends for _, since, ends in waits)
    assert left == waits[1:]
    assert shown(now=at("2026-06-12 12:00")).waits == ()
