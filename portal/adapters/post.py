"""Reading the text of letters from the package."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from portal.domain.letters import Channel

FALLBACK = "en"
_ENDINGS = {Channel.EMAIL: ".txt", Channel.TEXT: ".text.txt"}


class PackagedText:
    """Passes for `portal.ports.LetterText`: one file for each kind, language and channel."""

    def __call__(
        self, kind: str, language: str, address: str, channel: Channel = Channel.EMAIL
    ) -> tuple[str, str]:
        """Subject and body, in English where there is no other; a text has no subject."""
        words = _file(kind, self.spoken(kind, language, channel), channel).read_text("utf-8")
        if channel is Channel.TEXT:
            # New lines in the file keep it readable; in a message they would only cost.
            return "", " ".join(words.split()).format(address=address)
        subject, _, body = words.partition("\n")
        return subject, body.strip().format(address=address) + "\n"

    def spoken(self, kind: str, language: str, channel: Channel) -> str:
        """The language asked for, else without easy words, else English: what somebody wrote."""
        asked = (language, language.partition("-")[0])
        return next((one for one in asked if _file(kind, one, channel).is_file()), FALLBACK)


def _file(kind: str, language: str, channel: Channel) -> Traversable:
    return files("portal.mail").joinpath(kind, f"{language}{_ENDINGS[channel]}")


text_of = PackagedText()
