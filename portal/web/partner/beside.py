"""What stands on a case's page beside the case itself: each has a module of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.domain.people import Member
from portal.models import Attachment, ClockMilestone, Submission
from portal.ports import Keyring
from portal.queries import annulling, attachments
from portal.web.partner import (
    formal_page,
    formal_told,
    opening_page,
    spoken_page,
    translations_page,
    voices_page,
)
from portal.web.partner.formal_page import LegalDates
from portal.web.partner.opening_page import OpeningShown
from portal.web.partner.spoken_page import Spoken
from portal.web.partner.translations_page import TranslationsShown
from portal.web.partner.voices_page import VoicesShown


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What law asks, what was annulled, who speaks for the family, other voices, files,
    translations.
    """

    legal: LegalDates
    formal_by_word: bool
    annulled: Sequence[ClockMilestone]
    spoken: Spoken
    voices: VoicesShown
    files: Sequence[Attachment]
    opening: OpeningShown | None
    translated: TranslationsShown

    @property
    def actions_beside(self) -> tuple[str, ...]:
        """What may be done with them now."""
        told = (formal_told.NAME,) if self.formal_by_word else ()
        opening = self.opening.actions if self.opening else ()
        return (*self.legal.actions, *told, *self.voices.actions, *opening)


def load(
    session: Session, keyring: Keyring, member: Member, submission: Submission, now: datetime
) -> dict[str, Any]:
    """The fields of a `Beside`, for the page that is one."""
    spoken = spoken_page.load(session, keyring, member, submission)
    return {
        "legal": formal_page.load(session, member, submission, now),
        "formal_by_word": formal_told.can_be_told(session, member, submission, now),
        "annulled": annulling.annulled(session, submission.id, annulling.shown_to(member)),
        "spoken": spoken,
        "voices": voices_page.load(session, member, submission, now),
        "files": attachments.of_submission(session, submission.id),
        "opening": opening_page.load(session, member, submission, now),
        "translated": translations_page.load(session, submission, spoken),
    }
