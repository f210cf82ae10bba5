"""A family comes back: opening with its code, writing again, saying whether it is done."""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil

from sqlalchemy import Select, delete, func, literal, select, union_all
from sqlalchemy.orm import Session

from portal.domain import codes, referrals, submissions
from portal.domain.errors import CodeWrong, TryAgainLater
from portal.domain.intake import require_storable
from portal.domain.messages import MessagePurpose
from portal.domain.people import Actor, ActorKind, Author, Deed, Supporter
from portal.domain.referrals import ReferralStatus
from portal.domain.submissions import SubmissionStatus
from portal.domain.transitions import move
from portal.models import CodeAttempt, Message, SavedDraft, Submission, SupporterCode
from portal.ports import CodeHasher, Screen
from portal.services import audit, clocks, reaching, reopen, safeguard, waiting, writing
from portal.services.casework import add_once, fingerprint
from portal.services.close import answered_turns, close
from portal.services.saved_drafts import Kept
from portal.services.submit import code_phrase

FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)


def bucket(secret: str, network: str, now: datetime) -> str:
    """The name under which wrong codes of a network are counted for one day (ruling 28)."""
    text = f"{now.date().isoformat()}|{network}".encode()
    return hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()


def check_patience(session: Session, named: str, now: datetime) -> None:
    """Raise `TryAgainLater` while a network that guessed must wait; nobody is ever locked out."""
    query = select(func.count(CodeAttempt.id), func.max(CodeAttempt.at))
    wrong, last = session.execute(query.where(CodeAttempt.bucket == named)).one()
    if wrong < FREE_TRIES or last is None:
        return
    wait = min(FIRST_WAIT * 2 ** min(wrong - FREE_TRIES, 10), LONGEST_WAIT)
    left = last + wait - now
    if left > timedelta(0):
        raise TryAgainLater(ceil(left.total_seconds()))


class Door(StrEnum):
    """What a number may lead to."""

    MESSAGE = "message"
    SUPPORTER = "supporter"
    SAVED = "saved"


@dataclass(frozen=True)
class Opened:
    """What number and words opened, and the hash that the words agreed with."""

    who: Author | Supporter | Kept
    code_hash: str = field(repr=False)


def open_door(
    session: Session, hasher: CodeHasher, reference: str, code: codes.Code, now: datetime
) -> Opened:
    """What lies behind a number and words: a message, a supporter's view of one, or saved answers.

    Raises `CodeWrong`, after the same work, for a number that is nobody's and for other words: one
    statement looks at every kind of number and fetches the hash alone, so that neither a row that
    is there nor its size can be told from the time.
    """
    found = session.execute(_doors(reference, now)).first()
    stored = found.code_hash if found else hasher.decoy
    if not hasher.matches(stored, code_phrase(code)) or found is None:
        raise CodeWrong
    return Opened(_behind(session, Door(found.door), found.id, reference), stored)


def _behind(session: Session, door: Door, number: int, reference: str) -> Author | Supporter | Kept:
    if door is Door.SAVED:
        saved = session.get_one(SavedDraft, number)
        return Kept(saved.id, sent=saved.sent_at is not None)
    if door is Door.SUPPORTER:
        theirs = session.get_one(SupporterCode, number)
        return Supporter(theirs.submission_id, theirs.reference, theirs.id, theirs.reads_words)
    return Author(number, reference)


def require_open(session: Session, opened: Opened) -> None:
    """Raise `CodeWrong` where the words were ended since they were looked at.

    The slow hash is checked before anything is locked: meanwhile words may have been made anew, or
    a supporter's code ended. From here to the commit nobody ends them; nothing is hashed again.
    Saved answers have a lock of their own.
    """
    who = opened.who
    if isinstance(who, Kept):
        return
    # Whoever ends words holds the message: one order of locks for all.
    submission = writing.held(session, who.submission_id)
    stored: str | None = submission.code_hash
    if isinstance(who, Supporter):
        code = session.get(SupporterCode, who.code_id, populate_existing=True)
        stored = code.code_hash if code is not None and code.ended_at is None else None
    if stored != opened.code_hash:
        raise CodeWrong


