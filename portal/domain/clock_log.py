"""Replaying a clock's events, in whatever order they arrived, into the times it did not run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from portal.domain.clock_terms import ClockEvent, ClockState, EventKind, ServiceLevel
from portal.domain.errors import IllegalMove, PortalError
from portal.domain.working_days import Calendar, add_working_days, end_of, local_date

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

_AT_ONE_INSTANT = {
    _E.RESUME: 0,
    _E.PAUSE: 1,
    _E.EXTEND: 2,
    _E.TRANSFER: 3,
    _E.REOPEN: 4,
    _E.STOP: 5,
    _E.CANCEL: 6,
    _E.START: 7,
}


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


class PauseBeyondCap(PortalError):
    """A pause that is meant to last longer than the promise allows, or less than no time."""

    def __init__(self, event: ClockEvent, cap: int) -> None:
        super().__init__(
            f"a pause cannot be for {event.amount} working days, only up to {cap}: "
            f"{event.source_id}"
        )
        self.event = event
        self.cap = cap


class BadExtension(PortalError):
    """An extension by no days, or by fewer than none."""

    def __init__(self, event: ClockEvent) -> None:
        super().__init__(f"an extension cannot be by {event.amount}: {event.source_id}")
        self.event = event


class Span(NamedTuple):
    """A time in which the clock did not run, up to but without `end`; None while it lasts."""

    start: datetime
    end: datetime | None
    reason: str


class OpenPause:
    """A pause that lasts: since when, and after how many working days it ends by itself."""

    def __init__(self, since: datetime, days: int, calendar: Calendar) -> None:
        self.since, self._days, self._calendar = since, days, calendar
        # So many working days take at least as many days: nearly always nothing need be counted.
        self._soonest = since + timedelta(days=days)

    @cached_property
    def ends(self) -> datetime:
        """The instant at which it ends by itself: the end of the last of its working days."""
        return end_of(add_working_days(local_date(self.since), self._days, self._calendar))

    def over(self, at: datetime) -> bool:
        """Whether it has ended by itself."""
        return self._soonest <= at and self.ends <= at


@dataclass
class Log:
    """What a replay finds: the state, and each time that the clock did not run.

    `second_leg` is when a promise that runs from an acknowledgement began to do so.
    """

    started_at: datetime
    second_leg: datetime | None = None
    state: ClockState = ClockState.RUNNING
    ended_at: datetime | None = None
    open_pauses: dict[str, OpenPause] = field(default_factory=dict)
    expired: set[str] = field(default_factory=set)
    pauses: list[Span] = field(default_factory=list)
    closed: list[Span] = field(default_factory=list)
    extensions: list[tuple[datetime, int]] = field(default_factory=list)

    def allows(self, event: ClockEvent) -> bool:
        """Whether the event may happen now; the end of a pause that ended by itself may."""
        if event.kind is EventKind.RESUME:
            if self.state is ClockState.RUNNING:
                return event.reason in self.expired
            known = event.reason in self.open_pauses or event.reason in self.expired
            return self.state is ClockState.PAUSED and known
        return event.kind in NEXT_STATE[self.state]

    def expire(self, at: datetime) -> None:
        """Let pauses end by themselves whose cap is reached at `at`."""
        if not self.open_pauses:
            return
        for reason, one in list(self.open_pauses.items()):
            if one.over(at):
                del self.open_pauses[reason]
                self.pauses.append(Span(one.since, one.ends, reason))
                self.expired.add(reason)
        if not self.open_pauses:
            self.state = ClockState.RUNNING


class _Replay:
    """One replay: the promise and the calendar that bound its pauses, and the log so far."""

    def __init__(self, log: Log, level: ServiceLevel, calendar: Calendar) -> None:
        self.log, self._level, self._calendar = log, level, calendar

    def take(self, events: list[ClockEvent], at: datetime) -> None:
        """Let events of one instant happen, in an order in which they are legal."""
        log = self.log
        if log.open_pauses:
            log.expire(at)
        if len(events) == 1 and log.allows(events[0]):
            self._happen(events[0], at)
            return
        events.sort(key=lambda e: (_AT_ONE_INSTANT[e.kind], e.reason, e.source_id))
        while events:
            legal = next((event for event in events if log.allows(event)), None)
            if legal is None:
                raise IllegalEvent(log.state, events[0])
            self._happen(legal, at)
            events.remove(legal)

    def _happen(self, event: ClockEvent, at: datetime) -> None:
        log, kind = self.log, event.kind
        if kind is EventKind.PAUSE:
            if event.reason not in log.open_pauses:
                days = event.amount or self._level.caps[event.reason]
                log.open_pauses[event.reason] = OpenPause(at, days, self._calendar)
            log.expired.discard(event.reason)
        else:
            _APPLY[kind](log, event, at)
        log.state = _state_after(log, kind)


def replay(
    events: Iterable[ClockEvent], level: ServiceLevel, calendar: Calendar, now: datetime
) -> Log:
    """The log at `now`; what takes effect later has not happened yet.

    Events of one instant are taken in the order in which they are legal, so that the order of
    arrival never matters. A pause ends at its cap, whether or not anybody has written that down.
    Raises IllegalEvent, NotStarted, EventBeforeStart, NoReason, PauseBeyondCap, BadExtension.
    """
    start, second, rest = _sorted_out(events, level)
    log = Log(start.effective_at, _second_leg(second, start, level, now))
    run = _Replay(log, level, calendar)
    past = [pair for event in rest if (pair := (_clipped(event, log.started_at), event))[0] <= now]
    past.sort(key=lambda pair: pair[0])
    at_once: list[ClockEvent] = []
    for place, (at, event) in enumerate(past, start=1):
        at_once.append(event)
        if place == len(past) or past[place][0] != at:
            run.take(at_once, at)
            at_once = []
    log.expire(now)
    return log


def _sorted_out(
    events: Iterable[ClockEvent], level: ServiceLevel
) -> tuple[ClockEvent, list[ClockEvent], list[ClockEvent]]:
    """The start, any later starts, and the rest that concerns this clock."""
    starts: list[ClockEvent] = []
    rest: list[ClockEvent] = []
    reasons = level.pausable_reasons
    for event in events:
        kind = event.kind
        if kind is EventKind.START:
            starts.append(event)
        elif kind is EventKind.PAUSE or kind is EventKind.RESUME:
            _check_pause(event, level)
            if event.reason in reasons:
                rest.append(event)
        else:
            if kind is EventKind.EXTEND and event.amount <= 0:
                raise BadExtension(event)
            rest.append(event)
    if not starts:
        raise NotStarted
    if len(starts) > 1:
        starts.sort(key=lambda event: event.effective_at)
    return starts[0], starts[1:], rest


def _check_pause(event: ClockEvent, level: ServiceLevel) -> None:
    if not event.reason:
        raise NoReason(event)
    cap = level.caps.get(event.reason)
    paused = event.kind is EventKind.PAUSE
    if paused and cap is not None and not 0 <= event.amount <= cap:
        raise PauseBeyondCap(event, cap)


def _second_leg(
    later: list[ClockEvent], start: ClockEvent, level: ServiceLevel, now: datetime
) -> datetime | None:
    """When a promise of two legs began its second, if it has by `now`."""
    if later and level.first_leg is None:
        raise IllegalEvent(ClockState.RUNNING, later[0])
    if len(later) > 1:
        raise IllegalEvent(ClockState.RUNNING, later[1])
    began = later[0].effective_at if later else None
    return began if began is not None and start.effective_at <= began <= now else None


def _clipped(event: ClockEvent, started_at: datetime) -> datetime:
    """When the event takes effect: what paused before receipt counts from receipt (ruling 1)."""
    if event.effective_at >= started_at:
        return event.effective_at
    if event.kind not in (EventKind.PAUSE, EventKind.RESUME):
        raise EventBeforeStart(event)
    return started_at


def _state_after(log: Log, kind: EventKind) -> ClockState:
    state = NEXT_STATE[log.state].get(kind, log.state)
    return ClockState.PAUSED if state is ClockState.RUNNING and log.open_pauses else state


def _resume(log: Log, event: ClockEvent, at: datetime) -> None:
    open_pause = log.open_pauses.pop(event.reason, None)
    if open_pause is None:
        log.expired.discard(event.reason)
    else:
        log.pauses.append(Span(open_pause.since, at, event.reason))


def _end(log: Log, _event: ClockEvent, at: datetime) -> None:
    log.pauses += [Span(one.since, at, reason) for reason, one in log.open_pauses.items()]
    log.open_pauses.clear()
    log.expired.clear()
    log.ended_at = at


def _reopen(log: Log, event: ClockEvent, at: datetime) -> None:
    log.closed.append(Span(log.ended_at or at, at, event.reason))
    log.ended_at = None


def _extend(log: Log, event: ClockEvent, at: datetime) -> None:
    log.extensions.append((at, event.amount))


def _nothing(log: Log, event: ClockEvent, at: datetime) -> None:
    """A transfer leaves the clock as it is."""


_APPLY = {
    EventKind.RESUME: _resume,
    EventKind.STOP: _end,
    EventKind.CANCEL: _end,
    EventKind.REOPEN: _reopen,
    EventKind.EXTEND: _extend,
    EventKind.TRANSFER: _nothing,
}
