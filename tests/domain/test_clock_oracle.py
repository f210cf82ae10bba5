"""The promise of time against a second opinion: thousands of invented clocks, each counted twice.

Each example is one seed, from which a whole case is drawn: that is cheap, and a failure prints the
case itself, so that it can be counted by hand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.adapters.holidays import england_and_wales
from portal.domain.clocks import (
    ClockEvent,
    ClockKind,
    ClockState,
    EventKind,
    Milestone,
    Roll,
    ServiceLevel,
    Starts,
    State,
    Unit,
    fold,
)
from portal.domain.working_days import Calendar, Frame
from tests.domain import clock_oracle as oracle
from tests.domain.clock_replay_oracle import calendar_crossings, crossings, hour_crossings
from tests.support.clock_events import (
    FAMILY,
    HOLD,
    acknowledged,
    closed_between,
    event,
    extended,
    paused,
    started,
)

SEEDS = st.integers(0, 2**48)
MANY = settings(max_examples=5000)
ENGLAND = england_and_wales(2023, 2031)
CAPS = {FAMILY: 10, HOLD: 20}
OTHER = "waiting_for_partner"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
WALL = (time(0), time(0), time(0, 1), time(9), time(12), time(17), time(23, 30), time(23, 59))
CHANGES = (date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31))


def some_instant(dice: Random, first: date, days: int) -> datetime:
    """An instant of one of so many days, rather often one at which something could go wrong."""
    day = first + DAY * dice.randrange(days)
    when = (
        dice.choice(WALL) if dice.random() < 0.4 else time(dice.randrange(24), dice.randrange(60))
    )
    return oracle.at_local(day, when)


def some_calendar(dice: Random, first: date) -> Calendar:
    """England, with closures of a body's own, and sometimes known for a short time only."""
    own = {
        day: "closed"
        for day in (first + DAY * dice.randrange(60) for _ in range(dice.randrange(5)))
        if oracle.is_open(day, ENGLAND.closed)
    }
    return Calendar(
        name="some",
        closed={**ENGLAND.closed, **own},
        first=ENGLAND.first,
        last=first + DAY * dice.randrange(10, 900),
        own_closures=frozenset(own),
    )


@dataclass
class Pauses:
    """The same pauses as events and as spans."""

    events: list[ClockEvent]
    spans: list[oracle.Span]


