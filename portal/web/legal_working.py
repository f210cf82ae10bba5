"""Last days of laws and codes as pages show them, with the working and what is not known."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.domain.clocks import ClockKind, ClockState, Roll, ServiceLevel, Starts, State, Unit
from portal.domain.legal_dates import LegalDate, LegalLevel
from portal.domain.working_days import Day, WhyNot, end_of
from portal.web.filters import date_day, date_long, number
from portal.web.legal_words import KINDS
from portal.web.statuses import Tag, Words, why_not

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
    days: tuple[dict[str, Any], ...]
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
        days=(),
        state="waiting",
        tag=Tag(_("Not checked yet"), "yellow"),
        note=str(ASK_THEM),
        explanation="",
        source=level.source or "",
        known=False,
    )


def explained(level: ServiceLevel) -> str:
    """How it is counted, in a few sentences."""
    count = _counted(level)
    first = _("The day it starts from is day 0.")
    if level.starts is Starts.RECEIPT_DAY:
        first = _("The day it starts from is day 1.")
    if level.unit is Unit.MONTH:
        first = _("It starts from that day.")
    sentences = [first, count, _rolled(level.roll)]
    if level.first_leg is not None:
        sentences.insert(0, _first_leg(level.first_leg))
    return " ".join(one for one in sentences if one)


def _counted(level: ServiceLevel) -> str:
    if level.unit is Unit.MONTH:
        before = _("As the first day counts, that is the day before the same date.")
        receipt_counts = level.starts is Starts.RECEIPT_DAY
        return f"{_months(level.amount)} {before}" if receipt_counts else _months(level.amount)
    words = {Unit.WEEK: _weeks, Unit.CALENDAR_DAY: _days}.get(level.unit, _working_days)
    return words(level.amount)


def _months(amount: int) -> str:
    return str(
        ngettext(
            "It ends %(count)s month later, on the same date, or on the month's last day.",
            "It ends %(count)s months later, on the same date, or on the month's last day.",
            amount,
            count=number(amount),
        )
    )


def _weeks(amount: int) -> str:
    return str(
        ngettext(
            "We count %(count)s week. Every day counts, weekends too.",
            "We count %(count)s weeks. Every day counts, weekends too.",
            amount,
            count=number(amount),
        )
    )


def _days(amount: int) -> str:
    return str(
        ngettext(
            "We count %(count)s day. Every day counts, weekends too.",
            "We count %(count)s days. Every day counts, weekends too.",
            amount,
            count=number(amount),
        )
    )


def _working_days(amount: int) -> str:
    return str(
        ngettext(
            "We count %(count)s working day. Weekends and bank holidays do not count.",
            "We count %(count)s working days. Weekends and bank holidays do not count.",
            amount,
            count=number(amount),
        )
    )


def _first_leg(days: int) -> str:
    return str(
        ngettext(
            "They have %(count)s working day to write that they have it. The answer is counted"
            " from when they do, or from the last day for it.",
            "They have %(count)s working days to write that they have it. The answer is counted"
            " from when they do, or from the last day for it.",
            days,
            count=number(days),
        )
    )


def _rolled(roll: Roll) -> str:
    if roll is Roll.NEXT_WORKING_DAY:
        return str(_("If the last day is a weekend or a bank holiday, it is the next working day."))
    if roll is Roll.TRIBUNAL:
        return str(
            _(
                "The last day is never a weekend, a bank holiday, a day in August, or 25 December"
                " to 1 January. Then it is the next day that is none of these."
            )
        )
    return ""


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
        days=tuple(_day(day) for day in state.days),
        state=look,
        tag=tag,
        note=note,
        explanation=explained(level.level),
        source=level.source or "",
        known=True,
        by=_by(state),
    )


def _day(day: Day) -> dict[str, Any]:
    label = str(_("it starts from this day")) if day.why is WhyNot.DAY_ZERO else why_not(day)
    return {
        "date": day.date,
        "counted": day.counted,
        "number": day.number or 0,
        "why": day.why.value if day.why else "",
        "label": label,
    }
