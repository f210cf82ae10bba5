"""Writing letters as rows; they leave after the commit, and never carry a family's words."""

import secrets
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock_hours import next_opening
from portal.domain.letters import Channel
from portal.domain.people import Deed
from portal.models import OutgoingLetter, Partner, SealedContact, Submission
from portal.ports import Letter, LetterRefused, LetterText, Mailer, MailerUnavailable
from portal.queries import due, partnership, reminders
from portal.services import tries

STAFF_LANGUAGE = "en"
EASY = "simple"
"""What a language tag (BCP 47) says of easy words: `en-simple`."""
OPENINGS = frozenset({"opening_asked", "opening_answered", "opening_expired"})
AT_ONCE = frozenset({"safeguarding_flag", reminders.AT_ONCE}) | OPENINGS
"""Kinds of letters to staff that wait for no working hours."""
NOTHING_LEFT = "nothing left to say"
"""What a digest says of itself that was not sent, since all it was to count is done."""


def to_partner(session: Session, partner: Partner, kind: str, deed: Deed) -> OutgoingLetter:
    """A letter to a service's mailbox: it leaves in that body's working hours (ruling 13).

    One about a flag never waits: somebody looks on the same day, whenever it came.
    """
    letter = _write(session, kind, STAFF_LANGUAGE, deed, partner_id=partner.id)
    if kind not in AT_ONCE:
        calendar = partnership.in_force(session).calendar_for(partner.key)
        letter.next_attempt_at = next_opening(deed.written_at, calendar)
    return letter


def to_family(session: Session, submission: Submission, kind: str, deed: Deed) -> None:
    """ "There is news" to the blind contact, in the family's language and by the contact's channel.

    In easy words if it wrote on pages in easy words. Nothing if it gave no contact.
    """
    query = select(SealedContact).where(SealedContact.submission_id == submission.id)
    contact = session.scalars(query).first()
    if contact is None:
        return
    spoken = f"{submission.language}-{EASY}" if submission.easy_words else submission.language
    letter = _write(session, kind, spoken, deed, submission_id=submission.id)
    letter.sealed_to, letter.channel = contact.sealed, contact.channel


def take(session: Session, deed: Deed) -> OutgoingLetter | None:
    """The next letter that is due, its try counted; None when none is. Commit before sending."""
    while rows := due.letters(session, deed.now, 1):
        if tries.begin(rows[0], deed):
            return rows[0]
        session.flush()
    return None


@dataclass(frozen=True)
class Failure:
    """Why a letter was not taken: a kind, never an address; `for_good` when no try would help."""

    kind: str
    for_good: bool = False


def composed(texts: LetterText, row: OutgoingLetter, to: str, base_url: str) -> Letter:
    """The letter as it arrives: its words come from its kind, language and channel alone."""
    subject, body = texts(row.kind, row.language, base_url, row.channel)
    return Letter(
        message_id=row.message_id,
        to=to,
        subject=subject,
        body=body,
        channel=row.channel,
        language=texts.spoken(row.kind, row.language, row.channel),
        written_at=row.written_at,
    )


def attempt(mailer: Mailer, letter: Letter) -> Failure | None:
    """Hand it over; why it was not taken, or None: whatever is wrong with it, the next one goes."""
    try:
        mailer.send(letter)
    except LetterRefused as fault:
        return Failure(str(fault), for_good=True)
    except MailerUnavailable as fault:
        return Failure(str(fault))
    except Exception as fault:
        return Failure(type(fault).__name__)
    return None


def finish(
    session: Session,
    letter_id: int,
    failure: Failure | None,
    deed: Deed,
    kept: Letter | None = None,
) -> None:
    """The server has it; or it goes again later, and is a dead letter after the last try.

    `kept` is the letter as it was taken, where that is to be read again: in a demonstration.
    """
    letter = session.get_one(OutgoingLetter, letter_id)
    if letter.sent_at is not None:
        return
    if failure is not None and failure.kind == NOTHING_LEFT:
        letter.sent_at, letter.last_error = deed.now, NOTHING_LEFT
        return
    if failure is not None:
        tries.failed(letter, failure.kind, deed, for_good=failure.for_good)
        return
    letter.sent_at, letter.last_error = deed.now, None
    # Taken after all, by one whose answer came too late: it is no dead letter.
    letter.failed_at = None
    if kept is not None:
        letter.kept_words = f"{kept.subject}\n{kept.body}"


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
