"""Looks at every page that a journey passes: heading, language, width, axe."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route

AXE = Path(__file__).parents[2] / "portal/web/node_modules/axe-core/axe.min.js"
WIDTH, HEIGHT = 360, 780
NARROWEST, WIDE = 320, 1280


@dataclass
class Looker:
    """One browser with two windows: the family's, and one in which pages are examined.

    The family's may be without script; axe needs script, so that the very bytes that the family
    got are shown again in the second window and examined there.
    """

    browser: Browser
    address: str
    seen: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)
    _glass: Page | None = None

    def open(self, *, script: bool = True, language: str = "en") -> Page:
        """A window of 360 px for one person."""
        context = self.browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT},
            java_script_enabled=script,
            locale=language,
        )
        self._contexts.append(context)
        return context.new_page()

    def look(self, page: Page, heading: str | None = None, *, wide: bool = False) -> None:
        """Examine what is shown: one heading, a title, no overflow, no axe violation.

        It is examined as narrow as a window can be, and with `wide` on a wide screen too.
        """
        headings = page.locator("h1").all_inner_texts()
        assert len(headings) == 1, f"{page.url} has {len(headings)} headings of the first level"
        assert headings[0].strip(), f"{page.url} has an empty heading"
        if heading is not None:
            assert heading in headings[0], f"{page.url} is headed {headings[0]!r}"
        root = page.locator("html")
        assert root.get_attribute("lang"), f"{page.url} does not say its language"
        assert root.get_attribute("dir") in ("ltr", "rtl"), f"{page.url} has no direction"
        for width in (NARROWEST, WIDE) if wide else (NARROWEST,):
            self._examine(page, width)
        self.seen.append(headings[0].strip())

    def close(self) -> None:
        for context in self._contexts:
            context.close()

    def _examine(self, page: Page, width: int) -> None:
        glass = self._looking_glass()
        glass.set_viewport_size({"width": width, "height": HEIGHT})
        body = page.content()

        def same_bytes(route: Route) -> None:
            route.fulfill(status=200, content_type="text/html; charset=utf-8", body=body)

        glass.route(page.url, same_bytes)
        try:
            glass.goto(page.url)
            self._check_width(glass, width)
            self._check_axe(glass)
        finally:
            glass.unroute(page.url)

    def _looking_glass(self) -> Page:
        if self._glass is None:
            context = self.browser.new_context(viewport={"width": NARROWEST, "height": HEIGHT})
            self._contexts.append(context)
            self._glass = context.new_page()
        return self._glass

    def _check_width(self, page: Page, width: int) -> None:
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{page.url} is {wide} px wide on a window of {width}"

    def _check_axe(self, page: Page) -> None:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert result["passes"], f"axe found nothing to look at on {page.url}"
        found = [
            f"{one['id']}: {one['help']} ({one['nodes'][0]['html'][:120]})"
            for one in result["violations"]
        ]
        assert not found, f"{page.url}: " + "; ".join(found)
