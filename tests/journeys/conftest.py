"""The portal on loopback, and Chromium before it."""

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, Response, request
from playwright.sync_api import Browser, Error, sync_playwright
from werkzeug.serving import make_server

from tests.conftest import leave_out
from tests.support import valid_html
from tests.support.glass import Glass
from tests.support.looker import Looker
from tests.support.valid_html import Validator

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        leave_out("browser")
    with sync_playwright() as playwright:
        try:
            opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        except Error:
            leave_out("browser")
        yield opened
        opened.close()


@pytest.fixture
def served(app: Flask) -> list[tuple[str, str]]:
    """Every page as it left the portal, with its address, before any browser mended it."""
    pages: list[tuple[str, str]] = []

    @app.after_request
    def keep(response: Response) -> Response:
        if response.mimetype == "text/html" and response.status_code != 303:
            pages.append((f"{request.method} {request.path}", response.get_data(as_text=True)))
        return response

    return pages


@pytest.fixture
def glass(app: Flask) -> Glass:
    """Through which pages are looked at again as they were sent."""
    return Glass(app)


@pytest.fixture
def address(app: Flask, glass: Glass, served: list[tuple[str, str]]) -> Iterator[str]:
    """Where the portal answers, on a port of its own."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(timeout=10)
    server.server_close()


@pytest.fixture
def looker(browser: Browser, address: str, glass: Glass) -> Iterator[Looker]:
    """Looks at every page that a journey passes."""
    looker = Looker(browser, address, glass)
    yield looker
    looker.close()


@pytest.fixture(scope="session")
def validator() -> Iterator[Validator | None]:
    """Reads every page that a journey was served; None on a machine without a JRE."""
    if not valid_html.is_here():
        yield None
        return
    with valid_html.listening() as started:
        yield started


@pytest.fixture
def valid(served: list[tuple[str, str]], validator: Validator | None) -> Iterator[None]:
    """After the journey, every page that was served must be valid HTML."""
    yield
    if validator is None:
        leave_out("html")
    assert validator is not None
    # The same page is drawn again and again: each distinct one is read once.
    distinct = {html: address for address, html in served}
    assert not validator.faults((address, html) for html, address in distinct.items())
