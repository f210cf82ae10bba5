"""The promise of time: what a clock shows, worked out from its events and nothing else.

Day units count by date in Europe/London; what a pause does is design/timers.md rulings 1 to 3.
No clock is read and nothing is stored here: the same events give the same answer for ever.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from portal.domain.clock_log import (
    NEXT_STATE,
    BadExtension,
    EventBeforeStart,
    IllegalEvent,
    Log,
    NoReason,
    NotStarted,
    Span,
    replay,
)
from portal.domain.clock_terms import (
    BadServiceLevel,
    ClockEvent,
    ClockKind,
    ClockState,
    EventKind,
    Milestone,
    PauseReason,
    ServiceLevel,
    State,
    Subject,
    Unit,
    pausable,
)
from portal.domain.errors import PortalError
from portal.domain.working_days import (
    ONE_DAY,
    Calendar,
    Day,
    WhyNot,
    beyond_horizon,
    count,
    dates_between,
    end_of,
    is_open,
    local_date,
    start_of,
)

__all__ = [
    "NEXT_STATE",
    "BadExtension",
    "BadServiceLevel",
    "ClockEvent",
    "ClockKind",
    "ClockState",
    "EventBeforeStart",
    "EventKind",
    "IllegalEvent",
    "Milestone",
    "NoReason",
    "NotStarted",
    "PauseReason",
    "ServiceLevel",
    "State",
    "Subject",
    "Unit",
    "UnitNotCounted",
    "fold",
    "pausable",
]

_LeftOut = Mapping[date, tuple[WhyNot, str]]


class UnitNotCounted(PortalError):
    """A promise is in a unit that the portal cannot count yet."""

    def __init__(self, unit: Unit) -> None:
        super().__init__(f"the unit {unit.value} is not counted yet")
        self.unit = unit


def fold(
    events: Iterable[ClockEvent], service_level: ServiceLevel, calendar: Calendar, now: datetime
) -> State:
    """What the clock shows at `now`, from its events in any order.

    Raises UnitNotCounted, TimeWithoutZone, and what `portal.domain.clock_log.replay` raises.
    """
    _require_working_days(service_level.unit)
    log = replay(events, service_level.pausable_reasons, now)
    closed = _covered(log.closed, now)
    days, amount = _working(log, service_level.amount, calendar, {**_paused(log, now), **closed})
    due_on, due_at = days[-1].date, end_of(days[-1].date)
    elapsed = _elapsed(days, local_date(log.ended_at or now), calendar, closed)
    paused_since, paused_because = _open_pause(log)
    return State(
        started_at=log.started_at,
        amount=amount,
        elapsed=elapsed,
        remaining=amount - elapsed,
        due_on=due_on,
        due_at=due_at,
        state=log.state,
        paused_because=paused_because,
        paused_since=paused_since,
        stopped_at=log.ended_at,
        on_time=_on_time(log, due_on),
        milestones=_milestones(days, amount, service_level.warn_working_days, due_at, log),
        days=days,
        beyond_horizon=any(beyond_horizon(day.date, calendar) for day in (days[0], days[-1])),
    )


def _require_working_days(unit: Unit) -> None:
    if unit is not Unit.WORKING_DAY:
        raise UnitNotCounted(unit)


def _covered(spans: Iterable[Span], now: datetime, why: WhyNot = WhyNot.STOPPED) -> _LeftOut:
    """The days whose ends the spans cover: those with start < midnight ≤ end.

    London's clocks change at 01:00, so a day's midnight comes once, and an instant is before it
    exactly when its date is that day or earlier: counting by date is exact.
    """
    return {
        day: (why, span.reason)
        for span in spans
        for day in dates_between(local_date(span.start), local_date(span.end or now))
    }


def _paused(log: Log, now: datetime) -> _LeftOut:
    """Days that pauses leave out; one still open is taken as if it ended now (ruling 3).

    A day that two of them cover shows the reason that came first.
    """
    still = [Span(since, None, reason) for reason, since in log.open_pauses.items()]
    spans = sorted(
        _joined([*log.pauses, *still]), key=lambda span: (span.start, span.reason), reverse=True
    )
    return _covered(spans, now, WhyNot.PAUSED)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans of one reason that follow without a gap, as the one that they are."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.reason, one.start)):
        last = joined[-1] if joined else None
        if last is not None and last.reason == span.reason and last.end == span.start:
            joined[-1] = Span(last.start, span.end, span.reason)
        else:
            joined.append(span)
    return joined


def _working(
    log: Log, amount: int, calendar: Calendar, left_out: _LeftOut
) -> tuple[tuple[Day, ...], int]:
    """Every day from the start to the last on time, and the promise with its extensions.

    A pause or an extension that begins after the due day is never reached: a breach that has
    happened stays (ruling 3).
    """
    days: list[Day] = []
    extensions = [(local_date(at), more) for at, more in log.extensions]
    for day in count(local_date(log.started_at), calendar, left_out):
        days.append(day)
        while day.number == amount and extensions and extensions[0][0] <= day.date:
            amount += extensions.pop(0)[1]
        if day.number == amount:
            break
    return tuple(days), amount


def _elapsed(days: Sequence[Day], until: date, calendar: Calendar, closed: _LeftOut) -> int:
    """Working days that ended before `until`; after the due day only a closed case is left out."""
    within = sum(day.counted for day in days if day.date < until)
    after = dates_between(days[-1].date + ONE_DAY, until)
    return within + sum(is_open(day, calendar) and day not in closed for day in after)


def _on_time(log: Log, due_on: date) -> bool | None:
    """Whether a kept promise was kept by its last day; None for any other."""
    if log.state is not ClockState.STOPPED or log.ended_at is None:
        return None
    return local_date(log.ended_at) <= due_on


def _open_pause(log: Log) -> tuple[datetime | None, str | None]:
    """Since when and why the clock is paused: the pause that has lasted longest."""
    if not log.open_pauses:
        return None, None
    return min((since, reason) for reason, since in log.open_pauses.items())


def _milestones(
    days: Sequence[Day], amount: int, ahead: int, due_at: datetime, log: Log
) -> tuple[tuple[Milestone, datetime], ...]:
    """Warned at the start of a counted day, never before day one; breached as the last day ends."""
    number = max(amount - ahead, 1)
    warned_on = next(day.date for day in reversed(days) if day.number == number)
    every = (
        (Milestone.WARNED, start_of(warned_on)),
        (Milestone.DUE, due_at),
        (Milestone.BREACHED, due_at),
    )
    halted_at = log.ended_at or _open_pause(log)[0]
    return tuple((name, at) for name, at in every if halted_at is None or at <= halted_at)
