"""What families ask us to delete: an author's own requests, and those that wait for an answer."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from portal.domain.errors import NotFound
from portal.domain.people import Author, Member, Role
from portal.models import ErasureRequest, Submission

ANSWERERS = (Role.DPO, Role.TRIAGE)
MOST = 100
"""Lines of the page; the oldest first, so that none waits behind newer ones."""


def of_author(session: Session, author: Author) -> list[ErasureRequest]:
    """Everything that this author asked, newest first."""
    query = _of(author.submission_id).order_by(ErasureRequest.id.desc())
    return list(session.scalars(query))


def open_one(session: Session, submission_id: int) -> ErasureRequest | None:
    """The one of a submission that nobody has answered."""
    query = _of(submission_id).where(ErasureRequest.answered_at.is_(None))
    return session.scalars(query.order_by(ErasureRequest.id)).first()


def waiting(session: Session, member: Member) -> list[ErasureRequest]:
    """What is to be answered, the first asked first: numbers and dates, and no message."""
    if member.role not in ANSWERERS:
        return []
    query = _waiting().order_by(ErasureRequest.asked_at, ErasureRequest.id).limit(MOST)
    return list(session.scalars(query))


def find(session: Session, member: Member, reference: str) -> ErasureRequest:
    """One of those; raises `NotFound` for any other."""
    query = _waiting().where(Submission.reference == reference).order_by(ErasureRequest.id)
    found = session.scalars(query).first() if member.role in ANSWERERS else None
    if found is None:
        raise NotFound("no such request for this member")
    return found


def _of(submission_id: int) -> Select[ErasureRequest]:
    return select(ErasureRequest).where(ErasureRequest.submission_id == submission_id)


def _waiting() -> Select[ErasureRequest]:
    joined = select(ErasureRequest).join(Submission, Submission.id == ErasureRequest.submission_id)
    query = joined.where(ErasureRequest.answered_at.is_(None))
    return query.options(joinedload(ErasureRequest.submission))
