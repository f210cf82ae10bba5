"""A promise of time: how much, in which unit, from when, and what may move its end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import Enum, StrEnum
from itertools import pairwise

from portal.domain.errors import PortalError

MOST_UNITS = 1_000
MOST_STEPS = 6
"""Steps of an escalation that a ladder may have."""

CHASE_PERCENT = 70
"""Chased when so much of the time has gone, rounded down (timers ruling 8)."""


class ClockKind(Enum):
    """What is promised (rulings 9 and 10); from `decide` on, what the law asks of a body."""

    ACKNOWLEDGE = "acknowledge"
    TRIAGE = "triage"
    RESPOND = "respond"
    RESOLVE = "resolve"
    KEEP_INFORMED = "keep_informed"
    TELL_WHAT_CHANGED = "tell_what_changed"
    ACCEPT = "accept"
    PLACE = "place"
    DOOR_TO_DOOR = "door_to_door"
    LOOK = "look"
    DECIDE = "decide"
    REFUSE = "refuse"
    CONCLUDE = "conclude"
    COMMENT = "comment"
    PANEL = "panel"
    APPEAL = "appeal"
    MEDIATE = "mediate"


class Unit(Enum):
    """What a promise is counted in (domain/clocks.md §1.9)."""

    WORKING_DAY = "working_day"
    WORKING_HOUR = "working_hour"
    CALENDAR_DAY = "calendar_day"
    WEEK = "week"
    MONTH = "month_corresponding"
    SAME_WORKING_DAY = "same_working_day"


class Starts(Enum):
    """Whether the day of receipt is day zero or day one (timers ruling 4)."""

    DAY_AFTER = "day_after"
    RECEIPT_DAY = "receipt_day"


class Roll(Enum):
    """Where an end goes that falls on a closed day (timers rulings 4 and 6)."""

    NONE = "none"
    NEXT_WORKING_DAY = "next_working_day"
    TRIBUNAL = "tribunal"


class PauseReason(StrEnum):
    """The only reasons that may pause a clock (ruling 10).

    Text, because an event's reason is a code here and a sentence in a cancellation.
    """

    WAITING_FOR_FAMILY = "waiting_for_family"
    AGREED_HOLD = "agreed_hold"


_MAY_PAUSE = frozenset({ClockKind.RESPOND, ClockKind.RESOLVE})
_PAUSED_UNITS = frozenset({Unit.WORKING_DAY, Unit.WORKING_HOUR})


def pausable(kind: ClockKind) -> frozenset[str]:
    """The reasons that pause a promise of that kind: an acknowledgement never waits (ruling 10)."""
    return frozenset(PauseReason) if kind in _MAY_PAUSE else frozenset()


class BadServiceLevel(PortalError):
    """A promise of no days at all, or of more than anybody could mean."""

    def __init__(self, what: str, number: object) -> None:
        super().__init__(f"a service level cannot have {what} {number}")
        self.what = what
        self.number = number


@dataclass(frozen=True)
class ServiceLevel:
    """One promise: `amount` of `unit`. Raises BadServiceLevel.

    `caps` are the only reasons that pause it, each with the most working days that one pause may
    last; a promise in calendar days, weeks or months is never paused (timers ruling 4). `ladder`
    holds the working days after the due day at which each step of the escalation is crossed, 0
    for the breach itself. A `chase_percent` of 0 chases never. `first_leg` is set for a promise
    that runs from an acknowledgement: the working days allowed for that (timers ruling 7).
    `cut_off` and `next_by` are wall-clock times of London that matter to "the same working day"
    alone (timers ruling 8).
    """

    kind: ClockKind
    amount: int
    unit: Unit = Unit.WORKING_DAY
    caps: Mapping[str, int] = field(default_factory=dict)
    starts: Starts = Starts.DAY_AFTER
    roll: Roll = Roll.NONE
    warn_working_days: int = 1
    chase_percent: int = CHASE_PERCENT
    ladder: tuple[int, ...] = ()
    first_leg: int | None = None
    cut_off: time = time(15)
    next_by: time = time(11)

    def __post_init__(self) -> None:
        if not 1 <= self.amount <= MOST_UNITS:
            raise BadServiceLevel("an amount of", self.amount)
        if self.unit is Unit.SAME_WORKING_DAY and self.amount != 1:
            raise BadServiceLevel("an amount of same working days of", self.amount)
        if self.warn_working_days < 0:
            raise BadServiceLevel("a warning ahead of", self.warn_working_days)
        if not 0 <= self.chase_percent <= 100:
            raise BadServiceLevel("a chase at percent", self.chase_percent)
        self._check_steps()

    def _check_steps(self) -> None:
        rising = [-1, *self.ladder]
        if len(self.ladder) > MOST_STEPS or any(a >= b for a, b in pairwise(rising)):
            raise BadServiceLevel("a ladder of", self.ladder)
        if self.first_leg is not None and not 1 <= self.first_leg <= MOST_UNITS:
            raise BadServiceLevel("a first leg of", self.first_leg)
        for reason, cap in self.caps.items():
            if not 1 <= cap <= MOST_UNITS:
                raise BadServiceLevel(f"a cap for {reason} of", cap)

    @property
    def pausable_reasons(self) -> frozenset[str]:
        """The reasons that pause it: none where the unit runs through everything."""
        return frozenset(self.caps) if self.unit in _PAUSED_UNITS else frozenset()