def some_pauses(dice: Random, received: datetime, closed: Mapping[date, str], now: datetime,
                days: int = 70) -> Pauses:  # fmt: skip
    """Pauses of each reason: apart or abutting, over one another, open, ended by their cap."""
    found = Pauses([], [])
    for reason in (FAMILY, HOLD, OTHER):
        at, least = received - DAY * dice.randrange(12), timedelta()
        for _ in range(dice.choice((0, 1, 1, 2, 3))):
            if dice.random() < 0.7:
                at = max(at, some_instant(dice, oracle.day_of(at), days // 4))
            cap = dice.choice((0, 0, 1, 2, 5, CAPS.get(reason, 7)))
            by = oracle.pause_ends_by(at, cap or CAPS.get(reason, 7), closed)
            end = max(at, some_instant(dice, oracle.day_of(at), dice.choice((1, 2, 4, 30))))
            end = max(end, at + least)
            ended_by_hand = end < by or (end == by and dice.random() < 0.5)
            end = min(end, by)
            if at > now:
                break
            found.events += paused(at, end if ended_by_hand else None, reason, cap)
            if reason != OTHER:
                found.spans.append((at, end if end <= now else None))
            # Nobody could say which of two pauses of one instant an end belongs to.
            at = end if end > at else end + MINUTE
            least = timedelta() if ended_by_hand else MINUTE
    return found


def some_extensions(dice: Random, received: datetime, most: int) -> list[tuple[datetime, int]]:
    """None, one or two, on some day of two months."""
    first = oracle.day_of(received)
    return [
        (max(received, some_instant(dice, first, 60)), dice.randrange(1, most))
        for _ in range(dice.choice((0, 0, 1, 2)))
    ]


def shuffled(dice: Random, events: Sequence[ClockEvent]) -> list[ClockEvent]:
    return dice.sample(events, len(events))


def lines_of(state: State) -> list[oracle.Line]:
    """The portal's working in the words of the oracle."""
    return [(day.date, day.counted, day.why and day.why.value) for day in state.days]


@dataclass
class Case:
    """One clock in working days, both as events and as what the oracle asks for."""

    received: datetime
    level: ServiceLevel
    calendar: Calendar
    now: datetime
    events: list[ClockEvent]
    pauses: list[oracle.Span]
    extensions: list[tuple[datetime, int]]

    def state(self) -> State:
        return fold(self.events, self.level, self.calendar, self.now)

    def lines(self) -> list[oracle.Line]:
        return oracle.working(
            self.received,
            self.level.amount,
            pauses=self.pauses,
            starts=self.level.starts.value,
            closed=self.calendar.closed,
            own=self.calendar.own_closures,
            extensions=self.extensions,
            now=self.now,
        )


def some_case(seed: int, *, starts: Sequence[Starts] = tuple(Starts), **more: object) -> Case:
    dice = Random(seed)
    received = some_instant(dice, date(2025, 12, 1), 900)
    calendar = some_calendar(dice, oracle.day_of(received))
    now = max(received, some_instant(dice, oracle.day_of(received), 130))
    level = ServiceLevel(
        kind=ClockKind.RESPOND,
        amount=dice.choice((1, 1, 2, 3, 5, 10, 20, dice.randrange(1, 31))),
        caps=CAPS,
        starts=dice.choice(starts),
        **more,  # type: ignore[arg-type]
    )
    pauses = some_pauses(dice, received, calendar.closed, now)
    extensions = some_extensions(dice, received, 12)
    events = [started(received), *pauses.events, *(extended(*one) for one in extensions)]
    known = [one for one in extensions if one[0] <= now]
    return Case(received, level, calendar, now, shuffled(dice, events), pauses.spans, known)


@MANY
@given(SEEDS)
def test_working_days_with_pauses_and_extensions_agree_day_by_day(seed: int) -> None:
    case = some_case(seed)

    state = case.state()

    expected = case.lines()
    assert lines_of(state) == expected, case
    assert state.due_on == expected[-1][0], case
    assert state.due_at == oracle.end_of(state.due_on), case
    assert state.amount == sum(counted for _, counted, _ in expected), case
    assert state.beyond_horizon == (state.due_on > case.calendar.last), case


@MANY
@given(SEEDS)
def test_counted_days_are_numbered_from_one_and_name_their_holidays(seed: int) -> None:
    case = some_case(seed)

    state = case.state()

    numbers = [day.number for day in state.days if day.counted]
    assert numbers == list(range(1, state.amount + 1)), case
    for day in state.days:
        if day.why is not None and day.why.value in ("bank_holiday", "closed"):
            assert day.label == case.calendar.closed[day.date], case


@MANY
@given(SEEDS)
def test_a_clock_closed_and_opened_again_agrees_day_by_day(seed: int) -> None:
    dice = Random(seed)
    received = some_instant(dice, date(2026, 1, 1), 700)
    times = sorted({some_instant(dice, oracle.day_of(received) + DAY, 50) for _ in range(4)})
    times = times[: len(times) // 2 * 2]
    shut = list(zip(times[::2], times[1::2], strict=True))
    level = ServiceLevel(kind=ClockKind.RESPOND, amount=dice.randrange(1, 25))
    now = received + DAY * 90

    state = fold(shuffled(dice, [started(received), *closed_between(shut)]), level, ENGLAND, now)

    expected = oracle.working(received, level.amount, closed=ENGLAND.closed, shut=shut)
    assert lines_of(state) == expected, (received, level, shut)


NINE_TO_FIVE = ((time(9), time(17)),)
WITH_LUNCH = ((time(9), time(12, 30)), (time(13, 15), time(17, 45)))
THREE_SPELLS = ((time(0), time(2, 30)), (time(10), time(10, 1)), (time(18), time(23, 59)))
WEEKS = (
    dict.fromkeys(range(5), NINE_TO_FIVE),
    dict.fromkeys(range(5), WITH_LUNCH),
    {**dict.fromkeys(range(4), WITH_LUNCH), 4: ((time(9), time(12)),)},
    {0: THREE_SPELLS, 2: NINE_TO_FIVE, 3: THREE_SPELLS},
    {1: ((time(14), time(15)),)},
)


def calendar_with(week: Mapping[int, Sequence[tuple[time, time]]]) -> Calendar:
    return Calendar(
        name="hours",
        closed=ENGLAND.closed,
        first=ENGLAND.first,
        last=ENGLAND.last,
        hours={day: tuple(Frame(*one) for one in frames) for day, frames in week.items()},
    )


CALENDARS = [(week, calendar_with(week)) for week in WEEKS]


def near_a_change(dice: Random) -> date:
    """A day within a week of one on which the clocks change, or one around Christmas."""
    if dice.random() < 0.7:
        return dice.choice(CHANGES) + DAY * dice.randrange(-5, 3)
    return date(2026, 12, 14) + DAY * dice.randrange(30)


def some_short_pauses(dice: Random, received: datetime, now: datetime) -> Pauses:
    """Pauses by the minute, of two reasons that overlap and one that does not pause."""
    found = Pauses([], [])
    for reason in (FAMILY, HOLD, OTHER):
        at = received - MINUTE * dice.randrange(600)
        for _ in range(dice.choice((0, 1, 2))):
            at += MINUTE * dice.choice((0, dice.randrange(300), dice.randrange(3000)))
            end = at + MINUTE * dice.choice((0, 1, dice.randrange(200), dice.randrange(2000)))
            if at > now:
                break
            found.events += paused(at, end, reason)
            if reason != OTHER:
                found.spans.append((at, end if end <= now else None))
            at = end if end > at else end + MINUTE
    return found


@MANY
@given(SEEDS)
def test_working_hours_with_lunches_and_pauses_agree_minute_by_minute(seed: int) -> None:
    dice = Random(seed)
    received = some_instant(dice, near_a_change(dice), 3)
    now = received + MINUTE * dice.randrange(15_000)
    week, calendar = dice.choice(CALENDARS)
    level = ServiceLevel(
        kind=ClockKind.RESPOND,
        amount=1 if week is WEEKS[-1] else dice.randrange(1, 9),
        unit=Unit.WORKING_HOUR,
        caps=CAPS,
    )
    pauses = some_short_pauses(dice, received, now)
    more = [(received + MINUTE * dice.randrange(1500), 1)] if dice.random() < 0.2 else []
    events = [started(received), *pauses.events, *(extended(*one) for one in more)]
    known = [one for one in more if one[0] <= now]

    state = fold(shuffled(dice, events), level, calendar, now)

    case = (received, level, pauses.spans, known, week, now)
    over, by_day = oracle.working_hours_end(
        received, level.amount, pauses.spans, ENGLAND.closed, week, extensions=known, now=now
    )
    assert state.due_at == over, case
    assert {day.date: day.minutes for day in state.days if day.minutes} == {
        day: minutes for day, minutes in by_day.items() if minutes
    }, case


@MANY
@given(SEEDS)
def test_calendar_days_weeks_and_months_agree_with_every_start_and_roll(seed: int) -> None:
    dice = Random(seed)
    received = some_instant(dice, date(2024, 1, 1), 1800)
    unit, most = dice.choice(((Unit.CALENDAR_DAY, 60), (Unit.WEEK, 26), (Unit.MONTH, 14)))
    level = ServiceLevel(
        kind=ClockKind.RESPOND,
        amount=dice.randrange(1, most + 1),
        unit=unit,
        starts=dice.choice(tuple(Starts)),
        roll=dice.choice(tuple(Roll)),
        caps=CAPS,
    )
    now = received + DAY * dice.randrange(500)
    pauses = some_pauses(dice, received, ENGLAND.closed, now)
    more = some_extensions(dice, received, 5)
    known = [one for one in more if one[0] <= now]
    events = [started(received), *pauses.events, *(extended(*one) for one in more)]

    state = fold(shuffled(dice, events), level, ENGLAND, now)

    case = (received, level, known, now)
    asked = (unit.value, (), level.starts.value, level.roll.value, ENGLAND.closed)
    expected = oracle.working(received, level.amount, *asked, extensions=known)
    assert lines_of(state) == expected, case
    assert state.due_on == expected[-1][0], case
    assert state.due_at == oracle.due_instant(received, level.amount, *asked, extensions=known), (
        case
    )
    last_counted = max((day for day, counted, _ in expected if counted), default=None)
    assert state.rolled_from == (None if last_counted == state.due_on else last_counted), case


@MANY
@given(SEEDS)
def test_a_look_on_the_same_working_day_agrees(seed: int) -> None:
    dice = Random(seed)
    received = some_instant(dice, date(2025, 12, 1), 900)
    if dice.random() < 0.3:
        received = oracle.at_local(oracle.day_of(received), dice.choice((time(14, 59), time(15))))
    week, calendar = dice.choice(CALENDARS[:3])
    level = ServiceLevel(kind=ClockKind.RESPOND, amount=1, unit=Unit.SAME_WORKING_DAY)

    state = fold([started(received)], level, calendar, received + DAY * dice.randrange(9))

    expected = oracle.same_working_day_end(received, ENGLAND.closed, week)
    assert state.due_at == expected, (received, week)
    assert state.due_on == oracle.day_of(expected), (received, week)


@MANY
@given(SEEDS)
def test_a_promise_that_runs_from_the_acknowledgement_agrees(seed: int) -> None:
    dice = Random(seed)
    received = some_instant(dice, date(2026, 1, 1), 700)
    calendar = some_calendar(dice, oracle.day_of(received))
    level = ServiceLevel(
        kind=ClockKind.RESPOND,
        amount=dice.randrange(1, 21),
        first_leg=dice.randrange(1, 8),
    )
    made = max(received + MINUTE, some_instant(dice, oracle.day_of(received), 50))
    now = received + DAY * dice.randrange(80)
    known = made if made <= now else None

    state = fold(shuffled(dice, [started(received), acknowledged(made)]), level, calendar, now)

    expected = oracle.chained_due_date(
        received, level.first_leg or 0, level.amount, known, calendar.closed
    )
    assert state.due_on == expected, (received, level, made, now)
    assert state.due_at == oracle.end_of(expected), (received, level, made, now)


def expected_crossings(case: Case) -> dict[str, datetime]:
    return crossings(
        case.lines(),
        percent=case.level.chase_percent,
        warn=case.level.warn_working_days,
        ladder=case.level.ladder,
        closed=case.calendar.closed,
    )


@MANY
@given(SEEDS)
def test_each_milestone_is_crossed_at_the_instant_that_the_rule_names(seed: int) -> None:
    dice = Random(seed)
    ladder = tuple(sorted(dice.sample(range(12), dice.randrange(7))))
    case = some_case(
        seed,
        starts=(Starts.DAY_AFTER,),
        ladder=ladder,
        chase_percent=dice.choice((50, 70, 90)),
        warn_working_days=dice.choice((1, 1, 2, 3)),
    )

    state = case.state()

    waiting = None if state.state is ClockState.RUNNING else state.paused_since
    expected = {
        name: when
        for name, when in expected_crossings(case).items()
        if waiting is None or when <= waiting
    }
    found = {one.value: when for one, when in state.milestones if one is not Milestone.DUE}
    assert found == expected, (case, ladder)


@MANY
@given(SEEDS)
def test_nothing_is_crossed_once_the_clock_has_stopped(seed: int) -> None:
    case = some_case(seed, starts=(Starts.DAY_AFTER,), ladder=(0, 2, 5))
    stopped = case.received + MINUTE * Random(seed).randrange(60_000)
    case.now = max(case.now, stopped)
    quiet = [one for one in case.events if one.kind is EventKind.START]
    bare = Case(case.received, case.level, case.calendar, case.now, quiet, [], [])
    bare.events = [*quiet, event(EventKind.STOP, stopped, "answered")]

    state = bare.state()

    expected = {name: at for name, at in expected_crossings(bare).items() if at <= stopped}
    found = {one.value: when for one, when in state.milestones if one is not Milestone.DUE}
    assert found == expected, bare
    assert state.on_time == (stopped < state.due_at), bare


def ahead(
    found: Mapping[str, datetime], received: datetime, due_at: datetime
) -> dict[str, datetime]:
    """Without a chase or a warning that would come as it is received or as it is due."""
    return {
        name: at
        for name, at in found.items()
        if name not in ("chased", "warned") or received < at < due_at
    }


def names_of(state: State) -> dict[str, datetime]:
    return {one.value: at for one, at in state.milestones if one is not Milestone.DUE}


@MANY
@given(SEEDS)
def test_milestones_of_calendar_units_are_crossed_where_the_rule_says(seed: int) -> None:
    dice = Random(seed)
    received = some_instant(dice, date(2024, 1, 1), 1500)
    unit, most = dice.choice(((Unit.CALENDAR_DAY, 60), (Unit.WEEK, 22), (Unit.MONTH, 8)))
    level = ServiceLevel(
        kind=ClockKind.DECIDE,
        amount=dice.randrange(1, most),
        unit=unit,
        starts=dice.choice(tuple(Starts)),
        roll=dice.choice(tuple(Roll)),
        ladder=tuple(sorted(dice.sample(range(9), dice.randrange(4)))),
    )
    asked = (unit.value, (), level.starts.value, level.roll.value, ENGLAND.closed)

    state = fold([started(received)], level, ENGLAND, received)

    lines = oracle.working(received, level.amount, *asked)
    due_at = oracle.due_instant(received, level.amount, *asked)
    expected = calendar_crossings(
        lines, due_at, percent=70, ladder=level.ladder, closed=ENGLAND.closed
    )
    assert names_of(state) == ahead(expected, received, due_at), (received, level)


@MANY
@given(SEEDS)
def test_milestones_of_working_hours_are_crossed_where_the_rule_says(seed: int) -> None:
    dice = Random(seed)
    received = some_instant(dice, near_a_change(dice), 3)
    week, calendar = dice.choice(CALENDARS[:4])
    level = ServiceLevel(
        kind=ClockKind.RESPOND,
        amount=dice.randrange(1, 9),
        unit=Unit.WORKING_HOUR,
        ladder=tuple(sorted(dice.sample(range(9), dice.randrange(4)))),
    )

    state = fold([started(received)], level, calendar, received)

    due_at = oracle.due_instant(
        received, level.amount, "working_hour", closed=ENGLAND.closed, frames=week
    )
    expected = hour_crossings(
        received, due_at, level.amount,
        percent=70, ladder=level.ladder, closed=ENGLAND.closed, frames=week,
    )  # fmt: skip
    assert names_of(state) == ahead(expected, received, due_at), (received, level, week)


def test_the_wall_has_a_short_and_a_long_sunday_for_the_oracle_too() -> None:
    assert len(oracle.wall_minutes(CHANGES[0])[1]) == 23 * 60
    assert len(oracle.wall_minutes(CHANGES[1])[1]) == 25 * 60
    assert oracle.wall_minutes(CHANGES[0])[0] == datetime(2026, 3, 29, tzinfo=UTC)
