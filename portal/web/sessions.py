"""The session of a browser: a signed cookie for what is no secret, a row for who signed in.

The cookie holds the form's token, the language and a message to show once. Whatever else the
sign-in pages remember lives in a row that can be ended from here; the browser has its random id.
"""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from flask import Flask, Request, Response, g, request
from flask import session as browser
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_security import current_user

from portal.domain.people import Member
from portal.services import staff_sessions
from portal.services.staff_sessions import Opened
from portal.web.transactions import now, wiring

IN_COOKIE = frozenset({"csrf_token", "lang", "_flashes"})
"""All that a signed cookie may hold: anybody with the browser can read it."""

WHO = "_user_id"
"""Where Flask-Login keeps who signed in; for us the staff's `fs_uniquifier`."""

COOKIE = "staff"

ASKS_NOBODY = "/status"
"""A page that must be drawn also where no session can be read: who looks at it does not matter."""


class PortalCookieSession(SecureCookieSession):
    """Both halves as one dictionary; `opened` is the row, where there is one."""

    opened: Opened | None = None
    acting: "Acting | None" = None
    brought: dict[str, Any]


class PortalSessionInterface(SecureCookieSessionInterface):
    """Splits what a request leaves in its session between the cookie and the row."""

    session_class = PortalCookieSession

    def open_session(self, app: Flask, request: Request) -> PortalCookieSession | None:
        """What the browser brings; of the cookie only what it may hold."""
        found = super().open_session(app, request)
        if not isinstance(found, PortalCookieSession):
            return None
        for key in found.keys() - IN_COOKIE:
            del found[key]
        found.brought = deepcopy(dict(found))
        secret = request.cookies.get(cookie_name(), "")
        asked = not request.path.startswith(f"{app.static_url_path}/")
        if secret and asked and request.path != ASKS_NOBODY:
            self._fill(found, secret)
        return found

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write each half where it belongs; a GET writes nothing but the last use (ruling 33)."""
        if not isinstance(session, PortalCookieSession):
            return
        held = {key: value for key, value in session.items() if key not in IN_COOKIE}
        if request.method in ("GET", "HEAD", "OPTIONS"):
            self._touch(session)
        else:
            self._settle(session, held, response)
        for key in held:
            del session[key]
        session.modified = dict(session) != session.brought
        super().save_session(app, session, response)

    def _fill(self, session: PortalCookieSession, secret: str) -> None:
        # A short reading session of its own: nothing may hold the write lock this early.
        with wiring().reads() as reads:
            session.opened = staff_sessions.find(reads, secret, now())
        if session.opened is not None:
            session.update(session.opened.held)

    def _touch(self, session: PortalCookieSession) -> None:
        opened = session.opened
        if opened is not None and staff_sessions.needs_touch(opened, now()):
            with wiring().writes.begin() as writes:
                staff_sessions.touch(writes, opened, now())

    def _settle(
        self, session: PortalCookieSession, held: dict[str, Any], response: Response
    ) -> None:
        opened = session.opened
        before = opened.held if opened else {}
        if held == before:
            self._let_go()
            self._touch(session)
        elif opened is not None and held and held.get(WHO) == before.get(WHO):
            self._let_go()
            with wiring().writes.begin() as writes:
                staff_sessions.keep(writes, opened, held)
        else:
            self._renew(session, held, response)

    def _renew(
        self, session: PortalCookieSession, held: dict[str, Any], response: Response
    ) -> None:
        # Whoever signs in or out gets a new id and a new token; the old ones open nothing.
        self._let_go()
        session.pop("csrf_token", None)
        with wiring().writes.begin() as writes:
            if session.opened is not None:
                staff_sessions.end(writes, session.opened, now())
            secret = staff_sessions.begin(writes, held.get(WHO), held, now()) if held else ""
        _set_cookie(response, secret)

    def _let_go(self) -> None:
        # What a view has not committed by now is not to be: and its lock would stop us.
        if "db" in g:
            g.db.rollback()


def set_up(app: Flask) -> None:
    """Keep sessions in this way."""
    app.session_interface = PortalSessionInterface()


def cookie_name() -> str:
    """A browser takes a `__Host-` cookie only from this very host, by https, for every path."""
    return f"__Host-{COOKIE}" if wiring().settings.secure_cookies else COOKIE


def is_signed_in() -> bool:
    """Whether somebody of the staff has signed in and may still."""
    return _acting().signed_in


def member() -> Member | None:
    """Who acts in this request; None where the hat has been taken away since signing in."""
    return _acting().member


def member_now() -> Member | None:
    """The same, read anew: for a view that gave its lock back and begins another transaction."""
    browser.acting = None  # type: ignore[attr-defined]
    g.db.expire_all()
    return member()


def is_fresh() -> bool:
    """Whether whoever acts has signed in a short while ago."""
    opened: Opened | None = getattr(browser, "opened", None)
    return opened is not None and staff_sessions.is_fresh(opened, now())


@dataclass(frozen=True)
class Acting:
    """Read once a request, inside its transaction."""

    signed_in: bool
    member: Member | None


def _acting() -> Acting:
    # Kept on the session of this request: a refused write expires what was read with it.
    known: Acting | None = getattr(browser, "acting", None)
    if known is None:
        signed_in = bool(current_user.is_authenticated)
        known = Acting(signed_in, _member() if signed_in else None)
        browser.acting = known  # type: ignore[attr-defined]
    return known


def _member() -> Member | None:
    opened: Opened | None = getattr(browser, "opened", None)
    worn = opened.membership_id if opened else None
    hat = next((one for one in staff_sessions.hats(current_user) if one.id == worn), None)
    if hat is None:
        return None
    body = hat.partner
    return Member(
        staff_id=hat.staff_id,
        role=hat.role,
        partner_id=body.id if body else None,
        partner_key=body.key if body else None,
        name=f"{current_user.display_name}, {body.name}" if body else current_user.display_name,
    )


def _set_cookie(response: Response, secret: str) -> None:
    secure = wiring().settings.secure_cookies
    if secret:
        response.set_cookie(
            cookie_name(), secret, httponly=True, samesite="Lax", secure=secure, path="/"
        )
    else:
        response.delete_cookie(
            cookie_name(), httponly=True, samesite="Lax", secure=secure, path="/"
        )
