"""Replaying a clock's events, in whatever order they arrived, into the times it did not run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from portal.domain.clock_terms import ClockEvent, ClockState, EventKind
from portal.domain.errors import IllegalMove, PortalError

_E, _S = EventKind, ClockState

NEXT_STATE: Mapping[ClockState, Mapping[EventKind, ClockState]] = {
    _S.RUNNING: {
        _E.PAUSE: _S.PAUSED,
        _E.EXTEND: _S.RUNNING,
        _E.TRANSFER: _S.RUNNING,
        _E.STOP: _S.STOPPED,
        _E.CANCEL: _S.CANCELLED,
    },
    _S.PAUSED: {
        _E.RESUME: _S.RUNNING,
        _E.PAUSE: _S.PAUSED,
        _E.EXTEND: _S.PAUSED,
        _E.TRANSFER: _S.PAUSED,
        _E.STOP: _S.STOPPED,
        _E.CANCEL: _S.CANCELLED,
    },
    _S.STOPPED: {_E.REOPEN: _S.RUNNING},
    _S.CANCELLED: {},
}
"""Which events are legal in which state, and where they lead. Resuming from one of two pauses
leaves the clock paused; a transfer changes nothing (ruling 8)."""

_AT_ONE_INSTANT = (
    _E.RESUME,
    _E.PAUSE,
    _E.EXTEND,
    _E.TRANSFER,
    _E.REOPEN,
    _E.STOP,
    _E.CANCEL,
    _E.START,
)


class IllegalEvent(IllegalMove):
    """An event that the clock's state does not allow, such as a resume without a pause."""

    def __init__(self, state: ClockState, event: ClockEvent) -> None:
        super().__init__(state, event.kind)
        self.args = (f"a clock that is {state.value} cannot {event.kind.value}: {event.source_id}",)
        self.event = event


class NotStarted(PortalError):
    """A clock's log has no start, so it has no deadline."""

    def __init__(self) -> None:
        super().__init__("a clock's events have no start")


class EventBeforeStart(PortalError):
    """An event that cannot have come before the clock began, such as a stop."""

    def __init__(self, event: ClockEvent) -> None:
        super().__init__(f"{event.kind.value} comes before the clock began: {event.source_id}")
        self.event = event


class NoReason(PortalError):
    """A pause or its end does not say why, so nobody could be told."""

    def __init__(self, event: ClockEvent) -> None:
        super().__init__(f"{event.kind.value} has no reason: {event.source_id}")
        self.event = event


class BadExtension(PortalError):
    """An extension by no days, or by fewer than none."""

    def __init__(self, event: ClockEvent) -> None:
        super().__init__(f"an extension cannot be by {event.amount}: {event.source_id}")
        self.event = event


@dataclass(frozen=True)
class Span:
    """A time in which the clock did not run, up to but without `end`; None while it lasts."""

    start: datetime
    end: datetime | None
    reason: str


@dataclass
class Log:
    """What a replay finds: the state, and each time that the clock did not run."""

    started_at: datetime
    state: ClockState = ClockState.RUNNING
    ended_at: datetime | None = None
    open_pauses: dict[str, datetime] = field(default_factory=dict)
    pauses: list[Span] = field(default_factory=list)
    closed: list[Span] = field(default_factory=list)
    extensions: list[tuple[datetime, int]] = field(default_factory=list)

    def allows(self, event: ClockEvent) -> bool:
        """Whether the event may happen now."""
        if event.kind is EventKind.RESUME and event.reason not in self.open_pauses:
            return False
        return event.kind in NEXT_STATE[self.state]

    def add(self, event: ClockEvent, at: datetime) -> None:
        """Let the event happen, as of `at`."""
        _APPLY.get(event.kind, _nothing)(self, event, at)
        self.state = NEXT_STATE[self.state][event.kind]
        if self.state is ClockState.RUNNING and self.open_pauses:
            self.state = ClockState.PAUSED


def replay(events: Iterable[ClockEvent], pausable: frozenset[str], now: datetime) -> Log:
    """The log at `now`; what takes effect later has not happened yet.

    Events of one instant are taken in the order in which they are legal, so that the order of
    arrival never matters. Raises IllegalEvent, NotStarted, EventBeforeStart, NoReason,
    BadExtension.
    """
    kept = [event for event in events if _concerns(event, pausable)]
    starts = sorted(
        (event for event in kept if event.kind is EventKind.START), key=lambda e: e.effective_at
    )
    if not starts:
        raise NotStarted
    log = Log(starts[0].effective_at)
    rest = [(_clipped(event, log.started_at), event) for event in kept if event is not starts[0]]
    past = sorted((pair for pair in rest if pair[0] <= now), key=lambda pair: pair[0])
    for at, group in groupby(past, key=lambda pair: pair[0]):
        _take(log, [event for _, event in group], at)
    return log


def _concerns(event: ClockEvent, pausable: frozenset[str]) -> bool:
    """Check the event by itself, and say whether it can matter to this clock."""
    if event.kind is EventKind.EXTEND and event.amount <= 0:
        raise BadExtension(event)
    if event.kind not in (EventKind.PAUSE, EventKind.RESUME):
        return True
    if not event.reason:
        raise NoReason(event)
    return event.reason in pausable


def _clipped(event: ClockEvent, started_at: datetime) -> datetime:
    """When the event takes effect: what paused before receipt counts from receipt (ruling 1)."""
    if event.effective_at >= started_at:
        return event.effective_at
    if event.kind not in (EventKind.PAUSE, EventKind.RESUME):
        raise EventBeforeStart(event)
    return started_at


def _take(log: Log, events: list[ClockEvent], at: datetime) -> None:
    waiting = sorted(events, key=lambda e: (_AT_ONE_INSTANT.index(e.kind), e.reason, e.source_id))
    while waiting:
        legal = next((event for event in waiting if log.allows(event)), None)
        if legal is None:
            raise IllegalEvent(log.state, waiting[0])
        log.add(legal, at)
        waiting.remove(legal)


def _pause(log: Log, event: ClockEvent, at: datetime) -> None:
    log.open_pauses.setdefault(event.reason, at)


def _resume(log: Log, event: ClockEvent, at: datetime) -> None:
    log.pauses.append(Span(log.open_pauses.pop(event.reason), at, event.reason))


def _end(log: Log, _event: ClockEvent, at: datetime) -> None:
    log.pauses += [Span(since, at, reason) for reason, since in log.open_pauses.items()]
    log.open_pauses.clear()
    log.ended_at = at


def _reopen(log: Log, event: ClockEvent, at: datetime) -> None:
    log.closed.append(Span(log.ended_at or at, at, event.reason))
    log.ended_at = None


def _extend(log: Log, event: ClockEvent, at: datetime) -> None:
    log.extensions.append((at, event.amount))


def _nothing(log: Log, event: ClockEvent, at: datetime) -> None:
    """A transfer leaves the clock as it is."""


_APPLY = {
    EventKind.PAUSE: _pause,
    EventKind.RESUME: _resume,
    EventKind.STOP: _end,
    EventKind.CANCEL: _end,
    EventKind.REOPEN: _reopen,
    EventKind.EXTEND: _extend,
}
