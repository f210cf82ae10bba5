"""The page of the calendar: closed days ahead, working hours, corrections, how far it reaches."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from sqlalchemy.orm import Session

from portal.domain.horizon import Horizon
from portal.domain.partnership import Correction, Partnership
from portal.domain.working_days import Calendar, local_date
from portal.queries import promise_versions
from portal.queries.partnership import InForce, in_force
from portal.web import promise_words as words
from portal.web.admin.versions_page import closed_days
from portal.web.filters import hour
from portal.web.watching import calendar_ahead

YEARS_SHOWN = 2
"""So many years of bank holidays are listed; the rest is only counted."""


@dataclass(frozen=True)
class Closed:
    """A closed day: its label, and whose it is alone, "" for all."""

    day: date
    label: str
    whose: str


@dataclass(frozen=True)
class Noted:
    """What a version changed of the closed days: when it was loaded, and by whom."""

    loaded_at: datetime
    by: str
    changed: list[str]


@dataclass(frozen=True)
class CalendarPage:
    """The whole page. `later` counts bank holidays beyond those listed."""

    ahead: Horizon
    holidays: list[Closed]
    later: int
    closures: list[Closed]
    hours: list[tuple[str, str]]
    corrections: tuple[Correction, ...]
    history: list[Noted]


def load(session: Session, now: datetime) -> CalendarPage:
    """The calendar of the version in force, from today on."""
    today, found = local_date(now), in_force(session)
    calendar = found.calendar
    banks = [
        Closed(day, label, "")
        for day, label in sorted(calendar.closed.items())
        if day >= today and day not in calendar.own_closures
    ]
    shown = [one for one in banks if one.day.year < today.year + YEARS_SHOWN]
    return CalendarPage(
        ahead=calendar_ahead(session, now),
        holidays=shown,
        later=len(banks) - len(shown),
        closures=list(_closures(found, today)),
        hours=_hours(calendar),
        corrections=tuple(sorted(found.partnership.calendar.corrections, key=lambda one: one.date)),
        history=list(_history(session)),
    )


def _closures(found: InForce, today: date) -> Iterator[Closed]:
    """Days that the partnership, or one body, chose to be closed."""
    partnership: Partnership = found.partnership
    for one in sorted(
        partnership.calendar.closures, key=lambda each: (each.date, each.partner or "")
    ):
        if one.date >= today:
            named = partnership.partner(one.partner) if one.partner else None
            yield Closed(one.date, one.why, named.name if named else one.partner or "")


def _hours(calendar: Calendar) -> list[tuple[str, str]]:
    return [
        (
            name,
            ", ".join(
                f"{hour(frame.open)} to {hour(frame.close)}"
                for frame in calendar.hours.get(weekday, ())
            )
            or "closed",
        )
        for weekday, name in enumerate(words.WEEKDAYS)
        if weekday in calendar.hours or weekday < 5
    ]


def _history(session: Session) -> Iterator[Noted]:
    """Versions that changed a closed day, the newest first."""
    for now, before in pairwise(promise_versions.newest(session)):
        if changed := list(closed_days(now, before)):
            yield Noted(now.loaded_at, now.by or "a command on the server", changed)
