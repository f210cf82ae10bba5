"""A translation by a person, beside what was written: from which language, into which, by whom."""

from dataclasses import dataclass
from enum import Enum

from portal.domain.errors import PortalError
from portal.domain.intake import require_storable

ENGLISH = "en"
"""What staff read and write (ruling 48)."""

FIRST = 0
"""Names the first message among the texts of a case; every other text goes by its row."""

LONGEST = 30_000
"""Characters: a translation may well be longer than what was written."""

_NOT_TOLD = frozenset({"", "unsure"})


class MadeBy(Enum):
    """Who translated; always a person, who at least checked it."""

    COLLEAGUE = "colleague"
    INTERPRETER = "interpreter"
    COMMUNITY = "community"
    MACHINE_CHECKED = "machine_checked"


class NotChecked(PortalError):
    """A machine's words that no person who reads both languages has checked."""


class NothingToTranslate(PortalError):
    """The text is in its reader's own language already."""


@dataclass(frozen=True)
class Translated:
    """What somebody typed: of which text, by whom it was translated, and the form's key.

    `wanted` is what would help, where the first message says that. Raises `NotChecked` for a
    machine's words without `checked`, and `Unstorable`.
    """

    text: int
    words: str
    made_by: MadeBy
    key: str
    wanted: str | None = None
    checked: bool = False

    def __post_init__(self) -> None:
        require_storable(self.words, self.wanted)
        if self.made_by is MadeBy.MACHINE_CHECKED and not self.checked:
            raise NotChecked("a person has to check what a machine translated")


def written_in(page: str, found: str | None) -> str:
    """The language of words from a page in `page`: what was found in them, where that is known."""
    return found if found and found not in _NOT_TOLD else page


def reads_in(page: str, found: str | None) -> str:
    """The language in which a family reads: of the page that it chose, or else of its words.

    On the English page its words say more: the portal may not be had in its language.
    """
    return written_in(page, found) if page == ENGLISH else page
