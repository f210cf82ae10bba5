"""The family's promises as its pages show them: the day, the working, and whether we are late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockState, State
from portal.domain.working_days import Day
from portal.models import ClockRow
from portal.services import projections
from portal.web import statuses
from portal.web.filters import date_day
from portal.web.statuses import Tag, Words


@dataclass(frozen=True)
class ShownDay:
    """One line of the working; `why` is a code, `label` the words for it."""

    date: date
    counted: bool
    number: int
    why: str
    label: str


@dataclass(frozen=True)
class Promise:
    """What the deadline component draws; `state` is running, late, done or waiting."""

    kind: str
    title: Words
    due: date | None
    days: tuple[ShownDay, ...]
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
        due=None if shown == "waiting" else state.due_on,
        days=tuple(_day(day) for day in state.days),
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
        return "waiting", Tag(_("Our date waits"), "yellow"), _("We asked you something.")
    return "running", None, ""


def _done(at: datetime, on_time: bool) -> tuple[str, Tag, str]:
    if on_time:
        return "done", Tag(_("Done"), "green"), _("We did this on %(day)s.", day=date_day(at))
    words = _(
        "We did this on %(day)s. That was late, and it stays on the record.", day=date_day(at)
    )
    return "done", Tag(_("Done late"), "orange"), words


def _day(day: Day) -> ShownDay:
    return ShownDay(
        date=day.date,
        counted=day.counted,
        number=day.number or 0,
        why=day.why.value if day.why else "",
        label=statuses.why_not(day),
    )
