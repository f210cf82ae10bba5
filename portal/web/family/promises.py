"""The family's promises as its pages show them: the day, the working, and whether we are late."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext as _n
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, PauseReason, State
from portal.domain.promises import ASK_NOBODY
from portal.domain.timing import last_day
from portal.models import ClockRow
from portal.services import projections
from portal.web import matched, statuses
from portal.web.filters import date_day, in_london
from portal.web.statuses import Tag, Words
from portal.web.working import Working, of_clock, of_measure


@dataclass(frozen=True)
class Promise:
    """What the deadline component draws; `state` is running, late, done or waiting.

    Without `dated` no last day is shown: it only measures, and nobody keeps it.
    """

    kind: str
    title: Words
    working: Working
    state: str
    tag: Tag | None
    note: str
    dated: bool = True


def promises(session: Session, rows: Iterable[ClockRow], now: datetime) -> list[Promise]:
    """Each clock as a promise: what runs before what is done, otherwise in the order given."""
    kept = matched.newest_told(tuple(rows))
    kept.sort(key=lambda row: row.state is ClockState.STOPPED)
    return [_promise(row, projections.fold(session, row, now), now, kept) for row in kept]


def _promise(row: ClockRow, state: State, now: datetime, rows: Sequence[ClockRow]) -> Promise:
    if row.kind in ASK_NOBODY:
        return _measured(row, state, now)
    shown, tag, note = _standing(state, now)
    notes = (note, _before(row, rows), matched.to_family(row))
    return Promise(
        kind=row.kind.value,
        title=statuses.FAMILY_PROMISE[row.kind],
        working=of_clock(row, state),
        state=shown,
        tag=tag,
        note=" ".join(one for one in notes if one),
    )


def _measured(row: ClockRow, state: State, now: datetime) -> Promise:
    """How long it has been: no promise, so no last day, no lateness, and no day still to come."""
    done = state.state is ClockState.STOPPED
    return Promise(
        kind=row.kind.value,
        title=statuses.FAMILY_PROMISE[row.kind],
        working=of_measure(row, state, now),
        state="done" if done else "running",
        tag=Tag(_("Done"), "green") if done else None,
        note=_so_far(state),
        dated=False,
    )


def _before(row: ClockRow, rows: Sequence[ClockRow]) -> str:
    """Said of what was kept before a reopening made the same promise again."""
    newer = any(one.kind is row.kind and one.cycle > row.cycle for one in rows)
    if not newer or row.kind is ClockKind.KEEP_INFORMED:
        return ""
    if row.kind is ClockKind.TRIAGE:
        return str(_("The team that had said yes gave it back, so we promised this once more."))
    if row.cycle == 1:
        return str(_("This was the first time. You wrote again, and we opened it again."))
    return str(_("This was an earlier time. You wrote again, and we opened it again."))


def _standing(state: State, now: datetime) -> tuple[str, Tag | None, str]:
    if state.state is ClockState.STOPPED and state.stopped_at is not None:
        return _done(state.stopped_at, bool(state.on_time))
    if now >= state.due_at:
        words = _("This date has passed. It stays on the record that we were late.")
        return "late", Tag(_("We are late"), "red"), words
    if state.state is ClockState.PAUSED:
        return "waiting", Tag(_("Our date waits"), "yellow"), " ".join(_waits(state))
    return "running", None, ""


def _waits(state: State) -> Iterator[str]:
    """Each open wait: why, since when, and until when at most."""
    held = any(reason == PauseReason.AGREED_HOLD for reason, _since, _ends in state.waits)
    for reason, since, ends in state.waits:
        days = {"since": date_day(in_london(since)), "until": date_day(last_day(ends))}
        if reason == PauseReason.AGREED_HOLD:
            yield _(
                "We agreed on %(since)s to wait until %(until)s at most. Our message says why.",
                **days,
            )
            # Nobody may take a day that still moves for the one that was promised.
            yield _("This is the date as it would be if the wait ended today.")
        elif held:
            yield _(
                "We asked you something on %(since)s. Our date waits for you until %(until)s at"
                " most. If you answer today, it still waits for what we agreed.",
                **days,
            )
        else:
            yield _(
                "We asked you something on %(since)s. Our date waits for you until %(until)s at"
                " most. If you answer today, this is our date.",
                **days,
            )


def _so_far(state: State) -> str:
    """How long the whole way has been, or was."""
    days = state.elapsed
    if state.state is not ClockState.STOPPED or state.stopped_at is None:
        words = _n(
            "%(num)d working day has gone since your first message. We do not count days on"
            " which it was closed.",
            "%(num)d working days have gone since your first message. We do not count days on"
            " which it was closed.",
            days,
        )
        return str(words)
    took = _n("It took %(num)d working day.", "It took %(num)d working days.", days)
    ended = _("It ended on %(day)s.", day=date_day(state.stopped_at))
    return " ".join((str(ended), str(took)))


def _done(at: datetime, on_time: bool) -> tuple[str, Tag, str]:
    if on_time:
        return "done", Tag(_("Done"), "green"), _("We did this on %(day)s.", day=date_day(at))
    words = _(
        "We did this on %(day)s. That was late, and it stays on the record.", day=date_day(at)
    )
    return "done", Tag(_("Done late"), "orange"), words
