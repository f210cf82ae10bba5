"""The nouns of clocks: whose promise, what may happen to it, and what it then shows."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from portal.domain.clock_levels import (
    MOST_STEPS,
    BadServiceLevel,
    ClockKind,
    PauseReason,
    Roll,
    ServiceLevel,
    Starts,
    Unit,
    pausable,
)
from portal.domain.people import Actor
from portal.domain.working_days import Day, require_zone

__all__ = [
    "GOING",
    "MOST_STEPS",
    "BadServiceLevel",
    "ClockEvent",
    "ClockKind",
    "ClockState",
    "EventKind",
    "Milestone",
    "PauseReason",
    "Roll",
    "ServiceLevel",
    "Starts",
    "State",
    "Subject",
    "Unit",
    "pausable",
]


class Subject(Enum):
    """Whose promise it is; the family's never restarts on a transfer (ruling 7)."""

    FAMILY = "family"
    PARTNER = "partner"
    TRIAGE = "triage"
    SAFEGUARDING = "safeguarding"
    FORMAL = "formal"


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

    # There is one of each: hashed as the object that it is, a fold takes a tenth less.
    __hash__ = object.__hash__


class ClockState(Enum):
    """Where a clock stands."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    CANCELLED = "cancelled"

    __hash__ = object.__hash__


GOING = (ClockState.RUNNING, ClockState.PAUSED)
"""The states of a promise that is still to be kept."""


class Milestone(Enum):
    """An instant that somebody must hear of; the steps of the escalation come after the breach."""

    CHASED = "chased"
    WARNED = "warned"
    DUE = "due"
    BREACHED = "breached"
    ESCALATED_1 = "escalated_1"
    ESCALATED_2 = "escalated_2"
    ESCALATED_3 = "escalated_3"
    ESCALATED_4 = "escalated_4"
    ESCALATED_5 = "escalated_5"
    ESCALATED_6 = "escalated_6"


ESCALATIONS = tuple(one for one in Milestone if one.value.startswith("escalated"))


@dataclass(frozen=True)
class ClockEvent:
    """Something that happened to a clock, counting from `effective_at`, written at `recorded_at`.

    A resume carries the reason of the pause that it ends. `amount` is that of an extension, in the
    unit of the service level, or the cap of a pause in working days, 0 for the service level's.
    `source_id` names the message or move that caused it. Raises TimeWithoutZone.
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

    `elapsed` counts whole units that have ended; with `remaining` it adds up to the promise, so
    the last day on time shows 1 remaining, and a late clock 0 or less. A promise in working hours
    is told in minutes. While paused, the due date is the one it would have if the pause ended now;
    `waits` holds each open wait as reason, since, and when it ends by itself, oldest first;
    `resumes_at` is the soonest of those ends. `on_time` is None until it stops. `rolled_from` is
    the end as counted, where that was a closed day and the rule moves it on.

    `milestones` holds each that has been or will be crossed as things stand, in order of time: one
    that a pause or a stop came before is left out, for nothing may fire while nobody is at work.
    """

    started_at: datetime
    unit: Unit
    amount: int
    elapsed: int
    remaining: int
    due_on: date
    due_at: datetime
    state: ClockState
    paused_because: str | None
    paused_since: datetime | None
    resumes_at: datetime | None
    waits: tuple[tuple[str, datetime, datetime], ...]
    stopped_at: datetime | None
    on_time: bool | None
    milestones: tuple[tuple[Milestone, datetime], ...]
    days: tuple[Day, ...]
    beyond_horizon: bool
    rolled_from: date | None
