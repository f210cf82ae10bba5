"""How long things take: our promises with an invented example, the law's limits, how we did."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from portal.domain.clocks import ClockKind, Subject
from portal.domain.errors import NotFound
from portal.domain.promises import ASK_NOBODY, PROMISES, Regime
from portal.domain.submissions import AuthorKind
from portal.domain.working_days import Calendar, local_date
from portal.models import ServiceLevel
from portal.queries import figure_releases, partnership
from portal.services.projections import promised
from portal.web.access import anyone
from portal.web.pages import bp, how_we_did, legal_limits
from portal.web.pages.amounts import amount_of
from portal.web.statuses import FAMILY_PROMISE, Words
from portal.web.transactions import db, now
from portal.web.worked_example import SENT_ON, worked_example
from portal.web.working import Working

SINCE = {
    ClockKind.KEEP_INFORMED: _l("again and again from our answer on, until it is closed"),
    ClockKind.TELL_WHAT_CHANGED: _l("from the day it is closed"),
}
"""From when it is counted, where that is not the day on which your message came."""


@dataclass(frozen=True)
class Promise:
    """One of ours. `amount` is empty where nobody has checked it; `young` where it is the same.

    `working` is that of the invented message; None where the promise begins later than it.
    """

    title: Words
    amount: str
    young: str
    since: Words
    working: Working | None


@bp.get("/how-long")
@anyone
def how_long() -> ResponseReturnValue:
    """What we promise, what the law says, and how we did."""
    known = partnership.in_force(db())
    rows = {kind: _row(kind, AuthorKind.PARENT_OR_CARER) for kind in _kinds()}
    return render_template(
        "pages/how_long.html",
        promises=[_promise(row, known.calendar) for row in rows.values() if row],
        agreed=all(row.agreed for row in rows.values() if row),
        waiting=known.partnership.waiting,
        sent_on=SENT_ON,
        limits=legal_limits.groups(db(), local_date(now())),
        quarter=how_we_did.quarter(figure_releases.released(db())),
    )


def _kinds() -> list[ClockKind]:
    ours = PROMISES[Regime.CONCERN][Subject.FAMILY]
    return [kind for kind in ours if kind not in ASK_NOBODY]


def _row(kind: ClockKind, author: AuthorKind) -> ServiceLevel | None:
    about = partnership.About(Regime.CONCERN, author)
    try:
        return partnership.service_level(
            db(), Subject.FAMILY, kind, on=local_date(now()), about=about
        )
    except NotFound:
        return None


def _promise(row: ServiceLevel, calendar: Calendar) -> Promise:
    young = _row(row.kind, AuthorKind.YOUNG_PERSON)
    theirs = amount_of(young.amount, young.unit) if young and young.verified else ""
    amount = amount_of(row.amount, row.unit) if row.verified else ""
    counted = row.verified and row.kind not in SINCE
    return Promise(
        title=FAMILY_PROMISE[row.kind],
        amount=amount,
        young=theirs if theirs != amount else "",
        since=SINCE.get(row.kind, _l("from the day your message came")),
        working=worked_example(calendar, promised(row)).working if counted else None,
    )
