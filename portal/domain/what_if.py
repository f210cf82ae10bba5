"""What a clock would have come to under another promise: the same events, folded once more."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from portal.domain.clock_levels import ServiceLevel, pausable
from portal.domain.clocks import (
    ClockEvent,
    ClockKind,
    ClockState,
    EventKind,
    PauseReason,
    Roll,
    State,
    Subject,
    Unit,
    fold,
)
from portal.domain.matching import About, matching
from portal.domain.partnership import Partnership
from portal.domain.promises import Regime
from portal.domain.working_days import Calendar

_TO_THE_MINUTE = frozenset({Unit.WORKING_HOUR, Unit.SAME_WORKING_DAY})


class Outcome(Enum):
    """How a promise ended, or stands; what was taken back in time was nobody's to keep."""

    ON_TIME = "on_time"
    LATE = "late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_LATE = "open_late"
    TAKEN_BACK = "taken_back"


Proposal = Callable[[About, ServiceLevel], ServiceLevel]
"""From what a promise is about and what it was to what it would be; the same where it stays."""


@dataclass(frozen=True)
class Tally:
    """How many promises had each outcome."""

    on_time: int = 0
    late: int = 0
    open_in_time: int = 0
    open_late: int = 0
    taken_back: int = 0

    def plus(self, outcome: Outcome) -> "Tally":
        """One more."""
        return replace(self, **{outcome.value: getattr(self, outcome.value) + 1})

    @property
    def share_kept(self) -> float | None:
        """On time of all that are over or overdue: what is late and still open counts as late."""
        return _share(self.on_time, self.on_time + self.late + self.open_late)

    @property
    def share_of_closed(self) -> float | None:
        """On time of those that are over: it hides what is late and still open."""
        return _share(self.on_time, self.on_time + self.late)


def outcome(
    events: Iterable[ClockEvent], level: ServiceLevel, calendar: Calendar, now: datetime
) -> Outcome:
    """How a clock stands at `now` under a promise; raises what `fold` raises."""
    state = fold(fitted(events, level), level, calendar, now)
    if state.state is ClockState.STOPPED:
        return Outcome.ON_TIME if state.on_time else Outcome.LATE
    late = _late(state, level, state.stopped_at or now)
    if state.state is ClockState.CANCELLED:
        return Outcome.LATE if late else Outcome.TAKEN_BACK
    return Outcome.OPEN_LATE if late else Outcome.OPEN_IN_TIME


def fitted(events: Iterable[ClockEvent], level: ServiceLevel) -> list[ClockEvent]:
    """The events as they could have happened under a promise.

    A pause lasts at most as long as its cap there; an acknowledgement begins a second leg only
    where the promise has one. An extension keeps its number, now of the promise's own unit.
    """
    found: list[ClockEvent] = []
    for event in sorted(events, key=lambda one: one.effective_at):
        if event.kind is EventKind.PAUSE and event.reason in level.caps:
            cap = level.caps[event.reason]
            found.append(replace(event, amount=min(event.amount or cap, cap)))
        elif event.kind is not EventKind.START or level.first_leg is not None or not _has(found):
            found.append(event)
    return found


def by_file(partnership: Partnership) -> Proposal:
    """What a partnership file would promise, as if it had been in force all the time.

    The lowest rank that matches wins, and of one rank the newest; a promise that the file does not
    make stays as it was.
    """

    def proposed(about: About, had: ServiceLevel) -> ServiceLevel:
        fitting = matching(partnership.service_levels, about)
        if not fitting:
            return had
        told = fitting[0]
        times = {
            name: value
            for name in ("cut_off", "next_by")
            if (value := getattr(told, name)) is not None
        }
        return ServiceLevel(
            kind=told.clock,
            amount=told.amount,
            unit=told.unit,
            caps=_caps(partnership, about),
            starts=told.starts,
            roll=told.roll,
            first_leg=told.first_leg,
            **times,
        )

    return proposed


def by_changes(changes: Mapping[tuple[Regime, Subject, ClockKind], tuple[int, Unit]]) -> Proposal:
    """Other amounts for some promises; all else of them stays as it was."""

    def proposed(about: About, had: ServiceLevel) -> ServiceLevel:
        change = changes.get((about.regime, about.subject, about.kind))
        return replace(had, amount=change[0], unit=change[1]) if change else had

    return proposed


def _caps(partnership: Partnership, about: About) -> dict[str, int]:
    caps = {
        PauseReason.WAITING_FOR_FAMILY: partnership.waiting.pause_cap,
        PauseReason.AGREED_HOLD: partnership.waiting.hold_cap,
    }
    ours = about.regime is Regime.CONCERN
    reasons = pausable(about.kind) if ours else frozenset()
    return {reason.value: cap for reason, cap in caps.items() if reason in reasons}


def _late(state: State, level: ServiceLevel, at: datetime) -> bool:
    """The end of a day is the next day; an instant within a day is still in time itself."""
    exact = level.unit in _TO_THE_MINUTE or level.roll is Roll.TRIBUNAL
    return at > state.due_at if exact else at >= state.due_at


def _has(found: list[ClockEvent]) -> bool:
    return any(one.kind is EventKind.START for one in found)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