def _doors(reference: str, now: datetime) -> Select[tuple[str, int, str]]:
    """The row of that number that may be opened now: its kind, its id and the hash of its words."""
    ways = union_all(
        *(
            select(literal(door.value).label("door"), table.id, table.code_hash).where(
                table.reference == reference, *open_now
            )
            for door, table, open_now in (
                (Door.MESSAGE, Submission, ()),
                (Door.SUPPORTER, SupporterCode, (SupporterCode.ended_at.is_(None),)),
                (Door.SAVED, SavedDraft, (SavedDraft.expires_at > now,)),
            )
        )
    ).subquery()
    return select(ways.c.door, ways.c.id, ways.c.code_hash).order_by(ways.c.door)


def remember_wrong(session: Session, named: str, now: datetime) -> None:
    """Count one wrong code, and forget those older than a day."""
    session.execute(delete(CodeAttempt).where(CodeAttempt.at < now - FORGOTTEN_AFTER))
    session.add(CodeAttempt(bucket=named, at=now))


def reply(
    session: Session,
    author: Author,
    text: str,
    key: str,
    now: datetime,
    screen: Screen | None = None,
) -> Message:
    """The family writes again; the same form twice is one message. Raises `Unstorable`.

    A `screen` looks through the words for danger, as at first. What was over is open again.
    """
    require_storable(text)
    submission = _locked(session, author)
    query = select(Message).where(Message.idempotency_hash == fingerprint(key))
    known = session.scalars(query).first()
    if known is not None:
        return known
    message = _written(submission, text, key, now)
    sent = add_once(session, message)
    if sent is not message:
        return sent
    deed = Deed(Actor(ActorKind.AUTHOR), now, f"message:{message.id}")
    audit.record(session, deed, "message.reply", submission_id=submission.id, message=message.id)
    waiting.hear(session, submission, deed)
    if screen is not None:
        safeguard.look_at_reply(session, screen, submission, text, deed)
    # After the screen: triage's promise does not run for what triage may not see.
    reopen.if_over(session, submission, deed)
    return message


def _written(submission: Submission, text: str, key: str, now: datetime) -> Message:
    return Message(
        submission_id=submission.id,
        purpose=MessagePurpose.REPLY,
        sender=ActorKind.AUTHOR,
        signed_as="",
        words=text,
        language=submission.language,
        sent_at=now,
        idempotency_hash=fingerprint(key),
    )


def agree(
    session: Session, author: Author, now: datetime, keep_contact: bool | None = None
) -> None:
    """The family says that it is done: only now is it resolved. Said twice, it is said once.

    `keep_contact` is what it chose to become of the way to reach it; None where it was not asked.
    """
    submission = _locked(session, author)
    if submission.status is SubmissionStatus.RESOLVED:
        return
    deed = Deed(Actor(ActorKind.AUTHOR), now, "agreed")
    if keep_contact is not None:
        reaching.choose(session, author, keep_contact, deed)
    close(session, submission, SubmissionStatus.RESOLVED, deed, now)
    audit.record(session, deed, "submission.agreed", submission_id=submission.id)


def disagree(session: Session, author: Author, now: datetime) -> None:
    """The family says that it is not done: open again with the partner that answered.

    Said twice, it is said once.
    """
    submission = _locked(session, author)
    if submission.status is SubmissionStatus.DISPUTED:
        return
    submission.status = move(submissions.NEXT, submission.status, SubmissionStatus.DISPUTED)
    deed = Deed(Actor(ActorKind.AUTHOR), now, "disagreed")
    for turn in answered_turns(session, submission):
        turn.status = move(referrals.NEXT, turn.status, ReferralStatus.ACCEPTED)
    audit.record(session, deed, "submission.disagreed", submission_id=submission.id)
    waiting.hear(session, submission, deed)


def _locked(session: Session, author: Author) -> Submission:
    # A sweep or another press at the same moment goes first or waits: what follows sees all of it.
    submission = writing.locked(session, author.submission_id)
    clocks.read_anew(session, submission)
    return submission
