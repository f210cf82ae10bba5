"""What was translated on a case, which language its words are in, and what a family says of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.domain.people import ActorKind
from portal.domain.translating import ENGLISH, FIRST, reads_in, written_in
from portal.models import Message, Submission, Translation
from portal.queries import staff, translations
from portal.queries.translations import Versions
from portal.web.partner.forms_translate import MADE_BY
from portal.web.partner.spoken_page import Spoken
from portal.web.tongues import direction_of, name_of

NOBODY = "somebody who has left"


@dataclass(frozen=True)
class TranslationsShown:
    """All of it. `found` is the language that the machine takes the first message for.

    `page` is the language of the page that it came from; `notes`: staff took it down in English.
    """

    page: str
    found: str | None
    notes: bool
    by_text: Mapping[int, Versions]
    names: Mapping[int, str]

    @property
    def words_language(self) -> str:
        """Of the words as they stand."""
        return ENGLISH if self.notes else written_in(self.page, self.found)

    @property
    def theirs(self) -> str:
        """The language that the family reads."""
        return reads_in(self.page, self.found)

    @property
    def foreign(self) -> bool:
        """Whether anything on this case is likely to be in another language than English."""
        return self.theirs != ENGLISH or self.words_language != ENGLISH

    @property
    def named(self) -> str:
        """The language of the words, and how we know, to staff; "" where it is English."""
        page = name_of(self.page)
        if self.notes or not self.foreign:
            return ""
        if self.found and written_in("", self.found):
            other = f", on the {page} pages" if self.found != self.page else ""
            return f"Written in {name_of(self.found)}{other}."
        cannot = " The machine cannot tell the language of the words." if self.found else ""
        return f"Written on the {page} pages.{cannot}"

    @property
    def objected(self) -> Sequence[Versions]:
        """What the family says is not right, and nobody has corrected."""
        return tuple(one for one in self.by_text.values() if one.objected)

    def language_of(self, message: Message) -> str:
        """Of one message: ours is English, theirs what the family reads and, likely, writes."""
        if message.sender is ActorKind.STAFF:
            return message.language
        return reads_in(message.language, self.found)

    def offers(self, text: int, ours: bool) -> bool:
        """Whether a translation of this text is likely to be wanted."""
        if text == FIRST:
            return self.words_language != ENGLISH
        return self.theirs != ENGLISH if ours else self.foreign

    def who(self, row: Translation) -> str:
        """Who typed it in; names are for staff."""
        return self.names.get(row.staff_id, NOBODY)

    def made_by(self, row: Translation) -> str:
        """What kind of person translated it."""
        return MADE_BY[row.made_by]

    def name_of(self, code: str) -> str:
        """A language in English."""
        return name_of(code)

    def direction_of(self, code: str) -> str:
        """`ltr` or `rtl`."""
        return direction_of(code)


def load(session: Session, submission: Submission, spoken: Spoken) -> TranslationsShown:
    """Of a case that was found."""
    rows = translations.of_case(session, submission)
    return TranslationsShown(
        page=submission.language,
        found=translations.language_found(session, submission),
        notes=spoken.notes,
        by_text=translations.by_text(rows),
        names=staff.display_names(session, {row.staff_id for row in rows}),
    )
