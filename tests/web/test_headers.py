"""What every answer tells the browser."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import Headers

from portal.app import create_app
from portal.wiring import Wiring

EVERYWHERE = ("/help", "/nothing-here", "/health", "/leave", "/brand.css", "/static/favicon.svg")
PAGES = ("/help", "/nothing-here", "/health", "/leave")


def headers(client: FlaskClient, path: str) -> Headers:
    with client.get(path) as answer:
        return answer.headers


def policy(client: FlaskClient, path: str) -> dict[str, str]:
    sent = headers(client, path)["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in sent.split(";"))


@pytest.mark.parametrize("path", EVERYWHERE)
def test_nothing_runs_that_is_not_ours(client: FlaskClient, path: str) -> None:
    rules = policy(client, path)

    assert rules["default-src"] == "'none'"
    assert (rules["script-src"], rules["style-src"]) == ("'self'", "'self'")
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"


@pytest.mark.parametrize("path", EVERYWHERE)
def test_the_smaller_headers_are_on_every_answer(client: FlaskClient, path: str) -> None:
    sent = headers(client, path)

    assert sent["X-Content-Type-Options"] == "nosniff"
    assert sent["X-Frame-Options"] == "DENY"
    assert sent["Referrer-Policy"] == "same-origin"
    assert sent["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_kept_by_the_browser(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_what_is_the_same_for_everybody_may_be_kept(client: FlaskClient) -> None:
    assert "max-age=31536000" in headers(client, "/static/favicon.svg")["Cache-Control"]
    assert "immutable" in client.get("/brand.css").headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/help", "/accessibility", "/nothing-here"])
def test_a_page_holds_no_inline_script_and_no_inline_style(client: FlaskClient, path: str) -> None:
    text = client.get(path).text

    assert text.count("<script") == text.count('<script type="module" src=') == 1
    assert "<style" not in text
    assert " style=" not in text


def test_plain_http_promises_no_https(client: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/help").headers


def test_a_real_portal_keeps_its_cookie_and_itself_to_https(wiring: Wiring) -> None:
    settings = replace(wiring.settings, demonstration=False, base_url="https://send.example")
    client = create_app(settings, wiring).test_client()

    answer = client.get("/help", base_url="https://send.example")

    assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-portal=")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
