"""The door while a network that guessed must wait: how long, with the number still there."""

import functools
from collections.abc import Callable
from typing import ParamSpec

from flask import Response, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.domain.errors import TryAgainLater
from portal.web.errors import seconds_left
from portal.web.family.case_forms import ReturnForm

P = ParamSpec("P")


def patiently(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Draw the door again for whoever must wait; nothing that the view wrote is kept."""

    @functools.wraps(view)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        try:
            return view(*args, **kwargs)
        except TryAgainLater as fault:
            return _wait(fault.seconds)

    return wrapped


def _wait(seconds: int) -> ResponseReturnValue:
    form = ReturnForm()
    ask_for_patience(form, seconds)
    return waiting(render_template("family/return.html", form=form), seconds)


def ask_for_patience(form: ReturnForm, seconds: int) -> None:
    """Say in the form how long to wait; the words are not shown again."""
    form.code.data = ""
    many = gettext("There have been too many tries. Nothing is locked.")
    form.reference.errors = [f"{many} {seconds_left(seconds)}"]


def waiting(page: str, seconds: int) -> Response:
    """The page as an answer that says when to come again."""
    answer = make_response(page, 429)
    answer.headers["Retry-After"] = str(seconds)
    return answer
