"""Last days of laws and codes as pages show them, with the working and what is not known."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.clocks import ClockKind, ClockState, State, Unit
from portal.domain.legal_dates import LegalDate, LegalLevel
from portal.domain.working_days import end_of
from portal.web.filters import date_day, date_long
from portal.web.legal_explained import explained
from portal.web.legal_words import KINDS
from portal.web.statuses import Tag, Words
from portal.web.working import Counted, Line, working

ASK_THEM = _l("Nobody has checked this limit yet. Ask them for their date.")
"""Said in place of every date whose figure nobody has read at its source."""

_FAMILYS_OWN = frozenset({ClockKind.APPEAL, ClockKind.MEDIATE, ClockKind.COMMENT})


@dataclass(frozen=True)
class LastDay:
    """What the deadline component draws; `due` is None where the figure was not checked.

    `by` says the day with its year, and the hour where the law names one.
    """

    kind: str
    title: Words
    due: date | None
    lines: tuple[Line, ...]
    state: str
    tag: Tag | None
    note: str
    explanation: str
    source: str
    known: bool
    by: str = ""


def last_day(dated: LegalDate, note: str = "") -> LastDay:
    """A limit that runs from a date."""
    if dated.state is None:
        return unchecked(dated.level)
    tag, state = None, "running"
    if dated.passed:
        tag, state = Tag(_("This day has passed"), "orange"), "late"
        note = _passed(dated.kind)
    elif dated.safe_on is not None and dated.safe_on != dated.state.due_on:
        note = f"{note} {_closed_then(dated.kind, dated.safe_on)}".strip()
    return _drawn(dated.level, dated.state, state, tag, note)


def of_clock(level: LegalLevel, state: State, now: datetime) -> LastDay:
    """A promise of a body that runs on a clock of ours."""
    if not level.verified:
        return unchecked(level)
    if state.state is ClockState.STOPPED and state.stopped_at is not None:
        done = _("They did this on %(day)s.", day=date_day(state.stopped_at))
        tag = Tag(_("Done"), "green") if state.on_time else Tag(_("Done late"), "orange")
        return _drawn(level, state, "done", tag, done)
    if now >= state.due_at:
        note = _("This day has passed. It stays on the record that they were late.")
        return _drawn(level, state, "late", Tag(_("They are late"), "red"), note)
    return _drawn(level, state, "running", None, "")


def unchecked(level: LegalLevel) -> LastDay:
    """A limit without its date: ask the body."""
    kind = level.level.kind
    return LastDay(
        kind=kind.value,
        title=KINDS[kind],
        due=None,
        lines=(),
        state="waiting",
        tag=Tag(_("Not checked yet"), "yellow"),
        note=str(ASK_THEM),
        explanation="",
        source=level.source or "",
        known=False,
    )


def _passed(kind: ClockKind) -> str:
    if kind in _FAMILYS_OWN:
        return str(
            _("Please do not give up. Ask the people named here today what you can still do.")
        )
    return str(_("If it has not been done, ask them why, and for the new day."))


def _closed_then(kind: ClockKind, safe: date) -> str:
    if kind in _FAMILYS_OWN:
        return str(
            _(
                "That day is a weekend or a bank holiday. To be safe, do it by %(day)s.",
                day=date_long(safe),
            )
        )
    return str(
        _(
            "That day is a weekend or a bank holiday, and no rule moves it. The working day before"
            " is %(day)s.",
            day=date_long(safe),
        )
    )


def _by(state: State) -> str:
    day = date_long(state.due_on)
    # A tribunal counts to five, and nobody must read "the end of the day" there.
    if state.due_at < end_of(state.due_on) and state.unit is not Unit.WORKING_HOUR:
        return str(_("By 5pm on %(day)s", day=day))
    return str(_("By the end of %(day)s", day=day))


def _drawn(level: LegalLevel, state: State, look: str, tag: Tag | None, note: str) -> LastDay:
    if state.beyond_horizon:
        unknown = _("We do not know all bank holidays that far. Check this day again later.")
        note = f"{note} {unknown}".strip()
    return LastDay(
        kind=level.level.kind.value,
        title=KINDS[level.level.kind],
        due=state.due_on,
        lines=working(state, Counted(level.level.kind, of_law=True)).lines,
        state=look,
        tag=tag,
        note=note,
        explanation=explained(level.level),
        source=level.source or "",
        known=True,
        by=_by(state),
    )
