"""What may happen to a clock in which state, and the log of the times it did not run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from portal.domain.clock_terms import ClockEvent, ClockState, EventKind
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


class Span(NamedTuple):
    """A time in which the clock did not run, up to but without `end`; None while it lasts."""

    start: datetime
    end: datetime | None
    reason: str


class OpenPause:
    """A pause that lasts: since when, and after how many working days it ends by itself.

    `since` is clipped at receipt (timers ruling 1), but its days are counted from when it began.
    Another pause of the same reason that begins within it makes it last until both are over
    (timers ruling 3).
    """

    def __init__(self, since: datetime, calendar: Calendar, *parts: tuple[datetime, int]) -> None:
        self.since, self._calendar, self._parts = since, calendar, parts
        self._began, self._days = parts[0]

    def joined_by(self, part: tuple[datetime, int]) -> "OpenPause":
        """The one pause that this and another are."""
        return OpenPause(self.since, self._calendar, *self._parts, part)

    @cached_property
    def ends(self) -> datetime:
        """The instant at which it ends by itself: the end of the last of its working days."""
        return max(
            end_of(add_working_days(local_date(began), days, self._calendar))
            for began, days in self._parts
        )

    def over(self, at: datetime) -> bool:
        """Whether it has ended by itself."""
        # So many working days take at least as many days: nearly always nothing need be counted.
        return (at - self._began).days >= self._days and self.ends <= at


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
    expired: dict[str, datetime] = field(default_factory=dict)
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
                self.pauses.append(Span(one.since, max(one.since, one.ends), reason))
                self.expired[reason] = one.ends
        if not self.open_pauses:
            self.state = ClockState.RUNNING
