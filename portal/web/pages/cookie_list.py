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


def cookies_used() -> list[Cookie]:
    """Every cookie that the portal may set, those of families first."""
    return [
        Cookie(
            current_app.config["SESSION_COOKIE_NAME"],
            _l(
                "Keeps your form yours, so that no other site can send it. Remembers the language"
                " you chose"
            ),
            _l("When you close your browser"),
        ),
        Cookie(
            private_cookies.full_name(private_cookies.DRAFT),
            _l("Finds the answers you have not sent yet, which we keep for you"),
            _l(
                "When you send them, leave with the red button, or close your browser. What it"
                " finds is wiped after 24 hours"
            ),
        ),
        Cookie(
            private_cookies.full_name(private_cookies.VISIT),
            _l("Keeps your message open while you read it"),
            _l(
                "When you leave, or close your browser. It opens nothing after half an hour in"
                " which you do nothing, or after 4 hours"
            ),
        ),
        Cookie(
            sessions.cookie_name(),
            _l("Keeps staff signed in"),
            _l(
                "When they sign out, or close the browser. It opens nothing after half an hour in"
                " which they do nothing, or after 8 hours"
            ),
        ),
    ]
