"""A young person at the keyboard: a small old telephone, no script, no mouse, hardly a word."""

from tests.journeys.family import OWN_NAMES
from tests.support.catalogue import catalogue
from tests.support.keyboard import Keyboard
from tests.support.looker import HEIGHT, NARROWEST, Looker

SMALLEST_TARGET = 44

TILES = """() => [...document.querySelectorAll(".portal-pick")].map(one => {
  const box = one.getBoundingClientRect();
  return [one.innerText.trim(), Math.round(box.width), Math.round(box.height)];
})"""
COVERED = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const exit = document.querySelector(".govuk-exit-this-page").getBoundingClientRect();
  return box.top < exit.bottom && box.bottom > exit.top
    && box.left < exit.right && box.right > exit.left;
}"""


class YoungPerson:
    """Somebody who picks pictures."""

    def __init__(self, looker: Looker, language: str, *, script: bool = False) -> None:
        self.looker = looker
        self.language = language
        self.say = catalogue(language).gettext
        self.page = looker.open(script=script)
        self.page.set_viewport_size({"width": NARROWEST, "height": HEIGHT})
        self.hands = Keyboard(self.page)
        self.number = ""
        self.words = ""

    def see(self, heading: str) -> None:
        """The page with that heading is there, in its language, sound, and with its own look."""
        self.looker.look(self.page, self.say(heading))
        assert self.page.locator("html").get_attribute("lang") == self.language
        assert "portal-young" in str(self.page.locator("body").get_attribute("class"))

    def go_on(self) -> None:
        self.hands.press(self.say("Continue"))

    def come_in(self) -> None:
        """Through the door of young people, reading the notice."""
        self.page.goto(f"{self.looker.address}/young")
        if self.language != "en":
            self.hands.press(OWN_NAMES[self.language])
        self.see("Before you tell us")
        self.reads("If this is a school device, school may see which sites you visit.")
        self.go_on()

    def is_safe(self) -> None:
        self.see("Are you safe right now?")
        self.go_on()
        self.see("Are you safe right now?")  # nothing chosen: the same page says what to do
        self.hands.choose(self.say("Yes"))
        self.go_on()

    def pick(self, *pictures: str, feeling: str, age: str) -> None:
        """Pictures, a face and an age, each by the keyboard; first nothing at all."""
        self.see("What do you want to tell us?")
        self.go_on()
        self.see("What do you want to tell us?")
        assert self.page.get_by_text(self.say("There is a problem")).count() == 1
        small = [tile for tile in self.page.evaluate(TILES) if min(tile[1:]) < SMALLEST_TARGET]
        assert small == []
        for picture in pictures:
            self.hands.tick(self.say(picture))
            assert not self.page.evaluate(COVERED), f"{picture} lies under the red button"
        self.hands.choose(self.say(feeling))
        self.hands.choose(self.say(age))
        self.go_on()

    def answer_by(self, choice: str) -> None:
        self.see("Do you want an answer?")
        self.hands.choose(self.say(choice))
        self.go_on()

    def send(self) -> None:
        """Check, send, and keep the number and the words."""
        self.see("Check your answers")
        self.hands.press(self.say("Send"))
        self.see("We have your message")
        self.number = self.page.locator("#number").inner_text()
        self.words = " ".join(self.page.locator(".portal-code-words li").all_inner_texts())
        assert len(self.words.split()) == 6
        self.hands.choose(self.say("Yes, I have my number and all six words"))
        self.hands.press(self.say("Close this page"))

    def come_back(self) -> None:
        self.page.goto(f"{self.looker.address}/young")
        self.hands.press(self.say("Come back to something I sent"))
        self.hands.write(self.say("Your number"), self.number)
        self.hands.write(self.say("Your secret words"), self.words)
        self.hands.press(self.say("Open my message"))
        self.see("Your message")

    def reads(self, words: str) -> None:
        assert self.say(words) in self.page.locator("main").inner_text()
