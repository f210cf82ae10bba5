"""Looks at pages as those see them who change how pages look: larger, in own colours, at rest."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, Route

from tests.support.looker import AXE, HEIGHT, NARROWEST, WIDE

AT_400 = {"width": WIDE // 4, "height": 1024 // 4}
"""What 400 % leaves of a screen of 1,280 by 1,024 (WCAG 2.2, 1.4.10)."""

RULES = "{resultTypes: ['violations'], rules: {'target-size': {enabled: true}}}"
"""Targets of 24 px are in axe, but nobody looks for them unless asked (WCAG 2.2, 2.5.8)."""

STILL = """() => [...document.querySelectorAll('*')].filter(one => {
  const look = getComputedStyle(one);
  return [look.animationDuration, look.transitionDuration]
    .some(all => all.split(',').some(each => parseFloat(each) > 0.01));
}).map(one => one.outerHTML.slice(0, 90))"""

COVERED = """() => [...document.querySelectorAll('*')].filter(one => {
  const place = getComputedStyle(one).position;
  return (place === 'fixed' || place === 'sticky') && one.offsetHeight > innerHeight / 3;
}).map(one => one.outerHTML.slice(0, 90))"""

UNSEEN = """() => {
  const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  const found = [...document.querySelectorAll(wanted)].filter(one => one.checkVisibility());
  return found.filter(one => {
    one.focus({focusVisible: true});
    if (document.activeElement !== one) return false;
    // A radio or a tick box shows it on what is drawn in its place.
    const shown = ['radio', 'checkbox'].includes(one.type) && one.labels[0]
      ? [getComputedStyle(one), getComputedStyle(one.labels[0], '::before'),
         getComputedStyle(one.labels[0])]
      : [getComputedStyle(one)];
    return !shown.some(look => look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 1);
  }).map(one => one.outerHTML.slice(0, 90));
}"""
"""What takes the focus without an outline: a shadow alone is gone in forced colours."""


class Magnifier:
    """A window into which pages are put as they were sent, and which is then changed."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._address = address
        self._context = browser.new_context(viewport={"width": WIDE, "height": HEIGHT})
        self._context.add_init_script(path=AXE)
        self._page = self._context.new_page()

    def faults(self, path: str, sent: str) -> Iterator[str]:
        """What is wrong with a page, a line each."""
        with self._shown(path, sent) as page:
            for width in (WIDE, NARROWEST):
                page.set_viewport_size({"width": width, "height": HEIGHT})
                yield from _too_wide(page, width)
            yield from _broken_rules(page)
            page.set_viewport_size(AT_400)  # type: ignore[arg-type]
            page.emulate_media(forced_colors="active", reduced_motion="reduce")
            yield from (f"at 400 %: {fault}" for fault in _too_wide(page, AT_400["width"]))
            yield from (f"at 400 % covers the page: {one}" for one in page.evaluate(COVERED))
            yield from (f"moves: {one}" for one in page.evaluate(STILL))
            yield from (f"focus unseen in forced colours: {one}" for one in page.evaluate(UNSEEN))
            page.emulate_media(forced_colors="none", reduced_motion="no-preference")

    def close(self) -> None:
        """Shut the window."""
        self._context.close()

    @contextmanager
    def _shown(self, path: str, sent: str) -> Iterator[Page]:
        address, page = f"{self._address}{path}", self._page

        def as_it_was_sent(route: Route) -> None:
            route.fulfill(status=200, content_type="text/html; charset=utf-8", body=sent)

        page.set_viewport_size({"width": WIDE, "height": HEIGHT})
        page.route(address, as_it_was_sent)
        try:
            page.goto(address)
            yield page
        finally:
            page.unroute(address)


def _too_wide(page: Page, width: int) -> Iterator[str]:
    found = page.evaluate("document.documentElement.scrollWidth")
    if found > width:
        yield f"{found} px wide on a window of {width}"


def _broken_rules(page: Page) -> Iterator[str]:
    result: dict[str, Any] = page.evaluate(f"axe.run(document, {RULES})")
    if not result["passes"]:
        yield "axe found nothing to look at"
    for one in result["violations"]:
        yield f"{one['id']}: {one['help']} ({one['nodes'][0]['html'][:120]})"
