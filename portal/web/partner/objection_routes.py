"""Triage's page of what families say did not go to the right place, placed or not."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.domain.errors import AlreadyChanged
from portal.domain.objections import ObjectionOutcome
from portal.domain.people import Member, Role
from portal.models import RouteObjection
from portal.queries import cases, objections
from portal.services import audit
from portal.services import objections as answering
from portal.web.access import member_of
from portal.web.partner import acting, bp, inbox_page, signing
from portal.web.partner.forms import ObjectionForm
from portal.web.transactions import commits, db, wiring


@bp.get("/not-right")
@member_of(Role.TRIAGE)
def objected(member: Member) -> ResponseReturnValue:
    """What is to be answered, the oldest first; a number and where it went, no message."""
    rows = objections.to_triage(db(), member)
    return render_template("partner/not_right.html", rows=rows, most=objections.MOST)


@bp.get("/not-right/<ref:reference>")
@member_of(Role.TRIAGE)
def objection(member: Member, reference: str) -> ResponseReturnValue:
    """One of them, with what the family wrote to triage and why it went where it went."""
    row = objections.for_triage(db(), member, reference)
    deed = acting.deed_of(member, "read")
    audit.record_read(wiring().writes, deed, "case.read", submission_id=row.submission_id)
    return _draw(row, ObjectionForm())


@bp.post("/not-right/<ref:reference>")
@member_of(Role.TRIAGE)
@commits
def take_objection(member: Member, reference: str) -> ResponseReturnValue:
    """Answer it; whoever is second is led back to the list."""
    row, form = objections.for_triage(db(), member, reference), ObjectionForm()
    if not form.validate():
        return _draw(row, form), 422
    given = answering.Answer(ObjectionOutcome(form.outcome.data), form.words.data)
    if form.seen.data != str(row.id):
        raise AlreadyChanged("it is another one by now")
    who = signing.signer(member, inbox_page.names(db()).partners["triage"])
    answering.answer(db(), who, row.submission, given, acting.deed_of(member, "not_right"))
    flash("The family can read your answer.", "success")
    return redirect(url_for("partner.objected"), 303)


def _draw(row: RouteObjection, form: ObjectionForm) -> str:
    form.seen.data = form.seen.data or str(row.id)
    form.submit.label.text = "Send answer"
    return render_template(
        "partner/objection.html",
        row=row,
        form=form,
        known=inbox_page.names(db()),
        decisions=cases.decisions(db(), row.submission),
        turns=cases.turns(db(), row.submission),
    )
