"""Cookies of families: a random id and nothing else, gone when the browser closes."""

from typing import Literal

from flask import request
from werkzeug.wrappers import Response

from portal.web.transactions import wiring

DRAFT = "draft"
VISIT = "visit"
SAME_SITE: dict[str, Literal["Lax", "Strict"]] = {DRAFT: "Lax", VISIT: "Strict"}


def read(name: str) -> str:
    """The id in the cookie; "" where there is none."""
    return request.cookies.get(full_name(name), "")


def give(answer: Response, name: str, value: str) -> Response:
    """Let the browser keep the id, out of the reach of scripts and of other sites."""
    answer.set_cookie(
        full_name(name),
        value,
        httponly=True,
        samesite=SAME_SITE[name],
        secure=wiring().settings.secure_cookies,
        path="/",
    )
    return answer


def take(answer: Response, name: str) -> Response:
    """Have the browser forget it."""
    secure = wiring().settings.secure_cookies
    answer.delete_cookie(
        full_name(name), httponly=True, samesite=SAME_SITE[name], secure=secure, path="/"
    )
    return answer


def full_name(name: str) -> str:
    """What the browser calls it."""
    # A browser takes a `__Host-` cookie only from this very host, by https, for every path.
    return f"__Host-{name}" if wiring().settings.secure_cookies else name
