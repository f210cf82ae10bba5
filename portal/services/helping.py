"""A family says whether the answer helped; what it says is kept once, and screened as all words."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.helping import Helped, may_say
from portal.domain.intake import require_storable
from portal.domain.messages import MessagePurpose
from portal.domain.people import Author, Deed
from portal.models import HelpedAnswer, Message, Submission
from portal.ports import Screen
from portal.services import audit, safeguard, writing


@dataclass(frozen=True)
class Given:
    """What the family chose, and what it wrote with it, "" for nothing."""

    helped: Helped
    words: str


def said(session: Session, submission_id: int) -> HelpedAnswer | None:
    """What the family of a submission said, if it has."""
    query = select(HelpedAnswer).where(HelpedAnswer.submission_id == submission_id)
    return session.scalars(query.order_by(HelpedAnswer.id)).first()


def is_asked(session: Session, submission: Submission) -> bool:
    """Whether the family of a submission may say it, or change it, now."""
    query = select(Message.id).where(
        Message.submission_id == submission.id, Message.purpose == MessagePurpose.ANSWER
    )
    answered = session.scalars(query.order_by(Message.id).limit(1)).first() is not None
    known = said(session, submission.id) is not None
    return may_say(submission.status, answered=answered, said=known)


def say(session: Session, author: Author, given: Given, screen: Screen, deed: Deed) -> bool:
    """Keep what the family says; whether it was asked. Said twice, it is said once.

    Raises `Unstorable`.
    """
    require_storable(given.words)
    submission = writing.locked(session, author.submission_id)
    if not is_asked(session, submission):
        return False
    row, words = said(session, submission.id), given.words.strip() or None
    if row is not None and (row.helped, row.words) == (given.helped, words):
        return True
    written = words if row is None or row.words != words else None
    row = row or HelpedAnswer(submission_id=submission.id)
    row.helped, row.words, row.said_at = given.helped, words, deed.now
    session.add(row)
    session.flush()
    code = given.helped.value
    audit.record(session, deed, "helped.said", submission_id=submission.id, helped=code)
    if written:
        safeguard.look_at_reply(session, screen, submission, written, deed)
    return True
