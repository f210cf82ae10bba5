"""What families say of where their message went: their own, of a case, and triage's to answer."""

from collections.abc import Iterable

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from portal.domain.errors import NotFound
from portal.domain.people import Author, Member, Role
from portal.models import RouteObjection, Submission

MOST = 100
"""Lines of triage's page; the oldest first, so that none waits behind newer ones."""


def of_author(session: Session, author: Author) -> list[RouteObjection]:
    """Everything that this author said, newest first."""
    return list(session.scalars(_of(author.submission_id).order_by(RouteObjection.id.desc())))


def of_case(session: Session, submission: Submission) -> list[RouteObjection]:
    """Everything that was said of a case that was found, newest first."""
    return list(session.scalars(_of(submission.id).order_by(RouteObjection.id.desc())))


def open_one(session: Session, submission: Submission) -> RouteObjection | None:
    """The one that nobody has answered, of a case that was found."""
    return session.scalars(_of(submission.id).where(RouteObjection.answered_at.is_(None))).first()


def open_on(session: Session, references: Iterable[str]) -> set[str]:
    """Which of these messages, by number, have one that nobody has answered."""
    query = _among().where(Submission.reference.in_(list(references)))
    return set(
        session.scalars(
            query.with_only_columns(Submission.reference).order_by(Submission.reference)
        )
    )


def count_to_triage(session: Session, member: Member) -> int:
    """How many triage is to answer."""
    if member.role is not Role.TRIAGE:
        return 0
    query = _among().where(Submission.restricted.is_(False))
    return session.scalars(query.with_only_columns(func.count(RouteObjection.id))).one()


def to_triage(session: Session, member: Member) -> list[RouteObjection]:
    """What triage is to answer, the oldest first; on restricted messages leads do, unseen here.

    What the family wrote with it was written to triage; the message itself stays with who has it.
    """
    if member.role is not Role.TRIAGE:
        return []
    query = _waiting().order_by(RouteObjection.made_at, RouteObjection.id).limit(MOST)
    return list(session.scalars(query))


def for_triage(session: Session, member: Member, reference: str) -> RouteObjection:
    """One of those; raises `NotFound` for any other."""
    query = _waiting().where(Submission.reference == reference)
    found = session.scalars(query).first() if member.role is Role.TRIAGE else None
    if found is None:
        raise NotFound("no such objection for this member")
    return found


def _of(submission_id: int) -> Select[RouteObjection]:
    return select(RouteObjection).where(RouteObjection.submission_id == submission_id)


def _among() -> Select[RouteObjection]:
    joined = select(RouteObjection).join(Submission, Submission.id == RouteObjection.submission_id)
    return joined.where(RouteObjection.answered_at.is_(None))


def _waiting() -> Select[RouteObjection]:
    query = _among().where(Submission.restricted.is_(False))
    return query.options(joinedload(RouteObjection.submission))
