"""Keeping a code and giving a supporter one: by keyboard, without script, in English and Arabic."""

import pytest

from tests.journeys.family import Family
from tests.support.looker import Looker

pytestmark = [pytest.mark.browser, pytest.mark.html]


@pytest.mark.parametrize("language", ["en", "ar", "lt"])
def test_a_family_keeps_its_code_and_gives_a_supporter_one(
    looker: Looker, valid: None, language: str
) -> None:
    family = Family(looker, language)
    family.tell()
    family.come_back()
    family.hands.press(family.say("Codes for supporters"))
    family.see("Codes for supporters")

    family.hands.write(family.say("Who is it for?"), "Aunt Sam")
    family.hands.press(family.say("Make a number and words for them"))
    family.see("A code for your supporter")
    number = family.page.locator("#number").inner_text()
    words = " ".join(family.page.locator(".portal-code-words li").all_inner_texts())
    family.hands.press(family.say("I have kept it. Go back to the codes for supporters"))
    family.see("Codes for supporters")

    family.page.goto(f"{looker.address}/return")
    family.hands.write(family.say("Your number"), number)
    family.hands.write(family.say("Your secret words"), words)
    family.hands.press(family.say("Open my message"))
    family.see("A message that you support")
    family.hands.write(family.say("Write to us"), "I was there on Monday.")
    family.hands.press(family.say("Send"))
    family.see("A message that you support")
    family.reads("I was there on Monday.")
