"""What must hold of every clock, whatever happens to it: timers.md §2.5, as properties.

The last part is a log of events to which anything may be appended, legal or not; after each the
portal and the replay of a second opinion must have come to the same.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from portal.adapters.holidays import england_and_wales
from portal.domain.clocks import (
    ClockEvent,
    ClockKind,
    EventKind,
    Milestone,
    Roll,
    ServiceLevel,
    Starts,
    State,
    Unit,
    fold,
)
from portal.domain.errors import PortalError
from portal.domain.working_days import Calendar, Frame, NoOpenHours
from tests.domain import clock_oracle as oracle
from tests.domain.clock_replay_oracle import Ambiguous, Happening, Refused, Replay, replay
from tests.support.clock_events import FAMILY, HOLD, event, extended, paused, started

SEEDS = st.integers(0, 2**48)
OFTEN = settings(max_examples=1000)
ENGLAND = england_and_wales(2023, 2031)
CAPS = {FAMILY: 10, HOLD: 20}
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
LADDER = (0, 1, 3, 5, 8, 13)
DAY_UNITS = (Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.WEEK, Unit.MONTH)
EVER = date(2026, 1, 1)


def some_minute(dice: Random, since: datetime, minutes: int) -> datetime:
    """Within so many minutes from then, often on a midnight."""
    found = since + MINUTE * dice.randrange(minutes)
    midnight = oracle.at_local(oracle.day_of(found))
    return max(since, midnight) if dice.random() < 0.25 else found


def some_level(dice: Random, units: Sequence[Unit] = tuple(Unit)) -> ServiceLevel:
    unit = dice.choice(units)
    most = {Unit.SAME_WORKING_DAY: 1, Unit.MONTH: 8, Unit.WEEK: 12}.get(unit, 25)
    return ServiceLevel(
        kind=ClockKind.RESPOND,
        amount=dice.randrange(1, most + 1),
        unit=unit,
        caps=CAPS,
        starts=dice.choice(tuple(Starts)) if unit in DAY_UNITS else Starts.DAY_AFTER,
        roll=dice.choice(tuple(Roll)) if unit in DAY_UNITS[1:] else Roll.NONE,
        ladder=LADDER,
    )


class Life:
    """One clock: a promise, a receipt, two kinds of pause, perhaps an extension and an end."""

    def __init__(self, seed: int, units: Sequence[Unit] = tuple(Unit), *, end: bool = True) -> None:
        self.dice = dice = Random(seed)
        self.level = some_level(dice, units)
        self.received = oracle.at_local(
            EVER + DAY * dice.randrange(700), time(dice.randrange(24), dice.randrange(60))
        )
        self.events = [started(self.received)]
        last = self.received
        for reason in (FAMILY, HOLD):
            at = self.received
            for _ in range(dice.choice((0, 1, 2))):
                begun = some_minute(dice, at, 20_000)
                by = oracle.pause_ends_by(begun, CAPS[reason], ENGLAND.closed)
                at = min(by, some_minute(dice, begun, 12_000))
                self.events += paused(begun, at, reason)
                last = max(last, at)
        if self.level.unit is not Unit.SAME_WORKING_DAY and dice.random() < 0.3:
            when = some_minute(dice, self.received, 20_000)
            self.events.append(extended(when, dice.randrange(1, 10)))
            last = max(last, when)
        if end and dice.random() < 0.4:
            kind = dice.choice((EventKind.STOP, EventKind.CANCEL))
            self.events.append(event(kind, some_minute(dice, last + MINUTE, 30_000), "over"))
        self.now = some_minute(dice, self.received, 90_000)

    def at(
        self,
        now: datetime | None = None,
        more: Sequence[ClockEvent] = (),
        calendar: Calendar = ENGLAND,
    ) -> State:
        return fold([*self.events, *more], self.level, calendar, now or self.now)

    def __repr__(self) -> str:
        lines = [f"{e.kind.value} {e.effective_at} {e.reason} {e.amount}" for e in self.events]
        return "\n".join(["", repr(self.level), *lines, f"now {self.now}"])


def crossed(state: State, by: datetime) -> dict[Milestone, datetime]:
    return {one: when for one, when in state.milestones if when <= by}


@OFTEN
@given(SEEDS)
def test_as_time_goes_by_nothing_goes_back(seed: int) -> None:
    life = Life(seed)
    later = some_minute(life.dice, life.now, 40_000)

    before, after = life.at(), life.at(later)

    assert before.due_at <= after.due_at, life
    assert before.elapsed <= after.elapsed, life
    assert before.amount <= after.amount, life


@OFTEN
@given(SEEDS)
def test_one_more_holiday_never_makes_anything_due_earlier(seed: int) -> None:
    life = Life(seed)
    day = oracle.day_of(life.received) + DAY * life.dice.randrange(40)
    more = Calendar(
        name="one more",
        closed={**ENGLAND.closed, **({day: "new"} if oracle.is_weekday(day) else {})},
        first=ENGLAND.first,
        last=ENGLAND.last,
    )

    assert life.at().due_at <= life.at(calendar=more).due_at, (life, day)


@OFTEN
@given(SEEDS)
def test_a_calendar_corrected_afterwards_never_makes_what_happened_illegal(seed: int) -> None:
    life = Life(seed)
    days = [day for day in ENGLAND.closed if day >= oracle.day_of(life.received)][:4]
    fewer = Calendar(
        name="fewer",
        closed={day: name for day, name in ENGLAND.closed.items() if day not in days},
        first=ENGLAND.first,
        last=ENGLAND.last,
    )

    assert life.at(calendar=fewer).due_at <= life.at().due_at, life


def closed_spells(day: date) -> list[tuple[datetime, datetime]]:
    """From the first instant to the last of each stretch of closed days near that day."""
    spells, first = [], None
    for n in range(-3, 40):
        one = day + DAY * n
        if not oracle.is_open(one, ENGLAND.closed):
            first = first or one
        elif first is not None:
            spells.append((oracle.at_local(first), oracle.at_local(one)))
            first = None
    return spells


@OFTEN
@given(SEEDS)
def test_a_pause_on_closed_days_alone_changes_nothing(seed: int) -> None:
    life = Life(seed, (Unit.WORKING_DAY, Unit.WORKING_HOUR), end=False)
    life.events = [one for one in life.events if one.reason != HOLD]
    first, last = life.dice.choice(closed_spells(oracle.day_of(life.received)))
    start = some_minute(life.dice, first, int((last - first) / MINUTE))
    end = min(last, some_minute(life.dice, start, 3000))
    now = max(life.now, end)

    assert life.at(now, paused(start, end, HOLD)) == life.at(now), (life, start, end)


@OFTEN
@given(SEEDS)
def test_a_pause_at_night_takes_no_working_hour(seed: int) -> None:
    life = Life(seed, (Unit.WORKING_HOUR,), end=False)
    life.events = [one for one in life.events if one.reason != HOLD]
    day = oracle.day_of(life.received) + DAY * life.dice.randrange(6)
    closing = oracle.at_local(day, time(17))
    opening = oracle.at_local(day + DAY, time(9))
    start = closing + MINUTE * life.dice.randrange(300)
    end = opening - MINUTE * life.dice.randrange(300)
    now = max(life.now, end)

    assert life.at(now, paused(start, end, HOLD)).due_at == life.at(now).due_at, life


@OFTEN
@given(SEEDS)
def test_a_pause_that_ends_as_it_begins_is_no_pause(seed: int) -> None:
    life = Life(seed, end=False)
    life.events = [one for one in life.events if one.reason != HOLD]
    when = some_minute(life.dice, life.received - DAY, 30_000)

    assert life.at(more=paused(when, when, HOLD)) == life.at(), (life, when)


@OFTEN
@given(SEEDS)
def test_a_pause_cut_in_two_is_the_whole_pause(seed: int) -> None:
    life = Life(seed, end=False)
    life.events = [one for one in life.events if one.reason != HOLD]
    start = some_minute(life.dice, life.received - DAY, 20_000)
    middle = some_minute(life.dice, start, 5000)
    end = some_minute(life.dice, middle, 5000)
    now = max(life.now, end)

    whole = life.at(now, paused(start, end, HOLD))
    halves = life.at(now, [*paused(start, middle, HOLD), *paused(middle, end, HOLD)])

    assert halves == whole, (life, start, middle, end)


@OFTEN
@given(SEEDS)
def test_the_order_in_which_events_arrive_does_not_matter(seed: int) -> None:
    life = Life(seed)
    before = life.at()

    life.dice.shuffle(life.events)

    assert life.at() == before, life


WEEK_OF_NO_HOLIDAY = (date(2026, 3, 20), date(2026, 10, 16))


@OFTEN
@given(SEEDS)
def test_over_a_change_of_the_clocks_there_are_as_many_working_minutes(seed: int) -> None:
    dice = Random(seed)
    day = dice.choice(WEEK_OF_NO_HOLIDAY) + DAY * dice.randrange(-2, 3)
    wall = time(dice.randrange(24), dice.randrange(60))
    level = ServiceLevel(
        kind=ClockKind.RESPOND, amount=dice.randrange(1, 30), unit=Unit.WORKING_HOUR
    )

    before, over = (
        fold([started(oracle.at_local(one, wall))], level, ENGLAND, oracle.at_local(one, wall))
        for one in (day, day + 7 * DAY)
    )

    shown = [
        state.due_at.astimezone(oracle.LONDON).replace(tzinfo=None) for state in (before, over)
    ]
    assert shown[1] - shown[0] == 7 * DAY, (day, wall, level.amount)
    assert [one.minutes for one in before.days] == [one.minutes for one in over.days]


@OFTEN
@given(SEEDS)
def test_a_calendar_that_hardly_ever_opens_still_comes_to_an_end(seed: int) -> None:
    dice = Random(seed)
    weekday = dice.randrange(5)
    shut = [EVER + DAY * n for n in range(365)]
    calendar = Calendar(
        name="hardly ever",
        closed={day: "shut" for day in shut if day.weekday() == weekday},
        first=EVER,
        last=EVER + DAY * 800,
        hours={weekday: (Frame(time(9), time(9, 1 + dice.randrange(3))),)},
    )
    level = ServiceLevel(kind=ClockKind.RESPOND, amount=1, unit=Unit.WORKING_HOUR)

    state = fold([started(oracle.at_local(EVER))], level, calendar, oracle.at_local(EVER))

    assert state.due_on.weekday() == weekday
    assert sum(one.minutes for one in state.days) == 60


@pytest.mark.parametrize("hours", [{}, {0: ()}, dict.fromkeys(range(7), ())])
def test_a_calendar_that_never_opens_is_refused_before_anything_is_counted(
    hours: Mapping[int, tuple[Frame, ...]],
) -> None:
    with pytest.raises(NoOpenHours):
        Calendar(name="never", closed={}, first=EVER, last=EVER + 365 * DAY, hours=hours)


@OFTEN
@given(SEEDS)
def test_a_warning_and_a_chase_always_come_before_the_breach(seed: int) -> None:
    life = Life(seed)
    state = life.at()
    found = dict(state.milestones)

    for one in (Milestone.WARNED, Milestone.CHASED):
        if one in found:
            assert found[one] < state.due_at, life


@OFTEN
@given(SEEDS)
def test_milestones_come_in_order_and_steps_of_the_ladder_rise(seed: int) -> None:
    life = Life(seed, end=False)
    state = life.at()
    when = [at for _, at in state.milestones]
    steps = [at for one, at in state.milestones if one.value.startswith("escalated")]

    assert when == sorted(when), life
    assert steps == sorted(set(steps)), life
    assert all(at >= state.due_at for at in steps), life


@OFTEN
@given(SEEDS)
def test_what_was_broken_stays_broken_whatever_happens_later(seed: int) -> None:
    life = Life(seed, end=False)
    seen = life.now + DAY * life.dice.randrange(1, 40)
    before = crossed(life.at(seen), seen)
    lasting = {
        one: at for one, at in before.items() if one.value.startswith(("breached", "escalated"))
    }
    life.events = [one for one in life.events if one.effective_at <= seen]
    pause = some_minute(life.dice, seen + MINUTE, 10_000)
    resume = some_minute(life.dice, pause, 10_000)
    after_it = resume + MINUTE
    more = life.dice.choice(
        (
            [],
            paused(pause, None, HOLD),
            paused(pause, resume, HOLD),
            [event(EventKind.STOP, pause, "answered")],
            [event(EventKind.STOP, pause, ""), event(EventKind.REOPEN, resume, "")],
            [event(EventKind.TRANSFER, pause, "moved")],
        )
    )
    if life.level.unit is not Unit.SAME_WORKING_DAY and life.dice.random() < 0.3:
        more = [extended(pause, 5)]
    later = some_minute(life.dice, after_it, 60_000)

    after = crossed(life.at(later, more), later)

    assert lasting.items() <= after.items(), (life, seen, more, later)


@OFTEN
@given(SEEDS)
def test_with_time_alone_no_milestone_that_was_crossed_is_taken_back(seed: int) -> None:
    life = Life(seed, end=False)
    life.events = [one for one in life.events if one.effective_at <= life.now]
    still = life.at()
    later = life.now + MINUTE * life.dice.randrange(60_000)

    after = crossed(life.at(later), later)

    if still.paused_since is None:
        assert crossed(still, life.now).items() <= after.items(), (life, later)


@OFTEN
@given(SEEDS)
def test_what_has_gone_and_what_is_left_are_the_promise(seed: int) -> None:
    life = Life(seed)
    state = life.at()
    scale = 60 if life.level.unit is Unit.WORKING_HOUR else 1
    added = sum(
        one.amount
        for one in life.events
        if one.kind is EventKind.EXTEND and one.effective_at <= life.now
    )

    assert state.elapsed + state.remaining == state.amount, life
    assert life.level.amount * scale <= state.amount <= (life.level.amount + added) * scale, life


REASONS = (FAMILY, HOLD, "waiting_for_partner", "")
NAMES = {
    "IllegalEvent": r"a clock that is \w+ cannot \w+: \d+",
    "NoReason": r"has no reason: \d+",
    "PauseBeyondCap": r"working days.*: \d+",
    "BadExtension": r"extension cannot be by 0: \d+",
    "EventBeforeStart": r"before the clock began: \d+",
}
"""How each refusal says what is wrong, and with which event."""
KINDS = ("start", "pause", "resume", "stop", "extend", "cancel", "transfer", "reopen")


def gone(log: Replay, lines: Sequence[oracle.Line], now: datetime) -> int:
    """Working days that have ended; after the due day only those of a closed case are left out."""
    until = log.ended or now
    due_on = lines[-1][0]
    number = sum(counts for day, counts, _ in lines if oracle.end_of(day) <= until)
    shut = [(start, end) for start, end in log.shut if end is not None]
    day = due_on + DAY
    while oracle.end_of(day) <= until:
        number += oracle.is_open(day, ENGLAND.closed) and not oracle.covers_the_end(
            shut, day, log.started
        )
        day += DAY
    return number


class EventLog(RuleBasedStateMachine):
    """A log to which anything may be appended, at any time, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.level = ServiceLevel(kind=ClockKind.RESPOND, amount=5, caps=CAPS)
        self.first = oracle.at_local(date(2026, 3, 25), time(10))
        self.now = self.first
        self.log: tuple[tuple[Happening, ClockEvent], ...] = ()

    def append(self, one: Happening, recorded: datetime, place: int) -> None:
        """Append it if both agree that it may be, and check that they agree why not."""
        written = event(EventKind(one.kind), one.at, one.reason, one.amount,
                        recorded=recorded, source=f"{len(self.log)}")  # fmt: skip
        place %= len(self.log) + 1
        tried = (*self.log[:place], (one, written), *self.log[place:])
        events = tuple(written for _, written in tried)
        try:
            fault = self.fault_of([one for one, _ in tried])
        except Ambiguous:
            return  # no rule says which of them came first
        if fault is None:
            fold(events, self.level, ENGLAND, self.now)
            self.log = tried
            return
        before = self.folded() if self.log else None
        with pytest.raises(PortalError, match=NAMES[fault]) as found:
            fold(events, self.level, ENGLAND, self.now)
        assert type(found.value).__name__ == fault
        assert before == (self.folded() if self.log else None)

    def fault_of(self, events: Sequence[Happening]) -> str | None:
        """The name of the error with which the second opinion refuses the log, if it does."""
        try:
            replay(events, self.now, CAPS, ENGLAND.closed)
        except Refused as refused:
            return str(refused.args[0])
        return None

    def folded(self) -> State:
        return fold(tuple(written for _, written in self.log), self.level, ENGLAND, self.now)

    @initialize()
    def receive(self) -> None:
        self.append(Happening("start", self.first), self.first, 0)

    @rule(minutes=st.integers(0, 6000))
    def time_goes_by(self, minutes: int) -> None:
        self.now += MINUTE * minutes

    @rule(
        kind=st.sampled_from(KINDS),
        reason=st.sampled_from(REASONS),
        ago=st.integers(0, 5000),
        amount=st.sampled_from((0, 1, 3, 10, 11, 20, 25)),
        late=st.integers(0, 3000),
        place=st.integers(0, 20),
        midnight=st.booleans(),
    )
    def something_happens(
        self, kind: str, reason: str, ago: int, amount: int, late: int, place: int, midnight: bool
    ) -> None:
        at = self.now - MINUTE * ago
        if midnight:
            at = oracle.at_local(oracle.day_of(at))
        one = Happening(kind, at, reason, amount if kind in ("pause", "extend") else 0)
        if sum(known.at == at for known, _ in self.log) >= 3:
            return  # every order of them is tried, and there are few more orders than patience
        self.append(one, at + MINUTE * late, place)

    @rule(reason=st.sampled_from(REASONS[:2]), cap=st.integers(0, 3), days=st.integers(0, 6))
    def a_pause_may_outlive_its_cap(self, reason: str, cap: int, days: int) -> None:
        self.something_happens("pause", reason, 0, cap, 0, 0, midnight=False)
        self.now += DAY * days

    @rule(kind=st.sampled_from(("resume", "stop", "reopen")), reason=st.sampled_from(REASONS[:2]))
    def something_happens_now(self, kind: str, reason: str) -> None:
        self.something_happens(kind, reason, 0, 0, 0, 0, midnight=False)

    @invariant()
    def both_agree(self) -> None:
        if not self.log:
            return
        state = self.folded()
        log = replay([one for one, _ in self.log], self.now, CAPS, ENGLAND.closed)
        until = self.now if log.ended is None else log.ended
        lines = oracle.working(
            log.started, 5, pauses=log.all_pauses(), closed=ENGLAND.closed,
            shut=log.shut, extensions=log.extensions, now=until,
        )  # fmt: skip
        assert [(day.date, day.counted, day.why and day.why.value) for day in state.days] == lines
        assert state.due_on == lines[-1][0]
        assert state.state.value == log.shown
        assert state.elapsed == gone(log, lines, self.now)
        assert state.stopped_at == log.ended
        assert state.paused_since == min((start for start, _ in log.open.values()), default=None)
        assert state.resumes_at == min((by for _, by in log.open.values()), default=None)


EventLog.TestCase.settings = settings(max_examples=300, stateful_step_count=25)
TestEventLog = EventLog.TestCase
