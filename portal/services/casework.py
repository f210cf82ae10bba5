"""What staff do on a case: acknowledge, write, note, answer, say that it seems done (ruling 9)."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain import referrals, submissions
from portal.domain.clocks import ClockKind, Subject
from portal.domain.errors import IllegalMove
from portal.domain.intake import require_storable
from portal.domain.messages import MessagePurpose, NoteScope
from portal.domain.people import Deed, Member
from portal.domain.referrals import ReferralStatus
from portal.domain.submissions import PointStatus, SubmissionStatus
from portal.domain.transitions import move
from portal.models import Message, Note, Point, Referral, Submission
from portal.services import audit, clocks, inform, letters, waiting

STAFF_LANGUAGE = "en"
FIRST_WORDS = frozenset(
    {
        MessagePurpose.ACKNOWLEDGEMENT,
        MessagePurpose.MESSAGE,
        MessagePurpose.QUESTION,
        MessagePurpose.ANSWER,
    }
)
"""Any message of a person stops "acknowledge"; an automatic receipt does not (ruling 9)."""


@dataclass(frozen=True)
class Words:
    """What a member of staff typed, and the key of the form that it was typed into.

    Raises `Unstorable`.
    """

    text: str
    key: str

    def __post_init__(self) -> None:
        require_storable(self.text)


def write(
    session: Session,
    member: Member,
    submission: Submission,
    purpose: MessagePurpose,
    words: Words,
    deed: Deed,
    referral: Referral | None = None,
) -> Message:
    """Write to the family: the first words of a person stop "acknowledge" on its clock."""
    known = _message(session, words.key)
    if known is not None:
        return known
    message = _signed(member, purpose, words, deed)
    message.submission_id = submission.id
    message.referral_id = referral.id if referral else None
    sent = add_once(session, message)
    if sent is not message:
        return sent
    said = Deed(deed.actor, deed.now, f"message:{message.id}")
    _keep_by_writing(session, submission, purpose, said)
    if purpose is MessagePurpose.QUESTION:
        waiting.ask(session, submission, referral, said)
    letters.to_family(session, submission, "news", said)
    audit.record(
        session, said, f"message.{purpose.value}", submission_id=submission.id, message=message.id
    )
    clocks.refresh_due(session, submission, *([referral] if referral else []))
    return message


def answer(
    session: Session,
    member: Member,
    submission: Submission,
    words: Words,
    deed: Deed,
    *,
    referral: Referral | None = None,
    points: tuple[int, ...] = (),
) -> Message:
    """Send the answer: it stops "respond" on both clocks and marks the points that it answers.

    A second answer, to points left over or after a dispute, is one more turn of the same partner.
    Raises `IllegalMove` before anything has changed.
    """
    known = _message(session, words.key)
    if known is not None:
        return known
    status, turn = _answered(submission), _turn_answered(referral)
    submission.status = status
    if referral is not None and turn is not None:
        referral.status, referral.answered_at = turn, deed.now
    message = write(session, member, submission, MessagePurpose.ANSWER, words, deed, referral)
    said = Deed(deed.actor, deed.now, f"message:{message.id}")
    _stop_what_was_owed(session, submission, referral, said)
    inform.answered(session, submission, said)
    _mark_points(session, submission, points, deed)
    clocks.refresh_due(session, submission, *([referral] if referral else []))
    return message


def propose_resolved(
    session: Session,
    member: Member,
    submission: Submission,
    words: Words,
    deed: Deed,
    referral: Referral | None = None,
) -> Message:
    """ "We think this is done. Is it?": only the family can say that it is."""
    known = _message(session, words.key)
    if known is not None:
        return known
    wanted = SubmissionStatus.RESOLUTION_PROPOSED
    submission.status = move(submissions.NEXT, submission.status, wanted)
    return write(session, member, submission, MessagePurpose.PROPOSAL, words, deed, referral)


def tell_changed(
    session: Session, member: Member, submission: Submission, words: Words, deed: Deed
) -> Message:
    """What changed since it was closed: the family reads it on its page, and stays closed."""
    known = _message(session, words.key)
    if known is not None:
        return known
    if submission.status in submissions.OPEN:
        raise IllegalMove(submission.status, MessagePurpose.CHANGED)
    message = write(session, member, submission, MessagePurpose.CHANGED, words, deed)
    inform.told(session, submission, Deed(deed.actor, deed.now, f"message:{message.id}"))
    clocks.refresh_due(session, submission)
    return message


def note(
    session: Session,
    member: Member,
    submission: Submission,
    scope: NoteScope,
    words: Words,
    deed: Deed,
) -> Note:
    """Words that the family does not see: for one's own partner, or for every partner on it."""
    query = select(Note).where(Note.idempotency_hash == fingerprint(words.key))
    known = session.scalars(query).first()
    if known is not None:
        return known
    written = Note(
        submission_id=submission.id,
        partner_id=member.partner_id,
        scope=scope,
        words=words.text,
        staff_id=member.staff_id,
        written_at=deed.now,
        idempotency_hash=fingerprint(words.key),
    )
    session.add(written)
    audit.record(session, deed, "note.written", submission_id=submission.id)
    return written


