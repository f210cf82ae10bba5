"""Which promise matches: the lowest rank, and of one rank the newest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.domain.clock_levels import ClockKind
from portal.domain.clock_terms import Subject
from portal.domain.partnership_promises import ServiceLevel
from portal.domain.promises import Regime
from portal.domain.submissions import AuthorKind


@dataclass(frozen=True)
class About:
    """What a promise is matched against; the same as `portal.queries.partnership` asks."""

    regime: Regime
    subject: Subject
    kind: ClockKind
    partner: str | None
    author: AuthorKind


def matching(
    levels: Iterable[ServiceLevel], about: About, on: date | None = None
) -> list[ServiceLevel]:
    """Those that match, the one that wins first; without a day those to come count too."""
    fitting = [
        one
        for one in levels
        if (one.regime, one.subject, one.clock) == (about.regime, about.subject, about.kind)
        and one.partner in (None, about.partner)
        and one.author in (None, about.author)
        and (on is None or one.effective_from <= on)
    ]
    return sorted(fitting, key=lambda one: (one.rank, -one.effective_from.toordinal()))
