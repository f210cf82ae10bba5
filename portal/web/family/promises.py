"""The family's promises as its pages show them: the day, the working, and whether we are late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockState, PauseReason, State
from portal.domain.timing import last_day
from portal.models import ClockRow
from portal.services import projections
from portal.web import statuses
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
    return [_promise(row, projections.fold(session, row, now), now) for row in rows]


def _promise(row: ClockRow, state: State, now: datetime) -> Promise:
    shown, tag, note = _standing(state, now)
    return Promise(
        kind=row.kind.value,
        title=statuses.FAMILY_PROMISE[row.kind],
        working=of_clock(row, state),
        state=shown,
        tag=tag,
        note=note,
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
        return str(_("A manager agreed on %(since)s to wait until %(until)s at most.", **days))
    return str(
        _(
            "We asked you something on %(since)s. Our date waits for you until %(until)s at most.",
            **days,
        )
    )


def _done(at: datetime, on_time: bool) -> tuple[str, Tag, str]:
    if on_time:
        return "done", Tag(_("Done"), "green"), _("We did this on %(day)s.", day=date_day(at))
    words = _(
        "We did this on %(day)s. That was late, and it stays on the record.", day=date_day(at)
    )
    return "done", Tag(_("Done late"), "orange"), words
