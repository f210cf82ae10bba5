"""The views that only a demonstration has; anywhere else there is nothing at their addresses."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from portal.domain.errors import NotFound
from portal.queries.paging import Place
from portal.web.access import anyone
from portal.web.appearance import look
from portal.web.demonstration import bp, letters_page
from portal.web.transactions import db, wiring

__all__ = ["bp"]


@bp.get("/letters")
@anyone
def letters() -> ResponseReturnValue:
    """Every letter that would have been sent, the newest first."""
    parts = wiring()
    if not parts.settings.demonstration:
        raise NotFound("only a demonstration shows its letters")
    after, show = Place.read(request.args.get("after")), request.args.get("show", "")
    page = letters_page.load(db(), parts.letter_text, look().languages, show, after)
    return render_template("demonstration/letters.html", page=page, later=after)
