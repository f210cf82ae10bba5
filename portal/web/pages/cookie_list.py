"""The cookies that we set, by the names that a browser shows."""

from dataclasses import dataclass

from flask import current_app
from flask_babel import lazy_gettext as _l

from portal.web import private_cookies, sessions
from portal.web.statuses import Words


@dataclass(frozen=True)
class Cookie:
    """One cookie: its name in the browser, what it is for, when it goes."""

    name: str
    does: Words
    goes: Words


_BROWSER = _l("When you close your browser")
_SESSION = _l(
    "Keeps your form yours, so that no other site can send it. Remembers the language you chose"
)
_DRAFT = (
    _l("Finds the answers you have not sent yet, which we keep for you"),
    _l(
        "When you send or save them, leave with the red button, or close your browser. What it"
        " finds is wiped after 24 hours"
    ),
)
_VISIT = (
    _l("Keeps your message open while you read it"),
    _l(
        "When you leave, or close your browser. It opens nothing after half an hour in which you"
        " do nothing, or after 4 hours"
    ),
)
_STAFF = (
    _l("Keeps staff signed in"),
    _l(
        "When they sign out, or close the browser. It opens nothing after half an hour in which"
        " they do nothing, or after 8 hours"
    ),
)


def cookies_used() -> list[Cookie]:
    """Every cookie that the portal may set, those of families first."""
    return [
        Cookie(current_app.config["SESSION_COOKIE_NAME"], _SESSION, _BROWSER),
        Cookie(private_cookies.full_name(private_cookies.DRAFT), *_DRAFT),
        Cookie(private_cookies.full_name(private_cookies.VISIT), *_VISIT),
        Cookie(sessions.cookie_name(), *_STAFF),
    ]
