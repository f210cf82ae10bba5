"""Writing letters as rows; they leave after the commit, and never carry a family's words."""

import secrets
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.due import MOST_TRIES, wait_after
from portal.domain.people import Deed
from portal.models import OutgoingLetter, Partner, SealedContact, Submission

STAFF_LANGUAGE = "en"


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


def taken(letter: OutgoingLetter, deed: Deed) -> None:
    """The server has it."""
    letter.sent_at, letter.last_error = deed.now, None
    letter.tries += 1


def refused(letter: OutgoingLetter, error: str, deed: Deed) -> None:
    """Not taken: tried again later, and given up into a dead letter after the last try."""
    letter.tries += 1
    letter.last_error = error
    letter.next_attempt_at = deed.now + wait_after(letter.tries)
    if letter.tries >= MOST_TRIES:
        letter.failed_at = deed.now


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
        language=language,
        written_at=deed.now,
        next_attempt_at=deed.now + timedelta(0),
        tries=0,
    )
    session.add(letter)
    return letter
