"""What the core needs of the outside world, as Protocols; fakes pass the same contract tests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from portal.domain.letters import Channel as Channel
from portal.domain.model_card import Card


class Clock(Protocol):
    """The only source of now (ruling 12)."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""


@dataclass(frozen=True)
class Letter:
    """A letter on its way: no case words, ever. `message_id` is the same at every try.

    By e-mail `to` is an address; by text it is a number as +44…, and `subject` is empty.
    """

    message_id: str
    to: str
    subject: str
    body: str
    channel: Channel = Channel.EMAIL
    language: str = "en"
    written_at: datetime | None = None


class LetterText(Protocol):
    """The words of letters, by kind, language and channel."""

    def __call__(
        self, kind: str, language: str, address: str, channel: Channel = Channel.EMAIL
    ) -> tuple[str, str]:
        """Subject and body; `address` is where the portal is. A text message has no subject."""

    def spoken(self, kind: str, language: str, channel: Channel) -> str:
        """The language that the words are in: the one asked for, or English where it has none."""


class Mailer(Protocol):
    """Sends one letter; sending twice carries the same id.

    Raises `MailerUnavailable` when it may go later, `LetterRefused` when it never will.
    """

    def send(self, letter: Letter) -> None:
        """Hand the letter over; returns only when the server has taken it."""


class MailerUnavailable(Exception):
    """The server did not take the letter now; it stays a row and is tried again later.

    The message is a kind of failure, never an address.
    """


class LetterRefused(Exception):
    """The server will never take this letter, as for an address that cannot be: not tried again.

    The message is a kind of failure, never an address.
    """


@dataclass(frozen=True)
class Suggested:
    """One theme that the machine suggests, with the words of the text that caused it."""

    theme: str
    band: str
    words: tuple[str, ...]
    score: float


@dataclass(frozen=True)
class Reading:
    """What the machine makes of one text: it may well be unsure.

    `reason` says why it is: `no_words`, `language`, `language_unsure` or `nothing_fits`; else "".
    """

    suggestions: tuple[Suggested, ...]
    stance: str
    language: str
    unsure: bool
    version: str
    reason: str = ""


@dataclass(frozen=True)
class PriorityTerm:
    """An area of the inspection that themes count towards; `outside` counts to none of them."""

    key: str
    name: str
    meaning: str


@dataclass(frozen=True)
class ThemeTerm:
    """A theme of the codebook, as staff and the board read it.

    `meaning` says when it fits, `not_when` when another does.
    """

    key: str
    name: str
    meaning: str
    priority: str
    not_when: str = ""


@dataclass(frozen=True)
class Codebook:
    """The themes and priorities in their order, with the version of their wording."""

    version: str
    priorities: tuple[PriorityTerm, ...]
    themes: tuple[ThemeTerm, ...]

    def priority_of(self, theme: str) -> str:
        """The priority that a theme counts to; a theme of an older codebook counts outside."""
        return next((one.priority for one in self.themes if one.key == theme), OUTSIDE)


OUTSIDE = "outside"


class CardReader(Protocol):
    """Reads the card of the model that lies beside it."""

    def __call__(self) -> Card | None:
        """The card as it is now; None where there is none or it cannot be read."""


class ThemeReader(Protocol):
    """Reads texts for themes, stance and language; the worker's affair, never the request's."""

    def read(self, words: str) -> Reading:
        """The reading of one text of any length; raises `ModelAway` while there is no model."""


class ModelAway(Exception):
    """No text can be read now, whatever its words: the model is missing, changed, or unfit."""


class ReadingFailed(Exception):
    """One text was given up; `kind` says how, and holds none of its words."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


TOO_SLOW = "too slow"
"""A kind: the text took longer than any text may."""

BROKE_OFF = "broke off"
"""A kind: the process that read it ended, as for want of memory."""


@dataclass(frozen=True)
class Flag:
    """A rule of the safeguarding screen that a text tripped, and the words that did it."""

    rule: str
    words: str


class Screen(Protocol):
    """Looks for danger by rules alone; light enough for the request (ruling 38)."""

    def look(self, words: str) -> Sequence[Flag]:
        """Every flag, in the order of the text; empty when nothing was found."""


class SecondLooker(Protocol):
    """Looks for danger with a model where the rules found nothing: the worker's affair."""

    @property
    def version(self) -> str:
        """Names the model that last looked; empty before the first text."""

    def look(self, words: str) -> Sequence[Flag]:
        """Every flag of the model's own; raises `ModelAway` while there is none."""


@dataclass(frozen=True)
class Revealing:
    """A stretch of a text that could tell who is meant: its kind ("name", "school"…), its words."""

    kind: str
    words: str


class Revealer(Protocol):
    """Finds what could tell who is meant, as a warning to a person; light enough for a request."""

    def __call__(self, words: str) -> Sequence[Revealing]:
        """Every such stretch, in the order of the text; empty when nothing was found."""


@dataclass(frozen=True)
class SealedValue:
    """Ciphertext with the id of the key that made it; useless without the keyring."""

    key_id: str
    blob: bytes


class Keyring(Protocol):
    """Seals what must not be read from the database alone (ruling 30)."""

    def seal(self, plain: bytes, context: str) -> SealedValue:
        """Seal under the newest key, bound to `context` (which row, which column)."""

    def open(self, sealed: SealedValue, context: str) -> bytes:
        """The plain bytes; raises `SealBroken` for another context or a lost key."""


class SealBroken(Exception):
    """The sealed value is not what it says it is, or its key is gone."""


class CodeHasher(Protocol):
    """Slow salted hashes of return codes (ruling 27).

    `decoy` is a hash of nothing anybody knows: checked against when there is no row, so that a
    reference that does not exist costs the same time as one that does.
    """

    @property
    def decoy(self) -> str:
        """A stored hash that no secret matches."""

    def hash(self, secret: str) -> str:
        """The hash to store."""

    def matches(self, stored: str, secret: str) -> bool:
        """Whether the secret is the one; constant work for a wrong one."""
