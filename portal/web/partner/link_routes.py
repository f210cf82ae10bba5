"""Triage's page of links: parents to ask after a young person's yes, and who wrote before."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.domain.people import Member, Role
from portal.models import Submission
from portal.queries import own_links, voices
from portal.services import own_links as own
from portal.services import voices as linking
from portal.services.own_links import Checked
from portal.web.access import member_of
from portal.web.partner import acting, bp
from portal.web.partner.forms_links import ONE, OwnLinkForm
from portal.web.transactions import commits, db, now

CANNOT = (
    "No message of that number can be it. Check the number, and that the same kind of author"
    " wrote both."
)
"""Said alike of a number that is nobody's and of one that triage may not know of."""


@bp.get("/links")
@member_of(Role.TRIAGE)
def links(member: Member) -> ResponseReturnValue:
    """Numbers and days, no words: what to do about them is asked of the authors."""
    return render_template(
        "partner/links.html",
        yes=voices.to_ask_parents(db(), member, now()),
        before=own_links.asked(db(), member),
        most=own_links.MOST,
    )


@bp.post("/links")
@member_of(Role.TRIAGE)
@commits
def ask_parent(member: Member) -> ResponseReturnValue:
    """Put the question to the parent, now that the young person said yes."""
    deed = acting.deed_of(member, "voices")
    linking.ask_parent(db(), member, request.form.get("link", ""), deed)
    flash("The parent is asked, on the page of its own message.", "success")
    return redirect(url_for("partner.links"), 303)


@bp.get("/links/<ref:reference>")
@member_of(Role.TRIAGE)
def own_link(member: Member, reference: str) -> ResponseReturnValue:
    """One that says that its author sent something before."""
    return _draw(own_links.find_asked(db(), member, reference), OwnLinkForm())


@bp.post("/links/<ref:reference>")
@member_of(Role.TRIAGE)
@commits
def take_own_link(member: Member, reference: str) -> ResponseReturnValue:
    """Put the two together, or leave them apart; the author reads which."""
    asking, form = own_links.find_asked(db(), member, reference), OwnLinkForm()
    if not form.validate() or not _fits(asking, form):
        return _draw(asking, form), 422
    deed = acting.deed_of(member, "own")
    if form.outcome.data == ONE:
        checked = Checked(form.reference, form.how.data)
        own.confirm(db(), member, reference, checked, deed)
    else:
        own.decline(db(), member, reference, form.how.data, deed)
    flash("The family can read what you found. No words went from one to the other.", "success")
    return redirect(url_for("partner.links"), 303)


def _fits(asking: Submission, form: OwnLinkForm) -> bool:
    if form.outcome.data != ONE or own_links.earlier_of(db(), asking, form.reference):
        return True
    form.number.errors = [*form.number.errors, CANNOT]
    return False


def _draw(asking: Submission, form: OwnLinkForm) -> str:
    form.submit.label.text = "Save"
    if not form.is_submitted():
        form.number.data = asking.earlier_reference or ""
    return render_template("partner/own_link.html", one=asking, form=form)
