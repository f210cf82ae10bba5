"""A parent changes to easy words in the middle of typing, and goes on to the end by keyboard."""

import pytest

from tests.journeys.family import WORDS
from tests.support.keyboard import Keyboard
from tests.support.looker import Looker

EASY = "en-simple"


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False])
def test_a_parent_changes_to_easy_words_while_typing(
    looker: Looker, valid: None, script: bool
) -> None:
    page = looker.open(script=script)
    hands = Keyboard(page)
    page.goto(looker.address)
    hands.press("Raise a concern")
    hands.press("Tell us, and get an answer")
    hands.choose("A parent or carer")
    hands.press("Continue")
    hands.choose("No")
    hands.press("Continue")
    hands.tick("Travel to school or college")
    hands.press("Continue")
    hands.write("What is happening?", WORDS)

    page.evaluate("document.activeElement.blur()")
    hands.press("Easy words")

    looker.look(page, "What is happening, and what would help?")
    assert page.locator("html").get_attribute("lang") == EASY
    assert page.locator("textarea").first.input_value().splitlines() == WORDS.splitlines()
    assert page.get_by_text("Is there more than one thing? Put each on a new line.").count() == 1
    hands.press("Continue")
    looker.look(page, "How old is the child, and where do they live?")
    assert page.locator("html").get_attribute("lang") == EASY
    hands.press("Continue")
    hands.choose("No")
    hands.press("Continue")
    hands.press("Continue")
    looker.look(page, "Check your answers")
    hands.press("Send")
    looker.look(page, "We have your message")
    assert page.get_by_text("Do not lose your number and words.").count() == 1
    assert page.locator("html").get_attribute("lang") == EASY
