"""`make pictures`: the three pictures of the README, taken anew of an invented November day."""

import logging
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, Page, sync_playwright
from werkzeug.serving import make_server

from portal.app import create_app
from portal.demonstration.cast import CAST, PASS_WORDS
from portal.demonstration.history import COMMENTS, SUBMISSIONS, WoundClock
from tests.support.playing import demonstration, play
from tests.support.running import ROOT

DAY = date(2026, 11, 23)
FOLDER = ROOT / ".readme"
CHROMIUM = shutil.which("chromium") or "chromium"
WIDTH, HEIGHT = 900, 1200
"""Upright, so that number, words and dates are on one page and three stand side by side."""
WORDS = (
    "The taxi for our boy has not come since the new term. "
    "I drive him each day and am late for work."
)


@contextmanager
def served(folder: Path, clock: WoundClock) -> Iterator[str]:
    """The demonstration of that folder at the moment of that clock; where it answers."""
    with demonstration(folder, clock) as wiring:
        app = create_app(wiring.settings, wiring)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()


def take(page: Page, name: str, top: str | None = None, last: str | None = None) -> None:
    """One picture of a window: from its top or the element `top`, to its end or that of `last`."""
    if top is not None:
        page.locator(top).first.evaluate("one => window.scrollTo(0, one.offsetTop - 8)")
    height = float(HEIGHT)
    box = page.locator(last).first.bounding_box() if last is not None else None
    if box is not None:
        height = min(height, box["y"] + box["height"])
    clip: FloatRect = {"x": 0, "y": 0, "width": WIDTH, "height": height}
    page.screenshot(path=FOLDER / f"{name}.png", clip=clip)


def family(page: Page, address: str) -> None:
    """A parent writes, and sees number, words and dates."""
    page.goto(f"{address}/tell/who")
    choose(page, "A parent or carer")
    choose(page, "I want an answer")
    choose(page, "No")
    choose(page, "Travel to school or college")
    page.get_by_label("What is happening?").fill(WORDS)
    go_on(page)
    page.get_by_label("Age in years").fill("9")
    page.get_by_label("First half of the postcode").fill("IP1")
    go_on(page)
    choose(page, "No")
    go_on(page)
    page.get_by_role("button", name="Send").click()
    page.wait_for_selector("#number")
    take(page, "family", ".portal-copyable", ".portal-deadline >> nth=1")


def choose(page: Page, answer: str) -> None:
    page.get_by_label(answer, exact=True).first.check()
    go_on(page)


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()


def staff(page: Page, address: str, name: str) -> None:
    """Sign in as one of the cast."""
    (part,) = [one for one in CAST if one.name == name]
    page.goto(f"{address}/sign-in")
    page.get_by_label("Email address").fill(part.email)
    page.get_by_label("Password", exact=True).fill(PASS_WORDS)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector("h1")


def photograph(address: str) -> None:
    """All three, each in a window of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        family(window(browser), address)
        inbox, board = window(browser), window(browser)
        staff(inbox, address, "Dana")
        take(inbox, "partner", last=".portal-inbox tbody tr:nth-child(5)")
        staff(board, address, "Quin")
        take(board, "board", "#priorities", "#priorities ~ .portal-legend")
        browser.close()


def window(browser: Browser) -> Page:
    """A new one; nothing of another is in it."""
    return browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB")


def main() -> None:
    """Make the demonstration of that day, and take them."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clock = play(folder, DAY, SUBMISSIONS, COMMENTS)
        with served(folder, clock) as address:
            photograph(address)


if __name__ == "__main__":
    main()
