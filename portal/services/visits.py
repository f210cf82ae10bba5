"""A family that has opened its message: for half an hour of quiet, never longer than four hours."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session, sessionmaker

from portal.domain.people import Author
from portal.models import PortalSession, Submission

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=4)
TOUCHED_EVERY = timedelta(minutes=1)


def begin(session: Session, author: Author, now: datetime) -> str:
    """Open it; the random id that alone leads back, of which only a hash is stored."""
    visit_id = secrets.token_urlsafe(32)
    over = PortalSession.submission_id.is_not(None), PortalSession.expires_at < now
    session.execute(delete(PortalSession).where(*over))
    session.add(
        PortalSession(
            id_hash=_hashed(visit_id),
            submission_id=author.submission_id,
            supporter=False,
            epoch=0,
            held={},
            began_at=now,
            seen_at=now,
            expires_at=now + LONGEST,
        )
    )
    return visit_id


def find(session: Session, visit_id: str, now: datetime) -> Author | None:
    """Whose message the visit opened; None once it is over, and for what never was one."""
    query = select(Submission.id, Submission.reference).join(
        PortalSession, PortalSession.submission_id == Submission.id
    )
    row = session.execute(query.where(*_going(visit_id, now))).first()
    return Author(row.id, row.reference) if row else None


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
