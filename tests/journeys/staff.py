"""Staff at the keyboard: a caseworker, and somebody of the board."""

from tests.support.keyboard import Keyboard
from tests.support.looker import Looker

PASSWORD = "an invented pass phrase"


class Worker:
    """Somebody who signs in; their pages are English."""

    def __init__(self, looker: Looker, email: str) -> None:
        self.looker = looker
        self.email = email
        self.page = looker.open(script=False)
        self.hands = Keyboard(self.page)

    def see(self, heading: str) -> None:
        self.looker.look(self.page, heading)

    def sign_in(self, first_page: str) -> None:
        """Through the door, to the work of the hat."""
        self.page.goto(f"{self.looker.address}/sign-in")
        self.see("Sign in")
        self.hands.write("Email address", self.email)
        self.hands.write("Password", PASSWORD)
        self.hands.press("Sign in")
        self.see(first_page)

    def open(self, number: str) -> None:
        """The case of that number, from the inbox."""
        self.hands.press(number)
        self.see(f"Case {number}")

    def accept(self) -> None:
        """Say that it is theirs, in one press."""
        self.hands.press("Accept this case")
        self.see("Case")

    def write(self, link: str, heading: str, field: str, words: str, button: str) -> None:
        """Something to the family."""
        self.hands.press(link)
        self.see(heading)
        self.hands.write(field, words)
        self.hands.press(button)
        self.see("Case")

    def confirm_theme(self, theme: str) -> None:
        """Say what it is about, and how it was."""
        self.hands.press("Choose the themes")
        self.see("Choose the themes")
        self.hands.tick(theme)
        self.hands.choose("Bad")
        self.hands.press("Save themes")
        self.see("Case")

    def figure(self, row: str, column: int) -> str:
        """A cell of the board's table of priorities: `column` counts from 1."""
        cells = self.page.get_by_role("row", name=row).first.get_by_role("cell")
        return cells.nth(column - 1).inner_text().strip()
