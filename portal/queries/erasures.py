"""What families ask us to delete: an author's own requests, and those that wait for an answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload

from portal.domain.errors import NotFound
from portal.domain.people import Author, Gone, Member, Role
from portal.models import (
    ErasureRequest,
    Message,
    Note,
    SealedContact,
    SealedIdentity,
    Submission,
    SupporterCode,
)
from portal.queries.locks import unlocked

ANSWERERS = (Role.DPO, Role.TRIAGE)
NO_CODE = "erased"
"""In place of the hash of a supporter's code that was erased: no code has it."""

MOST = 100
"""Lines of the page; the oldest first, so that none waits behind newer ones."""


def of_author(session: Session, author: Author | Gone) -> list[ErasureRequest]:
    """Everything that this author asked, newest first."""
    query = _of(author.submission_id).order_by(ErasureRequest.id.desc())
    return list(session.scalars(query))


def erased_at(session: Session, gone: Gone) -> datetime | None:
    """When the words of a message were erased."""
    return session.get_one(Submission, gone.submission_id).erased_at


def is_erased(session: Session, submission_id: int) -> bool:
    """Whether its words were erased."""
    query = select(Submission.erased_at).where(Submission.id == submission_id)
    return session.scalars(query).first() is not None


def open_one(session: Session, submission_id: int) -> ErasureRequest | None:
    """The one of a submission that nobody has answered."""
    query = _of(submission_id).where(ErasureRequest.answered_at.is_(None))
    return session.scalars(query.order_by(ErasureRequest.id)).first()


def waiting(session: Session, member: Member) -> list[ErasureRequest]:
    """What is to be answered, the first asked first: numbers and dates, and no message."""
    if member.role not in ANSWERERS:
        return []
    query = _waiting(member).order_by(ErasureRequest.asked_at, ErasureRequest.id).limit(MOST)
    return list(session.scalars(query))


@dataclass(frozen=True)
class Holding:
    """How much there is of each thing that erasing takes away; no word of it."""

    messages: int
    notes: int
    supporters: int
    name: bool
    contact: bool


def holding(session: Session, submission_id: int) -> Holding:
    """What there is of one submission, for whoever decides what goes."""

    def many(model: type[Any], *more: ColumnElement[bool]) -> int:
        query = select(func.count(model.id)).where(model.submission_id == submission_id, *more)
        return session.scalars(query).one()

    return Holding(
        messages=many(Message, Message.words != ""),
        notes=many(Note, Note.words != ""),
        supporters=many(SupporterCode, SupporterCode.code_hash != NO_CODE),
        name=many(SealedIdentity) > 0,
        contact=many(SealedContact) > 0,
    )


def find(session: Session, member: Member, reference: str) -> ErasureRequest:
    """One of those; raises `NotFound` for any other."""
    query = _waiting(member).where(Submission.reference == reference).order_by(ErasureRequest.id)
    found = session.scalars(query).first() if member.role in ANSWERERS else None
    if found is None:
        raise NotFound("no such request for this member")
    return found


def _of(submission_id: int) -> Select[ErasureRequest]:
    return select(ErasureRequest).where(ErasureRequest.submission_id == submission_id)


def _waiting(member: Member) -> Select[ErasureRequest]:
    """What nobody has answered; what leads hold is the officer's alone."""
    joined = select(ErasureRequest).join(Submission, Submission.id == ErasureRequest.submission_id)
    query = joined.where(ErasureRequest.answered_at.is_(None), unlocked(member))
    if member.role is not Role.DPO:
        query = query.where(Submission.restricted.is_(False))
    return query.options(joinedload(ErasureRequest.submission))
