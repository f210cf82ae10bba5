"""Two tabs with two drafts: the browser has the ids, the address of a page says which is meant.

The mark in an address opens nothing: it only chooses among the ids that the cookie brings.
"""

import hashlib
from typing import Any

from flask import g, request
from werkzeug.wrappers import Response

from portal.web import private_cookies
from portal.web.family import bp

MARK = "d"
MARKED = frozenset({"family.ask", "family.check", "family.sent", "family.sheet", "family.file",
                    "family.about_you_page", "family.take_about_you",
                    "family.draft_files"})  # fmt: skip
MOST = 4
"""Drafts that one browser holds at a time; the oldest is let go of."""

_BETWEEN = "."


def draft_id() -> str:
    """The id that the page's address means; the newest where it says none; "" for none."""
    held = _held()
    wanted = request.args.get(MARK)
    if wanted is None:
        return held[0] if held else ""
    return next((one for one in held if mark_of(one) == wanted), "")


def speak_of(draft_id: str) -> None:
    """From now on, addresses of this answer mean this draft; "" for none."""
    g.draft_mark = mark_of(draft_id) if draft_id else ""


def is_marked() -> bool:
    """Whether the address of this page says which draft it means."""
    return MARK in request.args


def give(answer: Response, draft_id: str) -> Response:
    """Let the browser keep this id before the others that it has."""
    held = [draft_id, *(one for one in _held() if one != draft_id)]
    return private_cookies.give(answer, private_cookies.DRAFT, _BETWEEN.join(held[:MOST]))


def take(answer: Response, draft_id: str) -> Response:
    """Have the browser forget this id; with the last one, the cookie."""
    rest = [one for one in _held() if one != draft_id]
    if rest:
        return private_cookies.give(answer, private_cookies.DRAFT, _BETWEEN.join(rest))
    return private_cookies.take(answer, private_cookies.DRAFT)


def mark_of(draft_id: str) -> str:
    """Eight signs that tell the drafts of one browser apart."""
    named = f"tab {draft_id}".encode("utf-8", "replace")
    return hashlib.sha256(named).hexdigest()[:8]


@bp.app_url_defaults
def _mark(endpoint: str, values: dict[str, Any]) -> None:
    mark = g.get("draft_mark")
    if mark and endpoint in MARKED:
        values.setdefault(MARK, mark)


def _held() -> list[str]:
    given = private_cookies.read(private_cookies.DRAFT)
    return [one for one in given.split(_BETWEEN) if one][:MOST]
