"""Flask-Security as we use it: a door with a password; more of it when a later step asks."""

from typing import Any, cast

from flask import Flask
from flask_security import Security, SQLAlchemySessionUserDatastore
from sqlalchemy.orm import Session, scoped_session
from werkzeug.local import LocalProxy

from portal.models import Membership, Staff
from portal.web.account.forms import SignInForm
from portal.web.transactions import db

SETTINGS: dict[str, Any] = {
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_POST_LOGIN_VIEW": "/staff",
    "SECURITY_POST_LOGOUT_VIEW": "/sign-in",
    "SECURITY_LOGIN_USER_TEMPLATE": "security/sign_in.html",
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_TRACKABLE": False,
    "SECURITY_REGISTERABLE": False,
    "SECURITY_RECOVERABLE": False,
    "SECURITY_CHANGEABLE": False,
    "SECURITY_CONFIRMABLE": False,
    "SECURITY_TWO_FACTOR": False,
    "SECURITY_WEBAUTHN": False,
    "SECURITY_FLASH_MESSAGES": False,
    # Roles come with the person by `lazy="selectin"` (ruling 43).
    "SECURITY_JOIN_USER_ROLES": False,
    # It would tie a session to address and browser, which we do not keep.
    "SESSION_PROTECTION": None,
    # A password is checked by our own hasher; nothing is double-hashed with a salt of settings.
    "SECURITY_PASSWORD_SINGLE_HASH": True,
}


def set_up(app: Flask) -> None:
    """Open the door: `/sign-in` and, by POST alone, `/sign-out`."""
    app.config.from_mapping(SETTINGS)
    datastore = SQLAlchemySessionUserDatastore(
        cast("scoped_session[Session]", LocalProxy(db)), Staff, Membership
    )
    security = Security(app, datastore, login_form=SignInForm)
    security.want_json(lambda _request: False)
