"""Working out a clock's row from its events: the events are the truth, the row a projection."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.domain import clocks as rules
from portal.domain.annulling import CORRECTED, DONE_BEFORE
from portal.domain.clock_log import Log
from portal.domain.clock_replay import replay
from portal.domain.clocks import ClockEvent, EventKind
from portal.domain.people import SYSTEM, Actor, Deed
from portal.domain.working_days import Calendar
from portal.models import ClockEventRow, ClockMilestone, ClockRow, ServiceLevel
from portal.queries import partnership

MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Correction:
    """The calendar was corrected: what was crossed under a date that moved holds no longer.

    `moved` are those dates; under any other it was a wait or an extension that moved the end.
    """

    by: int | None
    at: datetime
    moved: frozenset[str]


def project(
    session: Session, clock: ClockRow, now: datetime, corrected: Correction | None = None
) -> rules.State:
    """Fold the events and write the projections and the milestones that follow from them.

    `now` is the instant that it counts from: what was to be crossed by then has been.
    """
    state = fold(session, clock, now)
    clock.started_at = min(e.effective_at for e in clock.events if e.kind is EventKind.START)
    clock.due_on, clock.due_at = state.due_on, state.due_at
    clock.state, clock.resumes_at = state.state, state.resumes_at
    clock.stopped_at, clock.on_time = state.stopped_at, state.on_time
    _annul_marked_meanwhile(session, clock, state, now)
    _write_milestones(clock, state, now, corrected)
    return state


def fold(session: Session, clock: ClockRow, now: datetime) -> rules.State:
    """The state of a clock at `now`, with its working day by day; nothing is written.

    A promise that is a body's own to keep, a partner's in its turn or one of law, is counted by
    that body's calendar; a family's never is.
    """
    calendar = partnership.in_force(session).calendar_for(partner_key(clock))
    return fold_by(session, clock, calendar, now)


def fold_by(session: Session, clock: ClockRow, calendar: Calendar, now: datetime) -> rules.State:
    """The same by a calendar that need not be the one in force."""
    return rules.fold(happened(clock), _promise(session, clock), calendar, now)


def run_on(session: Session, clock: ClockRow, deed: Deed) -> bool:
    """Write down each pause of the clock that has ended by itself; whether any had.

    A pause ends at its cap whether or not a worker was there; whoever does something to the clock
    after that finds it running, as it would be had the worker never been away.
    """
    found = False
    while clock.resumes_at is not None and clock.resumes_at <= deed.now:
        found, at = True, clock.resumes_at
        clock.events += [
            ClockEventRow(
                kind=EventKind.RESUME,
                effective_at=at,
                recorded_at=deed.written_at,
                actor=SYSTEM.kind,
                reason=reason,
                amount=0,
                source_id=f"cap:{reason}:{at.isoformat()}",
            )
            for reason in _ending(session, clock, at)
        ]
        project(session, clock, at)
    return found


def _ending(session: Session, clock: ClockRow, at: datetime) -> list[str]:
    """The reasons of the pauses that end by themselves at an instant."""
    log = replayed(session, clock, at - MOMENT)
    return [name for name, one in log.open_pauses.items() if one.ends == at]


def replayed(session: Session, clock: ClockRow, now: datetime, *more: ClockEventRow) -> Log:
    """The log of what happened by `now`, with more that is not written yet.

    Raises what `portal.domain.clock_replay.replay` raises.
    """
    calendar = partnership.in_force(session).calendar_for(partner_key(clock))
    events = [*happened(clock), *(_event(one) for one in more)]
    return replay(events, _promise(session, clock), calendar, now)


def _promise(session: Session, clock: ClockRow) -> rules.ServiceLevel:
    """What a clock was promised, with the ladder of its body, as its version has them."""
    level = clock.service_level
    rungs = partnership.ladder(session, level.version_id, clock.subject, partner_key(clock))
    return promised(level, tuple(one.working_days_late for one in rungs))


@cache
def with_events() -> Select[ClockRow]:
    """Clocks with the events and the promise that folding needs."""
    return select(ClockRow).options(
        selectinload(ClockRow.events),
        selectinload(ClockRow.milestones),
        joinedload(ClockRow.service_level),
    )


def happened(clock: ClockRow) -> list[ClockEvent]:
    """What happened to a clock, as the rules fold it."""
    return [_event(row) for row in clock.events]


def _event(row: ClockEventRow) -> ClockEvent:
    return ClockEvent(
        kind=row.kind,
        effective_at=row.effective_at,
        recorded_at=row.recorded_at,
        actor=Actor(row.actor, row.staff_id),
        reason=row.reason,
        source_id=row.source_id,
        amount=row.amount,
    )


def promised(row: ServiceLevel, ladder: tuple[int, ...] = ()) -> rules.ServiceLevel:
    """The promise of a row, as the rules fold it; `ladder` as its version has it."""
    times = {name: getattr(row, name) for name in ("cut_off", "next_by") if getattr(row, name)}
    return rules.ServiceLevel(
        kind=row.kind,
        amount=row.amount,
        unit=row.unit,
        caps=row.caps,
        starts=row.starts,
        roll=row.roll,
        warn_working_days=row.warn_working_days,
        chase_percent=row.chase_percent,
        ladder=ladder,
        first_leg=row.first_leg,
        **times,
    )


def partner_key(clock: ClockRow) -> str | None:
    """The body whose own clock it is, by whose calendar it is counted; None for any other."""
    key = clock.matched.get("partner")
    return str(key) if key else None


def _write_milestones(
    clock: ClockRow, state: rules.State, now: datetime, corrected: Correction | None
) -> None:
    # A milestone whose instant has passed was crossed, whether or not the sweep has come by; it
    # stays. One still ahead is void when the events no longer lead to it. The sweep only finds and
    # marks, it never folds (ruling 11).
    basis = state.due_on.isoformat()
    leads_to = dict(state.milestones)
    known = {(row.name, row.basis) for row in clock.milestones}
    crossed = {(row.name, row.crosses_at) for row in clock.milestones if _crossed(row, now)}
    for row in clock.milestones:
        left = _left(row, state)
        if not _crossed(row, now):
            row.void = left
            # A closed day after the last one moves what comes late, and leaves the date alone.
            row.crosses_at = row.crosses_at if left else leads_to[row.name]
        elif left and state.stopped_at is not None and row.crosses_at > state.stopped_at:
            if stays_heard(clock) and row.recorded_at is not None:
                continue
            _annul(row, DONE_BEFORE, now, clock.events[-1].staff_id)
        elif corrected is not None and row.basis in corrected.moved:
            _annul(row, CORRECTED, corrected.at, corrected.by)
    for name, instant in state.milestones:
        # The same instant under another due date is the same crossing: nobody is told of it twice.
        if (name, basis) not in known and (name, instant) not in crossed:
            clock.milestones.append(
                ClockMilestone(
                    cycle=clock.cycle, name=name, basis=basis, crosses_at=instant, void=False
                )
            )


def _left(row: ClockMilestone, state: rules.State) -> bool:
    """Whether the events no longer lead to it."""
    return row.basis != state.due_on.isoformat() or row.name not in dict(state.milestones)


def _annul_marked_meanwhile(
    session: Session, clock: ClockRow, state: rules.State, now: datetime
) -> None:
    """What would be void, but was marked by a sweep since it was read, holds no longer either.

    The rest no sweep can mark any more until this is committed.
    """
    ahead = [one for one in clock.milestones if not one.void and not _crossed(one, now)]
    numbers = [one.id for one in ahead if one.id is not None and _left(one, state)]
    if not numbers:
        return
    query = (
        select(ClockMilestone)
        .where(ClockMilestone.id.in_(numbers))
        .order_by(ClockMilestone.crosses_at, ClockMilestone.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    for row in session.scalars(query):
        if row.recorded_at is not None and not stays_heard(clock):
            _annul(row, DONE_BEFORE, now, clock.events[-1].staff_id)


def stays_heard(clock: ClockRow) -> bool:
    """Whether what was heard of it holds whenever it is said to have been done.

    A body says by its own word when it did what a law asks of it; what was really sent was right.
    """
    return clock.formal_route_id is not None


def _annul(row: ClockMilestone, because: str, at: datetime, by: int | None) -> None:
    """A breach is never deleted: why it does not hold, since when, and who said so."""
    if row.annulled_because is None:
        row.annulled_because, row.annulled_at, row.annulled_by = because, at, by


def _crossed(row: ClockMilestone, now: datetime) -> bool:
    return row.recorded_at is not None or (row.crosses_at <= now and not row.void)
