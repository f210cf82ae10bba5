"""Writing letters as rows; they leave after the commit, and never carry a family's words."""

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.people import Deed
from portal.models import OutgoingLetter, Partner, SealedContact, Submission
from portal.ports import Channel
from portal.queries import due
from portal.services import tries

STAFF_LANGUAGE = "en"
NOTHING_LEFT = "nothing left to say"
"""What a digest says of itself that was not sent, since all it was to count is done."""


def to_partner(session: Session, partner: Partner, kind: str, deed: Deed) -> OutgoingLetter:
    """A letter to a service's mailbox."""
    return _write(session, kind, STAFF_LANGUAGE, deed, partner_id=partner.id)


def to_family(session: Session, submission: Submission, kind: str, deed: Deed) -> None:
    """ "There is news" to the blind contact, in the family's language; nothing if it gave none."""
    query = select(SealedContact).where(SealedContact.submission_id == submission.id)
    contact = session.scalars(query).first()
    if contact is None:
        return
    letter = _write(session, kind, submission.language, deed, submission_id=submission.id)
    letter.sealed_to = contact.sealed


def take(session: Session, deed: Deed) -> OutgoingLetter | None:
    """The next letter that is due, its try counted; None when none is. Commit before sending."""
    while rows := due.letters(session, deed.now, 1):
        if tries.begin(rows[0], deed):
            return rows[0]
        session.flush()
    return None


def finish(session: Session, letter_id: int, error: str | None, deed: Deed) -> None:
    """The server has it; or it goes again later, and is a dead letter after the last try."""
    letter = session.get_one(OutgoingLetter, letter_id)
    if letter.sent_at is not None:
        return
    if error is not None:
        tries.failed(letter, error, deed)
        return
    letter.sent_at, letter.last_error = deed.now, None


def spare(session: Session, letter_id: int, deed: Deed) -> None:
    """A digest has nothing left to say: it is not sent, and not tried again, and says why."""
    letter = session.get_one(OutgoingLetter, letter_id)
    letter.sent_at, letter.last_error = deed.now, NOTHING_LEFT


def _write(
    session: Session,
    kind: str,
    language: str,
    deed: Deed,
    *,
    submission_id: int | None = None,
    partner_id: int | None = None,
) -> OutgoingLetter:
    letter = OutgoingLetter(
        message_id=f"<{secrets.token_hex(16)}@portal.invalid>",
        kind=kind,
        submission_id=submission_id,
        partner_id=partner_id,
        channel=Channel.EMAIL,
        language=language,
        written_at=deed.written_at,
        next_attempt_at=deed.written_at,
        tries=0,
    )
    session.add(letter)
    return letter
