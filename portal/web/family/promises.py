"""The family's promises as its pages show them: the day, the working, and whether we are late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext as _n
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, PauseReason, State
from portal.domain.timing import last_day
from portal.models import ClockRow
from portal.services import projections
from portal.web import matched, statuses
from portal.web.filters import date_day, in_london
from portal.web.statuses import Tag, Words
from portal.web.working import Working, of_clock


@dataclass(frozen=True)
class Promise:
    """What the deadline component draws; `state` is running, late, done or waiting."""

    kind: str
    title: Words
    working: Working
    state: str
    tag: Tag | None
    note: str


def promises(session: Session, rows: Iterable[ClockRow], now: datetime) -> list[Promise]:
    """Each clock as a promise, in the order given."""
    kept = matched.newest_told(tuple(rows))
    return [_promise(row, projections.fold(session, row, now), now) for row in kept]


def _promise(row: ClockRow, state: State, now: datetime) -> Promise:
    shown, tag, note = _standing(state, now)
    if row.kind is ClockKind.DOOR_TO_DOOR:
        note = _so_far(state, note)
    notes = (note, matched.to_family(row))
    return Promise(
        kind=row.kind.value,
        title=statuses.FAMILY_PROMISE[row.kind],
        working=of_clock(row, state),
        state=shown,
        tag=tag,
        note=" ".join(one for one in notes if one),
    )


def _standing(state: State, now: datetime) -> tuple[str, Tag | None, str]:
    if state.state is ClockState.STOPPED and state.stopped_at is not None:
        return _done(state.stopped_at, bool(state.on_time))
    if now >= state.due_at:
        words = _("This date has passed. It stays on the record that we were late.")
        return "late", Tag(_("We are late"), "red"), words
    if state.state is ClockState.PAUSED:
        return "waiting", Tag(_("Our date waits"), "yellow"), _waits(state)
    return "running", None, ""


def _waits(state: State) -> str:
    """Why, since when, and until when at most."""
    since, until = state.paused_since, state.resumes_at
    if since is None or until is None:
        return ""
    days = {"since": date_day(in_london(since)), "until": date_day(last_day(until))}
    if state.paused_because == PauseReason.AGREED_HOLD:
        words = _(
            "We agreed on %(since)s to wait until %(until)s at most. Our message says why.", **days
        )
        return str(words)
    return str(
        _(
            "We asked you something on %(since)s. Our date waits for you until %(until)s at most."
            " If you answer today, this is our date.",
            **days,
        )
    )


def _so_far(state: State, note: str) -> str:
    """How long the whole way has been, or was; `note` is what is said of any promise."""
    days = state.elapsed
    if state.state is not ClockState.STOPPED or state.stopped_at is None:
        words = _n(
            "%(num)d working day has gone since your first message. We do not count days on"
            " which it was closed.",
            "%(num)d working days have gone since your first message. We do not count days on"
            " which it was closed.",
            days,
        )
        return " ".join(one for one in (note, str(words)) if one)
    took = _n("It took %(num)d working day.", "It took %(num)d working days.", days)
    ended = _("It ended on %(day)s.", day=date_day(state.stopped_at))
    late = "" if state.on_time else _("That was late, and it stays on the record.")
    return " ".join(str(one) for one in (ended, took, late) if one)


def _done(at: datetime, on_time: bool) -> tuple[str, Tag, str]:
    if on_time:
        return "done", Tag(_("Done"), "green"), _("We did this on %(day)s.", day=date_day(at))
    words = _(
        "We did this on %(day)s. That was late, and it stays on the record.", day=date_day(at)
    )
    return "done", Tag(_("Done late"), "orange"), words
