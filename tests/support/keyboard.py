"""Somebody who uses the keyboard alone: Tab, Shift+Tab, arrows, Space and Enter."""

from dataclasses import dataclass

from playwright.sync_api import Page

MOST_STOPS = 150

NAME = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return "";
  const text = (e.labels && e.labels.length) ? e.labels[0].innerText
    : (e.getAttribute("aria-label") || e.innerText || e.value || "");
  return text.replace(/\\s+/g, " ").trim();
}"""
VISIBLE = """() => {
  const e = document.activeElement, r = e.getBoundingClientRect();
  const style = getComputedStyle(e), around = getComputedStyle(e.parentElement);
  const label = e.labels && e.labels[0];
  const ring = label ? getComputedStyle(label, "::before") : style;
  const tile = label ? getComputedStyle(label) : style;
  const shown = [style, ring, tile].some(s => s.outlineStyle !== "none" || s.boxShadow !== "none");
  return r.width > 0 && r.height > 0 && shown;
}"""


@dataclass
class Keyboard:
    """One person's hands on one page."""

    page: Page

    def focused(self) -> str:
        """The name of what has the focus, as it is read aloud."""
        return str(self.page.evaluate(NAME))

    def stops(self) -> list[str]:
        """The names of everything that Tab comes to, in order, from the top of the page."""
        self.page.evaluate("document.activeElement && document.activeElement.blur()")
        names: list[str] = []
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            name = self.focused()
            if not name:
                break
            names.append(name)
        return names

    def reach(self, name: str) -> None:
        """Tab to the control of that name; its focus must be visible."""
        for _ in range(MOST_STOPS):
            if self.focused().startswith(name):
                assert self.page.evaluate(VISIBLE), f"the focus on {name!r} cannot be seen"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {name!r} on {self.page.url}")

    def press(self, name: str) -> None:
        """Reach a button or link and press it, and wait for the page that follows."""
        self.reach(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def choose(self, name: str) -> None:
        """Choose a radio button with the arrow keys."""
        self.reach_group(name)
        for _ in range(MOST_STOPS):
            if self.focused().startswith(name):
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows never come to {name!r}")

    def reach_group(self, name: str) -> None:
        """Tab until the focus is in the group of radio buttons that has that choice."""
        inside = """name => {
          const e = document.activeElement;
          if (!e || e.type !== "radio") return false;
          return [...document.getElementsByName(e.name)].some(
            one => one.labels[0].innerText.trim().startsWith(name));
        }"""
        for _ in range(MOST_STOPS):
            if self.page.evaluate(inside, name):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to the choice {name!r} on {self.page.url}")

    def tick(self, name: str) -> None:
        """Tick a box."""
        self.reach(name)
        self.page.keyboard.press("Space")

    def write(self, name: str, words: str) -> None:
        """Type into a field."""
        self.reach(name)
        self.page.keyboard.insert_text(words)
