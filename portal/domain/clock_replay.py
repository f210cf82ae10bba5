"""Replaying a clock's events, in whatever order they arrived, into the times it did not run."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from portal.domain.clock_faults import (
    BadExtension,
    EventBeforeStart,
    IllegalEvent,
    NoReason,
    NotStarted,
    PauseBeyondCap,
)
from portal.domain.clock_log import NEXT_STATE, Log, OpenPause, Span
from portal.domain.clock_terms import ClockEvent, ClockState, EventKind, ServiceLevel
from portal.domain.working_days import Calendar, require_zone

_E = EventKind

ACKNOWLEDGED = "acknowledged"
"""The reason of the start with which the second leg of a promise begins (timers ruling 7)."""

_effective_at = attrgetter("effective_at")

_WAITING = (_E.PAUSE, _E.RESUME)

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


class _Replay:
    """One replay: the promise and the calendar that bound its pauses, and the log so far."""

    def __init__(self, log: Log, level: ServiceLevel, calendar: Calendar) -> None:
        self.log, self._level, self._calendar = log, level, calendar

    def take_one(self, event: ClockEvent) -> None:
        """Let the one event of its instant happen."""
        log = self.log
        if log.open_pauses:
            log.expire(event.effective_at)
        if log.allows(event):
            self._happen(event)
        else:
            self.take([event], event.effective_at)

    def take(self, events: list[ClockEvent], at: datetime) -> None:
        """Let events of one instant happen, in an order in which they are legal."""
        log = self.log
        if log.open_pauses:
            log.expire(at)
        for event in events:
            # A pause and its end at one instant are each other's: what ended by itself earlier
            # is not what that end writes down.
            if event.kind is EventKind.PAUSE and log.expired.get(event.reason, at) < at:
                del log.expired[event.reason]
        events.sort(key=lambda e: (_AT_ONE_INSTANT[e.kind], e.reason, e.source_id))
        while events:
            legal = next((event for event in events if log.allows(event)), None)
            if legal is None:
                raise IllegalEvent(log.state, events[0])
            self._happen(legal)
            events.remove(legal)

    def _happen(self, event: ClockEvent) -> None:
        log, kind, at = self.log, event.kind, event.effective_at
        if at < log.started_at:
            at = log.started_at
        if kind is EventKind.PAUSE:
            self._pause(event, at)
        elif kind is EventKind.RESUME:
            _resume(log, event, at)
        else:
            _APPLY[kind](log, event, at)
            after = NEXT_STATE[log.state].get(kind, log.state)
            still = log.open_pauses and after is ClockState.RUNNING
            log.state = ClockState.PAUSED if still else after

    def _pause(self, event: ClockEvent, at: datetime) -> None:
        log, reason = self.log, event.reason
        part = event.effective_at, event.amount or self._level.caps[reason]
        known = log.open_pauses.get(reason)
        log.open_pauses[reason] = (
            known.joined_by(part) if known else OpenPause(at, self._calendar, part)
        )
        if log.expired:
            log.expired.pop(reason, None)
        log.state = ClockState.PAUSED


def replay(
    events: Iterable[ClockEvent], level: ServiceLevel, calendar: Calendar, now: datetime
) -> Log:
    """The log at `now`; what takes effect later has not happened yet.

    Events of one instant are taken in the order in which they are legal, so that the order of
    arrival never matters. A pause ends at its cap, whether or not anybody has written that down.
    Raises IllegalEvent, NotStarted, EventBeforeStart, NoReason, PauseBeyondCap, BadExtension,
    TimeWithoutZone.
    """
    require_zone(now)
    start, second, rest = _sorted_out(events, level)
    log = Log(start.effective_at, _second_leg(second, start, level, now))
    run = _Replay(log, level, calendar)
    _check_begun(rest, log.started_at)
    past = [one for one in rest if one.effective_at <= now] if log.started_at <= now else []
    past.sort(key=_effective_at)
    if len({event.effective_at for event in past}) == len(past):
        for event in past:
            run.take_one(event)
    else:
        for at, at_once in groupby(past, _effective_at):
            run.take(list(at_once), at)
    log.expire(now)
    return log


def _sorted_out(
    events: Iterable[ClockEvent], level: ServiceLevel
) -> tuple[ClockEvent, list[ClockEvent], list[ClockEvent]]:
    """The start, any later starts, and the rest that concerns this clock."""
    starts: list[ClockEvent] = []
    rest: list[ClockEvent] = []
    reasons, caps = level.pausable_reasons, level.caps
    for event in events:
        kind = event.kind
        if kind is EventKind.START:
            starts.append(event)
        elif kind is EventKind.PAUSE or kind is EventKind.RESUME:
            _check_pause(event, caps)
            if event.reason in reasons:
                rest.append(event)
        else:
            if kind is EventKind.EXTEND and event.amount <= 0:
                raise BadExtension(event)
            rest.append(event)
    if not starts:
        raise NotStarted
    if len(starts) > 1:
        starts.sort(key=lambda event: (event.effective_at, event.reason == ACKNOWLEDGED))
    return starts[0], starts[1:], rest


def _check_pause(event: ClockEvent, caps: Mapping[str, int]) -> None:
    reason = event.reason
    if not reason or reason.isspace():
        raise NoReason(event)
    if event.kind is EventKind.PAUSE and reason in caps and not 0 <= event.amount <= caps[reason]:
        raise PauseBeyondCap(event, caps[reason])


def _second_leg(
    later: list[ClockEvent], start: ClockEvent, level: ServiceLevel, now: datetime
) -> datetime | None:
    """When a promise of two legs began its second, if it has by `now`."""
    if later and (level.first_leg is None or later[0].reason != ACKNOWLEDGED):
        raise IllegalEvent(ClockState.RUNNING, later[0])
    if len(later) > 1:
        raise IllegalEvent(ClockState.RUNNING, later[1])
    began = later[0].effective_at if later else None
    return began if began is not None and start.effective_at <= began <= now else None


def _check_begun(events: list[ClockEvent], started_at: datetime) -> None:
    """Only what paused may have begun before receipt; it counts from receipt (timers ruling 1)."""
    for event in events:
        if event.effective_at < started_at and event.kind not in _WAITING:
            raise EventBeforeStart(event)


def _resume(log: Log, event: ClockEvent, at: datetime) -> None:
    open_pause = log.open_pauses.pop(event.reason, None)
    if open_pause is None:
        log.expired.pop(event.reason, None)
    else:
        log.pauses.append(Span(open_pause.since, at, event.reason))
    if not log.open_pauses:
        log.state = ClockState.RUNNING


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
    EventKind.STOP: _end,
    EventKind.CANCEL: _end,
    EventKind.REOPEN: _reopen,
    EventKind.EXTEND: _extend,
    EventKind.TRANSFER: _nothing,
}
