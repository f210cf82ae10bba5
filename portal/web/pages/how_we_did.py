"""How the promises to families were kept: protected figures of a frozen quarter, and no others."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from portal.domain.clocks import ClockKind
from portal.domain.disclosure import Hidden, Protected
from portal.queries.snapshots import Frozen
from portal.web.filters import number
from portal.web.statuses import FAMILY_PROMISE, Words

TABLE = "promises"
TOLD = (ClockKind.ACKNOWLEDGE, ClockKind.RESPOND)


@dataclass(frozen=True)
class Kept:
    """One promise: how often it was kept, and how many fell due; sentences both."""

    title: Words
    share: str
    due: str


@dataclass(frozen=True)
class Quarter:
    """A quarter whose figures two people have let out."""

    first_day: date
    last_day: date
    as_at: date
    kept: tuple[Kept, ...]


def quarter(frozen: Frozen | None) -> Quarter | None:
    """The figures as the public reads them; None where there are none to show."""
    if frozen is None or TABLE not in frozen.tables:
        return None
    kept = tuple(_kept(frozen, kind) for kind in TOLD if kind.value in frozen.tables[TABLE].rows)
    if not kept:
        return None
    return Quarter(frozen.first_day, frozen.last_day, frozen.as_at.date(), kept)


def _kept(frozen: Frozen, kind: ClockKind) -> Kept:
    table = frozen.tables[TABLE]
    at = table.rows.index(kind.value)
    shares = table.percentages[at] if table.percentages else ()
    return Kept(FAMILY_PROMISE[kind], _share(shares[0] if shares else None), _due(table.totals[at]))


def _share(share: Protected | None) -> str:
    if share is None or isinstance(share, Hidden):
        return str(_("No share is shown: it would rest on too few, or tell of everybody."))
    return str(_("Kept in time: %(share)s of every 100", share=number(share)))


def _due(total: Protected) -> str:
    if isinstance(total, Hidden):
        return str(
            _("How many fell due: too few to show (1 to 7). It does not mean nothing was said.")
        )
    return str(_("How many fell due: about %(count)s", count=number(total)))
