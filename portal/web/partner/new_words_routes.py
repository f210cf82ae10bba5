"""Triage makes new secret words for what staff typed in, for a family that lost them."""
# mypy: disallow-subclassing-any=False

import secrets
from collections.abc import Mapping
from typing import Any

import wtforms
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from portal.domain import codes
from portal.domain.errors import NotFound
from portal.domain.people import Member, Role
from portal.queries import code_requests
from portal.services import hand_over
from portal.services.hand_over import HandedBy, Wanted
from portal.web.access import member_of
from portal.web.forms_look import SubmitWidget
from portal.web.partner import bp, handing
from portal.web.partner.entry_fields import line, radios
from portal.web.partner.forms import of_reason
from portal.web.transactions import commits, db, now

HANDED: Mapping[HandedBy, str] = {
    HandedBy.READ_OUT: "Read out on the telephone",
    HandedBy.PRINTED: "Printed and given",
    HandedBy.POSTED: "Posted",
}
NOT_OURS = "Check this number. Only what staff typed in can have new words"
ASKED = (
    "It is written down. Another person of triage must now fill in this page with the same number,"
    " and hands the words over."
)


class NewWordsForm(FlaskForm):
    """Which message, why, and how it was checked who wants them."""

    key = wtforms.HiddenField()
    number = line("Number of the message", "They know it, or it stands on your own note of it.")
    reason = of_reason("Why are the words before no use?", "Say why new words are needed")
    checked = of_reason(
        "How did you check who this is?",
        "Say how you checked who this is",
        "Not by what anybody could know. For example: you rang back on the number that they gave.",
    )
    how = radios("How will you hand them over?", HANDED, "Choose how you hand them over")
    submit = wtforms.SubmitField("Make new words", widget=SubmitWidget())

    def __init__(self, **kwargs: Any) -> None:
        """A form without a key is a new one."""
        super().__init__(**kwargs)
        self.key.data = self.key.data or secrets.token_urlsafe(24)

    @property
    def wanted(self) -> Wanted:
        """What is asked for. Raises `ReferenceMistyped`."""
        return Wanted(
            reference=codes.parse_reference(self.number.data or ""),
            reason=self.reason.data,
            checked=self.checked.data,
            how=HandedBy(self.how.data),
            key=self.key.data[:80],
        )


@bp.get("/new-words")
@member_of(Role.TRIAGE)
def new_words(member: Member) -> ResponseReturnValue:
    """The page, with what waits for a second person."""
    return _draw(member, NewWordsForm())


@bp.post("/new-words")
@member_of(Role.TRIAGE)
@commits
def take_new_words(member: Member) -> ResponseReturnValue:
    """Make them and show them once, or write down that a second person must say so too."""
    form = NewWordsForm()
    if not form.validate():
        return _draw(member, form), 422
    try:
        handed = hand_over.make_anew(db(), handing.ports(), member, form.wanted, now())
    except (NotFound, codes.ReferenceMistyped):
        form.number.errors = [NOT_OURS]
        return _draw(member, form), 422
    if handed is None:
        flash(ASKED, "success")
        return redirect(url_for("partner.new_words"), 303)
    return _handed(handed)


def _handed(handed: hand_over.Handed) -> str:
    title = "New words are made. Those before open nothing any more"
    said = handing.sheet(handed.reference, handed.code, handed.language)
    return render_template("partner/handed.html", **said, title=title)


def _draw(member: Member, form: NewWordsForm) -> str:
    waiting = code_requests.waiting(db(), member)
    me = member.staff_id
    return render_template("partner/new_words.html", form=form, waiting=waiting, me=me)
