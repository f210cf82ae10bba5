"""Saying whether the answer helped."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from portal.domain.people import AUTHOR, Author, Deed
from portal.services import helping
from portal.web.access import author_only
from portal.web.family import bp
from portal.web.family.case_routes import fresh_reply, page_of
from portal.web.family.helping import HelpedForm
from portal.web.transactions import commits, db, now, wiring


@bp.post("/case/helped")
@author_only
@commits
def say_helped(author: Author) -> ResponseReturnValue:
    """Say it, or change it while the message is open; pressed twice, it is said once."""
    form = HelpedForm()
    if not form.validate():
        return page_of(author, fresh_reply(), helped=form), 422
    deed = Deed(AUTHOR, now(), "helped")
    helping.say(db(), author, form.given, wiring().screen, deed)
    return redirect(url_for("family.case", _anchor="did-it-help"), 303)
