"""A family that has opened its message: for half an hour of quiet, never longer than four hours."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session, sessionmaker

from portal.domain.people import Author, Gone, Supporter
from portal.models import PortalSession, Submission, SupporterCode

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=4)
TOUCHED_EVERY = timedelta(minutes=1)


def begin(session: Session, who: Author | Supporter, now: datetime) -> str:
    """Open it; the random id that alone leads back, of which only a hash is stored."""
    visit_id = secrets.token_urlsafe(32)
    over = PortalSession.submission_id.is_not(None), PortalSession.expires_at < now
    session.execute(delete(PortalSession).where(*over))
    session.add(
        PortalSession(
            id_hash=_hashed(visit_id),
            submission_id=who.submission_id,
            supporter=isinstance(who, Supporter),
            supporter_code_id=who.code_id if isinstance(who, Supporter) else None,
            epoch=0,
            held={},
            began_at=now,
            seen_at=now,
            expires_at=now + LONGEST,
        )
    )
    return visit_id


def end_all(session: Session, submission: Submission, now: datetime) -> None:
    """End what its author's words have opened; supporters have words of their own."""
    opened = PortalSession.submission_id == submission.id, PortalSession.supporter.is_(False)
    going = update(PortalSession).where(*opened, PortalSession.ended_at.is_(None))
    session.execute(going.values(ended_at=now))


def find(session: Session, visit_id: str, now: datetime) -> Author | Gone | Supporter | None:
    """Who opened the message; None once it is over, and for what never was a visit.

    A supporter's is over the moment the author ends the code.
    """
    query = select(
        PortalSession.supporter,
        Submission.id,
        Submission.reference,
        Submission.erased_at,
        SupporterCode,
    )
    query = query.join(Submission, PortalSession.submission_id == Submission.id)
    theirs = PortalSession.supporter_code_id == SupporterCode.id
    still = theirs & SupporterCode.ended_at.is_(None)
    row = session.execute(query.outerjoin(SupporterCode, still).where(*_going(visit_id, now)))
    found = row.first()
    if found is None or (found.supporter and found.SupporterCode is None):
        return None
    if found.supporter:
        code = found.SupporterCode
        return Supporter(found.id, code.reference, code.id, code.reads_words)
    kind = Author if found.erased_at is None else Gone
    return kind(found.id, found.reference)


def touch(writes: sessionmaker[Session], visit_id: str, now: datetime) -> None:
    """Remember the last use, at most once a minute, in a transaction of its own (ruling 33)."""
    with writes() as session:
        touch_within(session, visit_id, now)
        session.commit()


def touch_within(session: Session, visit_id: str, now: datetime) -> None:
    """The same, in a transaction that writes anyway."""
    seen = PortalSession.seen_at < now - TOUCHED_EVERY
    mine = PortalSession.id_hash == _hashed(visit_id), PortalSession.ended_at.is_(None)
    session.execute(update(PortalSession).where(*mine, seen).values(seen_at=now))


def needs_touch(session: Session, visit_id: str, now: datetime) -> bool:
    """Whether a minute has gone since the last use was written: else no GET need write."""
    seen = session.scalars(select(PortalSession.seen_at).where(*_going(visit_id, now))).first()
    return seen is not None and seen < now - TOUCHED_EVERY


def end(session: Session, visit_id: str, now: datetime) -> None:
    """Close it now; nothing is said if it was not open."""
    mine = PortalSession.id_hash == _hashed(visit_id), PortalSession.ended_at.is_(None)
    session.execute(update(PortalSession).where(*mine).values(ended_at=now))


def _going(visit_id: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        PortalSession.id_hash == _hashed(visit_id),
        PortalSession.submission_id.is_not(None),
        PortalSession.ended_at.is_(None),
        PortalSession.expires_at > now,
        PortalSession.seen_at > now - IDLE,
    )


def _hashed(visit_id: str) -> str:
    return hashlib.sha256(visit_id.encode("utf-8", "replace")).hexdigest()
