"""The nouns of clocks: whose promise, of what, what may happen to it, and what it then shows."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum

from portal.domain.errors import PortalError
from portal.domain.people import Actor
from portal.domain.working_days import Day, require_zone

MOST_DAYS = 1_000


class Subject(Enum):
    """Whose promise it is; the family's never restarts on a transfer (ruling 7)."""

    FAMILY = "family"
    PARTNER = "partner"
    TRIAGE = "triage"


class ClockKind(Enum):
    """What is promised (rulings 9 and 10)."""

    ACKNOWLEDGE = "acknowledge"
    TRIAGE = "triage"
    RESPOND = "respond"
    RESOLVE = "resolve"
    KEEP_INFORMED = "keep_informed"
    TELL_WHAT_CHANGED = "tell_what_changed"
    ACCEPT = "accept"
    PLACE = "place"


class Unit(Enum):
    """What a promise is counted in; only working days are counted so far."""

    WORKING_DAY = "working_day"
    WORKING_HOUR = "working_hour"
    CALENDAR_DAY = "calendar_day"
    WEEK = "week"
    MONTH = "month"


class EventKind(Enum):
    """What may happen to a clock."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    EXTEND = "extend"
    CANCEL = "cancel"
    TRANSFER = "transfer"
    REOPEN = "reopen"


class ClockState(Enum):
    """Where a clock stands."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    CANCELLED = "cancelled"


class Milestone(Enum):
    """An instant that somebody must hear of."""

    WARNED = "warned"
    DUE = "due"
    BREACHED = "breached"
    ESCALATED = "escalated"


class PauseReason(StrEnum):
    """The only reasons that may pause a clock (ruling 10).

    Text, because an event's reason is a code here and a sentence in a cancellation.
    """

    WAITING_FOR_FAMILY = "waiting_for_family"
    AGREED_HOLD = "agreed_hold"


_MAY_PAUSE = frozenset({ClockKind.RESPOND, ClockKind.RESOLVE})


def pausable(kind: ClockKind) -> frozenset[str]:
    """The reasons that pause a promise of that kind: an acknowledgement never waits (ruling 10)."""
    return frozenset(PauseReason) if kind in _MAY_PAUSE else frozenset()


class BadServiceLevel(PortalError):
    """A promise of no days at all, or of more than anybody could mean."""

    def __init__(self, what: str, number: int) -> None:
        super().__init__(f"a service level cannot have {what} {number}")
        self.what = what
        self.number = number


@dataclass(frozen=True)
class ServiceLevel:
    """One promise: `amount` of `unit`, warned so many working days before. Raises BadServiceLevel.

    `pausable_reasons` are the only reasons that pause it; empty for one that never pauses.
    """

    kind: ClockKind
    amount: int
    unit: Unit = Unit.WORKING_DAY
    pausable_reasons: frozenset[str] = frozenset()
    warn_working_days: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.amount <= MOST_DAYS:
            raise BadServiceLevel("an amount of", self.amount)
        if self.warn_working_days < 0:
            raise BadServiceLevel("a warning ahead of", self.warn_working_days)


@dataclass(frozen=True)
class ClockEvent:
    """Something that happened to a clock, counting from `effective_at`, written at `recorded_at`.

    A resume carries the reason of the pause that it ends. `amount` is that of an extension, in the
    unit of the service level. `source_id` names the message or move that caused it. Raises
    TimeWithoutZone.
    """

    kind: EventKind
    effective_at: datetime
    recorded_at: datetime
    actor: Actor
    reason: str
    source_id: str
    amount: int = 0

    def __post_init__(self) -> None:
        require_zone(self.effective_at)
        require_zone(self.recorded_at)


@dataclass(frozen=True)
class State:
    """What a clock shows at one instant; everything in it can be checked against `days`.

    `elapsed` counts working days that have ended; with `remaining` it adds up to the promise, so
    the last day on time shows 1 remaining, and a late clock 0 or less. While paused, the due date
    is the one it would have if the pause ended now. `on_time` is None until it stops.

    `milestones` holds each that has been or will be crossed as things stand, in order of time: one
    that a pause or a stop came before is left out, for nothing may fire while nobody is at work.
    """

    started_at: datetime
    amount: int
    elapsed: int
    remaining: int
    due_on: date
    due_at: datetime
    state: ClockState
    paused_because: str | None
    paused_since: datetime | None
    stopped_at: datetime | None
    on_time: bool | None
    milestones: tuple[tuple[Milestone, datetime], ...]
    days: tuple[Day, ...]
    beyond_horizon: bool
