"""Letters as they would arrive, for whoever looks at the demonstration."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.letters import Channel
from portal.ports import LetterText
from portal.queries import letters
from portal.queries.letters import Addressed, Chosen
from portal.queries.paging import Place
from portal.web.appearance import ENGLISH, Language
from portal.web.letter_words import LETTER_CHANNEL, desk_of, letter_kind

TO_FAMILY = {
    Channel.EMAIL: "A family, at the e-mail address that it gave",
    Channel.TEXT: "A family, at the mobile number that it gave",
}

TABS: dict[str, tuple[str, Chosen]] = {
    "all": ("All", Chosen()),
    "families": ("To families", Chosen(to_family=True)),
    "texts": ("Text messages", Chosen(channel=Channel.TEXT)),
    "services": ("To services", Chosen(to_family=False)),
}


@dataclass(frozen=True)
class Shown:
    """One letter; its words are in `language`. No address: nobody else would see it either."""

    letter_id: int
    kind: str
    to: str
    channel: str
    language: Language
    written_at: datetime
    subject: str
    body: str


@dataclass(frozen=True)
class Tab:
    """One choice of letters: its name in the address and on the page, in which language."""

    name: str
    words: str
    language: Language = ENGLISH


@dataclass(frozen=True)
class ShownPage:
    """A page of letters; `after` leads to the next one, "" on the last."""

    tabs: Sequence[Tab]
    show: str
    letters: Sequence[Shown]
    after: str


def load(
    session: Session,
    texts: LetterText,
    languages: Sequence[Language],
    show: str,
    after: Place | None,
) -> ShownPage:
    """Letters that the demonstration's mailer has taken, in the words that it took.

    `show` is one of `TABS`, or the code of a language that is not English; else it is all.
    """
    others = {one.code: one for one in languages if one != ENGLISH}
    chosen = Chosen(language=show) if show in others else TABS.get(show, TABS["all"])[1]
    found = letters.taken(session, chosen, after)
    return ShownPage(
        tabs=[
            *(Tab(name, words) for name, (words, _) in TABS.items()),
            *(Tab(one.code, one.name, one) for one in others.values()),
        ],
        show=show if show in {*others, *TABS} else "all",
        letters=[_shown(one, texts, others) for one in found.rows],
        after=str(found.after or ""),
    )


def _shown(one: Addressed, texts: LetterText, known: dict[str, Language]) -> Shown:
    letter = one.letter
    subject, _, body = (letter.kept_words or "").partition("\n")
    spoken = texts.spoken(letter.kind, letter.language, letter.channel)
    return Shown(
        letter_id=letter.id,
        kind=letter_kind(letter.kind),
        to=_whom(one),
        channel=LETTER_CHANNEL[letter.channel],
        language=known.get(spoken, ENGLISH),
        written_at=letter.written_at,
        subject=subject,
        body=body,
    )


def _whom(one: Addressed) -> str:
    if one.letter.submission_id is not None:
        return TO_FAMILY[one.letter.channel]
    return f"A service's mailbox: {desk_of(one.body, one.letter.recipient)}"
