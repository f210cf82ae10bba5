"""The way to reach a family: given, kept for a year, or erased when its message is over.

Ruling 25: erased when it closes, unless the author chose to keep it. What is erased is gone from
every letter too, sent or not.
"""

from datetime import datetime

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from portal.domain.consents import ConsentUse
from portal.domain.people import AUTHOR, Author, Deed
from portal.domain.picking import least_age
from portal.domain.reaching import erase_on
from portal.domain.submissions import OPEN, SubmissionKind
from portal.domain.telling import channel_of, may_be_contacted
from portal.domain.working_days import local_date
from portal.models import OutgoingLetter, SealedContact, Submission
from portal.ports import Keyring, SealBroken
from portal.services import audit, consent, writing
from portal.services.letters import NOTHING_LEFT


def of_author(session: Session, author: Author) -> SealedContact | None:
    """The sealed contact of this author, if there is one; nobody opens it here."""
    return _of(session, author.submission_id)


def may_give(submission: Submission) -> bool:
    """Whether this writer may give a contact now: there will be news, and it is safe to offer."""
    if submission.kind is not SubmissionKind.CONCERN or submission.status not in OPEN:
        return False
    least = least_age(submission.age, submission.age_band)
    return may_be_contacted(submission.author_kind, least)


def give(session: Session, keyring: Keyring, author: Author, contact: str, deed: Deed) -> bool:
    """Put a contact in place of the one there was; whether it could be given now.

    `contact` is what `telling.contact_of` has let through. The same twice is given once.
    """
    submission = writing.locked(session, author.submission_id)
    if not may_give(submission):
        return False
    row, context = _of(session, submission.id), f"contact:{submission.reference}"
    if row is not None and _holds(keyring, row, context, contact):
        return True
    if row is not None:
        _take_from_letters(session, submission.id, deed)
    row = row or SealedContact(submission_id=submission.id, keep_when_closed=False)
    row.sealed, row.channel = keyring.seal(contact.encode(), context), channel_of(contact)
    row.sealed_at = deed.now
    session.add(row)
    consent.give(session, author, ConsentUse.CONTACT, deed.now)
    audit.record(session, deed, "contact.given", submission_id=submission.id)
    return True


def choose(session: Session, author: Author, keep: bool, deed: Deed) -> None:
    """What is to become of it at the close; nothing where there is none, or it is over already."""
    submission = writing.locked(session, author.submission_id)
    row = _of(session, submission.id)
    if row is None or submission.status not in OPEN or row.keep_when_closed == keep:
        return
    row.keep_when_closed = keep
    audit.record(session, deed, "contact.chosen", submission_id=submission.id, keep=keep)


def erase(session: Session, author: Author, deed: Deed) -> None:
    """The author has it erased now. Said twice, it is said once."""
    submission = writing.locked(session, author.submission_id)
    row = _of(session, submission.id)
    if row is not None:
        _erase(session, row, deed)
        consent.withdraw(session, author, ConsentUse.CONTACT, deed.now)


def forget(session: Session, submission: Submission, deed: Deed) -> None:
    """Erase it with everything else: no letter keeps the address, and none leaves any more."""
    row = _of(session, submission.id)
    if row is not None:
        _erase(session, row, deed)
    else:
        _take_from_letters(session, submission.id, deed)


def closed(session: Session, submission: Submission) -> None:
    """It is over: from now on the contact has a day on which it goes."""
    row = _of(session, submission.id)
    if row is not None and submission.closed_at is not None:
        row.erase_on = erase_on(local_date(submission.closed_at), keep=row.keep_when_closed)


def reopened(session: Session, submission: Submission) -> None:
    """Open again: what is still there stays until the next close."""
    row = _of(session, submission.id)
    if row is not None:
        row.erase_on = None


def anything_due(session: Session, deed: Deed) -> bool:
    """Whether there is something to erase, asked without the write lock."""
    return session.scalars(_due(deed).limit(1)).first() is not None


def erase_due(session: Session, deed: Deed, most: int = 100) -> int:
    """Erase what has come to its day; how many. A letter on its way there goes first."""
    query = _due(deed).limit(most)
    # The message too: an author who presses at this moment waits, and no one waits for the other.
    query = query.with_for_update(skip_locked=True, of=(SealedContact, Submission))
    found = session.scalars(query).all()
    for row in found:
        _erase(session, row, deed)
    return len(found)


def _due(deed: Deed) -> Select[SealedContact]:
    letter = OutgoingLetter
    on_its_way = (
        select(letter.id)
        .where(letter.submission_id == SealedContact.submission_id)
        .where(letter.sealed_to.is_not(None), letter.sent_at.is_(None), letter.failed_at.is_(None))
    )
    return (
        select(SealedContact)
        .join(Submission, Submission.id == SealedContact.submission_id)
        .where(SealedContact.erase_on <= local_date(deed.now), ~on_its_way.exists())
        .order_by(SealedContact.erase_on, SealedContact.id)
    )


def _erase(session: Session, row: SealedContact, deed: Deed) -> None:
    _take_from_letters(session, row.submission_id, deed)
    session.delete(row)
    session.flush()
    audit.record(session, deed, "contact.erased", submission_id=row.submission_id)


def _take_from_letters(session: Session, submission_id: int, deed: Deed) -> None:
    """Letters carry the address sealed; none keeps it, and what has not left does not leave."""
    letter = OutgoingLetter
    of_it = update(letter).where(letter.submission_id == submission_id)
    stopped = {"sent_at": deed.written_at, "last_error": NOTHING_LEFT}
    session.execute(of_it.where(letter.sent_at.is_(None)).values(stopped))
    session.execute(of_it.values({"sealed_to": None}))


def _holds(keyring: Keyring, row: SealedContact, context: str, contact: str) -> bool:
    try:
        return keyring.open(row.sealed, context) == contact.encode()
    except SealBroken:
        # Its key is lost, and no letter can reach it: what is given now takes its place.
        return False


def _of(session: Session, submission_id: int) -> SealedContact | None:
    query = select(SealedContact).where(SealedContact.submission_id == submission_id)
    return session.scalars(query.execution_options(populate_existing=True)).first()


def by_author(now: datetime) -> Deed:
    """The deed of an author who presses a button about it."""
    return Deed(AUTHOR, now, "contact")
