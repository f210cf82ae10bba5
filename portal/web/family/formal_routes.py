"""One press makes it formal as well, after a page that says what will happen; one takes it back."""
# mypy: disallow-subclassing-any=False

from collections.abc import Sequence
from typing import Any

import wtforms
from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from wtforms.validators import StopValidation

from portal.domain import codes
from portal.domain.consents import outside_council
from portal.domain.errors import NotFound
from portal.domain.legal_routes import LegalRoute
from portal.domain.people import Author
from portal.domain.submissions import AuthorKind
from portal.domain.working_days import local_date
from portal.models import Partner, Submission
from portal.queries import formal as routes
from portal.queries import tracking
from portal.services import formal as making
from portal.web.access import author_only
from portal.web.family import bp, legal
from portal.web.family.fields import FamilyForm, offer, radios
from portal.web.forms_look import CheckboxWidget, SubmitWidget
from portal.web.legal_words import way
from portal.web.transactions import commits, db, now

PRESSED = "formal"


class MakeForm(FamilyForm):
    """Nothing to type: which team, where there is a choice, and the yes that it needs."""

    body = radios(_l("Who should answer it?"), [], _l("Choose who should answer it"))
    yes = wtforms.BooleanField(
        _l("Yes, you may show my words to this team"), widget=CheckboxWidget()
    )
    submit = wtforms.SubmitField(_l("Yes, do this now"), widget=SubmitWidget())

    def __init__(self, bodies: Sequence[Partner], needs_yes: bool, **given: Any) -> None:
        super().__init__(**given)
        self.body.choices = offer((one.key, _l(one.name)) for one in bodies)
        if len(bodies) == 1:
            del self.body
        if not needs_yes:
            del self.yes

    @property
    def chosen(self) -> str | None:
        """The key of the team, where it had to be chosen."""
        return self.body.data if self.body else None

    @property
    def said_yes(self) -> bool:
        """Whether the box was ticked."""
        return bool(self.yes and self.yes.data)

    def validate_yes(self, field: wtforms.Field) -> None:
        """Asked only where it is needed; nothing is sent without it."""
        if not field.data:
            raise StopValidation(_l("Tick the box to say yes. Without it we cannot send it there"))


class BackForm(FamilyForm):
    """Nothing to type."""

    submit = wtforms.SubmitField(_l("Yes, take it back"), widget=SubmitWidget())


@bp.get("/case/formal/<way>")
@author_only
def formal(author: Author, way: str) -> ResponseReturnValue:
    """What will happen, before anything does."""
    wanted = _named(way)
    submission = tracking.find(db(), author).submission
    bodies = making.bodies(db(), submission, wanted, local_date(now()))
    if not bodies or legal.is_made(db(), author, wanted):
        return redirect(url_for("family.case", _anchor="ways"), 303)
    return _page(author, wanted, submission, bodies, _form(submission, bodies, formdata=None))


@bp.post("/case/formal/<way>")
@author_only
@commits
def make_formal(author: Author, way: str) -> ResponseReturnValue:
    """Make it formal as well; pressed twice, it is made once."""
    wanted = _named(way)
    submission = tracking.find(db(), author).submission
    bodies = making.bodies(db(), submission, wanted, local_date(now()))
    form = _form(submission, bodies)
    if bodies and not legal.is_made(db(), author, wanted):
        if not form.validate():
            return _page(author, wanted, submission, bodies, form), 422
        _press(author, wanted, form)
    return redirect(url_for("family.case", _anchor="made"), 303)


def page_again(author: Author, code: str, note: str) -> str | None:
    """The page with what was chosen; None where it is made already, or cannot be made."""
    wanted = _named(code)
    submission = tracking.find(db(), author).submission
    bodies = making.bodies(db(), submission, wanted, local_date(now()))
    if not bodies or legal.is_made(db(), author, wanted):
        return None
    form = _form(submission, bodies)
    form.form_errors.append(note)
    return _page(author, wanted, submission, bodies, form)


@bp.get("/case/formal/back/<int:number>")
@author_only
def take_back(author: Author, number: int) -> ResponseReturnValue:
    """What taking it back does, before it is done."""
    shown = _running(author, number)
    if shown is None:
        return redirect(url_for("family.case", _anchor="made"), 303)
    return render_template("family/formal_back.html", form=BackForm(formdata=None), made=shown,
                           author=author)  # fmt: skip


@bp.post("/case/formal/back/<int:number>")
@author_only
@commits
def taken_back(author: Author, number: int) -> ResponseReturnValue:
    """Take it back; pressed twice, it is taken back once."""
    making.withdraw(db(), author, number, making.by_author(now(), f"withdraw:{number}"))
    return redirect(url_for("family.case", _anchor="made"), 303)


def _named(code: str) -> LegalRoute:
    found = legal.route_named(code)
    if found is None:
        raise NotFound("no such way")
    return found


def _running(author: Author, number: int) -> legal.Made | None:
    routes.of_number(db(), author, number)
    found = legal.made(db(), author, now())
    return next((one for one in found if one.number == number and one.back), None)


def _press(author: Author, wanted: LegalRoute, form: MakeForm) -> None:
    deed = making.by_author(now(), PRESSED)
    making.make(db(), author, wanted, deed, body_key=form.chosen, pass_on=form.said_yes)


def _form(submission: Submission, bodies: Sequence[Partner], **given: Any) -> MakeForm:
    missing = [one for one in bodies if not making.has_yes(db(), submission, one)]
    return MakeForm(bodies, bool(missing), **given)


def _page(
    author: Author,
    wanted: LegalRoute,
    submission: Submission,
    bodies: Sequence[Partner],
    form: MakeForm,
) -> str:
    young = submission.author_kind is AuthorKind.YOUNG_PERSON
    return render_template(
        "family/formal.html",
        form=form,
        author=author,
        reference=codes.format_reference(author.reference),
        words=way(wanted, young),
        wanted=wanted.value,
        young=young,
        submission=submission,
        bodies=bodies,
        outside=any(outside_council(one.kind) for one in bodies),
    )
