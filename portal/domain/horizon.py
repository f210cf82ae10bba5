"""How far ahead the bank holidays are known, and whether that is far enough."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.domain.clock_calendar import end_on
from portal.domain.clock_levels import Starts, Unit

MONTHS_AHEAD = 12
"""So much of the calendar must lie ahead of today and of every date that we count to."""

BEAT_WITHIN = timedelta(minutes=5)
"""A worker that is there has gone round by then."""

ROUNDS = (
    "sweep_clocks",
    "look_again",
    "read_themes",
    "send_letters",
    "close_quarter",
    "wipe_drafts",
    "erase_contacts",
    "end_openings",
    "tend_files",
    "seal_audit",
)
"""The rounds that a worker goes, each of which must be seen: one may be dead while others go."""


@dataclass(frozen=True)
class Horizon:
    """Until when holidays are known, and until when they must be."""

    known_to: date
    needed_to: date

    @property
    def far_enough(self) -> bool:
        """Whether twelve months lie ahead."""
        return self.known_to >= self.needed_to


def horizon(known_to: date, today: date, furthest: date | None) -> Horizon:
    """Of a calendar known to a day; `furthest` is the last date that any promise runs to."""
    last = max(today, furthest or today)
    return Horizon(known_to, end_on(last, MONTHS_AHEAD, Unit.MONTH, Starts.DAY_AFTER))


def beats(last: datetime | None, now: datetime) -> bool:
    """Whether a worker, or one round of it, was there within the last five minutes."""
    return last is not None and now - last <= BEAT_WITHIN
