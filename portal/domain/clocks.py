"""The promise of time: what a clock shows, worked out from its events and nothing else.

Day units count by date in Europe/London; what a pause does is design/timers.md rulings 1 to 3.
No clock is read and nothing is stored here: the same events give the same answer for ever.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from portal.domain.clock_calendar import calendar_units
from portal.domain.clock_faults import (
    BadExtension,
    EventBeforeStart,
    IllegalEvent,
    NoReason,
    NotStarted,
    PauseBeyondCap,
)
from portal.domain.clock_hours import same_working_day, working_hours
from portal.domain.clock_levels import MOST_STEPS, MOST_UNITS
from portal.domain.clock_log import NEXT_STATE, Log
from portal.domain.clock_replay import replay
from portal.domain.clock_sums import Sum, rolled
from portal.domain.clock_terms import (
    ESCALATIONS,
    GOING,
    BadServiceLevel,
    ClockEvent,
    ClockKind,
    ClockState,
    EventKind,
    Milestone,
    PauseReason,
    Roll,
    ServiceLevel,
    Starts,
    State,
    Subject,
    Unit,
    pausable,
)
from portal.domain.clock_working import working_days
from portal.domain.working_days import (
    Calendar,
    add_working_days,
    beyond_horizon,
    end_of,
)

__all__ = [
    "ESCALATIONS",
    "GOING",
    "MOST_STEPS",
    "MOST_UNITS",
    "NEXT_STATE",
    "BadExtension",
    "BadServiceLevel",
    "ClockEvent",
    "ClockKind",
    "ClockState",
    "EventBeforeStart",
    "EventKind",
    "IllegalEvent",
    "Milestone",
    "NoReason",
    "NotStarted",
    "PauseBeyondCap",
    "PauseReason",
    "Roll",
    "ServiceLevel",
    "Starts",
    "State",
    "Subject",
    "Unit",
    "counted",
    "fold",
    "pausable",
]

_Count = Callable[[Log, ServiceLevel, Calendar, datetime], Sum]
_COUNT: dict[Unit, _Count] = {
    Unit.WORKING_DAY: working_days,
    Unit.WORKING_HOUR: working_hours,
    Unit.CALENDAR_DAY: calendar_units,
    Unit.WEEK: calendar_units,
    Unit.MONTH: calendar_units,
    Unit.SAME_WORKING_DAY: same_working_day,
}


def fold(
    events: Iterable[ClockEvent], service_level: ServiceLevel, calendar: Calendar, now: datetime
) -> State:
    """What the clock shows at `now`, from its events in any order.

    Raises TimeWithoutZone, and what `portal.domain.clock_replay.replay` raises.
    """
    log = replay(events, service_level, calendar, now)
    found = counted(log, service_level, calendar, now)
    waits = _waits(log)
    return State(
        started_at=log.started_at,
        unit=service_level.unit,
        amount=found.amount,
        elapsed=found.elapsed,
        remaining=found.amount - found.elapsed,
        due_on=found.due_on,
        due_at=found.due_at,
        state=log.state,
        paused_because=waits[0][0] if waits else None,
        paused_since=waits[0][1] if waits else None,
        resumes_at=min((ends for _, _, ends in waits), default=None),
        waits=waits,
        stopped_at=log.ended_at,
        on_time=_on_time(log, found),
        milestones=_milestones(found, service_level, calendar, log),
        days=found.days,
        beyond_horizon=any(beyond_horizon(found.days[n].date, calendar) for n in (0, -1)),
        rolled_from=found.rolled_from,
    )


def counted(log: Log, service_level: ServiceLevel, calendar: Calendar, now: datetime) -> Sum:
    """A promise counted out around the times that the clock did not run, its end rolled."""
    found = _COUNT[service_level.unit](log, service_level, calendar, now)
    return rolled(found, service_level.roll, calendar)


def _on_time(log: Log, found: Sum) -> bool | None:
    """Whether a kept promise was kept by its end; None for any other."""
    if log.state is not ClockState.STOPPED or log.ended_at is None:
        return None
    return _before(log.ended_at, found)


def _before(instant: datetime, found: Sum) -> bool:
    """Whether it is still in time: the end of a day is the next day, an hour's end is its own."""
    return instant <= found.due_at if found.to_the_minute else instant < found.due_at


def _waits(log: Log) -> tuple[tuple[str, datetime, datetime], ...]:
    """Each open pause as reason, since, and when it ends by itself; the longest first."""
    if not log.open_pauses:
        return ()
    found = ((reason, one.since, one.ends) for reason, one in log.open_pauses.items())
    return tuple(sorted(found, key=lambda one: (one[1], one[0])))


def _milestones(
    found: Sum, level: ServiceLevel, calendar: Calendar, log: Log
) -> tuple[tuple[Milestone, datetime], ...]:
    """What has been or will be crossed, in order of time; nothing while nobody works on it."""
    every = [
        (name, at)
        for name, at, wanted in (
            (Milestone.CHASED, found.chased_at, level.chase_percent),
            (Milestone.WARNED, found.warned_at, True),
        )
        if at is not None and wanted and log.started_at < at < found.due_at
    ]
    every.sort(key=lambda pair: pair[1])
    every += [(Milestone.DUE, found.due_at), (Milestone.BREACHED, found.due_at)]
    every += zip(ESCALATIONS, _late_by(level.ladder, found, calendar), strict=False)
    halted_at = log.ended_at or min((one.since for one in log.open_pauses.values()), default=None)
    if halted_at is None:
        return tuple(every)
    missed = not _before(halted_at, found)
    return tuple((n, at) for n, at in every if at <= halted_at and (at < found.due_at or missed))


def _late_by(ladder: tuple[int, ...], found: Sum, calendar: Calendar) -> Iterator[datetime]:
    """The instants at which it has been late for so many working days, one after the other."""
    day, gone = found.due_on, 0
    for days in ladder:
        day, gone = add_working_days(day, days - gone, calendar), days
        yield end_of(day) if days else found.due_at
