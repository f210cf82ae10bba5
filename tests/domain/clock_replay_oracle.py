"""A second opinion on a clock's log and on its milestones, as plain and slow as the other.

A log is replayed event by event; events of one instant are tried in every order, and they are
legal if any order is. Nothing of the portal is used here: kinds and reasons are its plain codes.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby, permutations

from tests.domain.clock_oracle import (
    A_DAY,
    A_MINUTE,
    Frames,
    Line,
    Span,
    at_local,
    day_of,
    end_of,
    is_open,
    nth_open_day_after,
    pause_ends_by,
    worked_minutes,
)


class Refused(Exception):
    """The log cannot have happened; the first argument is the name of the error."""


class Ambiguous(Exception):
    """Events of one instant that may have happened in two ways."""


@dataclass(frozen=True)
class Happening:
    """One event: its kind, since when, why, and how much."""

    kind: str
    at: datetime
    reason: str = ""
    amount: int = 0


@dataclass
class Replay:
    """Where a log has got to."""

    started: datetime
    state: str = "running"
    ended: datetime | None = None
    open: dict[str, tuple[datetime, datetime]] = field(default_factory=dict)
    over: set[str] = field(default_factory=set)
    pauses: list[Span] = field(default_factory=list)
    shut: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    extensions: list[tuple[datetime, int]] = field(default_factory=list)

    def copy(self) -> "Replay":
        return Replay(
            self.started, self.state, self.ended, dict(self.open), set(self.over),
            list(self.pauses), list(self.shut), list(self.extensions),
        )  # fmt: skip

    @property
    def shown(self) -> str:
        """A running clock of which a pause is open is paused."""
        return "paused" if self.state == "running" and self.open else self.state

    def all_pauses(self) -> list[Span]:
        return [*self.pauses, *((start, None) for start, _ in self.open.values())]

    def let_end(self, at: datetime, *, also_now: bool) -> None:
        """End the pauses whose time was up before then; their end may still be written down."""
        for reason, (start, by) in list(self.open.items()):
            if by < at or (also_now and by == at):
                self.pauses.append((start, by))
                del self.open[reason]
                self.over.add(reason)


LEGAL = {
    "running": {"pause", "stop", "extend", "cancel", "transfer"},
    "paused": {"pause", "resume", "stop", "extend", "cancel", "transfer"},
    "stopped": {"reopen"},
    "cancelled": set(),
}


def happen(
    log: Replay, event: Happening, caps: Mapping[str, int], closed: Collection[date]
) -> None:
    """Let one event happen, or refuse it."""
    at = max(event.at, log.started)
    log.let_end(event.at, also_now=event.kind != "resume")
    if event.kind == "resume" and event.reason in log.over and event.reason not in log.open:
        log.over.remove(event.reason)
        return
    known = event.kind != "resume" or event.reason in log.open
    if event.kind not in LEGAL[log.shown] or not known:
        raise Refused("IllegalEvent", event.kind)
    if event.kind == "pause":
        by = pause_ends_by(event.at, event.amount or caps[event.reason], closed)
        start, later = log.open.get(event.reason, (at, by))
        log.open[event.reason] = (start, max(later, by))
        log.over.discard(event.reason)
    elif event.kind == "resume":
        log.pauses.append((log.open.pop(event.reason)[0], at))
    elif event.kind == "reopen":
        log.shut.append((log.ended or at, at))
        log.state, log.ended = "running", None
    elif event.kind == "extend":
        log.extensions.append((at, event.amount))
    elif event.kind != "transfer":
        finish(log, {"stop": "stopped", "cancel": "cancelled"}[event.kind], at)


def finish(log: Replay, state: str, at: datetime) -> None:
    """The end of the clock is the end of its pauses too."""
    log.pauses += [(start, at) for start, _ in log.open.values()]
    log.open.clear()
    log.over.clear()
    log.state, log.ended = state, at


def check(event: Happening, started: datetime | None, caps: Mapping[str, int]) -> None:
    """What is wrong with an event by itself, whatever the clock was doing."""
    if event.kind in ("pause", "resume") and not event.reason.strip():
        raise Refused("NoReason", event.kind)
    if event.kind == "pause" and event.amount > caps.get(event.reason, event.amount):
        raise Refused("PauseBeyondCap", event.kind)
    if event.kind == "extend" and event.amount <= 0:
        raise Refused("BadExtension", event.kind)
    early = started is not None and event.at < started
    if early and event.kind not in ("pause", "resume", "start"):
        raise Refused("EventBeforeStart", event.kind)


def replay(
    events: Iterable[Happening],
    now: datetime,
    caps: Mapping[str, int],
    closed: Collection[date],
) -> Replay:
    """The log as it stands at `now`; what takes effect later has not happened yet."""
    known = [event for event in events if event.at <= now]
    starts = sorted(event.at for event in known if event.kind == "start")
    for event in events:
        check(event, starts[0] if starts else None, caps)
    if not starts:
        raise Refused("NotStarted")
    if len(starts) > 1:
        raise Refused("IllegalEvent", "start")
    log = Replay(starts[0])
    rest = [
        event
        for event in known
        if event.kind != "start" and (event.kind not in ("pause", "resume") or event.reason in caps)
    ]
    for _, group in groupby(sorted(rest, key=lambda one: one.at), key=lambda one: one.at):
        log = any_order(log, list(group), caps, closed)
    log.let_end(now, also_now=True)
    return log


def any_order(
    log: Replay, group: Sequence[Happening], caps: Mapping[str, int], closed: Collection[date]
) -> Replay:
    """The log after events of one instant, in an order in which they are legal.

    Raises Ambiguous where two such orders end in two ways: no rule says which it was.
    """
    refusal: Refused | None = None
    found: Replay | None = None
    for order in permutations(group):
        tried = log.copy()
        try:
            for event in order:
                happen(tried, event, caps, closed)
        except Refused as refused:
            refusal = refusal or refused
            continue
        if found is not None and (found.shown, found.open) != (tried.shown, tried.open):
            raise Ambiguous
        found = tried
    if found is None:
        assert refusal is not None
        raise refusal
    return found


def crossings(
    lines: Sequence[Line],
    *,
    percent: int,
    warn: int,
    ladder: Sequence[int],
    closed: Collection[date],
) -> dict[str, datetime]:
    """When each milestone of a promise in working days is crossed, if nothing comes between."""
    counted = [day for day, counts, _ in lines if counts]
    gone = len(counted) * percent // 100
    return {
        "chased": at_local(counted[min(gone, len(counted) - 1)]),
        "warned": at_local(counted[max(0, len(counted) - 1 - warn)]),
        **breaches(lines[-1][0], end_of(lines[-1][0]), ladder, closed),
    }


def calendar_crossings(
    lines: Sequence[Line],
    due_at: datetime,
    *,
    percent: int,
    ladder: Sequence[int],
    closed: Collection[date],
) -> dict[str, datetime]:
    """The same in calendar units: warned on the working day before, never as it is received."""
    counted = [day for day, counts, _ in lines if counts]
    due_on = before = lines[-1][0]
    while before > lines[0][0] + A_DAY:
        before -= A_DAY
        if is_open(before, closed):
            break
    return {
        "chased": at_local(counted[min(len(counted) * percent // 100, len(counted) - 1)]),
        "warned": at_local(before),
        **breaches(due_on, due_at, ladder, closed),
    }


def hour_crossings(
    received: datetime,
    due_at: datetime,
    hours: int,
    *,
    percent: int,
    ladder: Sequence[int],
    closed: Collection[date],
    frames: Frames,
) -> dict[str, datetime]:
    """The same in working hours: chased by the minute, warned as the working day before opens."""
    day, minutes = day_of(received), []
    while day <= day_of(due_at):
        minutes += [one for one in worked_minutes(day, frames, closed) if one >= received]
        day += A_DAY
    before = day_of(due_at) - A_DAY
    while not (is_open(before, closed) and worked_minutes(before, frames, closed)):
        before -= A_DAY
    chased = minutes[hours * 60 * percent // 100 - 1] + A_MINUTE
    return {
        "chased": chased,
        "warned": worked_minutes(before, frames, closed)[0],
        **breaches(day_of(due_at), due_at, ladder, closed),
    }


def breaches(
    due_on: date, due_at: datetime, ladder: Sequence[int], closed: Collection[date]
) -> dict[str, datetime]:
    """The breach, and each step of the ladder at the end of so many working days after it."""
    found = {"breached": due_at}
    for step, late in enumerate(ladder, 1):
        found[f"escalated_{step}"] = (
            end_of(nth_open_day_after(due_on, late, closed)) if late else due_at
        )
    return found
