"""What must hold of a clock and its pauses; the other rules are in test_clock_invariants.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
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


@given(stories())
def test_a_clock_is_paused_exactly_within_a_pause(story: Story) -> None:
    within = any(
        start <= story.now and (end is None or story.now < end) and (end or story.now) >= start
        for _, start, end in story.pauses
        if end is None or end > story.received
    )

    assert (read(story).state is ClockState.PAUSED) == (within and story.now >= story.received)


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
