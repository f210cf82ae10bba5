"""Whether a native speaker has checked a language's words, and the English beside where not.

A wrong word about danger or consent can do harm, so until a catalogue is reviewed those pages
show both (design/journeys.md, "Language").
"""

from collections.abc import Callable
from functools import lru_cache

from flask import Flask
from flask_babel import force_locale
from markupsafe import Markup

from portal.web.appearance import ENGLISH
from portal.web.locale import catalogues, language

MARK = "X-Review: reviewed"
"""What the head of a catalogue says once a native speaker has read all of it."""

BESIDE = Markup('<div class="portal-beside" lang="en" dir="ltr">{}</div>')


def set_up(app: Flask) -> None:
    """Give `beside` and `is_reviewed` to the templates."""
    app.jinja_env.globals.update(beside=beside, is_reviewed=is_reviewed)


def beside(caller: Callable[[], str]) -> str:
    """The body of a `call` block once more in English; nothing where the language is reviewed.

    Only what is looked up while the body is drawn turns English: `_()` and lazy sentences.
    """
    if is_reviewed(language().code):
        return ""
    with force_locale(ENGLISH.babel):
        return BESIDE.format(caller())


@lru_cache(maxsize=32)
def is_reviewed(code: str) -> bool:
    """Whether the catalogue of a language is marked as read by a native speaker.

    English needs no mark; a language without a catalogue is shown in English.
    """
    path = catalogues() / code / "LC_MESSAGES" / "messages.po"
    if code == ENGLISH.code or not path.is_file():
        return True
    head = path.read_text(encoding="utf-8").partition("\n\n")[0]
    return MARK in head
