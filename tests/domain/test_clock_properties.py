"""What must hold of every clock, whatever happens to it and whenever."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from portal.adapters.holidays import england_and_wales
from portal.domain.clocks import (
    ClockEvent,
    ClockKind,
    ClockState,
    EventKind,
    Milestone,
    PauseReason,
    ServiceLevel,
    State,
    fold,
)
from portal.domain.people import SYSTEM
from portal.domain.working_days import Calendar

ENGLAND = england_and_wales(2025, 2027)
LONDON = ZoneInfo("Europe/London")
REASONS = tuple(PauseReason)
MINUTES = 60 * 24 * 45


def due_date(
    received: datetime,
    days: int,
    pauses: Iterable[tuple[datetime, datetime]],
    holidays: Collection[date],
) -> date:
    """A second, slow way to find a deadline, which shares no line with the portal's.

    It walks from one London midnight to the next and asks of each whether a pause covers it.
    """
    stretches = list(pauses)
    day, left = received.astimezone(LONDON).date(), days
    while left > 0:
        day = date.fromordinal(day.toordinal() + 1)
        midnight = datetime.combine(day + timedelta(days=1), time(), LONDON).timestamp()
        asleep = day.strftime("%a") in {"Sat", "Sun"} or day in holidays
        waiting = any(a.timestamp() < midnight <= b.timestamp() for a, b in stretches)
        left -= 0 if asleep or waiting else 1
    return day


@dataclass(frozen=True)
class Story:
    """A clock's life: received, promised so many days, paused by reason, and read at `now`."""

    received: datetime
    amount: int
    pauses: tuple[tuple[str, datetime, datetime | None], ...]
    now: datetime

    @property
    def level(self) -> ServiceLevel:
        return ServiceLevel(ClockKind.RESPOND, self.amount, caps=dict.fromkeys(REASONS, 200))

    @property
    def events(self) -> list[ClockEvent]:
        log = [moment(EventKind.START, self.received)]
        for reason, start, end in self.pauses:
            log.append(moment(EventKind.PAUSE, start, reason))
            if end is not None:
                log.append(moment(EventKind.RESUME, end, reason))
        return log


