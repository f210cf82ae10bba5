"""Replaying the promises of a past period under others; nothing is written.

The figures are for administrators: they are true counts, not protected as the board's are.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from portal.domain.clocks import GOING, ClockKind, Subject
from portal.domain.errors import PortalError
from portal.domain.matching import About
from portal.domain.promises import Regime
from portal.domain.submissions import AuthorKind
from portal.domain.what_if import Proposal, Tally, outcome
from portal.domain.working_days import Calendar
from portal.models import ClockRow
from portal.queries import every_clock
from portal.queries.versions import Versions
from portal.services.projections import happened, partner_key, promised

BATCH = 500

CalendarOf = Callable[[str | None], Calendar]
"""The calendar of a body, or of the partnership for None."""


class Group(NamedTuple):
    """Whose promise of which kind; `partner` is the body whose own it is, if any."""

    subject: Subject
    partner: str | None
    regime: Regime
    kind: ClockKind


@dataclass
class Compared:
    """One group: how it was, and how it would have been."""

    had: Tally = field(default_factory=Tally)
    would: Tally = field(default_factory=Tally)


@dataclass
class Replayed:
    """Every group, and how many clocks could not be replayed under the promises proposed."""

    groups: dict[Group, Compared] = field(default_factory=dict)
    not_replayed: int = 0


@dataclass(frozen=True)
class Period:
    """Clocks that began on these days, both included, as they stand at `now`."""

    first: date
    last: date
    now: datetime


def replay(
    session: Session,
    period: Period,
    proposal: Proposal,
    calendar_of: CalendarOf | None = None,
    looked_at: Callable[[int], None] = lambda _: None,
) -> Replayed:
    """Count each clock under the promise that it had and under the one proposed.

    `calendar_of` is the calendar proposed; without one that counts by which the clock was counted.
    """
    versions, found = Versions(session), Replayed()
    for clock, author in _batches(session, period, looked_at):
        about = _about(clock, author)
        key = Group(about.subject, about.partner, about.regime, about.kind)
        compared = found.groups.setdefault(key, Compared())
        had, events = promised(clock.service_level), happened(clock)
        counted = _calendar(versions, clock)
        proposed = calendar_of(about.partner) if calendar_of else counted
        try:
            was = outcome(events, had, counted, period.now)
            would = outcome(events, proposal(about, had), proposed, period.now)
        except PortalError:
            found.not_replayed += 1
            continue
        compared.had, compared.would = compared.had.plus(was), compared.would.plus(would)
    return found


def _batches(
    session: Session, period: Period, looked_at: Callable[[int], None]
) -> Iterator[tuple[ClockRow, AuthorKind]]:
    last_id = 0
    while rows := every_clock.began(session, period.first, period.last, last_id, BATCH):
        last_id = rows[-1][0].id
        yield from rows
        looked_at(len(rows))
        session.expunge_all()


def _about(clock: ClockRow, author: AuthorKind) -> About:
    regime = clock.service_level.regime
    return About(regime, clock.subject, clock.kind, partner_key(clock), author)


def _calendar(versions: Versions, clock: ClockRow) -> Calendar:
    """By which it was counted: today's while it runs, and that of its end when it is over."""
    version_id = versions.newest.version_id
    if clock.state not in GOING and clock.events:
        version_id = versions.at(max(one.recorded_at for one in clock.events))[0]
    return versions.get(version_id).calendar_for(partner_key(clock))
