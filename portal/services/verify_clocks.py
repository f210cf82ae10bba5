"""Recomputing every clock from its events and naming what does not fit; nothing is written."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.clock_checks import (
    OF_THE_CALENDAR,
    Difference,
    Doubt,
    Kept,
    KeptMilestone,
    columns,
    differences,
    said,
    still_to_mark,
)
from portal.domain.clocks import GOING, ClockState, Milestone, State
from portal.domain.errors import PortalError
from portal.models import ClockRow
from portal.queries import every_clock, partnership
from portal.queries.every_clock import Batch
from portal.queries.versions import Versions
from portal.services.next_promise import next_of_submission, next_of_turn
from portal.services.projections import fold_by, partner_key, stays_heard

_ALWAYS = frozenset({Milestone.WARNED, Milestone.DUE, Milestone.BREACHED})
BATCH = 200
"""Submissions looked at together."""


@dataclass(frozen=True)
class Finding:
    """What was found of a row: `of` says which, such as "clock 12 (partner respond, cycle 1)"."""

    doubt: Doubt
    of: str
    difference: Difference


def verify(
    session: Session, now: datetime, looked_at: Callable[[int, int], None] = lambda _s, _c: None
) -> Iterator[Finding]:
    """Every finding, in the order of the submissions; in all, a bounded number of rows is held.

    `looked_at` is told after each batch how many submissions and clocks were in it.
    """
    versions = Versions(session)
    batch = every_clock.after(session, 0, BATCH)
    while batch is not None:
        for clock in batch.clocks:
            yield from _Judge(session, versions, clock, now).findings()
        yield from _projections(batch)
        looked_at(len(batch.submissions), len(batch.clocks))
        last_id = batch.last_id
        session.expunge_all()
        session.info.pop("ladders", None)
        batch = every_clock.after(session, last_id, BATCH)


class _Judge:
    """One clock, and the calendars and instants by which it may have been worked out."""

    def __init__(
        self, session: Session, versions: Versions, clock: ClockRow, now: datetime
    ) -> None:
        self._session, self._versions, self._clock, self._now = session, versions, clock, now
        self._kept = _kept(clock)

    def findings(self) -> Iterator[Finding]:
        """What does not fit, what waits, and what would be otherwise by today's calendar."""
        try:
            judged, found = self._judged()
        except PortalError as fault:
            yield self._finding(Doubt.DIFFERS, Difference("events", "none", str(fault)))
            return
        for one in found:
            yield self._finding(Doubt.DIFFERS, one)
        if not found:
            for one in (*self._waits(judged), *self._marks()):
                yield self._finding(Doubt.WAITS, one)
        for one in self._otherwise_today(judged):
            yield self._finding(Doubt.OTHERWISE_TODAY, one)

    def _judged(self) -> tuple[State, list[Difference]]:
        """The state by which the row is judged, and how it differs from it."""
        first: tuple[State, list[Difference]] | None = None
        for version_id, at in self._ways():
            state = self._fold(version_id, at)
            found = differences(self._kept, state, at, {})
            if found and len(self._versions.loaded) > 1:
                found = differences(self._kept, state, at, self._other_instants())
            if not found:
                return state, found
            first = first or (state, found)
        if first is None:
            raise AssertionError("a clock is judged in at least one way")
        return first

    def _ways(self) -> Iterator[tuple[int, datetime]]:
        """By which version and as of when the row may have been worked out, likeliest first.

        A clock that is over was last worked out when it ended. One that runs was worked out again
        when a version was loaded, and one that waits shows its date as it was then.
        """
        newest, last = self._versions.newest, self._last
        over = self._fold(newest.version_id, last).state not in GOING
        if over:
            yield from ((one, last) for one in self._versions.at(last))
            return
        since = [one.loaded_at for one in self._versions.loaded if one.loaded_at > last]
        for at in (*reversed(since), last, max(last, self._now)):
            yield newest.version_id, at

    @property
    def _last(self) -> datetime:
        """When the last of its events was written down, or takes effect if that is later."""
        events = self._clock.events
        return max((max(e.effective_at, e.recorded_at) for e in events), default=self._now)

    def _fold(self, version_id: int, at: datetime) -> State:
        calendar = self._versions.get(version_id).calendar_for(partner_key(self._clock))
        return self._known_then(fold_by(self._session, self._clock, calendar, at))

    def _known_then(self, state: State) -> State:
        """Without what an older portal did not mark, where the clock was over before today's."""
        version = self._clock.service_level.version_id
        if state.state in GOING or partnership.has_ladder(self._session, version):
            return state
        known = _ALWAYS | {one.name for one in self._kept.milestones}
        return replace(state, milestones=tuple(o for o in state.milestones if o[0] in known))

    def _other_instants(self) -> dict[Milestone, set[datetime]]:
        """The instants of milestones that were right under the calendars before today's."""
        found: dict[Milestone, set[datetime]] = {}
        for one in self._versions.loaded:
            for name, instant in self._fold(one.version_id, self._last).milestones:
                found.setdefault(name, set()).add(instant)
        return found

    def _waits(self, judged: State) -> Iterator[Difference]:
        """A pause that ended by itself, which the worker writes down."""
        over = judged.resumes_at is not None and judged.resumes_at <= self._now
        if over and judged.state is ClockState.PAUSED:
            yield Difference("pause ended by itself", "paused", said(judged.resumes_at))

    def _marks(self) -> Iterator[Difference]:
        for one in still_to_mark(self._kept, self._now):
            yield Difference(f"milestone {one.name.value}", "not marked yet", said(one.crosses_at))

    def _otherwise_today(self, judged: State) -> Iterable[Difference]:
        newest = self._versions.newest.version_id
        if judged.state in GOING or self._versions.at(self._last)[0] == newest:
            return ()
        return columns(self._kept, self._fold(newest, self._last), OF_THE_CALENDAR)

    def _finding(self, doubt: Doubt, difference: Difference) -> Finding:
        clock = self._clock
        name = f"{clock.owner} {clock.kind.value}, cycle {clock.cycle}"
        return Finding(doubt, f"clock {clock.id} ({name})", difference)


def _projections(batch: Batch) -> Iterator[Finding]:
    """The next promise as it is kept on submissions and turns, for inboxes to sort by."""
    going: dict[int, list[ClockRow]] = {one.id: [] for one in batch.submissions}
    for clock in batch.clocks:
        if clock.state in GOING:
            going[clock.submission_id].append(clock)
    for submission in batch.submissions:
        due_at = next_of_submission(going[submission.id])
        yield from _due(f"submission {submission.id}", submission.due_at, due_at)
    for turn in batch.turns:
        due_at = next_of_turn(going[turn.submission_id], turn)
        yield from _due(f"referral {turn.id}", turn.due_at, due_at)


def _due(of: str, kept: datetime | None, found: datetime | None) -> Iterator[Finding]:
    if kept != found:
        yield Finding(Doubt.DIFFERS, of, Difference("due_at", said(kept), said(found)))


def _kept(clock: ClockRow) -> Kept:
    return Kept(
        started_at=clock.started_at,
        due_on=clock.due_on,
        due_at=clock.due_at,
        state=clock.state,
        resumes_at=clock.resumes_at,
        stopped_at=clock.stopped_at,
        on_time=clock.on_time,
        stays_heard=stays_heard(clock),
        milestones=[
            KeptMilestone(
                name=one.name,
                basis=one.basis,
                crosses_at=one.crosses_at,
                recorded_at=one.recorded_at,
                void=one.void,
                annulled=one.annulled_because is not None,
            )
            for one in clock.milestones
        ],
    )
