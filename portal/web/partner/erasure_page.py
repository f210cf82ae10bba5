"""The page of one request to delete: the answer, what would go and stay, and a second person."""
# mypy: disallow-subclassing-any=False

from collections.abc import Callable
from typing import Any

import wtforms
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from portal.domain.erasing import (
    ErasureOutcome,
    Need,
    Part,
    Plan,
    Stays,
    StillNeeded,
    UnclearPlan,
    may_agree,
)
from portal.domain.errors import AlreadyChanged
from portal.domain.people import Member
from portal.models import ErasureRequest
from portal.queries import erasures
from portal.queries.staff import display_names
from portal.services import erasing
from portal.web.forms_look import CheckboxesWidget, RadiosWidget
from portal.web.partner.forms import CaseForm, of_reason
from portal.web.transactions import db

PARTS: dict[Part, str] = {
    Part.WORDS: "What the family wrote, and what staff wrote back or noted",
    Part.NAME: "Its name, and the way to reach it",
    Part.SUPPORTERS: "The names and codes of its supporters",
}
STAYS: dict[Stays, str] = {
    Stays.SAFEGUARDING_RECORD: "Record of safeguarding: what leads wrote stays",
    Stays.LEGAL_CLAIM: "Claim of law: notes of staff, and numbers of formal routes, stay",
    Stays.FAMILY_WISH: "The family wants to keep the rest",
}
NEEDS: dict[Need, str] = {
    Need.SAFEGUARDING: "Nothing can be deleted yet. Ask a safeguarding lead when it can be."
    " Do not tell the family why it takes longer.",
    Need.FORMAL: "Its words cannot be deleted yet: something formal still runs beside it. It has to"
    " be answered first, or the family can take it back.",
}


class ErasureForm(CaseForm):
    """What comes of a family's request to delete."""

    outcome = wtforms.RadioField(
        "What comes of it?",
        choices=[
            SelectChoice(ErasureOutcome.DELETED.value, "All that the family sent is deleted"),
            SelectChoice(ErasureOutcome.PART.value, "A part is deleted"),
            SelectChoice(ErasureOutcome.KEPT.value, "It has to be kept"),
        ],
        description="Deleting needs a second person, and nobody can undo it.",
        widget=RadiosWidget(),
        validators=[InputRequired("Choose what comes of it")],
    )
    parts = wtforms.SelectMultipleField(
        "If a part: what is deleted?",
        choices=[SelectChoice(one.value, PARTS[one]) for one in Part],
        widget=CheckboxesWidget(),
    )
    stays = wtforms.SelectMultipleField(
        "If a part: why does the rest stay?",
        choices=[SelectChoice(one.value, STAYS[one]) for one in Stays],
        description="The family never reads this.",
        widget=CheckboxesWidget(),
    )
    words = of_reason(
        "What do you tell the family?",
        "Say what is deleted, what stays, and why",
        "They read exactly this, after it is deleted too. Name nobody, and repeat nothing that they"
        " wrote. Never say whether safeguarding has looked at it.",
    )

    def validate_stays(self, _field: wtforms.Field) -> None:
        """A part needs to be named, and so does the reason for the rest."""
        if self.outcome.data != ErasureOutcome.PART.value:
            return
        try:
            self.plan()
        except (UnclearPlan, ValueError) as fault:
            raise ValidationError("Choose what is deleted, and why the rest stays") from fault

    def plan(self) -> Plan:
        """What was chosen; raises `UnclearPlan`."""
        outcome = ErasureOutcome(self.outcome.data)
        if outcome is not ErasureOutcome.PART:
            return Plan(outcome)
        parts, stays = map(Part, self.parts.data), map(Stays, self.stays.data)
        return Plan(outcome, frozenset(parts), frozenset(stays))


class AgreeForm(CaseForm):
    """Nothing to fill in."""


def seen(row: ErasureRequest) -> str:
    """Which request, and which plan for it, a page shows."""
    prepared = row.prepared_at.isoformat() if row.prepared_at else ""
    return f"{row.id} {prepared}".strip()


def require_seen(row: ErasureRequest, form: CaseForm) -> None:
    """Raise `AlreadyChanged` where the page showed another request, or another plan."""
    if form.seen.data != seen(row):
        raise AlreadyChanged("it is another one by now")


def done(
    row: ErasureRequest, form: CaseForm, member: Member, act: Callable[[], ErasureRequest]
) -> ResponseReturnValue:
    """Do it; where something on it is not finished, say so beside what was typed."""
    reference = row.submission.reference
    try:
        acted = act()
    except StillNeeded as fault:
        db().rollback()
        again = erasures.find(db(), member, reference)
        return draw(member, again, form, NEEDS[fault.need]), 409
    if acted.answered_at is None:
        flash("Prepared. Nothing is deleted until somebody else agrees.", "success")
    else:
        flash("The family can read your answer.", "success")
    return redirect(url_for("partner.erasure_requests"), 303)


def draw(member: Member, row: ErasureRequest, form: CaseForm, refused: str = "") -> str:
    """The form; or, where it was prepared, what goes, what stays, and the press that agrees."""
    form.submit.label.text = "Send answer"
    more: dict[str, Any] = {}
    if row.prepared_at is not None:
        form = form if isinstance(form, AgreeForm) else AgreeForm(formdata=None)
        form.submit.label.text = "Delete it for ever"
        more = _prepared(member, row)
    form.seen.data = form.seen.data or seen(row)
    if row.prepared_at is not None:
        form.seen.data = seen(row)
    page = "partner/erasure_agree.html" if more else "partner/erasure.html"
    return render_template(page, row=row, form=form, refused=refused, **more)


def _prepared(member: Member, row: ErasureRequest) -> dict[str, Any]:
    plan = erasing.plan_of(row)
    other = row.prepared_by_id != member.staff_id
    return {
        "plan": plan,
        "goes": [PARTS[one] for one in Part if one in plan.erased],
        "left": [PARTS[one] for one in Part if one not in plan.erased],
        "why": [STAYS[one] for one in Stays if one in plan.kept_because],
        "holding": erasures.holding(db(), row.submission_id),
        "who": display_names(db(), [row.prepared_by_id]).get(row.prepared_by_id or 0, ""),
        "may": other and row.prepared_as is not None and may_agree(row.prepared_as, member.role),
        "mine": not other,
    }
