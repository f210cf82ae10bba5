"""A looking glass: a page as it was sent, shown again in another window of the browser.

It is served where the portal answers, and not by the browser's own interception, for which the
browser gives up all that it has kept: sheets and scripts would be fetched anew for each page.
"""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

AXE = Path(__file__).parents[2] / "portal/web/node_modules/axe-core/axe.min.js"
RUN = """rules => axe.run(document, {resultTypes: ['violations'], rules}).then(
  result => [result.passes.length, result.violations.map(
    one => `${one.id}: ${one.help} (${one.nodes[0].html.slice(0, 120)})`)])"""
"""Only what is told of is brought over: all that passed is many times as much."""


class Glass:
    """Before the portal: who asks with the secret gets what is to be shown, at its own address."""

    def __init__(self, app: Flask) -> None:
        self.secret = secrets.token_hex(8)
        self._shown: dict[str, bytes] = {}
        self._behind, app.wsgi_app = app.wsgi_app, self  # type: ignore[method-assign]

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        page = self._shown.get(environ["PATH_INFO"])
        if page is None or environ.get("HTTP_X_GLASS") != self.secret:
            return self._behind(environ, start)
        head = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
        start("200 OK", [*head, ("Content-Length", str(len(page)))])
        return [page]

    def window(self, browser: Browser, width: int, height: int) -> BrowserContext:
        """A window of the browser into which pages can be put; axe is in each of them."""
        context = browser.new_context(
            viewport={"width": width, "height": height},
            extra_http_headers={"X-Glass": self.secret},
        )
        context.add_init_script(path=AXE)
        return context

    @contextmanager
    def showing(self, page: Page, url: str, html: str) -> Iterator[Page]:
        """The page of the window, with these bytes at that address."""
        path = urlsplit(url).path
        self._shown[path] = html.encode()
        try:
            page.goto(url)
            yield page
        finally:
            del self._shown[path]


def broken_rules(page: Page, **rules: Any) -> Iterator[str]:
    """What axe finds on the page that is shown, a line each; `rules` are turned on as well."""
    passed, found = page.evaluate(RUN, rules)
    if not passed:
        yield "axe found nothing to look at"
    yield from found
