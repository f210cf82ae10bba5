"""Who speaks for a family and how it came that staff typed it in, as a case page shows it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.domain.on_behalf import FamilyKnows
from portal.domain.people import Member
from portal.domain.staff_entry import WhoseWords
from portal.models import OnBehalf, StaffEntry, Submission
from portal.ports import Keyring
from portal.queries import spoken_for
from portal.web.partner.entry_words import CAME_FROM, KNOWS, SAID_HOW, WHOSE_WORDS, later


@dataclass(frozen=True)
class Spoken:
    """Both rows where there are any, and the way to reach the person safely, opened."""

    authority: OnBehalf | None
    entry: StaffEntry | None
    safe_contact: str | None

    @property
    def notes(self) -> bool:
        """Whether the words are a member of staff's notes, so English whatever the family's."""
        return self.entry is not None and self.entry.whose_words is WhoseWords.NOTES

    @property
    def how(self) -> str:
        """How it came, and both days."""
        if self.entry is None:
            return ""
        came = f"Typed in by staff, from {CAME_FROM[self.entry.came_by]}"
        where = f" ({self.entry.event})" if self.entry.event else ""
        return f"{came}{where}. {later(self.entry)}"

    @property
    def whose_words(self) -> str:
        """Word for word, or notes."""
        return WHOSE_WORDS[self.entry.whose_words] if self.entry else ""

    @property
    def said_how(self) -> str:
        """How the yes to each body was given to staff, if one was."""
        return SAID_HOW[self.entry.said_how] if self.entry and self.entry.said_how else ""

    @property
    def knows(self) -> str:
        """Whether the family knows and agrees, as the writer says."""
        known = self.authority.knows if self.authority else None
        return KNOWS[known] if known else "Not said"

    @property
    def family_unaware(self) -> bool:
        """Whether the writer says that the family does not know."""
        return self.authority is not None and self.authority.knows is FamilyKnows.NO


def load(session: Session, keyring: Keyring, member: Member, submission: Submission) -> Spoken:
    """Of a case that this member found."""
    entry = spoken_for.entry(session, submission)
    return Spoken(
        spoken_for.authority(session, submission),
        entry,
        spoken_for.safe_contact(keyring, member, submission, entry),
    )
