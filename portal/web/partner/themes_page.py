"""What a text is about, as its case page shows it: suggestions, what caused them, who decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain import bands
from portal.domain.causes import Piece, pieces
from portal.domain.translating import ENGLISH, written_in
from portal.models import Submission, ThemeDecision, ThemeReading, ThemeSuggestion, Translation
from portal.ports import Codebook
from portal.queries import model_state, staff, themes, translations
from portal.web.statuses import Tag
from portal.web.tongues import name_of

ACTIONS = ("themes", "confirm_themes", "nothing_fits", "undo_themes")

BANDS: Mapping[str, Tag] = {
    bands.LIKELY: Tag("Likely", "teal"),
    bands.POSSIBLE: Tag("Possible", "yellow"),
}
YOU_DECIDE = Tag("You decide", "grey")
"""For every other band: a word, never a probability."""

STANCES = {
    "positive": "Good",
    "negative": "Bad",
    "mixed": "Good and bad",
    "neutral": "Neither good nor bad",
}

WHY_UNSURE = {
    "no_words": "there are no words in it that the machine can read",
    "language": "the machine reads English alone",
    "language_unsure": "the machine cannot tell which language it is in",
    "nothing_fits": "the machine read it, and no theme fits well enough",
}
UNSURE = "the machine is unsure and suggests nothing"
NOT_YET = "the machine has not read it yet. It does within seconds, and nothing waits for it"
NO_MODEL = "the machine cannot read any text now. Nothing waits for it"
GAVE_UP = "the machine tried and could not read it"


@dataclass(frozen=True)
class Suggestion:
    """One theme that is suggested; `number` marks its words in the text."""

    number: int
    key: str
    name: str
    counts_to: str
    band: Tag
    likely: bool
    words: tuple[str, ...]


@dataclass(frozen=True)
class Decided:
    """What somebody decided, and when; `undone` says by whom and when it was taken back."""

    names: tuple[str, ...]
    stance: str
    who: str
    at: datetime
    confirmed: bool
    undone_by: str = ""
    undone_at: datetime | None = None


@dataclass(frozen=True)
class ThemesShown:
    """All of it; `needs_a_person` says why nothing is suggested, empty where something is.

    `decided` stands now, `earlier` are the others, newest first. With `of_translation` the machine
    read a person's translation: the pieces are of that.
    """

    suggestions: tuple[Suggestion, ...]
    pieces: Sequence[Piece]
    needs_a_person: str
    stance: str
    language: str
    decided: Decided | None
    earlier: tuple[Decided, ...]
    of_translation: bool = False

    @property
    def likely(self) -> tuple[str, ...]:
        """The names that one press confirms."""
        return tuple(one.name for one in self.suggestions if one.likely)

    @property
    def numbers(self) -> Mapping[str, Suggestion]:
        """The suggestions by key, for the marks in the text."""
        return {one.key: one for one in self.suggestions}

    @property
    def actions(self) -> tuple[str, ...]:
        """What one press may do now, beside choosing from the whole list."""
        if self.decided is not None:
            return ("undo_themes",)
        return (*(("confirm_themes",) if self.likely else ()), "nothing_fits")


def load(session: Session, codebook: Codebook, submission: Submission) -> ThemesShown:
    """What there is to show of a case that was found."""
    reading, read = _read(session, submission)
    rows = themes.decisions(session, submission)
    names = staff.display_names(session, {one for row in rows for one in _people(row)})
    told = [(row, _decided(row, codebook, names)) for row in rows]
    standing = next((row for row in rows if row.undone_at is None), None)
    found = _suggestions(reading, codebook)
    return ThemesShown(
        suggestions=found,
        pieces=pieces(read.words, {one.key: one.words for one in found}),
        needs_a_person="" if themes.suggested(reading) else _why(session, submission, reading),
        stance=STANCES.get(reading.stance, "") if reading else "",
        language=_language(translations.language_found(session, submission)),
        decided=next((shown for row, shown in told if row is standing), None),
        earlier=tuple(shown for row, shown in told if row is not standing),
        of_translation=isinstance(read, Translation),
    )


def likely(reading: ThemeReading) -> tuple[str, ...]:
    """The themes of a reading that one press confirms: none that is merely possible."""
    return tuple(one.theme for one in reading.suggestions if one.band == bands.LIKELY)


def _people(row: ThemeDecision) -> tuple[int | None, ...]:
    return row.staff_id, row.undone_by_id


def _suggestions(reading: ThemeReading | None, codebook: Codebook) -> tuple[Suggestion, ...]:
    areas = {one.key: one.name for one in codebook.priorities}
    names = {one.key: one.name for one in codebook.themes}

    def shown(number: int, one: ThemeSuggestion) -> Suggestion:
        return Suggestion(
            number=number,
            key=one.theme,
            name=names.get(one.theme, one.theme),
            counts_to=areas.get(codebook.priority_of(one.theme), ""),
            band=BANDS.get(one.band, YOU_DECIDE),
            likely=one.band == bands.LIKELY,
            words=tuple(dict.fromkeys(str(each) for each in one.words)),
        )

    rows = reading.suggestions if reading else ()
    return tuple(shown(number, one) for number, one in enumerate(rows, start=1))


def _decided(row: ThemeDecision, codebook: Codebook, names: Mapping[int, str]) -> Decided:
    known = {one.key: one.name for one in codebook.themes}
    return Decided(
        names=tuple(known.get(one.theme, one.theme) for one in row.themes),
        stance=STANCES.get(row.stance or "", ""),
        who=names.get(row.staff_id, "somebody who has left"),
        at=row.decided_at,
        confirmed=bool(row.themes) and all(one.was_suggested for one in row.themes),
        undone_by=names.get(row.undone_by_id or 0, ""),
        undone_at=row.undone_at,
    )


def _read(
    session: Session, submission: Submission
) -> tuple[ThemeReading | None, Submission | Translation]:
    """The newest reading, and the words that it read."""
    reading = themes.reading(session, submission)
    if reading is None or reading.translation_id is None:
        return reading, submission
    return reading, session.get_one(Translation, reading.translation_id)


def _why(session: Session, submission: Submission, reading: ThemeReading | None) -> str:
    english = translations.of_first(session, submission)
    newest = english.id if english else None
    if reading is not None and reading.translation_id == newest:
        return WHY_UNSURE.get(reading.reason or "", UNSURE)
    state = model_state.state(session)
    if state is not None and state.trouble:
        return NO_MODEL
    return GAVE_UP if themes.given_up(session, submission) else NOT_YET


def _language(found: str | None) -> str:
    """The language by its name where it is not English, "" where it is or nobody can tell."""
    code = written_in(ENGLISH, found)
    return name_of(code) if code != ENGLISH else ""
