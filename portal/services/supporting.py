"""A supporter adds words to somebody else's message: read like the family's own, and no more."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import submissions
from portal.domain.errors import OnlyAuthorReopens
from portal.domain.intake import require_storable
from portal.domain.messages import MessagePurpose
from portal.domain.people import SUPPORTER, ActorKind, Deed, Supporter
from portal.models import Message, Submission
from portal.ports import Screen
from portal.services import audit, clocks, safeguard, writing
from portal.services.casework import add_once, fingerprint


def add(
    session: Session, supporter: Supporter, text: str, key: str, now: datetime, screen: Screen
) -> Message:
    """Words beside the family's; the same form twice is one message.

    They are looked through for danger as the family's are. Raises `Unstorable`, and
    `OnlyAuthorReopens` where it is over: nobody would read them there.
    """
    require_storable(text)
    submission = writing.locked(session, supporter.submission_id)
    clocks.read_anew(session, submission)
    query = select(Message).where(Message.idempotency_hash == fingerprint(key))
    known = session.scalars(query).first()
    if known is not None:
        return known
    if submission.status not in submissions.OPEN:
        raise OnlyAuthorReopens
    message = _written(submission, supporter, text, key, now)
    sent = add_once(session, message)
    if sent is not message:
        return sent
    deed = Deed(SUPPORTER, now, f"message:{message.id}")
    audit.record(
        session, deed, "message.supporter", submission_id=submission.id, message=message.id
    )
    safeguard.look_at_reply(session, screen, submission, text, deed)
    return message


def _written(
    submission: Submission, supporter: Supporter, text: str, key: str, now: datetime
) -> Message:
    return Message(
        submission_id=submission.id,
        purpose=MessagePurpose.REPLY,
        sender=ActorKind.SUPPORTER,
        supporter_code_id=supporter.code_id,
        signed_as="",
        words=text,
        language=submission.language,
        sent_at=now,
        idempotency_hash=fingerprint(key),
    )
