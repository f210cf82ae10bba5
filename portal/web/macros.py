"""How templates are found and read: ours strictly, the ported GOV.UK macros leniently."""

import hashlib
from collections import ChainMap
from collections.abc import KeysView, MutableMapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Flask, request, url_for
from flask.templating import Environment
from flask_babel import gettext as _
from jinja2 import (
    ChainableUndefined,
    ChoiceLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
)

from portal.web import picture_words, reasons, review, unchanging
from portal.web.appearance import EASY_ENGLISH, look
from portal.web.forms_look import error_list
from portal.web.locale import for_families, language

LENIENT = ("govuk_frontend_jinja/", "govuk_frontend_wtf/", "security/")
"""Other people's macros ask for parameters that nobody gave; that is their way, not a fault."""


class Globals(ChainMap[str, Any]):
    """What every template may name: asked for its names by each macro that is imported."""

    def keys(self) -> KeysView[str]:
        """The names as a set of the interpreter's own, which is told from another at once."""
        found: dict[str, Any] = {}
        for one in reversed(self.maps):
            found.update(one)
        return found.keys()


class PortalEnvironment(Environment):
    """A misspelt name in one of our templates is an error; in a vendor's it is empty."""

    def get_template(
        self,
        name: Any,
        parent: str | None = None,
        globals: Any = None,
    ) -> Template:
        """As Jinja's, with the vendors' templates read by a lenient twin of this environment."""
        if not self.overlayed and isinstance(name, str) and name.startswith(LENIENT):
            return self.lenient_twin().get_template(name, parent, globals)
        return super().get_template(name, parent, globals)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> Globals:
        """As Jinja's, quicker to compare."""
        return Globals({} if d is None else d, self.globals)

    def lenient_twin(self) -> Environment:
        """The twin shares loaders, filters and globals; made once."""
        if not hasattr(self, "_twin"):
            self._twin = self.overlay(undefined=ChainableUndefined)
        return self._twin


def set_up(app: Flask) -> None:
    """Choose the environment, its loaders and what every template may name."""
    app.jinja_environment = PortalEnvironment
    app.jinja_options = {
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    vendors = {
        package: PackageLoader(package)
        for package in ("govuk_frontend_jinja", "govuk_frontend_wtf")
    }
    app.jinja_loader = ChoiceLoader([app.jinja_loader, PrefixLoader(vendors)])  # type: ignore
    app.jinja_env.globals.update(asset=asset, error_list=error_list)
    app.context_processor(frame)
    reasons.set_up(app)
    picture_words.set_up(app)
    review.set_up(app)
    unchanging.set_up(app)


def frame() -> dict[str, object]:
    """What the layout needs on every page."""
    return {
        "look": look(),
        "language": language(),
        "easy_words": EASY_ENGLISH,
        "for_families": for_families(),
        "service_name": _("Tell us about SEND"),
        "next_path": next_path(),
    }


def next_path() -> str:
    """The page to come back to after choosing a language: this one, if it can be asked for."""
    rule = request.url_rule
    if rule is None or "GET" not in (rule.methods or ()):
        return "/"
    query = request.query_string.decode("ascii", "ignore")
    return f"{quote(request.path)}?{query}" if query else quote(request.path)


def asset(name: str) -> str:
    """The address of a built file, with its fingerprint: it may be kept until it changes."""
    return _address(name, request.script_root)


@lru_cache(maxsize=32)
def _address(name: str, _root: str) -> str:
    folder = Path(__file__).parent / "static"
    return url_for("static", filename=name, v=fingerprint(folder / name))


@lru_cache(maxsize=32)
def fingerprint(path: Path) -> str:
    """The first of the SHA-256 of a file; read once by each process."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
