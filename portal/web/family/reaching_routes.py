"""The page of the way to reach an author: keep it, delete it, give another."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.domain.people import Author
from portal.queries import tracking
from portal.services import reaching
from portal.web.access import author_only
from portal.web.family import bp
from portal.web.family.reaching_page import KEEP, ContactForm, EndingForm
from portal.web.family.reaching_page import reaching as shown
from portal.web.transactions import commits, db, now, wiring


@bp.get("/case/contact")
@author_only
def contact(author: Author) -> ResponseReturnValue:
    """Whether there is one, what becomes of it, and a form for another."""
    return page_of(author)


@bp.post("/case/contact")
@author_only
@commits
def give_contact(author: Author) -> ResponseReturnValue:
    """Give one in place of what there was; pressed twice, it is given once."""
    form = ContactForm().fit()
    if not form.validate():
        return page_of(author, giving=form), 422
    typed = form.typed
    if typed is not None:
        reaching.give(db(), wiring().keyring, author, typed, reaching.by_author(now()))
    return redirect(url_for("family.contact"), 303)


@bp.post("/case/contact/after")
@author_only
@commits
def keep_contact(author: Author) -> ResponseReturnValue:
    """Choose what becomes of it at the close; pressed twice, it is chosen once."""
    form = EndingForm()
    if not form.validate():
        return page_of(author, ending=form), 422
    keep = form.after.data == KEEP
    reaching.choose(db(), author, keep, reaching.by_author(now()))
    return redirect(url_for("family.contact"), 303)


@bp.post("/case/contact/erase")
@author_only
@commits
def erase_contact(author: Author) -> ResponseReturnValue:
    """Delete it now; pressed twice, it is deleted once."""
    reaching.erase(db(), author, reaching.by_author(now()))
    return redirect(url_for("family.contact"), 303)


def page_of(
    author: Author, giving: ContactForm | None = None, ending: EndingForm | None = None
) -> str:
    """The way to reach an author, with the forms as they were sent where one was refused."""
    found = shown(db(), author, tracking.find(db(), author).submission)
    giving = giving or ContactForm(formdata=None).fit()
    return render_template(
        "family/reaching.html",
        author=author,
        reaching=found,
        ending=ending or found.ending,
        giving=giving,
    )
