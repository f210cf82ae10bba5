"""A family at the keyboard: the pages it passes, named as it reads them."""

from tests.support.catalogue import catalogue
from tests.support.keyboard import Keyboard
from tests.support.looker import Looker

OWN_NAMES = {"en": "English", "ar": "العربية", "lt": "Lietuvių"}
WORDS = "The bus has not come for two weeks.\nNobody rings us back."


class Family:
    """A tired parent with an old telephone: 360 px, no script, no mouse."""

    def __init__(self, looker: Looker, language: str) -> None:
        self.looker = looker
        self.language = language
        self.say = catalogue(language).gettext
        self.page = looker.open(script=False)
        self.hands = Keyboard(self.page)
        self.number = ""
        self.words = ""

    def see(self, heading: str) -> None:
        """The page with that heading is there, in the family's language, and is sound."""
        self.looker.look(self.page, self.say(heading))
        assert self.page.locator("html").get_attribute("lang") == self.language

    def tabs_in_order(self, *names: str) -> None:
        """Tab comes to these in this order, after the link that skips to the page itself."""
        stops = self.hands.stops()
        assert stops[0] == self.say("Skip to the main part of this page")
        wanted = [self.say(name) for name in names]
        found = [stop for stop in stops if any(stop.startswith(name) for name in wanted)]
        assert len(found) == len(wanted), f"Tab comes to {stops}, not to all of {wanted}"
        pairs = zip(found, wanted, strict=True)
        assert all(stop.startswith(name) for stop, name in pairs), f"{found}, not {wanted}"

    def go_on(self) -> None:
        self.hands.press(self.say("Continue"))

    def speak(self) -> None:
        """Open the first page, in the family's language."""
        self.page.goto(self.looker.address)
        if self.language != "en":
            self.hands.press(OWN_NAMES[self.language])

    def tell(self) -> None:
        """From the first page to the number and the words."""
        self.speak()
        self.see("Tell us what is going well, and what is not")
        self.tabs_in_order(
            "Tell us what you think",
            "Raise a concern",
            "I'm a young person",
            "Come back to something I sent",
        )
        self.hands.press(self.say("Raise a concern"))
        self.see("What would you like to do?")
        self.hands.press(self.say("Tell us, and get an answer"))
        self._who_and_what()
        self._words_and_child()
        self._share_and_reach()
        self.see("Check your answers")
        self.hands.press(self.say("Send"))
        self._keep()

    def _who_and_what(self) -> None:
        self.see("Who are you?")
        self.go_on()
        self.see("Who are you?")  # nothing chosen: the same page says what to do
        assert self.page.get_by_text(self.say("There is a problem")).count() == 1
        self.hands.choose(self.say("A parent or carer"))
        self.go_on()
        self.see("Is anyone in danger right now?")
        self.hands.choose(self.say("No"))
        self.go_on()
        self.see("What is it mostly about?")
        self.hands.tick(self.say("Travel to school or college"))
        self.go_on()

    def _words_and_child(self) -> None:
        self.see("What is happening, and what would help?")
        self.hands.write(self.say("What is happening?"), WORDS)
        self.go_on()
        self._child()

    def _child(self) -> None:
        self.see("How old is the child, and where do they live?")
        self.tabs_in_order(
            "Age in years", "First half of the postcode", "Continue", "Save and come back later"
        )
        self.hands.write(self.say("Age in years"), "9")
        self.hands.write(self.say("First half of the postcode"), "ip1 2bx")
        self.go_on()

    def _share_and_reach(self) -> None:
        self.see("Who may we show this to?")
        self.hands.choose(self.say("No"))
        self.go_on()
        self.see("How can we reach you?")
        self.hands.write(self.say("Your name, if you want to give it"), "Robin Invented")
        self.go_on()

    def _write_down(self) -> None:
        self.number = self.page.locator("#number").inner_text()
        self.words = " ".join(self.page.locator(".portal-code-words li").all_inner_texts())
        assert len(self.words.split()) == 6

    def _keep(self) -> None:
        self.see("We have your message")
        self._write_down()
        self.hands.press(self.say("One sheet to print, in large letters"))
        self.see("Your number and your secret words")
        assert self.page.locator("#number").inner_text() == self.number
        self.page.go_back()
        self.hands.press(self.say("Close this page"))
        self.see("We have your message")  # not said yet: nothing is lost
        self.hands.choose(self.say("Yes, I have my number and all six words"))
        self.hands.press(self.say("Close this page"))
        self.see("This page is closed")

    def come_back(self) -> None:
        """Open the message with the number and the words."""
        self.through_the_door()
        self.see("Your message")

    def through_the_door(self) -> None:
        """From the first page, with the number and the words, to whatever they open."""
        self.page.goto(self.looker.address)
        self.hands.press(self.say("Come back to something I sent"))
        self.see("Come back to something you sent")
        self.hands.write(self.say("Your number"), self.number)
        self.hands.write(self.say("Your secret words"), self.words)
        self.hands.press(self.say("Open my message"))

    def begin(self) -> None:
        """From the first page to the page of the words."""
        self.speak()
        self.hands.press(self.say("Raise a concern"))
        self.hands.press(self.say("Tell us, and get an answer"))
        self._who_and_what()

    def save(self, half: str) -> None:
        """Stop in the middle of a sentence, and write down the number and the words."""
        self.see("What is happening, and what would help?")
        self.hands.write(self.say("What is happening?"), half)
        self.hands.press(self.say("Save and come back later"))
        self.see("We have kept your answers")
        self._write_down()
        self.hands.press(self.say("I have kept them. Close this page"))
        self.see("This page is closed")

    def finish(self, rest: str) -> None:
        """From the page of the words to the number of the message."""
        self.see("What is happening, and what would help?")
        self.hands.reach(self.say("What is happening?"))
        self.page.keyboard.press("Control+End")
        self.page.keyboard.insert_text(rest)
        self.go_on()
        self._child()
        self._share_and_reach()
        self.see("Check your answers")
        self.hands.press(self.say("Send"))
        self._keep()

    def reads(self, words: str) -> None:
        """Those words are on the page."""
        assert words in self.page.locator("main").inner_text()

    def reply(self, words: str) -> None:
        """Write again."""
        self.hands.write(self.say("Write to us"), words)
        self.hands.press(self.say("Send"))
        self.see("Your message")
        self.reads(words)

    def agree(self) -> None:
        """Say that it has really changed."""
        self.hands.press(self.say("Yes, it has changed"))
        self.see("Your message")