def moment(kind: EventKind, at: datetime, reason: str = "", amount: int = 0) -> ClockEvent:
    return ClockEvent(kind, at, at, SYSTEM, reason, f"{kind.value} {at} {reason}", amount)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Around Easter and the change of clocks, or around Christmas."""
    base = draw(
        st.sampled_from([datetime(2026, 3, 20, tzinfo=UTC), datetime(2026, 12, 10, tzinfo=UTC)])
    )
    received = base + timedelta(minutes=draw(st.integers(0, MINUTES // 3)))
    pauses: list[tuple[str, datetime, datetime | None]] = []
    for reason in REASONS:
        points = sorted(draw(st.sets(st.integers(0, MINUTES), max_size=5)))
        times: list[datetime | None] = [base + timedelta(minutes=m) for m in points]
        times += [None] * (len(times) % 2)
        for start, end in zip(times[::2], times[1::2], strict=True):
            assert start is not None
            pauses.append((reason, start, end))
    now = base + timedelta(minutes=draw(st.integers(0, MINUTES)))
    return Story(received, draw(st.integers(1, 25)), tuple(pauses), now)


def read(story: Story, more: Sequence[ClockEvent] = (), calendar: Calendar = ENGLAND) -> State:
    return fold([*story.events, *more], story.level, calendar, story.now)


def at_midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=LONDON).astimezone(UTC)


@given(stories())
def test_the_date_agrees_with_walking_from_midnight_to_midnight(story: Story) -> None:
    paused = [
        (max(start, story.received), min(end or story.now, story.now))
        for _, start, end in story.pauses
    ]

    expected = due_date(story.received, story.amount, paused, ENGLAND.closed)

    assert read(story).due_on == expected


@given(stories())
def test_a_clock_is_paused_exactly_within_a_pause(story: Story) -> None:
    within = any(
        start <= story.now and (end is None or story.now < end) and (end or story.now) >= start
        for _, start, end in story.pauses
        if end is None or end > story.received
    )

    assert (read(story).state is ClockState.PAUSED) == (within and story.now >= story.received)


@given(stories(), st.integers(0, MINUTES))
def test_as_time_goes_by_neither_the_date_nor_the_days_gone_go_back(
    story: Story, minutes: int
) -> None:
    later = Story(
        story.received, story.amount, story.pauses, story.now + timedelta(minutes=minutes)
    )

    assert read(later).due_on >= read(story).due_on
    assert read(later).elapsed >= read(story).elapsed


@given(stories(), st.integers(0, 60))
def test_one_more_holiday_never_makes_anything_due_earlier(story: Story, ahead: int) -> None:
    holiday = story.received.date() + timedelta(days=ahead)
    more = Calendar("more", {**ENGLAND.closed, holiday: "new"}, ENGLAND.first, ENGLAND.last)

    assert read(story, calendar=more).due_on >= read(story).due_on


@given(stories(), st.integers(0, 5), st.integers(0, 60 * 47), st.integers(1, 60))
def test_a_pause_within_a_weekend_changes_nothing(
    story: Story, week: int, offset: int, minutes: int
) -> None:
    day = story.received.date() + timedelta(days=7 * week)
    saturday = at_midnight(day + timedelta(days=(5 - day.weekday()) % 7))
    start = saturday + timedelta(minutes=min(offset, 60 * 46 - minutes))
    level = ServiceLevel(ClockKind.RESPOND, story.amount, caps={"weekend": 200})
    log = [moment(EventKind.START, story.received)]
    weekend = [
        moment(EventKind.PAUSE, start, "weekend"),
        moment(EventKind.RESUME, start + timedelta(minutes=minutes), "weekend"),
    ]
    afterwards = start + timedelta(days=100)

    with_pause = fold([*log, *weekend], level, ENGLAND, afterwards)

    assert with_pause == fold(log, level, ENGLAND, afterwards)


@given(stories(), st.sampled_from(REASONS), st.integers(0, MINUTES))
def test_a_pause_that_ends_as_it_begins_is_no_pause(
    story: Story, reason: str, minutes: int
) -> None:
    instant = story.received + timedelta(minutes=minutes)
    blink = [moment(EventKind.RESUME, instant, reason), moment(EventKind.PAUSE, instant, reason)]
    others = Story(
        story.received,
        story.amount,
        tuple(pause for pause in story.pauses if pause[0] != reason),
        story.now,
    )

    assert read(others, blink) == read(others)


@given(stories(), st.floats(0, 1))
def test_a_pause_cut_in_two_is_as_long_as_the_whole(story: Story, share: float) -> None:
    pauses: list[tuple[str, datetime, datetime | None]] = []
    for reason, start, end in story.pauses:
        cut = start + share * ((end or story.now) - start)
        apart = start < cut and (end is None or cut < end)
        pauses += [(reason, start, cut), (reason, cut, end)] if apart else [(reason, start, end)]
    pieces = Story(story.received, story.amount, tuple(pauses), story.now)

    whole, cut_up = read(story), read(pieces)

    assert (cut_up.due_on, cut_up.days, cut_up.elapsed) == (whole.due_on, whole.days, whole.elapsed)


@given(stories(), st.randoms(use_true_random=False))
def test_the_order_in_which_events_arrive_does_not_matter(story: Story, shuffler: Random) -> None:
    log = [*story.events, moment(EventKind.EXTEND, story.received, "report awaited", 2)]
    shuffled = shuffler.sample(log, len(log))

    assert fold(shuffled, story.level, ENGLAND, story.now) == fold(
        log, story.level, ENGLAND, story.now
    )


@given(stories(), st.integers(0, 30))
def test_a_warning_always_comes_before_the_breach_and_after_receipt(
    story: Story, ahead: int
) -> None:
    level = ServiceLevel(
        ClockKind.RESPOND,
        story.amount,
        caps=dict.fromkeys(REASONS, 200),
        warn_working_days=ahead,
    )
    finished = [pause for pause in story.pauses if pause[2] is not None]
    log = Story(story.received, story.amount, tuple(finished), story.now).events

    milestones = dict(fold(log, level, ENGLAND, story.now + timedelta(days=100)).milestones)

    assert story.received < milestones[Milestone.WARNED] < milestones[Milestone.BREACHED]


@given(stories())
def test_what_has_gone_and_what_is_left_add_up_to_the_promise(story: Story) -> None:
    state = read(story)

    assert state.elapsed + state.remaining == state.amount == story.amount


@given(stories())
def test_the_last_line_of_the_working_is_the_date_and_the_promise(story: Story) -> None:
    state = read(story)

    assert state.days[-1].date == state.due_on
    assert sum(day.counted for day in state.days) == state.days[-1].number == state.amount


@given(stories(), st.integers(0, MINUTES))
def test_a_stopped_clock_is_late_exactly_when_its_breach_was_crossed(
    story: Story, minutes: int
) -> None:
    stopped_at = max(story.received, story.now) + timedelta(minutes=minutes)
    before = tuple(p for p in story.pauses if p[1] < stopped_at and (p[2] or p[1]) < stopped_at)
    log = Story(story.received, story.amount, before, stopped_at).events

    state = fold([*log, moment(EventKind.STOP, stopped_at)], story.level, ENGLAND, stopped_at)

    assert state.on_time is not (Milestone.BREACHED in dict(state.milestones))
    assert state.on_time is (stopped_at.astimezone(LONDON).date() <= state.due_on)
