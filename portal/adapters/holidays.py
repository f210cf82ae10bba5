"""The calendar of England and Wales from the `holidays` package, with a body's own closures.

One list serves every working-day rule we follow: both nations share their bank holidays, and the
Children Act and NHS regulations name the same days (domain/clocks.md §1.3).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from holidays import country_holidays

from portal.domain.partnership import Correction, Partnership
from portal.domain.partnership_times import frames
from portal.domain.working_days import Calendar, is_weekend

_NAMES = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
}


def calendar_of(partnership: Partnership, first_year: int, last_year: int) -> Calendar:
    """The calendar of a whole partnership: bank holidays corrected, its closures, its hours.

    What one partner alone is closed on is not in it. Raises `NoOpenDays`.
    """
    told = partnership.calendar
    banks = england_and_wales(first_year, last_year).closed
    corrected = _corrected(banks, told.corrections)
    own = {
        one.date: one.why
        for one in told.closures
        if one.partner is None and not is_weekend(one.date) and one.date not in corrected
    }
    return Calendar(
        name="england_and_wales",
        closed={**own, **corrected},
        first=date(first_year, 1, 1),
        last=date(last_year, 12, 31),
        own_closures=frozenset(own),
        hours=frames(told.hours),
    )


def calendars_by_partner(partnership: Partnership, shared: Calendar) -> dict[str, Calendar]:
    """The calendar of each body that has closed days of its own, beside the shared one."""
    own: dict[str, dict[date, str]] = {}
    for one in partnership.calendar.closures:
        if one.partner is not None and one.date not in shared.closed:
            own.setdefault(one.partner, {})[one.date] = one.why
    return {
        key: replace(
            shared,
            name=key,
            closed={**shared.closed, **closed},
            own_closures=shared.own_closures | closed.keys(),
        )
        for key, closed in own.items()
    }


def _corrected(banks: Mapping[date, str], corrections: Iterable[Correction]) -> dict[date, str]:
    """The list with what it lacks, and without what it has and should not."""
    right = dict(banks)
    for one in corrections:
        if not one.holiday:
            right.pop(one.date, None)
        elif not is_weekend(one.date):
            right[one.date] = one.label
    return right


def england_and_wales(
    first_year: int,
    last_year: int,
    closures: Mapping[date, str] | None = None,
    name: str = "england_and_wales",
) -> Calendar:
    """The calendar from 1 January of the first year to 31 December of the last.

    `closures` labels days on which the body itself is closed; one that is a weekend or a bank
    holiday already stays what it is. Raises `NoOpenDays`.
    """
    known = country_holidays(
        "GB", subdiv="ENG", years=range(first_year, last_year + 1), language="en_GB"
    )
    banks = {day: _plain(known[day]) for day in known if not is_weekend(day)}
    own = {
        day: label
        for day, label in (closures or {}).items()
        if not is_weekend(day) and day not in banks
    }
    return Calendar(
        name=name,
        closed={**own, **banks},
        first=date(first_year, 1, 1),
        last=date(last_year, 12, 31),
        own_closures=frozenset(own),
    )


def _plain(name: str) -> str:
    """The name as GOV.UK's list has it, so that a family finds the same words there."""
    plain = name.removesuffix(" (observed)")
    ending = " (substitute day)" if plain != name else ""
    return _NAMES.get(plain, plain) + ending
