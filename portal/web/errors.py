"""Every error as a plain page that says what to do, and gives back what was typed."""

import traceback
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, render_template, request
from flask_babel import ngettext
from flask_wtf.csrf import CSRFError
from sqlalchemy import exc
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from portal.domain import erasing, errors, translating
from portal.web.error_pages import AWAY, FILES_TOO_BIG, PAGES, SHUT_TOO_LONG, ErrorPage
from portal.web.kept import Kept, kept_words
from portal.web.limits import takes_files

STATUS: dict[type[errors.PortalError], int] = {
    errors.NotFound: 404,
    errors.NotAllowed: 403,
    errors.NoConsent: 403,
    errors.OnlyAuthorReopens: 409,
    errors.TooManySupporters: 409,
    errors.ShownOnce: 410,
    errors.CodeWrong: 403,
    errors.IllegalMove: 409,
    errors.AlreadyChanged: 409,
    erasing.StillNeeded: 409,
    translating.NothingToTranslate: 409,
    errors.DraftGone: 410,
    errors.TryAgainLater: 429,
}
"""How each error of the portal is told over HTTP; one not named here is our own fault: 500."""

DATABASE_AWAY = (exc.OperationalError, exc.InterfaceError, exc.TimeoutError)
"""The database does not answer, went away meanwhile, or is too busy: a moment later it is back."""

AWAY_SECONDS = 30
"""After how long a browser or a proxy may ask again."""

BARE = Path(__file__).parent / "templates" / "errors" / "bare.html"
"""Shown when even the page of errors cannot be drawn: it asks nothing of anyone."""


class DiscreetFlask(Flask):
    """Flask, save that a fault is logged without what it says."""

    def log_exception(self, exc_info: Any) -> None:
        """Flask's own way prints the message of the fault and so, perhaps, a family's words."""
        record(exc_info[1])


def set_up(app: Flask) -> None:
    """Answer everything that is raised with a page; nothing of the address is repeated on it."""
    app.register_error_handler(CSRFError, shut_too_long)
    app.register_error_handler(errors.PortalError, of_the_portal)
    for kind in DATABASE_AWAY:
        app.register_error_handler(kind, database_away)
    app.register_error_handler(HTTPException, of_http)
    app.register_error_handler(InternalServerError, unexpected)


def shut_too_long(_: CSRFError) -> Response:
    """A form without its token: most often a page left open for days."""
    return page(400, SHUT_TOO_LONG)


def of_the_portal(fault: errors.PortalError) -> Response:
    """One of our own errors, by its kind."""
    status = next((STATUS[kind] for kind in type(fault).__mro__ if kind in STATUS), 500)
    if status == 500:
        record(fault)
    if not isinstance(fault, errors.TryAgainLater):
        return page(status)
    answer = page(status, wait=seconds_left(fault.seconds))
    answer.headers["Retry-After"] = str(fault.seconds)
    return answer


def seconds_left(seconds: int) -> str:
    """How long to wait, as a sentence."""
    sentence: str = ngettext(
        "You can try again in %(num)d second.",
        "You can try again in %(num)d seconds.",
        seconds,
    )
    return sentence


def of_http(fault: HTTPException) -> Response | HTTPException:
    """An error of HTTP; a redirect that was raised goes on its way."""
    if fault.code is None or fault.code < 400:
        return fault
    if isinstance(fault, SecurityError):
        # A host that is not ours: no address of a page can be made for it.
        return bare(400)
    if fault.code == 413 and takes_files():
        return page(413, FILES_TOO_BIG)
    known = fault.code if fault.code in PAGES else 400 if fault.code < 500 else 500
    answer = page(fault.code, PAGES[known])
    for name, value in fault.get_headers():
        if name in {"Allow", "Retry-After"}:
            answer.headers[name] = value
    return answer


def unexpected(fault: InternalServerError) -> Response:
    """A fault of ours, which the application has already written down."""
    # What fails while an answer is being finished comes here, whatever it is.
    away = isinstance(fault.original_exception, DATABASE_AWAY)
    return _closed() if away else page(500)


def database_away(fault: Exception) -> Response:
    """Nothing can be read or kept just now; what was typed is given back."""
    record(fault)
    return _closed()


def _closed() -> Response:
    answer = page(503, AWAY)
    answer.headers["Retry-After"] = str(AWAY_SECONDS)
    return answer


def page(status: int, words: ErrorPage | None = None, wait: str = "") -> Response:
    """Draw the page; where that fails too, the bare one."""
    chosen = words or PAGES[status]
    # Whatever breaks the page must not break this one too.
    try:
        kept = kept_words() if request.method == "POST" else Kept()
        body = render_template("errors/page.html", page=chosen, kept=kept, wait=wait)
    except Exception as fault:
        record(fault)
        return bare(status)
    return Response(body, status, mimetype="text/html")


def bare(status: int) -> Response:
    """The page that asks nothing of anyone, in English."""
    return Response(BARE.read_text(encoding="utf-8"), status, mimetype="text/html")


def record(fault: BaseException) -> None:
    """Log the kind of fault and where it was, never its message: that may hold a family's words."""
    places = "".join(traceback.format_tb(fault.__traceback__))
    current_app.logger.error(
        "%s in %s\n%s", type(fault).__name__, request.endpoint or "no page", places
    )
