"""The application: a table of contents of the web."""

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from portal.settings import Settings
from portal.web import (
    access,
    errors,
    filters,
    headers,
    limits,
    locale,
    macros,
    packed,
    references,
    sessions,
    transactions,
)
from portal.web.account import routes as account
from portal.web.account import security, staff_frame
from portal.web.admin import routes as admin
from portal.web.board import routes as board
from portal.web.config import flask_config
from portal.web.demonstration import routes as demonstration
from portal.web.family import routes as family
from portal.web.pages import routes as pages
from portal.web.partner import routes as partner
from portal.web.responses import routes as responses
from portal.wiring import Wiring


def create_app(settings: Settings, wiring: Wiring) -> Flask:
    """A portal for one installation; `wiring` is its door to everything outside."""
    app = _bare(settings)
    transactions.install(app, wiring)

    # First: extensions add to the templates' environment as soon as they are set up.
    macros.set_up(app)

    # Before any view: whose session, bounds, the form's token, and who may open a page.
    sessions.set_up(app)
    limits.set_up(app)
    packed.set_up(app)
    CSRFProtect(app)
    headers.set_up(app, https=settings.secure_cookies)
    errors.set_up(app)
    security.set_up(app)
    access.install(app)

    # What every page is drawn with.
    locale.set_up(app)
    filters.set_up(app)
    staff_frame.set_up(app)
    references.set_up(app)

    # The journeys.
    for journey in (pages.bp, family.bp, account.bp, partner.bp, board.bp, admin.bp):
        app.register_blueprint(journey)
    app.register_blueprint(responses.bp)
    app.register_blueprint(demonstration.bp)
    return app


def _bare(settings: Settings) -> Flask:
    app = errors.DiscreetFlask(
        "portal", template_folder="web/templates", static_folder="web/static"
    )
    app.config.from_mapping(flask_config(settings))
    if hops := settings.proxy_hops:
        # Else everybody behind our own proxy is one network, and waits for one who guesses.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    return app
