"""A family says "that's not right"; a person reads it, answers, and says what comes of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain.errors import AlreadyChanged
from portal.domain.intake import require_storable
from portal.domain.objections import ObjectionOutcome
from portal.domain.people import AUTHOR, Author, Deed, Member
from portal.domain.submissions import OPEN, SubmissionStatus
from portal.models import RouteObjection, Submission
from portal.ports import Screen
from portal.queries import cases, objections
from portal.services import answered, audit, safeguard, writing

MAY_OBJECT = OPEN | {SubmissionStatus.COUNTED}
"""While it is open, or a view; who writes again to what is over opens it by that."""


@dataclass(frozen=True)
class Answer:
    """What a person decided, and the words that the family reads."""

    outcome: ObjectionOutcome
    words: str


def object_to_route(
    session: Session, author: Author, words: str, screen: Screen, now: datetime
) -> RouteObjection | None:
    """The family says that it is not right. Said twice before it is answered, it is said once.

    None where the message is over. Raises `Unstorable`. The words are screened as every other.
    """
    require_storable(words)
    submission = writing.locked(session, author.submission_id)
    known = objections.open_one(session, submission)
    if known is not None or submission.status not in MAY_OBJECT:
        return known
    deed = Deed(AUTHOR, now, "objected")
    row = _added(session, submission, words, deed)
    if row is None:
        return objections.open_one(session, submission)
    audit.record(session, deed, "route.objected", submission_id=submission.id, objection=row.id)
    if words.strip():
        safeguard.look_at_reply(session, screen, submission, words, deed)
    return row


def _added(
    session: Session, submission: Submission, words: str, deed: Deed
) -> RouteObjection | None:
    """The new row; None where another press was a moment sooner."""
    routed = cases.decisions(session, submission)
    row = RouteObjection(
        submission_id=submission.id,
        decision_id=routed[-1].id if routed else None,
        words=words.strip() or None,
        made_at=deed.now,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return None
    return row


def answer(
    session: Session, signer: Member, submission: Submission, given: Answer, deed: Deed
) -> RouteObjection:
    """A person answers the open one; the family reads it, and gets "there is news".

    Raises `AlreadyChanged` when somebody has answered it. What changes is done by itself: placing,
    giving back, handing on, or deciding the themes.
    """
    writing.locked(session, submission.id)
    row = objections.open_one(session, submission)
    if row is None:
        raise AlreadyChanged("somebody has answered it")
    row.outcome, row.answer = given.outcome, given.words
    answered.by(session, signer, submission, row, deed)
    audit.record(
        session,
        deed,
        "route.objection_answered",
        submission_id=submission.id,
        objection=row.id,
        outcome=given.outcome.value,
    )
    return row
