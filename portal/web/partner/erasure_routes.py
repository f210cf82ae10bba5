"""The data protection officer's and triage's page of what families ask us to delete."""
# mypy: disallow-subclassing-any=False

import wtforms
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.domain.erasing import ErasureOutcome
from portal.domain.errors import AlreadyChanged
from portal.domain.people import Member
from portal.models import ErasureRequest
from portal.queries import erasures
from portal.services import erasing
from portal.web.access import member_of
from portal.web.forms_look import RadiosWidget
from portal.web.partner import acting, bp
from portal.web.partner.forms import CaseForm, of_reason
from portal.web.transactions import commits, db


class ErasureForm(CaseForm):
    """What comes of a family's request to delete."""

    outcome = wtforms.RadioField(
        "What comes of it?",
        choices=[
            SelectChoice(ErasureOutcome.DELETED.value, "All that the family sent is deleted"),
            SelectChoice(ErasureOutcome.PART.value, "A part is deleted"),
            SelectChoice(ErasureOutcome.KEPT.value, "It has to be kept"),
        ],
        description="Deleting is a step of its own. Ask safeguarding leads before you decide.",
        widget=RadiosWidget(),
        validators=[InputRequired("Choose what comes of it")],
    )
    words = of_reason(
        "What do you tell the family?",
        "Say what is deleted, what stays, and why",
        "They read exactly this. Never say whether safeguarding has looked at it.",
    )


@bp.get("/requests-to-delete")
@member_of(*erasures.ANSWERERS)
def erasure_requests(member: Member) -> ResponseReturnValue:
    """What is to be answered, the first asked first; a number and dates, no message."""
    rows = erasures.waiting(db(), member)
    return render_template("partner/erasures.html", rows=rows, most=erasures.MOST)


@bp.get("/requests-to-delete/<ref:reference>")
@member_of(*erasures.ANSWERERS)
def erasure_request(member: Member, reference: str) -> ResponseReturnValue:
    """One of them."""
    return _draw(erasures.find(db(), member, reference), ErasureForm())


@bp.post("/requests-to-delete/<ref:reference>")
@member_of(*erasures.ANSWERERS)
@commits
def take_erasure_request(member: Member, reference: str) -> ResponseReturnValue:
    """Answer it; whoever is second is told that somebody was first."""
    row, form = erasures.find(db(), member, reference), ErasureForm()
    if not form.validate():
        return _draw(row, form), 422
    if form.seen.data != str(row.id):
        raise AlreadyChanged("it is another one by now")
    given = erasing.Answer(ErasureOutcome(form.outcome.data), form.words.data)
    erasing.answer(db(), member, row.submission, given, acting.deed_of(member, "erasure"))
    flash("The family can read your answer.", "success")
    return redirect(url_for("partner.erasure_requests"), 303)


def _draw(row: ErasureRequest, form: ErasureForm) -> str:
    form.seen.data = form.seen.data or str(row.id)
    form.submit.label.text = "Send answer"
    return render_template("partner/erasure.html", row=row, form=form)
