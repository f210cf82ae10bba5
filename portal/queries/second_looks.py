"""Second looks that a worker owes, and the words of a family that no lead has seen."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.people import ActorKind
from portal.domain.translating import ENGLISH
from portal.models import (
    Message,
    RouteObjection,
    SafeguardingItem,
    SecondLook,
    Submission,
    Translation,
)


def due(session: Session, now: datetime) -> SecondLook | None:
    """The next one that is neither done nor given up; one that another worker holds is not it."""
    query = (
        select(SecondLook)
        .where(SecondLook.done_at.is_(None), SecondLook.failed_at.is_(None))
        .where(SecondLook.next_attempt_at <= now)
        .order_by(SecondLook.next_attempt_at, SecondLook.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return session.scalars(query).first()


def waiting(session: Session) -> int:
    """Texts that the rules alone have looked at; those given up too."""
    query = select(func.count(SecondLook.id)).where(SecondLook.done_at.is_(None))
    return session.scalars(query).one()


def unseen(session: Session, submission: Submission) -> list[str]:
    """What the family wrote since the last flag, in order: what came before it a lead has read."""
    raised = select(func.max(SafeguardingItem.raised_at)).where(
        SafeguardingItem.submission_id == submission.id
    )
    since = session.scalars(raised).one()
    said: list[str | None] = [] if since else _sent(submission)
    written = select(Message.words).where(
        Message.submission_id == submission.id, Message.sender == ActorKind.AUTHOR
    )
    objected = select(RouteObjection.words).where(RouteObjection.submission_id == submission.id)
    if since:
        written = written.where(Message.sent_at > since)
        objected = objected.where(RouteObjection.made_at > since)
    said += session.scalars(written.order_by(Message.id))
    said += session.scalars(objected.order_by(RouteObjection.id))
    said += _translated(session, submission, since)
    return [words for words in said if words]


def _translated(
    session: Session, submission: Submission, since: datetime | None
) -> Iterator[str | None]:
    """Its words in English, as people translated them, and what it said of any translation."""
    query = select(Translation).where(Translation.submission_id == submission.id)
    for row in session.scalars(query.order_by(Translation.id)):
        if row.language == ENGLISH and (since is None or row.written_at > since):
            yield from (row.words, row.wanted)
        if row.objected_at is not None and (since is None or row.objected_at > since):
            yield row.objected_words


def _sent(submission: Submission) -> list[str | None]:
    return [
        submission.words,
        submission.wanted,
        submission.must_not_see,
        submission.access_needs,
        submission.school_name,
    ]
