"""Choosing a language; `lang` and `dir` of every page."""

from pathlib import Path

from babel import Locale
from babel.support import NullTranslations, Translations
from flask import Flask, abort, g, request, session
from flask_babel import Babel, Domain, get_locale, refresh

from portal.web.appearance import EASY_ENGLISH, ENGLISH, Language, look

KEY = "lang"
"""Where the choice is kept in the session, and its name in an address."""

ENGLISH_ONLY = frozenset(
    {"account", "admin", "board", "demonstration", "partner", "responses", "security"}
)
"""Blueprints for staff, whose catalogue is English (ruling 48), and for whoever looks on."""


def set_up(app: Flask) -> None:
    """Let Flask-Babel ask `language()` for each request."""
    app.config["BABEL_DEFAULT_LOCALE"] = ENGLISH.babel
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/London"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(catalogues())
    babel = Babel(app, locale_selector=lambda: language().babel)
    babel.domain_instance = Sentences()
    # Jinja looks for `gettext` at each `_`; a page has fifty of them.
    app.jinja_env.globals["_"] = app.jinja_env.globals["gettext"]


class Sentences(Domain):  # type: ignore[misc]
    """The catalogues, of which a page asks for fifty sentences: found by the locale itself."""

    def get_translations(self) -> Translations | NullTranslations:
        """Those of this request's locale; read once a process."""
        locale = get_locale()
        found = _READ.get(locale)
        if found is None:
            found = _READ[locale] = super().get_translations()
        return found


_READ: dict[Locale | None, Translations | NullTranslations] = {}


def language() -> Language:
    """The language of this page: its address, else the reader's choice, else the browser's.

    An address with `?lang=` speaks for its own page alone: a GET stores nothing. Asked many times
    a page, it is found out once.
    """
    if "language" not in g:
        g.language = _wanted()
    found: Language = g.language
    return found


def _wanted() -> Language:
    if not for_families():
        return ENGLISH
    offered = {each.tag: each for each in choices()}
    for wanted in (request.args.get(KEY), session.get(KEY)):
        if wanted in offered:
            return offered[wanted]
    liked = (each.lower().partition("-")[0] for each in request.accept_languages.values())
    return next((offered[code] for code in liked if code in offered), ENGLISH)


def choices() -> tuple[Language, ...]:
    """All that a reader may choose: the partnership's languages, and English in easy words."""
    return (*look().languages, EASY_ENGLISH)


def for_families() -> bool:
    """Whether this page is one that families read: in their language, in easy words, aloud."""
    return request.blueprint not in ENGLISH_ONLY


def remember(tag: str) -> bool:
    """Keep the reader's choice in the signed session; False where it is not offered."""
    if tag not in {each.tag for each in choices()}:
        return False
    session[KEY] = tag
    g.pop("language", None)
    return True


def switched() -> bool:
    """Whether the form was sent by a button of the languages: then its page is drawn again.

    What was typed has come with it and is shown in the new language, not looked at yet.
    Refuses (400) a language that is not offered.
    """
    if KEY not in request.form:
        return False
    if not remember(request.form[KEY]):
        abort(400)
    refresh()
    return True


def catalogues() -> Path:
    """The folder of catalogues: inside an installed package, else at the top of the tree."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "translations"
    return inside if inside.is_dir() else package.parent / "translations"
