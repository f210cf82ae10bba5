"""The parts of a page's frame that are alike on all pages of a language: drawn once a process."""

from flask import Flask, current_app, request
from flask_babel import get_locale
from markupsafe import Markup

from portal.web.appearance import look
from portal.web.locale import language

MOST = 64
"""Parts that are kept: more than there are languages and parts."""


def set_up(app: Flask) -> None:
    """Give `unchanging` to the templates."""
    app.extensions["unchanging"] = {}
    app.jinja_env.globals.update(unchanging=unchanging)


def unchanging(name: str) -> Markup:
    """`frame/NAME.html`, which may name nothing but `look.council`, sentences and addresses."""
    kept: dict[tuple[str, ...], Markup] = current_app.extensions["unchanging"]
    # Where English stands beside, sentences are English on a page of another language.
    what = (name, language().tag, str(get_locale()), look().council, request.script_root)
    if what not in kept:
        if len(kept) >= MOST:
            kept.clear()
        drawn = current_app.jinja_env.get_template(f"frame/{name}.html")
        kept[what] = drawn.make_module({"look": look()}).__html__()
    return kept[what]
