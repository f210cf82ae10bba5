"""Looks at every page that a journey passes: heading, language, width, axe."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page

from tests.support.glass import Glass, broken_rules

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
    glass: Glass
    seen: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)
    _window: Page | None = None

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
        with self.glass.showing(self._in_the_glass(), page.url, page.content()) as shown:
            for width in (NARROWEST, WIDE) if wide else (NARROWEST,):
                _examine(shown, width)
        self.seen.append(headings[0].strip())

    def close(self) -> None:
        for context in self._contexts:
            context.close()

    def _in_the_glass(self) -> Page:
        if self._window is None:
            context = self.glass.window(self.browser, NARROWEST, HEIGHT)
            self._contexts.append(context)
            self._window = context.new_page()
        return self._window


def _examine(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, f"{page.url} is {wide} px wide on a window of {width}"
    found = list(broken_rules(page))
    assert not found, f"{page.url}: " + "; ".join(found)
