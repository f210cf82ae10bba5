"""Every clock there is, some at a time, so that the memory used does not grow with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.domain.submissions import AuthorKind
from portal.domain.working_days import end_of, start_of
from portal.models import ClockRow, Referral, Submission


@dataclass(frozen=True)
class Batch:
    """Some submissions with all their clocks and turns; `last_id` is that of the last of them."""

    submissions: Sequence[Submission]
    clocks: Sequence[ClockRow]
    turns: Sequence[Referral]
    last_id: int


def submissions_count(session: Session) -> int:
    """How many submissions there are."""
    return session.scalars(select(func.count(Submission.id))).one()


def after(session: Session, last_id: int, most: int) -> Batch | None:
    """The next submissions after one, by row number; None when there are no more."""
    wanted = select(Submission).where(Submission.id > last_id).order_by(Submission.id).limit(most)
    submissions = session.scalars(wanted).all()
    if not submissions:
        return None
    ids = [one.id for one in submissions]
    clocks = (
        select(ClockRow)
        .where(ClockRow.submission_id.in_(ids))
        .options(selectinload(ClockRow.events), selectinload(ClockRow.milestones))
        .options(joinedload(ClockRow.service_level, innerjoin=True))
        .order_by(ClockRow.id)
    )
    turns = select(Referral).where(Referral.submission_id.in_(ids)).order_by(Referral.id)
    return Batch(submissions, session.scalars(clocks).all(), session.scalars(turns).all(), ids[-1])


def began_count(session: Session, first: date, last: date) -> int:
    """How many clocks began on these days, both included, in Europe/London."""
    inside = ClockRow.started_at >= start_of(first), ClockRow.started_at < end_of(last)
    return session.scalars(select(func.count(ClockRow.id)).where(*inside)).one()


def began(
    session: Session, first: date, last: date, last_id: int, most: int
) -> list[tuple[ClockRow, AuthorKind]]:
    """The next clocks after one that began on these days, with who wrote, by row number."""
    query = (
        select(ClockRow, Submission.author_kind)
        .join(Submission, Submission.id == ClockRow.submission_id)
        .where(ClockRow.started_at >= start_of(first), ClockRow.started_at < end_of(last))
        .where(ClockRow.id > last_id)
        .options(selectinload(ClockRow.events), joinedload(ClockRow.service_level, innerjoin=True))
        .order_by(ClockRow.id)
        .limit(most)
    )
    return [(row[0], row[1]) for row in session.execute(query)]
