"""The views of the pages that anybody may read."""

from datetime import date

from flask import Response, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from portal.domain.errors import NotFound
from portal.web import locale, private_cookies
from portal.web.access import anyone
from portal.web.appearance import URGENT, look
from portal.web.next_page import safe_next
from portal.web.pages import (  # noqa: F401 - their views join the blueprint
    bp,
    dates,
    how_long,
    said,
    status,
    transparency,
)
from portal.web.pages.all_pages import GROUPS
from portal.web.pages.cookie_list import cookies_used
from portal.web.transactions import db, now, wiring
from portal.web.watching import as_json, of_model, warnings

__all__ = ["bp"]

STATEMENT_PREPARED = date(2026, 11, 23)
"""When the accessibility statement was first written."""

STATEMENT_REVIEWED = date(2026, 11, 26)
"""When its words were last gone through and the pages tested; a change of them changes this."""

PRIVACY_CHANGED = date(2026, 11, 27)
"""When the privacy notices were last changed."""

JSON = "application/json"
WEATHER = "https://www.bbc.co.uk/weather"
"""Where "Exit this page" goes: dull, everyday, and quick to load."""


@bp.get("/accessibility")
@anyone
def accessibility() -> ResponseReturnValue:
    """The accessibility statement that regulation 7 of SI 2018/852 asks for."""
    return render_template(
        "pages/accessibility.html",
        prepared=STATEMENT_PREPARED,
        reviewed=STATEMENT_REVIEWED,
        address=wiring().settings.base_url.rstrip("/"),
    )


@bp.get("/privacy")
@anyone
def privacy() -> ResponseReturnValue:
    """The privacy notice: short answers, each of which unfolds."""
    all_open = "all" in request.args
    return render_template("pages/privacy.html", changed=PRIVACY_CHANGED, all_open=all_open)


@bp.get("/privacy/young")
@anyone
def privacy_young() -> ResponseReturnValue:
    """The same for children and young people."""
    return render_template("pages/young.html", changed=PRIVACY_CHANGED)


@bp.get("/cookies")
@anyone
def cookies() -> ResponseReturnValue:
    """Which cookies are set, and why no banner asks about them."""
    return render_template("pages/cookies.html", cookies=cookies_used())


@bp.get("/pages")
@anyone
def all_pages() -> ResponseReturnValue:
    """Every page that anybody may open."""
    return render_template("pages/all.html", groups=GROUPS)


@bp.get("/help")
@anyone
def help_page() -> ResponseReturnValue:
    """Whom to ring or write to, now and later."""
    others = [one for one in look().contacts if one.kind not in URGENT]
    return render_template("pages/help.html", urgent=look().urgent, others=others)


@bp.get("/health")
@anyone
def health() -> ResponseReturnValue:
    """For the machine that watches: it serves, and what somebody should look at, a line each."""
    try:
        found = list(warnings(db(), wiring().clock, now()))
        model = of_model(db())
    except (NotFound, SQLAlchemyError):
        return Response("not ready\n", 503, mimetype="text/plain")
    if request.accept_mimetypes.best_match(["text/plain", "application/json"]) == JSON:
        return jsonify(as_json(found, model))
    lines = ["ok", *(f"warning: {one}" for one in found), ""]
    return Response("\n".join(lines), mimetype="text/plain")


@bp.get("/brand.css")
@anyone
def brand() -> ResponseReturnValue:
    """The council's colours; the address carries their version, so it may be kept."""
    answer = Response(look().style_sheet(), mimetype="text/css")
    answer.cache_control.public = True
    answer.cache_control.max_age = 31_536_000
    answer.cache_control.immutable = True
    return answer


@bp.post("/language")
@anyone
def choose_language() -> ResponseReturnValue:
    """Remember a language, then go back to the page that was being read."""
    if not locale.remember(request.form.get("lang", "")):
        abort(400)
    return redirect(safe_next(request.form.get("next"), url_for("pages.help_page")), 303)


@bp.get("/leave")
@anyone
def leave() -> ResponseReturnValue:
    """Go somewhere ordinary at once, and have the browser forget what it holds of us."""
    answer = redirect(WEATHER, 303)
    if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        # Another site's picture or link must not end a visit, nor sign staff out.
        return answer
    # Pages are never stored, so the cache holds none; clearing it would only cost seconds.
    answer.headers["Clear-Site-Data"] = '"cookies", "storage"'
    # Some browsers pass over that header: what opens a message is taken away by name too.
    private_cookies.take(answer, private_cookies.DRAFT)
    return private_cookies.take(answer, private_cookies.VISIT)
