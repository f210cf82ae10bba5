"""Who may open a page: every view says so with one of these marks, and none is open without.

Foreign things are not found (404), one's own thing under the wrong hat is refused (403), and
whoever is not signed in is led to the door.
"""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString

from portal.domain.erasing import Erased
from portal.domain.errors import NotAllowed, NotFound
from portal.domain.people import Author, Gone, Role, Supporter
from portal.services import visits
from portal.web import errors, private_cookies, sessions
from portal.web.error_pages import OTHER_OPENED, ErrorPage
from portal.web.transactions import db, now, wiring

View = TypeVar("View", bound=Callable[..., Any])
Page = Callable[..., ResponseReturnValue]

NOBODY = "nobody"

OF_OTHERS = {
    "static": "anyone",
    "security.login": "anyone",
    "security.logout": "anyone",
    # Opened by a later step, with pages of our own.
    "security.verify": NOBODY,
    "security.static": NOBODY,
}
"""Views that are not ours and so cannot be marked."""

# Staff read English alone (ruling 48), so no translator is asked for these.
SIGNED_OUT = ErrorPage(
    LazyString(str, "You have been signed out"),
    (
        LazyString(str, "Nothing was saved."),
        LazyString(str, "Copy your words from this page. Then sign in again and put them in."),
    ),
)


def install(app: Flask) -> None:
    """Refuse every endpoint that does not say who may open it."""
    app.before_request(_refuse_unmarked)


def of_endpoint(app: Flask, endpoint: str) -> str | None:
    """Who may open it, or None.

    `anyone`, `author`, `gone`, `supporter`, `signed in`, or names of roles.
    """
    marked = getattr(app.view_functions.get(endpoint), "access", None)
    return marked or OF_OTHERS.get(endpoint)


def anyone(view: View) -> View:
    """A page that anybody may open."""
    view.access = "anyone"  # type: ignore[attr-defined]
    return view


def author_only(view: Page) -> Page:
    """A page of one message, for whoever opened it with its number and words.

    The view is handed `author`. A supporter's narrower code does not open it (403).
    """
    return _of_visit(view, Author, "author")


def require_still(author: Author) -> None:
    """Raise `NotAllowed` where the visit was ended since the view began.

    For a view that gave its lock back for slow work, once it has the message locked again.
    """
    visit_id = private_cookies.read(private_cookies.VISIT)
    if visits.find(db(), visit_id, now()) != author:
        raise NotAllowed("the visit was ended meanwhile")


def supporter_only(view: Page) -> Page:
    """A page of somebody else's message, for a supporter; the view is handed `supporter`."""
    return _of_visit(view, Supporter, "supporter")


def gone_only(view: Page) -> Page:
    """What is left of an author's page once its words were erased; the view is handed `gone`."""
    return _of_visit(view, Gone, "gone")


def _of_visit(view: Page, kind: type[Author | Gone | Supporter], named: str) -> Page:
    """Reading after the visit is over leads to the door; what was typed is shown again, to copy.

    A form says in `about` which message it was drawn for: one browser holds one visit, which
    another tab may have given to another message since.
    """

    @functools.wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        visit_id = private_cookies.read(private_cookies.VISIT)
        who = visits.find(db(), visit_id, now()) if visit_id else None
        if who is None and _reads():
            return redirect(url_for("family.come_back"), 303)
        if isinstance(who, Author | Gone) and {type(who), kind} == {Author, Gone}:
            return _elsewhere(who)
        if not isinstance(who, kind):
            raise NotAllowed("the visit is over, or opened with another kind of code")
        if not _reads() and request.form.get("about") != who.reference:
            return errors.page(409, OTHER_OPENED)
        if visits.needs_touch(db(), visit_id, now()):
            _touch(visit_id)
        return view(*args, **{named: who}, **kwargs)

    wrapped.access = named  # type: ignore[attr-defined]
    return wrapped


def _elsewhere(who: Author | Gone) -> ResponseReturnValue:
    """To the page that is there; what was typed on one that is not is shown again, to copy."""
    if not _reads():
        raise Erased("its words were erased since the page was drawn")
    return redirect(url_for("family.deleted" if isinstance(who, Gone) else "family.case"), 303)


def member_of(*roles: Role) -> Callable[[Page], Page]:
    """A page for staff under one of these hats; the view is handed `member`.

    The hat is read from the database at every request, inside the transaction that may write.
    """

    def mark(view: Page) -> Page:
        @functools.wraps(view)
        def wrapped(*args: Any, **kwargs: Any) -> ResponseReturnValue:
            if not sessions.is_signed_in():
                return to_sign_in()
            member = sessions.member()
            if member is None or member.role not in roles:
                raise NotAllowed("not under this hat")
            return view(*args, member=member, **kwargs)

        wrapped.access = ", ".join(sorted(role.value for role in roles))  # type: ignore[attr-defined]
        return wrapped

    return mark


def signed_in(view: Page) -> Page:
    """A page for everybody who has signed in, whatever their hat."""

    @functools.wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        return view(*args, **kwargs) if sessions.is_signed_in() else to_sign_in()

    wrapped.access = "signed in"  # type: ignore[attr-defined]
    return wrapped


def to_sign_in() -> ResponseReturnValue:
    """To the door of staff, and back afterwards; what was typed is shown again, to copy."""
    if not _reads():
        return errors.page(401, SIGNED_OUT)
    wanted = request.full_path if request.query_string else request.path
    return redirect(url_for("security.login", next=wanted), 302)


def _refuse_unmarked() -> None:
    endpoint = request.endpoint
    if endpoint is not None and of_endpoint(current_app, endpoint) in (None, NOBODY):
        raise NotFound(f"{endpoint} does not say who may open it")


def _reads() -> bool:
    return request.method in ("GET", "HEAD")


def _touch(visit_id: str) -> None:
    if _reads():
        visits.touch(wiring().writes, visit_id, now())
    else:
        # The request's own transaction already holds SQLite's write lock.
        visits.touch_within(db(), visit_id, now())
