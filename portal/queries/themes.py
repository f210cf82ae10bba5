"""What one text is about, as the machine and as people said."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from portal.models import Submission, ThemeDecision, ThemeReading


def reading(session: Session, submission: Submission) -> ThemeReading | None:
    """The newest reading of a case that was found, with its suggestions."""
    query = select(ThemeReading).where(ThemeReading.submission_id == submission.id)
    query = query.options(selectinload(ThemeReading.suggestions))
    return session.scalars(query.order_by(ThemeReading.id.desc()).limit(1)).first()


def decision(session: Session, submission: Submission) -> ThemeDecision | None:
    """The newest decision of a person, with its themes."""
    query = select(ThemeDecision).where(ThemeDecision.submission_id == submission.id)
    query = query.options(selectinload(ThemeDecision.themes))
    return session.scalars(query.order_by(ThemeDecision.id.desc()).limit(1)).first()
