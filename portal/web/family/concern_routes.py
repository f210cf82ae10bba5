"""The door "Raise a concern": what would you like to do? And what is not for this portal."""

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.domain.errors import NotFound
from portal.domain.working_days import local_date
from portal.web.access import anyone
from portal.web.appearance import look
from portal.web.family import bp, legal
from portal.web.family.other_ways import OTHER_WAYS
from portal.web.transactions import db, now


@bp.get("/concern")
@anyone
def concern() -> ResponseReturnValue:
    """Tell us, or choose what another way is quicker for."""
    return render_template("family/concern.html", others=OTHER_WAYS)


@bp.get("/concern/<what>")
@anyone
def other_way(what: str) -> ResponseReturnValue:
    """What we can and cannot do for it, who helps, by when, and how to tell us all the same."""
    page = OTHER_WAYS.get(what)
    if page is None:
        raise NotFound(f"there is no other way called {what!r}")
    today = local_date(now())
    dates = {way.value: legal.days_from(db(), law, today, now()) for way, law in page.regimes}
    helpers = [] if page.urgent else look().advisers
    return render_template("family/other_way.html", page=page, dates=dates, helpers=helpers)
