"""A page read aloud: by whose voice, in which order, what is left out, and how it is stopped.

Browsers without a screen have no voices, so the page finds one of ours: it writes down what it is
given to say, and says when it has said it.
"""

import pytest
from playwright.sync_api import Page

from tests.support.keyboard import Keyboard
from tests.support.looker import Looker

VOICE = """(voices) => {
  const said = [];
  let last = null;
  window.said = said;
  window.finish = () => { const one = last; last = null; one && one.onend && one.onend(); };
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const speech = {
    getVoices: () => voices,
    speak: (one) => { said.push([one.lang, one.text]); last = one; },
    cancel: () => { const one = last; last = null; one && one.onerror && one.onerror(); },
    addEventListener: (_, late) => { window.late = late; },
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
}"""
ENGLISH = {"lang": "en-GB", "localService": True, "name": "Invented"}
SECRET = "Nobody must hear this aloud."


def opened(looker: Looker, path: str, *voices: dict[str, object]) -> Page:
    """A page in a browser with these voices."""
    page = looker.open()
    given = str(list(voices)).replace("True", "true").replace("False", "false")
    page.add_init_script(f"({VOICE})({given})")
    page.goto(looker.address + path)
    page.wait_for_function("document.body.classList.contains('js-enabled')")
    return page


def said(page: Page) -> list[str]:
    return [words for _, words in page.evaluate("window.said")]


def hear_all(page: Page) -> list[str]:
    """All that is said until the page is over."""
    for _ in range(300):
        if page.locator("[data-listen]").get_attribute("data-state") == "idle":
            return said(page)
        page.evaluate("window.finish()")
    raise AssertionError(f"it never ends: {said(page)[-3:]}")


def press(page: Page, name: str) -> None:
    """Press a button by keyboard."""
    hands = Keyboard(page)
    hands.reach(name)
    page.keyboard.press("Enter")


def state(page: Page) -> str:
    return page.locator("[data-listen] [role=status]").inner_text()


@pytest.mark.browser
def test_the_heading_comes_first_then_the_page_in_its_order(looker: Looker) -> None:
    page = opened(looker, "/help", ENGLISH)

    press(page, "Listen to this page")
    heard = hear_all(page)

    assert heard[0] == "Help"
    shown = " ".join(page.locator("main").inner_text().split())
    places = [shown.find(one.strip()) for one in heard[1:8]]
    assert places == sorted(places)
    assert -1 not in places
    assert {lang for lang, _ in page.evaluate("window.said")} == {"en"}
    assert state(page) == "That is the end of this page."
    looker.look(page, "Help")


@pytest.mark.browser
def test_labels_hints_and_faults_are_read(looker: Looker) -> None:
    page = opened(looker, "/return", ENGLISH)
    page.get_by_role("button", name="Open my message").click()
    page.wait_for_function("document.body.classList.contains('js-enabled')")

    press(page, "Listen to this page")
    heard = " / ".join(hear_all(page))

    for words in ("Your number", "It looks like 4F7K-2M9Q-X.", "Enter your number"):
        assert words in heard


@pytest.mark.browser
def test_it_is_paused_goes_on_and_is_stopped_by_keyboard(looker: Looker) -> None:
    page = opened(looker, "/help", ENGLISH)
    press(page, "Listen to this page")
    page.evaluate("window.finish()")
    assert state(page) == "Reading."

    press(page, "Pause")
    before = said(page)
    assert state(page) == "Paused."
    assert page.evaluate("document.activeElement.textContent") == "Go on"
    press(page, "Go on")
    assert said(page) == [*before, before[-1]]  # the piece that was cut off begins again
    press(page, "Stop")

    assert state(page) == "Stopped."
    assert page.evaluate("document.activeElement.textContent") == "Listen to this page"
    assert page.locator(".portal-listen__now").count() == 0
    page.evaluate("window.finish()")
    assert len(said(page)) == len(before) + 1


@pytest.mark.browser
def test_what_was_typed_is_read_only_where_it_is_asked_for(looker: Looker) -> None:
    page = opened(looker, "/return", ENGLISH)
    page.locator("textarea").fill(SECRET)

    press(page, "Listen to this page")
    assert not any(SECRET in one for one in hear_all(page))
    page.get_by_label("Read what I wrote, too").check()
    press(page, "Listen to this page")

    assert any(SECRET in one for one in hear_all(page))


@pytest.mark.browser
def test_a_page_where_nobody_writes_does_not_offer_to_read_it(looker: Looker) -> None:
    page = opened(looker, "/help", ENGLISH)

    assert page.get_by_label("Read what I wrote, too").count() == 1
    assert not page.get_by_label("Read what I wrote, too").is_visible()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "voices"),
    [
        ("/help", []),
        ("/help?lang=ar", [ENGLISH]),
        ("/help", [{**ENGLISH, "localService": False}]),
    ],
)
def test_without_a_voice_of_the_device_in_that_language_there_is_no_button(
    looker: Looker, path: str, voices: list[dict[str, object]]
) -> None:
    page = opened(looker, path, *voices)

    assert not page.locator("[data-listen]").is_visible()


@pytest.mark.browser
def test_a_page_in_arabic_is_read_by_a_voice_that_speaks_it(looker: Looker) -> None:
    page = opened(looker, "/help?lang=ar", ENGLISH, {**ENGLISH, "lang": "ar_SA"})

    page.locator("[data-listen-start]").click()

    assert page.evaluate("window.said")[0][0] == "ar"
    looker.look(page)


@pytest.mark.browser
def test_easy_words_are_read_by_an_english_voice(looker: Looker) -> None:
    page = opened(looker, "/?lang=en-simple", ENGLISH)

    press(page, "Listen to this page")

    assert page.evaluate("window.said")[0] == ["en", "Tell us what is good. Tell us what is not"]


@pytest.mark.browser
def test_voices_that_come_late_are_found(looker: Looker) -> None:
    page = opened(looker, "/help")
    assert not page.locator("[data-listen]").is_visible()

    page.evaluate(
        "window.speechSynthesis.getVoices().push({lang: 'en', localService: true}); window.late()"
    )

    assert page.locator("[data-listen]").is_visible()


@pytest.mark.browser
def test_without_script_there_is_nothing(looker: Looker) -> None:
    page = looker.open(script=False)

    page.goto(f"{looker.address}/help")

    assert not page.locator("[data-listen]").is_visible()
    assert not page.get_by_text("Listen to this page").is_visible()


@pytest.mark.browser
def test_own_words_that_the_page_shows_are_read_only_where_it_is_asked_for(looker: Looker) -> None:
    page = opened(looker, "/return", ENGLISH)
    page.evaluate(
        """(words) => {
          const own = document.createElement("p");
          own.dataset.typed = "";
          own.textContent = words;
          document.querySelector("main").append(own);
        }""",
        SECRET,
    )

    press(page, "Listen to this page")
    assert SECRET not in hear_all(page)
    page.get_by_label("Read what I wrote, too").check()
    press(page, "Listen to this page")

    assert SECRET in hear_all(page)
