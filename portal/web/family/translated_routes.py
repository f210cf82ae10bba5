"""A family says that a translation is not right."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from portal.domain.people import Author
from portal.services import translate
from portal.web.access import author_only
from portal.web.family import bp, case_routes, translated
from portal.web.transactions import commits, db, now, wiring


@bp.post("/case/translations/<int(max=2147483647):number>/not-right")
@author_only
@commits
def wrong_translation(author: Author, number: int) -> ResponseReturnValue:
    """One press, with words or without; pressed twice, it is said once."""
    form = translated.form_of(number, sent=True)
    if not form.validate():
        return case_routes.page_of(author, case_routes.fresh_reply(), wrong=form), 422
    words = form.words.data or ""
    translate.object_to(db(), author, number, words, wiring().screen, now())
    return redirect(url_for("family.case", _anchor=f"translation-{number}"), 303)
