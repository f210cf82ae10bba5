"""Where somebody who has signed in goes first."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.domain.people import EVIDENCE_READERS, Role
from portal.web import sessions
from portal.web.access import signed_in
from portal.web.account import bp

__all__ = ["bp"]

INBOXES = frozenset({Role.CASEWORKER, Role.MANAGER, Role.TRIAGE, Role.SAFEGUARDING})


@bp.get("/staff")
@signed_in
def landing() -> ResponseReturnValue:
    """To the work of the hat that is worn; a hat without pages yet is told so."""
    member = sessions.member()
    if member is not None and member.role in INBOXES:
        return redirect(url_for("partner.inbox"))
    if member is not None and member.role in EVIDENCE_READERS:
        return redirect(url_for("board.overview"))
    if member is not None and member.role is Role.ADMIN:
        return redirect(url_for("admin.start"))
    return render_template("account/no_pages.html", member=member)
