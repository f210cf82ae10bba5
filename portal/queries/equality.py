"""How many chose each answer to the questions of equality in a year; for freezing alone."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.equality import Answer
from portal.models import EqualityCount


def first_year(session: Session) -> int | None:
    """The earliest year in which anybody answered; None while nobody has."""
    return session.scalar(select(func.min(EqualityCount.year)))


def counts(session: Session, year: int) -> dict[Answer, int]:
    """The true number of each answer, by question and answer."""
    query = select(EqualityCount).where(EqualityCount.year == year)
    rows = session.scalars(query.order_by(EqualityCount.question, EqualityCount.answer))
    return {(row.question, row.answer): row.number for row in rows}
