"""The working of a date: each day counted or not and why, so that anybody can check it by hand.

The family's page, the case page, and the board's page with its invented example all print these
lines, so the same clock has the same working for everybody who may see it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from flask_babel import gettext as _
from flask_babel import ngettext as _n

from portal.domain.clocks import ClockKind, PauseReason, State, Unit
from portal.domain.working_days import Day, WhyNot, end_of, local_date
from portal.models import ClockRow
from portal.web.filters import clock_time, date_day, number
from portal.web.working_words import (
    AGAIN,
    CALENDAR_FROM_ONE,
    CALENDAR_FROM_ZERO,
    DAY_ZERO,
    OF_LAW,
    PAUSED,
    PLAIN,
    RECEIVED,
    WAITED,
    WORKING_FROM_ONE,
    WORKING_FROM_ZERO,
)

LONGEST_UNFOLDED = 40
"""More days than this are folded: nobody reads sixty lines that say the same."""

_CALENDAR = frozenset({Unit.CALENDAR_DAY, Unit.WEEK, Unit.MONTH})


@dataclass(frozen=True)
class Line:
    """One day, or a stretch of days that are alike; `why` is a code, "" for what is counted."""

    first: date
    last: date
    counted: bool
    why: str
    text: str


@dataclass(frozen=True)
class Working:
    """How a date came about. `by` is the very instant, where it is not the end of the day."""

    due_on: date
    by: datetime | None
    explanation: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Counted:
    """Of which promise it is: its kind, its cycle, and its amount before any extension.

    `of_law` says that it is of a law or code, and kept by a body that is spoken of as "they".
    """

    kind: ClockKind
    cycle: int = 1
    amount: int | None = None
    of_law: bool = False


def of_clock(row: ClockRow, state: State) -> Working:
    """The working of a clock as it was folded."""
    level = row.service_level
    amount = level.amount * 60 if level.unit is Unit.WORKING_HOUR else level.amount
    return working(state, Counted(row.kind, row.cycle, amount))


def of_measure(row: ClockRow, state: State, now: datetime) -> Working:
    """The working of what only measures: the days that are over, as many as it says have gone."""
    today = local_date(state.stopped_at or now)
    days = (day for day in state.days if day.date < today or day.why is WhyNot.DAY_ZERO)
    over = replace(state, days=tuple(days))
    explanation = _(
        "The day it begins is day 0. We count each working day after it, once it is over."
    )
    return replace(of_clock(row, over), explanation=str(explanation))


def working(state: State, of: Counted) -> Working:
    """The working of any promise, whatever it is counted in."""
    by = None if state.due_at == end_of(state.due_on) else state.due_at
    return Working(
        due_on=state.due_on,
        by=by,
        explanation=" ".join(_sentences(state, of, by)),
        lines=tuple(_lines(state, of, by)),
    )


def _lines(state: State, of: Counted, by: datetime | None) -> Iterator[Line]:
    alike = _alike(state)
    for _key, group in groupby(state.days, key=alike):
        days = list(group)
        first, last = days[0], days[-1]
        text = _counted(days, state.unit, by) if first.counted else _not_counted(days, of)
        why = first.why.value if first.why else ""
        yield Line(first.date, last.date, first.counted, why, text)


def _alike(state: State) -> Callable[[Day], object]:
    """What makes days one line: nothing does in a short working of working time."""
    if state.unit in _CALENDAR:
        return lambda day: (day.counted, day.why, day.label)
    if len(state.days) > LONGEST_UNFOLDED and state.unit is Unit.WORKING_DAY:
        return lambda day: (day.counted, day.why, day.label)
    return lambda day: day.date


def _counted(days: Sequence[Day], unit: Unit, by: datetime | None) -> str:
    if unit is Unit.SAME_WORKING_DAY and by is not None:
        return str(_("counted, until %(time)s", time=clock_time(by)))
    if unit is Unit.WORKING_HOUR:
        hours, minutes = divmod(days[0].minutes, 60)
        return str(_("%(hours)s h %(minutes)s min, counted", hours=hours, minutes=minutes))
    if len(days) > 1:
        many = len(days)
        return str(_n("%(num)d day, counted", "%(num)d days, counted", many))
    return str(_("day %(number)s, counted", number=number(days[0].number or 0)))


def _not_counted(days: Sequence[Day], of: Counted) -> str:
    day = days[0]
    if of.of_law and day.why is not None and day.why in OF_LAW:
        return str(OF_LAW[day.why])
    if day.why is WhyNot.DAY_ZERO:
        return str(DAY_ZERO.get(of.kind, AGAIN if _again(of) else RECEIVED))
    if day.why is WhyNot.BANK_HOLIDAY:
        return str(_("%(holiday)s, not counted", holiday=_(day.label)))
    if day.why is WhyNot.CLOSED:
        return str(_("we are closed (%(reason)s), not counted", reason=_(day.label)))
    if day.why is WhyNot.PAUSED:
        return str(PAUSED.get(day.label, WAITED))
    return str(PLAIN[day.why] if day.why else "")


def _again(of: Counted) -> bool:
    return of.cycle > 1 and of.kind in (ClockKind.RESPOND, ClockKind.RESOLVE)


def _sentences(state: State, of: Counted, by: datetime | None) -> Iterator[str]:
    yield _rule(state)
    if any(day.why is WhyNot.FIRST_LEG for day in state.days):
        yield _("The count begins on the day of our first message, or on its last day.")
    if of.amount is not None and state.amount > of.amount:
        yield _longer(state, state.amount - of.amount)
    yield from _pauses(state)
    if state.rolled_from is not None:
        day = date_day(state.rolled_from)
        yield _("The last day would be %(day)s, which is no working day, so it moves on.", day=day)
    if by is not None and state.unit in (*_CALENDAR, Unit.WORKING_DAY):
        yield _("It ends at %(time)s on that day.", time=clock_time(by))
    if state.beyond_horizon:
        yield _("We do not know the holidays so far ahead, so this date may still move.")


def _rule(state: State) -> str:
    if state.unit is Unit.WORKING_HOUR:
        return str(_("We count only the hours in which we work, minute by minute."))
    if state.unit is Unit.SAME_WORKING_DAY:
        return str(_("It is due on the same working day, or early on the next one."))
    zero = any(day.why is WhyNot.DAY_ZERO for day in state.days)
    if state.unit is Unit.WORKING_DAY:
        return str(WORKING_FROM_ZERO if zero else WORKING_FROM_ONE)
    return str(CALENDAR_FROM_ZERO if zero else CALENDAR_FROM_ONE)


def _longer(state: State, more: int) -> str:
    if state.unit is Unit.WORKING_HOUR:
        hours = more // 60
        return str(_n("We made it %(num)d hour longer.", "We made it %(num)d hours longer.", hours))
    words = {
        Unit.WORKING_DAY: _n(
            "We made it %(num)d working day longer.",
            "We made it %(num)d working days longer.",
            more,
        ),
        Unit.CALENDAR_DAY: _n(
            "We made it %(num)d day longer.", "We made it %(num)d days longer.", more
        ),
        Unit.WEEK: _n("We made it %(num)d week longer.", "We made it %(num)d weeks longer.", more),
        Unit.MONTH: _n(
            "We made it %(num)d month longer.", "We made it %(num)d months longer.", more
        ),
    }
    return str(words[state.unit])


def _pauses(state: State) -> Iterator[str]:
    for reason, words in _WAITED_FOR.items():
        found = sum(day.why is WhyNot.PAUSED and day.label == reason for day in state.days)
        if found:
            yield words(found)
    if state.paused_because is not None:
        yield _("This is the date as it would be if the wait ended today.")


def _waited_for_family(days: int) -> str:
    return str(
        _n(
            "We did not count %(num)d day while we waited for your answer.",
            "We did not count %(num)d days while we waited for your answer.",
            days,
        )
    )


def _waited_on_hold(days: int) -> str:
    return str(
        _n(
            "We did not count %(num)d day while we had agreed to wait.",
            "We did not count %(num)d days while we had agreed to wait.",
            days,
        )
    )


_WAITED_FOR: Mapping[str, Callable[[int], str]] = {
    PauseReason.WAITING_FOR_FAMILY: _waited_for_family,
    PauseReason.AGREED_HOLD: _waited_on_hold,
}
