"""Reading the way to reach a family that two leads have opened; the officer's list of openings."""

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.domain.opening import NothingToOpen
from portal.domain.people import Member, Role
from portal.models import ContactOpening
from portal.queries import locks, openings
from portal.services import audit, opening
from portal.web import sessions
from portal.web.access import member_of
from portal.web.partner import acting, bp
from portal.web.partner.opening_page import STATUS
from portal.web.transactions import db, now, wiring

WORKING = (Role.CASEWORKER, Role.MANAGER, Role.TRIAGE, Role.SAFEGUARDING)
"""Whoever reads cases is told of an opening that is not theirs what an unknown number says: 404."""


@bp.get("/cases/<ref:reference>/way-to-reach")
@member_of(*WORKING)
def way_to_reach(member: Member, reference: str) -> ResponseReturnValue:
    """The way to reach a family, to one of the two leads, once it is written down that it is read.

    After a session's first half hour it shows nothing until its person has signed in again.
    """
    row, fresh = openings.readable(db(), member, reference, now()), sessions.is_fresh()
    if fresh:
        deed = acting.deed_of(member, "opening")
        audit.record_read(wiring().writes, deed, openings.READ, submission_id=row.submission_id)
    contact = _contact(row) if fresh else None
    return render_template("partner/way_to_reach.html", row=row, contact=contact, fresh=fresh)


@bp.get("/openings")
@member_of(Role.DPO)
def contact_openings(member: Member) -> ResponseReturnValue:
    """Every opening that was asked for: when, by which services, what came of it."""
    lines = openings.listed(db(), member)
    kept = locks.listed(db(), member)
    return render_template(
        "partner/openings.html", lines=lines, kept=kept, most=openings.MOST, status=STATUS
    )


def _contact(row: ContactOpening) -> str | None:
    try:
        return opening.read(db(), wiring().keyring, row)
    except NothingToOpen:
        return None
