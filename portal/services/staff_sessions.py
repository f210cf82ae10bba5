"""Staff who have signed in: sessions that live here alone, and can be ended from here."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from portal.models import Membership, PortalSession, Staff

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=8)
FRESH = timedelta(minutes=30)
"""How old a session may be for what is gravest; there is no way yet to prove oneself within one."""
TOUCHED_EVERY = timedelta(minutes=1)
KEPT_AFTER = timedelta(days=7)
"""How long an ended session stays a row, for whoever looks into a theft."""


@dataclass(frozen=True)
class Opened:
    """A session that is going: whose, under which hat, and what the sign-in pages keep in it."""

    row_id: int
    staff_id: int | None
    membership_id: int | None
    seen_at: datetime
    held: dict[str, Any]
    began_at: datetime


def begin(session: Session, uniquifier: str | None, held: dict[str, Any], now: datetime) -> str:
    """Begin one under the person's first hat; the random id that alone leads back to it.

    `uniquifier` None begins one for somebody who is still between two steps of signing in.
    """
    staff = _staff(session, uniquifier) if uniquifier else None
    secret = secrets.token_urlsafe(32)
    over = PortalSession.submission_id.is_(None), PortalSession.expires_at < now - KEPT_AFTER
    session.execute(delete(PortalSession).where(*over))
    session.add(
        PortalSession(
            id_hash=hashed(secret),
            staff_id=staff.id if staff else None,
            membership_id=_first_hat(staff) if staff else None,
            supporter=False,
            epoch=staff.epoch if staff else 0,
            held=held,
            began_at=now,
            seen_at=now,
            expires_at=now + LONGEST,
        )
    )
    return secret


def find(session: Session, secret: str, now: datetime) -> Opened | None:
    """The session of this id; None once it is idle, too old, ended, or older than its epoch."""
    query = (
        select(PortalSession, Staff.epoch, Staff.active)
        .join(Staff, Staff.id == PortalSession.staff_id, isouter=True)
        .where(PortalSession.id_hash == hashed(secret), PortalSession.submission_id.is_(None))
        .where(PortalSession.ended_at.is_(None), PortalSession.expires_at > now)
        .where(PortalSession.seen_at > now - IDLE)
    )
    found = session.execute(query.order_by(PortalSession.id)).first()
    if found is None:
        return None
    row, epoch, active = found
    if row.staff_id is not None and (not active or epoch != row.epoch):
        return None
    held = dict(row.held)
    return Opened(row.id, row.staff_id, row.membership_id, row.seen_at, held, row.began_at)


def is_fresh(opened: Opened, now: datetime) -> bool:
    """Whether its person has proved who they are a short while ago."""
    return opened.began_at > now - FRESH


def needs_touch(opened: Opened, now: datetime) -> bool:
    """Whether a minute has gone since the last use was written."""
    return opened.seen_at < now - TOUCHED_EVERY


def touch(session: Session, opened: Opened, now: datetime) -> None:
    """Write the last use; a session that was ended meanwhile stays ended."""
    session.execute(update(PortalSession).where(*_still(opened)).values(seen_at=now))


def keep(session: Session, opened: Opened, held: dict[str, Any]) -> None:
    """Write what the sign-in pages keep; a session that was ended meanwhile stays ended."""
    session.execute(update(PortalSession).where(*_still(opened)).values(held=held))


def end(session: Session, opened: Opened, now: datetime) -> None:
    """End it for good."""
    session.execute(update(PortalSession).where(*_still(opened)).values(ended_at=now))


def hats(staff: Staff) -> list[Membership]:
    """The hats that somebody may wear now, the first one first."""
    return sorted((hat for hat in staff.roles if hat.ended_at is None), key=lambda hat: hat.id)


def hashed(secret: str) -> str:
    """What is stored of an id."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _still(opened: Opened) -> tuple[Any, ...]:
    return PortalSession.id == opened.row_id, PortalSession.ended_at.is_(None)


def _staff(session: Session, uniquifier: str) -> Staff:
    return session.scalars(select(Staff).where(Staff.fs_uniquifier == uniquifier)).one()


def _first_hat(staff: Staff) -> int | None:
    return next((hat.id for hat in hats(staff)), None)
