"""Themes: what the machine suggests, and what a person decides; both are kept."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.domain.errors import AlreadyChanged
from portal.domain.people import Deed, Member
from portal.models import (
    Comment,
    DecidedTheme,
    Submission,
    ThemeDecision,
    ThemeReading,
    ThemeSuggestion,
)
from portal.ports import Reading
from portal.queries import themes
from portal.services import audit


@dataclass(frozen=True)
class Decision:
    """What a person says a text is about; no theme at all is a decision too.

    `reading_id` is the reading whose suggestions the person saw, `suggested` its themes.
    """

    themes: tuple[str, ...]
    stance: str | None = None
    reading_id: int | None = None
    suggested: frozenset[str] = frozenset()


def keep_reading(
    session: Session,
    text: Submission | Comment,
    reading: Reading,
    deed: Deed,
    translation_id: int | None = None,
) -> ThemeReading:
    """Keep what the machine made of a text: suggestions for a person, never a decision.

    `translation_id` names the translation that it read in place of the text, if it did.
    """
    row = ThemeReading(
        **_which(text),
        translation_id=translation_id,
        stance=reading.stance,
        language=reading.language,
        unsure=reading.unsure,
        reason=reading.reason or None,
        model_version=reading.version,
        read_at=deed.now,
        suggestions=[
            ThemeSuggestion(position=n, theme=one.theme, band=one.band, words=list(one.words))
            for n, one in enumerate(reading.suggestions, start=1)
        ],
    )
    session.add(row)
    return row


def decide(
    session: Session,
    member: Member,
    text: Submission | Comment,
    decision: Decision,
    deed: Deed,
) -> ThemeDecision:
    """A person confirms or corrects the themes; the newest decision counts, none is deleted."""
    row = ThemeDecision(
        **_which(text),
        reading_id=decision.reading_id,
        stance=decision.stance,
        staff_id=member.staff_id,
        decided_at=deed.now,
        themes=[
            DecidedTheme(position=n, theme=key, was_suggested=key in decision.suggested)
            for n, key in enumerate(decision.themes, start=1)
        ],
    )
    session.add(row)
    which = text.id if isinstance(text, Submission) else None
    audit.record(session, deed, "themes.decided", submission_id=which, themes=len(decision.themes))
    return row


def undo(session: Session, member: Member, submission: Submission, deed: Deed) -> ThemeDecision:
    """Take the newest decision back: the one before it counts again, or else the machine's word.

    Raises `AlreadyChanged` when none stands any more.
    """
    row = themes.decision(session, submission)
    if row is None:
        raise AlreadyChanged("no decision stands that could be undone")
    row.undone_at, row.undone_by_id = deed.now, member.staff_id
    audit.record(session, deed, "themes.undone", submission_id=submission.id, decision=row.id)
    return row


def _which(text: Submission | Comment) -> dict[str, int]:
    key = "submission_id" if isinstance(text, Submission) else "comment_id"
    return {key: text.id}
