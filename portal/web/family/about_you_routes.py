"""The page of the questions of equality: without an account, right after sending, and once."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.domain.people import Author
from portal.domain.submissions import AuthorKind
from portal.queries import tracking
from portal.services import equality
from portal.web.access import anyone
from portal.web.family import about_you, bp, tabs
from portal.web.family.about_you import AboutYouForm
from portal.web.family.drafting import Sent
from portal.web.family.receipt_routes import with_receipt
from portal.web.transactions import commits, db, now


@bp.get("/tell/sent/about-you")
@anyone
@with_receipt
def about_you_page(found: Sent) -> ResponseReturnValue:
    """The questions; who has answered them, or is not asked, is led back."""
    author = writer(found)
    if about_you.state(author, found.draft_id) != "ask":
        return redirect(url_for("family.sent"), 303)
    return page_of(found, AboutYouForm(author, formdata=None), author)


@bp.post("/tell/sent/about-you")
@anyone
@commits
@with_receipt
def take_about_you(found: Sent) -> ResponseReturnValue:
    """Add the answers up. Pressed twice, they are counted once."""
    author = writer(found)
    form = AboutYouForm(author)
    if not form.validate():
        return page_of(found, form, author), 422
    secret = about_you.secret()
    equality.answer(db(), secret, found.draft_id, author, form.answers, now())
    return tabs.give(redirect(url_for("family.sent", _anchor="about-you"), 303), found.draft_id)


def writer(found: Sent) -> AuthorKind:
    """Who sent it."""
    author = Author(found.receipt.submission_id, found.receipt.reference)
    return tracking.find(db(), author).submission.author_kind


def page_of(found: Sent, form: AboutYouForm, author: AuthorKind) -> str:
    """The questions, with the form as it was sent where it was refused."""
    young = author is AuthorKind.YOUNG_PERSON
    return render_template("family/about_you.html", form=form, draft_id=found.draft_id, young=young)