def add_once(session: Session, message: Message) -> Message:
    """Add a message; where the same form was pressed twice at one moment, the one that won."""
    try:
        with session.begin_nested():
            session.add(message)
    except IntegrityError:
        query = select(Message).where(Message.idempotency_hash == message.idempotency_hash)
        twin = session.scalars(query).first()
        if twin is None:
            raise
        return twin
    return message


def fingerprint(key: str) -> str:
    """What is stored of a form's key."""
    return hashlib.sha256(key.encode()).hexdigest()


def _signed(member: Member, purpose: MessagePurpose, words: Words, deed: Deed) -> Message:
    return Message(
        purpose=purpose,
        sender=deed.actor.kind,
        staff_id=member.staff_id,
        signed_as=member.name,
        words=words.text,
        language=STAFF_LANGUAGE,
        sent_at=deed.now,
        idempotency_hash=fingerprint(words.key),
    )


def _keep_by_writing(
    session: Session, submission: Submission, purpose: MessagePurpose, said: Deed
) -> None:
    if purpose in FIRST_WORDS:
        clocks.stop_all(session, submission, Subject.FAMILY, ClockKind.ACKNOWLEDGE, said)
    inform.wrote(session, submission, said)


def _stop_what_was_owed(
    session: Session, submission: Submission, referral: Referral | None, said: Deed
) -> None:
    clocks.stop_all(session, submission, Subject.FAMILY, ClockKind.RESPOND, said)
    clocks.stop_all(session, submission, Subject.FAMILY, ClockKind.TRIAGE, said)
    clocks.stop_all(session, submission, Subject.TRIAGE, ClockKind.PLACE, said)
    for clock in clocks.of_referral(session, referral) if referral else []:
        clocks.stop(session, clock, said, "answer")


def _message(session: Session, key: str) -> Message | None:
    query = select(Message).where(Message.idempotency_hash == fingerprint(key))
    return session.scalars(query).first()


def _answered(submission: Submission) -> SubmissionStatus:
    status = submission.status
    if status in (SubmissionStatus.DISPUTED, SubmissionStatus.ANSWERED):
        status = move(submissions.NEXT, status, SubmissionStatus.WITH_PARTNER)
    return move(submissions.NEXT, status, SubmissionStatus.ANSWERED)


def _turn_answered(referral: Referral | None) -> ReferralStatus | None:
    if referral is None:
        return None
    status = referral.status
    if status is ReferralStatus.ANSWERED:
        status = move(referrals.NEXT, status, ReferralStatus.ACCEPTED)
    return move(referrals.NEXT, status, ReferralStatus.ANSWERED)


def _mark_points(
    session: Session, submission: Submission, numbers: tuple[int, ...], deed: Deed
) -> None:
    query = select(Point).where(Point.submission_id == submission.id, Point.number.in_(numbers))
    for point in session.scalars(query.order_by(Point.number)):
        point.status, point.answered_at = PointStatus.ANSWERED, deed.now
