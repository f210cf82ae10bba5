"""A page that was open too long: it comes back with all that was typed, and one press sends it.

Only to our own pages: what another site posts here is never drawn into a form of ours.
"""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from wtforms import Form

from portal.domain.errors import PortalError
from portal.domain.people import Author
from portal.services import visits
from portal.web import errors, private_cookies
from portal.web.family import bp, case_routes, doors, drafting, steps, telling_routes
from portal.web.family.case_forms import ReplyForm
from portal.web.kept import is_own_page
from portal.web.transactions import db, now


@bp.errorhandler(CSRFError)
def shut_too_long(fault: CSRFError) -> ResponseReturnValue:
    """Draw the page again where its form can be; else the words, to copy."""
    again = AGAIN.get(request.endpoint or "")
    try:
        page = again() if again and is_own_page() else None
    except PortalError as gone:
        return errors.of_the_portal(gone)
    return (page, 400) if page is not None else errors.shut_too_long(fault)


def _question() -> str | None:
    name = (request.view_args or {}).get("name", "")
    step, door = steps.find(name), doors.of_page(name)
    drafted = drafting.posted(may_begin=step is steps.FIRST, door=door)
    if drafted.receipt is not None:
        return None
    form = step.form(drafted.told)
    _say(form)
    return telling_routes.page_of(step, form)


def _check() -> str | None:
    drafted = drafting.posted()
    whole = drafted.receipt is None and steps.first_open(drafted.told) is None
    return telling_routes.check_page(drafted, note()) if whole else None


def _reply() -> str | None:
    author = visits.find(db(), private_cookies.read(private_cookies.VISIT), now())
    if not isinstance(author, Author) or request.form.get("about") != author.reference:
        return None
    form = ReplyForm()
    _say(form)
    return case_routes.page_of(author, form)


AGAIN = {"family.answer": _question, "family.send": _check, "family.reply": _reply}
"""By endpoint: the page drawn again; None where that cannot be."""


def note() -> str:
    """What is said above the page: nothing is lost, and what to do."""
    return str(
        gettext(
            "This page was open for a long time. Everything that you typed is still here. Press"
            " the button once more."
        )
    )


def _say(form: Form) -> None:
    form.form_errors.append(note())
