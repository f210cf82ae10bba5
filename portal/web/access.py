"""Who may open a page: every view says so with one of these marks.

The side of staff adds its own marks to this module.
"""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.domain.errors import NotAllowed
from portal.services import visits
from portal.web import private_cookies
from portal.web.transactions import db, now, wiring

View = TypeVar("View", bound=Callable[..., Any])


def anyone(view: View) -> View:
    """A page that anybody may open."""
    view.access = "anyone"  # type: ignore[attr-defined]
    return view


def author_only(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
    """A page of one message, for whoever opened it with its number and words.

    The view is handed `author`. Reading after the visit is over leads to the door; what was
    typed after it is shown again, to copy.
    """

    @functools.wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        visit_id = private_cookies.read(private_cookies.VISIT)
        author = visits.find(db(), visit_id, now()) if visit_id else None
        if author is None and request.method in ("GET", "HEAD"):
            return redirect(url_for("family.come_back"), 303)
        if author is None:
            raise NotAllowed("the visit is over")
        if visits.needs_touch(db(), visit_id, now()):
            _touch(visit_id)
        return view(*args, author=author, **kwargs)

    wrapped.access = "author"  # type: ignore[attr-defined]
    return wrapped


def _touch(visit_id: str) -> None:
    if request.method in ("GET", "HEAD"):
        visits.touch(wiring().writes, visit_id, now())
    else:
        # The request's own transaction already holds SQLite's write lock.
        visits.touch_within(db(), visit_id, now())
