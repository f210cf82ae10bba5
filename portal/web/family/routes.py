"""The first page and the last; the other pages of the journey join by being imported."""

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.queries import partnership
from portal.web.access import anyone
from portal.web.family import (  # noqa: F401 - their views join the blueprint
    about_you_routes,
    bp,
    case_routes,
    concern_routes,
    earlier_routes,
    files_routes,
    formal_routes,
    helping_routes,
    reaching_routes,
    receipt_routes,
    rights_routes,
    saving,
    shut_too_long,
    supporters_routes,
    telling_routes,
    together_routes,
    translated_routes,
    who_looked_routes,
    why_routes,
    young_routes,
)
from portal.web.transactions import db

__all__ = ["bp"]


@bp.get("/")
@anyone
def start() -> ResponseReturnValue:
    """Four doors, then who runs this and who reads it."""
    area = partnership.in_force(db()).partnership.area
    return render_template("family/start.html", area=area)


@bp.get("/goodbye")
@anyone
def goodbye() -> ResponseReturnValue:
    """Nothing of anybody is on this page."""
    return render_template("family/goodbye.html")
