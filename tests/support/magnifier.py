"""Looks at pages as those see them who change how pages look: larger, in own colours, at rest."""

from collections.abc import Iterator

from playwright.sync_api import Browser, Page

from tests.support.glass import Glass, broken_rules
from tests.support.looker import HEIGHT, NARROWEST, WIDE

AT_400 = {"width": WIDE // 4, "height": 1024 // 4}
"""What 400 % leaves of a screen of 1,280 by 1,024 (WCAG 2.2, 1.4.10)."""

TARGETS = {"target-size": {"enabled": True}}
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

    def __init__(self, browser: Browser, address: str, glass: Glass) -> None:
        self._address, self._glass = address, glass
        self._context = glass.window(browser, WIDE, HEIGHT)
        self._page = self._context.new_page()

    def faults(self, path: str, sent: str) -> Iterator[str]:
        """What is wrong with a page, a line each."""
        self._page.set_viewport_size({"width": WIDE, "height": HEIGHT})
        with self._glass.showing(self._page, f"{self._address}{path}", sent) as page:
            for width in (WIDE, NARROWEST):
                page.set_viewport_size({"width": width, "height": HEIGHT})
                yield from _too_wide(page, width)
            yield from broken_rules(page, **TARGETS)
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


def _too_wide(page: Page, width: int) -> Iterator[str]:
    found = page.evaluate("document.documentElement.scrollWidth")
    if found > width:
        yield f"{found} px wide on a window of {width}"
