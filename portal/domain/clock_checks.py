"""Whether what was written down of a clock is what its events come to; names each difference."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from portal.domain.clocks import ClockState, Milestone, State


class Doubt(Enum):
    """What kind of finding it is: only the first is a fault."""

    DIFFERS = "differs"
    WAITS = "waits"
    OTHERWISE_TODAY = "otherwise_today"


class Wrong(Enum):
    """What is wrong with a milestone."""

    MISSING = "missing"
    EXTRA = "extra"
    WRONG_INSTANT = "wrong_instant"
    NOT_VOID = "not_void"
    VOID = "void"
    NOT_CROSSED = "not_crossed"
    NOT_ANNULLED = "not_annulled"


@dataclass(frozen=True)
class Difference:
    """`what` is a column, or a milestone with what is wrong; `kept` was written, `found` is so."""

    what: str
    kept: str
    found: str


@dataclass(frozen=True)
class KeptMilestone:
    """One row of a milestone."""

    name: Milestone
    basis: str
    crosses_at: datetime
    recorded_at: datetime | None
    void: bool
    annulled: bool


@dataclass(frozen=True)
class Kept:
    """One row of a clock, with its milestones; `stays_heard` if a stop annuls none recorded."""

    started_at: datetime
    due_on: date
    due_at: datetime
    state: ClockState
    resumes_at: datetime | None
    stopped_at: datetime | None
    on_time: bool | None
    milestones: Sequence[KeptMilestone]
    stays_heard: bool = False


COLUMNS = ("started_at", "due_on", "due_at", "state", "resumes_at", "stopped_at", "on_time")
OF_THE_CALENDAR = ("due_on", "due_at", "on_time")
"""The columns that another calendar would change for a clock that is over."""


def differences(
    kept: Kept,
    state: State,
    as_of: datetime,
    other_instants: Mapping[Milestone, Collection[datetime]],
) -> list[Difference]:
    """Every difference between a row and the state that its events came to as of an instant.

    A milestone that was crossed under an earlier due date or calendar stays as it was:
    `other_instants` are those that were right in their time.
    """
    return [
        *columns(kept, state, COLUMNS),
        *_led_to(kept, state, other_instants),
        *_left(kept, state, as_of),
        *_not_crossed(kept),
    ]


def columns(kept: Kept, state: State, names: Sequence[str]) -> list[Difference]:
    """The columns of these names that differ."""
    pairs = ((name, getattr(kept, name), getattr(state, name)) for name in names)
    return [Difference(name, said(was), said(now)) for name, was, now in pairs if was != now]


def still_to_mark(kept: Kept, now: datetime) -> list[KeptMilestone]:
    """Milestones that were crossed, and that the worker has still to mark."""
    return [
        one
        for one in kept.milestones
        if one.recorded_at is None and not one.void and one.crosses_at <= now
    ]


def said(value: Any) -> str:
    """A value of a row as text."""
    if isinstance(value, Enum):
        return str(value.value)
    return value.isoformat() if isinstance(value, date) else str(value).lower()


def _led_to(
    kept: Kept, state: State, other_instants: Mapping[Milestone, Collection[datetime]]
) -> Iterator[Difference]:
    basis = state.due_on.isoformat()
    known = {one.name: one for one in kept.milestones if one.basis == basis}
    before = {(one.name, one.crosses_at) for one in kept.milestones if not one.void}
    for name, instant in state.milestones:
        row = known.get(name)
        if row is None and (name, instant) in before:
            # The same instant under another due date is the same crossing.
            continue
        if row is None:
            yield _difference(name, Wrong.MISSING, "none", instant)
            continue
        right = row.crosses_at == instant or (
            row.recorded_at is not None and row.crosses_at in other_instants.get(name, ())
        )
        if not right:
            yield _difference(name, Wrong.WRONG_INSTANT, row.crosses_at, instant)
        if row.void and row.recorded_at is None:
            yield _difference(name, Wrong.VOID, "void", instant)


def _left(kept: Kept, state: State, as_of: datetime) -> Iterator[Difference]:
    """Milestones to which the events do not lead, or no longer."""
    basis = state.due_on.isoformat()
    led_to = {name for name, _ in state.milestones}
    for row in kept.milestones:
        if row.basis == basis and row.name in led_to:
            continue
        if row.annulled or (row.recorded_at is None and row.void):
            continue
        if row.recorded_at is None and (row.basis == basis or row.crosses_at > as_of):
            wrong = Wrong.EXTRA if row.basis == basis else Wrong.NOT_VOID
            yield _difference(row.name, wrong, row.crosses_at, "none")
        elif state.stopped_at is not None and row.crosses_at > state.stopped_at:
            if kept.stays_heard and row.recorded_at is not None:
                continue
            yield _difference(row.name, Wrong.NOT_ANNULLED, row.crosses_at, state.stopped_at)
        elif row.basis == basis and state.state is ClockState.RUNNING:
            yield _difference(row.name, Wrong.EXTRA, row.crosses_at, "none")


def _not_crossed(kept: Kept) -> Iterator[Difference]:
    for row in kept.milestones:
        if row.recorded_at is not None and row.recorded_at < row.crosses_at:
            yield _difference(row.name, Wrong.NOT_CROSSED, row.recorded_at, row.crosses_at)


def _difference(name: Milestone, wrong: Wrong, kept: object, found: object) -> Difference:
    return Difference(f"milestone {name.value} {wrong.value}", said(kept), said(found))
