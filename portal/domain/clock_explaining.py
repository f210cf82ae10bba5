"""A deadline explained without a case: from when, how much, and the times that do not count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.domain.clock_levels import ServiceLevel
from portal.domain.clock_log import Log, Span
from portal.domain.clocks import counted
from portal.domain.errors import PortalError
from portal.domain.working_days import Calendar, Day, beyond_horizon, local_date, require_zone

Pause = tuple[datetime, datetime | None]
"""From when to when; None while it lasts."""

MOST_PAUSED = timedelta(days=3_653)
"""Ten years: longer than any cap of a pause that a promise may have."""


class PauseEndsFirst(PortalError):
    """A pause that ends before it begins."""

    def __init__(self, start: datetime, end: datetime) -> None:
        super().__init__(f"a pause ends ({end.isoformat()}) before it begins ({start.isoformat()})")
        self.start, self.end = start, end


class PausedTooLong(PortalError):
    """Pauses that are together longer than anybody could mean."""

    def __init__(self) -> None:
        super().__init__("the pauses are together longer than ten years")


@dataclass(frozen=True)
class Explained:
    """When something is due and why: the last day on time, the instant at which it is late (UTC),
    and every day up to then. `rolled_from` is the end as counted, where the rule moves it on."""

    due_on: date
    due_at: datetime
    days: tuple[Day, ...]
    rolled_from: date | None
    beyond_horizon: bool


def explain(
    received: datetime,
    level: ServiceLevel,
    pauses: Iterable[Pause],
    calendar: Calendar,
    now: datetime,
) -> Explained:
    """The working of one deadline (timers rulings 1 to 6 and 10).

    Pauses may overlap and come in any order; they count from receipt on, and one that still lasts
    counts as if it ended now. Calendar units are not paused. Raises TimeWithoutZone,
    PauseEndsFirst, PausedTooLong.
    """
    require_zone(received)
    log = Log(received, pauses=_united(pauses, received, now))
    # Every pause has its end by now, and nobody asks how much of the time has gone.
    found = counted(log, level, calendar, received)
    first, last = local_date(received), found.days[-1].date
    return Explained(
        due_on=found.due_on,
        due_at=found.due_at,
        days=found.days,
        rolled_from=found.rolled_from,
        beyond_horizon=beyond_horizon(first, calendar) or beyond_horizon(last, calendar),
    )


def _united(pauses: Iterable[Pause], received: datetime, now: datetime) -> list[Span]:
    """Pauses from receipt on, in order, those that overlap as one (ruling 3)."""
    known = [_ended(start, end, now) for start, end in pauses]
    clipped = sorted((max(start, received), end) for start, end in known if end > received)
    united: list[tuple[datetime, datetime]] = []
    for start, end in clipped:
        if united and start <= united[-1][1]:
            first, last = united.pop()
            united.append((first, max(last, end)))
        else:
            united.append((start, end))
    if sum((end - start for start, end in united), timedelta()) > MOST_PAUSED:
        raise PausedTooLong
    return [Span(start, end, "") for start, end in united]


def _ended(start: datetime, end: datetime | None, now: datetime) -> tuple[datetime, datetime]:
    """A pause with both ends; one that begins after now has not begun."""
    require_zone(start)
    if end is None:
        return start, max(start, now)
    require_zone(end)
    if end < start:
        raise PauseEndsFirst(start, end)
    return start, end
