"""The data protection officer's and triage's page of what families ask us to delete."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.domain.people import Member
from portal.queries import erasures
from portal.services import erasing
from portal.web.access import member_of
from portal.web.partner import acting, bp, erasure_page
from portal.web.partner.erasure_page import AgreeForm, ErasureForm
from portal.web.transactions import commits, db, wiring


@bp.get("/requests-to-delete")
@member_of(*erasures.ANSWERERS)
def erasure_requests(member: Member) -> ResponseReturnValue:
    """What is to be answered, the first asked first; a number and dates, no message."""
    rows = erasures.waiting(db(), member)
    return render_template("partner/erasures.html", rows=rows, most=erasures.MOST)


@bp.get("/requests-to-delete/<ref:reference>")
@member_of(*erasures.ANSWERERS)
def erasure_request(member: Member, reference: str) -> ResponseReturnValue:
    """One of them: to answer, or, once somebody prepared deleting, to agree to."""
    return erasure_page.draw(member, erasures.find(db(), member, reference), ErasureForm())


@bp.post("/requests-to-delete/<ref:reference>")
@member_of(*erasures.ANSWERERS)
@commits
def take_erasure_request(member: Member, reference: str) -> ResponseReturnValue:
    """Answer it, or prepare deleting; whoever is second is told that somebody was first."""
    row, form = erasures.find(db(), member, reference), ErasureForm()
    if not form.validate():
        return erasure_page.draw(member, row, form), 422
    erasure_page.require_seen(row, form)
    given = erasing.Answer(form.plan(), form.words.data)
    deed = acting.deed_of(member, "erasure")
    return erasure_page.done(
        row, form, member, lambda: erasing.answer(db(), member, row.submission, given, deed)
    )


@bp.post("/requests-to-delete/<ref:reference>/agree")
@member_of(*erasures.ANSWERERS)
@commits
def agree_to_erase(member: Member, reference: str) -> ResponseReturnValue:
    """A second person agrees to exactly what the page showed, and it is deleted."""
    row, form = erasures.find(db(), member, reference), AgreeForm()
    if not form.validate():
        return erasure_page.draw(member, row, form), 422
    erasure_page.require_seen(row, form)
    deed, keyring = acting.deed_of(member, "erasure"), wiring().keyring
    return erasure_page.done(
        row, form, member, lambda: erasing.carry_out(db(), keyring, member, row.submission, deed)
    )


@bp.post("/requests-to-delete/<ref:reference>/take-back")
@member_of(*erasures.ANSWERERS)
@commits
def take_back_erasure(member: Member, reference: str) -> ResponseReturnValue:
    """Nothing is prepared any more: it can be answered anew."""
    row = erasures.find(db(), member, reference)
    erasing.take_back(db(), row.submission, acting.deed_of(member, "erasure"))
    flash("Nothing was deleted. Answer it anew.", "success")
    return redirect(url_for("partner.erasure_request", reference=reference), 303)
