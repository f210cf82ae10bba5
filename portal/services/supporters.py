"""A supporter's code: made by the author with fewer rights, shown once, ended when the author says.

It has a number of its own, so that opening costs one slow check whoever comes, and so that a
supporter never learns the author's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.domain import codes
from portal.domain.errors import NotFound, ShownOnce, TooManySupporters
from portal.domain.intake import require_storable
from portal.domain.people import AUTHOR, SUPPORTER, Author, Deed, Supporter
from portal.models import Submission, SupporterCode
from portal.ports import Keyring
from portal.queries.erasures import NO_CODE
from portal.services import audit, writing
from portal.services.casework import fingerprint
from portal.services.submit import Intake, code_phrase

MOST = 5
SHOWN_FOR = timedelta(minutes=30)
"""How long the same form, pressed again, shows the same words: as after sending a message."""


@dataclass(frozen=True)
class Given:
    """What the author hands on: the supporter's number, and the code as numbers of any list."""

    reference: str
    code: codes.Code


def make(
    session: Session,
    intake: Intake,
    author: Author,
    name: str,
    *,
    reads_words: bool,
    key: str,
    now: datetime,
) -> Given:
    """A new code for somebody; the same form twice is one. Raises `Unstorable`,
    `TooManySupporters`, and `ShownOnce` once the half hour is over.
    """
    require_storable(name)
    made = given(intake.code_key, key)
    if _known(session, author, key, now):
        return made
    code = SupporterCode(
        submission_id=author.submission_id,
        number=_next_number(session, author),
        reference=made.reference,
        code_hash=intake.hasher.hash(code_phrase(made.code)),
        idempotency_hash=fingerprint(key),
        sealed_name=intake.keyring.seal(name.encode(), _context(made.reference)),
        reads_words=reads_words,
        made_at=now,
    )
    session.add(code)
    _record(session, Deed(AUTHOR, now, "supporter"), "supporter.made", code)
    return made


def _next_number(session: Session, author: Author) -> int:
    if len(running(session, author)) >= MOST:
        raise TooManySupporters(MOST)
    return 1 + len(of_author(session, author))


def end(session: Session, author: Author, number: int, now: datetime) -> None:
    """Close it and whatever it has open; said twice, it is said once. Raises `NotFound`."""
    writing.locked(session, author.submission_id)
    code = next((one for one in of_author(session, author) if one.number == number), None)
    if code is None:
        raise NotFound("no such supporter of this message")
    if code.ended_at is None:
        code.ended_at = now
        _record(session, Deed(AUTHOR, now, "supporter"), "supporter.ended", code)


def end_all(session: Session, submission: Submission, now: datetime) -> None:
    """Close every code of a message: there is nothing left that one could open."""
    codes_of = update(SupporterCode).where(SupporterCode.submission_id == submission.id)
    session.execute(codes_of.where(SupporterCode.ended_at.is_(None)).values(ended_at=now))


def erase(session: Session, keyring: Keyring, submission: Submission, now: datetime) -> None:
    """Close every code of a message, and forget for whom each was and what would open it."""
    end_all(session, submission, now)
    query = select(SupporterCode).where(SupporterCode.submission_id == submission.id)
    for code in session.scalars(query.order_by(SupporterCode.number)):
        code.sealed_name = keyring.seal(b"", _context(code.reference))
        code.code_hash = NO_CODE


def opened(session: Session, supporter: Supporter, now: datetime) -> None:
    """Write down that the supporter came, for the author to read."""
    code = session.get_one(SupporterCode, supporter.code_id)
    _record(session, Deed(SUPPORTER, now, "visit"), "supporter.opened", code)


def of_author(session: Session, author: Author) -> Sequence[SupporterCode]:
    """Every code that this author made, ended ones too, oldest first."""
    query = select(SupporterCode).where(SupporterCode.submission_id == author.submission_id)
    return session.scalars(query.order_by(SupporterCode.number)).all()


def running(session: Session, author: Author) -> list[SupporterCode]:
    """Those that still open something."""
    return [one for one in of_author(session, author) if one.ended_at is None]


def name_of(keyring: Keyring, code: SupporterCode) -> str:
    """For whom it is, as the author wrote it; raises `SealBroken`."""
    return keyring.open(code.sealed_name, _context(code.reference)).decode()


def _known(session: Session, author: Author, key: str, now: datetime) -> bool:
    writing.locked(session, author.submission_id)
    query = select(SupporterCode).where(SupporterCode.idempotency_hash == fingerprint(key))
    found = session.scalars(query).first()
    if found is None:
        return False
    mine = found.submission_id == author.submission_id and found.ended_at is None
    if not mine or now >= found.made_at + SHOWN_FOR:
        raise ShownOnce
    return True


def given(code_key: bytes, key: str) -> Given:
    """Number and code of the form of this key."""
    digests = [codes.derive_digest(code_key, f"supporter {what} {key}") for what in ("n", "c")]
    return Given(codes.make_reference(digests[0]), codes.code_from(digests[1]))


def _context(reference: str) -> str:
    return f"supporter:{reference}"


def _record(session: Session, deed: Deed, action: str, code: SupporterCode) -> None:
    audit.record(session, deed, action, submission_id=code.submission_id, supporter=code.number)
