""" "Why did it go here?", and "that's not right" """

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.domain import codes
from portal.domain.people import Author
from portal.services import objections
from portal.web.access import author_only
from portal.web.family import bp, why_page
from portal.web.family.case_forms import NotRightForm
from portal.web.transactions import commits, db, now, wiring


@bp.get("/case/why")
@author_only
def why(author: Author) -> ResponseReturnValue:
    """Which team, by which rule and facts, and what the program suggested."""
    return page_of(author, NotRightForm())


@bp.post("/case/why")
@author_only
@commits
def not_right(author: Author) -> ResponseReturnValue:
    """It goes to the people who work out who should help; pressed twice, it is said once."""
    form = NotRightForm()
    if not form.validate():
        return page_of(author, form), 422
    objections.object_to_route(db(), author, form.words.data or "", wiring().screen, now())
    return redirect(url_for("family.why", _anchor="not-right"), 303)


def page_of(author: Author, form: NotRightForm) -> str:
    """The page, with the form as it was sent where it was refused."""
    return render_template(
        "family/why.html",
        why=why_page.load(db(), wiring().codebook, author),
        form=form,
        about=author.reference,
        reference=codes.format_reference(author.reference),
    )
