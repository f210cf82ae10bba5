"""The views that let the promises of a frozen quarter out: one person asks, another agrees."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.domain.people import Member
from portal.domain.public_responses import RELEASERS
from portal.services import release_figures
from portal.web.access import member_of
from portal.web.responses import bp
from portal.web.responses.acting import deed_of
from portal.web.transactions import commits, db

ONE = "/figures/<int(max=2147483647):snapshot_id>"


@bp.post(f"{ONE}/ask")
@member_of(*RELEASERS)
@commits
def ask(member: Member, snapshot_id: int) -> ResponseReturnValue:
    """Ask somebody else to agree."""
    release_figures.ask(db(), snapshot_id, member, deed_of(member))
    flash("Somebody else must agree now.", "success")
    return redirect(url_for("responses.listed"), 303)


@bp.post(f"{ONE}/agree")
@member_of(*RELEASERS)
@commits
def agree(member: Member, snapshot_id: int) -> ResponseReturnValue:
    """Let the protected figures out."""
    release_figures.agree(db(), snapshot_id, member, deed_of(member))
    flash("The public can read these figures now.", "success")
    return redirect(url_for("responses.listed"), 303)
