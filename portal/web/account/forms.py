"""The form of the door; what it says of a wrong pair is one and the same sentence."""

# mypy: disallow-subclassing-any=False

from typing import Any

import wtforms
from flask import request
from flask_security.forms import Form, LoginForm
from wtforms.validators import InputRequired

from portal.models import Staff
from portal.services import return_visit, sign_in
from portal.web.forms_look import EmailWidget, PasswordWidget, SubmitWidget
from portal.web.next_page import safe_next
from portal.web.transactions import db, now, wiring

WRONG = "The email address or the password is wrong. Check both and try again."


class SignInForm(LoginForm):
    """Address and password."""

    email = wtforms.StringField(
        "Email address",
        widget=EmailWidget(),
        validators=[InputRequired("Enter your email address")],
    )
    password = wtforms.PasswordField(
        "Password", widget=PasswordWidget(), validators=[InputRequired("Enter your password")]
    )
    remember = None
    submit = wtforms.SubmitField("Sign in", widget=SubmitWidget())
    user: Staff | None

    def validate_next(self, field: wtforms.Field) -> None:
        """Where to go afterwards: a page of ours, or nowhere in particular."""
        field.data = safe_next(field.data, "")

    def validate(self, **kwargs: Any) -> bool:
        """Check the pair; raises `TryAgainLater` while a network that guessed must wait."""
        if not Form.validate(self, **kwargs):
            return False
        secret = wiring().settings.secret_key
        named = return_visit.bucket(secret, f"staff|{request.remote_addr}", now())
        # Read apart: the slow hash must not be computed while the write lock is held.
        with wiring().reads() as reads:
            return_visit.check_patience(reads, named, now())
            self.user = sign_in.check(reads, wiring().hasher, self.email.data, self.password.data)
        if self.user is None:
            return_visit.remember_wrong(db(), named, now())
            db().commit()
            self.form_errors.append(WRONG)
        return self.user is not None
