"""The last days of laws and codes, folded from a date: what a letter or a request sets running.

A figure that nobody has checked at its source gives no date: whoever asks is sent to the body.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from portal.domain.clocks import ClockEvent, ClockKind, EventKind, ServiceLevel, State, fold
from portal.domain.people import SYSTEM
from portal.domain.promises import Basis, Regime
from portal.domain.working_days import ONE_DAY, Calendar, is_open, start_of


@dataclass(frozen=True)
class LegalLevel:
    """A limit of a law or code, and whether anybody checked the figure at its source."""

    regime: Regime
    level: ServiceLevel
    verified: bool
    basis: Basis
    source: str | None = None
    extend_most: int = 0


@dataclass(frozen=True)
class LegalDate:
    """One last day with its working; `state` is None where the figure was not checked.

    `safe_on` is the last working day that is not after it: where no rule moves an end that falls on
    a closed day, whoever waits for that day may find nobody there.
    """

    level: LegalLevel
    state: State | None
    passed: bool = False
    safe_on: date | None = None

    @property
    def kind(self) -> ClockKind:
        """What must be done by then."""
        return self.level.level.kind


CERTIFICATE_MONTHS = 1
"""From the date on a mediation certificate, where that ends later than two months from the letter
(clocks.md §1.5). It is the other end of the same appeal, and no promise of its own in the file."""


def from_certificate(appeal: LegalLevel) -> LegalLevel:
    """The limit of an appeal as it runs from a mediation certificate, under the same rules."""
    return replace(appeal, level=replace(appeal.level, amount=CERTIFICATE_MONTHS))


def last_dates(
    began: date, levels: Iterable[LegalLevel], calendar: Calendar, now: datetime
) -> tuple[LegalDate, ...]:
    """Each limit folded from that day, in the order given; without a date where not checked.

    It runs from a date and not from an instant, so the noon of that day in London stands for it.
    """
    return tuple(_dated(began, one, calendar, now) for one in levels)


def _dated(began: date, one: LegalLevel, calendar: Calendar, now: datetime) -> LegalDate:
    if not one.verified:
        return LegalDate(one, None)
    noon = start_of(began) + timedelta(hours=12)
    event = ClockEvent(EventKind.START, noon, noon, SYSTEM, "dated", "law")
    state = fold([event], one.level, calendar, max(now, noon))
    safe = state.due_on
    while not is_open(safe, calendar) and safe > began:
        safe -= ONE_DAY
    return LegalDate(one, state, now >= state.due_at, safe)
