"""Whether a clock can be trusted: it never goes back, and never runs ahead of time itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.domain.errors import ClockJumped, ClockWentBack

BACK_ALLOWED = timedelta(seconds=5)
AHEAD_ALLOWED = timedelta(hours=26)
"""More than a day and its hour of summer time: nothing ordinary moves a clock by so much."""


@dataclass(frozen=True)
class Seen:
    """One look at both clocks: `wall` can be set, `steady` in seconds cannot."""

    wall: datetime
    steady: float


def check_not_back(last: datetime | None, now: datetime) -> None:
    """Raises `ClockWentBack` when `now` is more than five seconds before the last tick."""
    if last is not None and last - now > BACK_ALLOWED:
        raise ClockWentBack((last - now).total_seconds())


def check_no_jump(first: Seen, now: Seen) -> None:
    """Raises `ClockJumped` when the wall ran over 26 hours more than time since the first look.

    Both looks are of one process: however long nothing ran before it, that is no jump.
    """
    ahead = (now.wall - first.wall) - timedelta(seconds=now.steady - first.steady)
    if ahead > AHEAD_ALLOWED:
        raise ClockJumped(ahead.total_seconds() / 3600)
