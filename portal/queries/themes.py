"""What one text is about, as the machine and as people said."""

from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session, selectinload

from portal.domain import bands
from portal.models import DueWork, Submission, ThemeDecision, ThemeReading, ThemeSuggestion

MOST = 50
"""Decisions on one text that are shown."""


def reading(session: Session, submission: Submission) -> ThemeReading | None:
    """The newest reading of a case that was found, with its suggestions."""
    query = select(ThemeReading).where(ThemeReading.submission_id == submission.id)
    query = query.options(selectinload(ThemeReading.suggestions))
    return session.scalars(query.order_by(ThemeReading.id.desc()).limit(1)).first()


def suggested(seen: ThemeReading | None) -> tuple[ThemeSuggestion, ...]:
    """What a reading suggests; what is too close to call is not among it."""
    return tuple(one for one in seen.suggestions if one.band in bands.SUGGESTED) if seen else ()


def decision(session: Session, submission: Submission) -> ThemeDecision | None:
    """The newest decision of a person that stands, with its themes."""
    query = select(ThemeDecision).where(ThemeDecision.submission_id == submission.id)
    query = query.where(ThemeDecision.undone_at.is_(None))
    query = query.options(selectinload(ThemeDecision.themes))
    return session.scalars(query.order_by(ThemeDecision.id.desc()).limit(1)).first()


def decisions(session: Session, submission: Submission) -> list[ThemeDecision]:
    """Every decision on a case that was found, undone ones too, newest first."""
    query = select(ThemeDecision).where(ThemeDecision.submission_id == submission.id)
    query = query.options(selectinload(ThemeDecision.themes))
    return list(session.scalars(query.order_by(ThemeDecision.id.desc()).limit(MOST)))


def given_up(session: Session, submission: Submission) -> bool:
    """Whether no worker tries to read it any more."""
    mine = DueWork.submission_id == submission.id, DueWork.failed_at.is_not(None)
    return bool(session.scalars(select(exists().where(*mine, DueWork.done_at.is_(None)))).one())


def own_words_first(session: Session, owed: DueWork) -> bool:
    """Whether its own words were never read, and another reading of it is owed after this one."""
    same = DueWork.submission_id == owed.submission_id, DueWork.id != owed.id
    after = exists().where(*same, DueWork.done_at.is_(None), DueWork.failed_at.is_(None))
    own = ThemeReading.submission_id == owed.submission_id, ThemeReading.translation_id.is_(None)
    return bool(session.scalars(select(after & ~exists().where(*own))).one())


def decided() -> ColumnElement[bool]:
    """Whether a person has said what a submission is about, and it stands."""
    stands = ThemeDecision.submission_id == Submission.id, ThemeDecision.undone_at.is_(None)
    return exists().where(*stands)


def stood(at: datetime) -> ColumnElement[bool]:
    """Whether a decision was made before an instant, and not undone before it."""
    undone = or_(ThemeDecision.undone_at.is_(None), ThemeDecision.undone_at >= at)
    return (ThemeDecision.decided_at < at) & undone
