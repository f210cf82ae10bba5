"""Writing down who did what; insert-only, sealed into a chain each minute (ruling 38)."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select, text
from sqlalchemy.orm import Session, sessionmaker

from portal.domain.people import Deed
from portal.models import AuditEvent, AuditSeal

FIRST = "0" * 64


def record(
    session: Session,
    deed: Deed,
    action: str,
    *,
    submission_id: int | None = None,
    referral_id: int | None = None,
    **detail: str | int | bool | None,
) -> AuditEvent:
    """Add one event: `action` is noun.verb, `detail` holds codes and row numbers, never words."""
    event = AuditEvent(
        at=deed.written_at,
        action=action,
        actor=deed.actor.kind,
        staff_id=deed.actor.staff_id,
        role=deed.actor.role,
        partner_id=deed.actor.partner_id,
        submission_id=submission_id,
        referral_id=referral_id,
        detail=dict(detail),
    )
    session.add(event)
    return event


def record_read(
    writes: sessionmaker[Session], deed: Deed, action: str, *, submission_id: int
) -> None:
    """Write down that a case is read, in a transaction of its own before it is drawn (ruling 33).

    If that fails, nothing is shown: whoever calls this lets its error through.
    """
    with writes.begin() as session:
        record(session, deed, action, submission_id=submission_id)


def seal(session: Session, now: datetime, most: int = 5000) -> int:
    """Chain the events not yet sealed, oldest first; the number sealed.

    Order of the chain is the order of sealing, so that a row committed late still gets its seal.
    """
    if session.get_bind().dialect.name == "postgresql":
        # Two who seal at once would each chain onto the same seal; the second waits, and looks.
        session.execute(text("LOCK TABLE audit_seal IN SHARE ROW EXCLUSIVE MODE"))
    last = session.scalars(select(AuditSeal).order_by(AuditSeal.id.desc()).limit(1)).first()
    previous = last.digest if last else FIRST
    events = session.scalars(_unsealed().limit(most)).all()
    for event in events:
        previous = digest(previous, event)
        session.add(AuditSeal(event_id=event.id, digest=previous, sealed_at=now))
    # Rows of one table are written in the order in which they were added.
    session.flush()
    return len(events)


@dataclass(frozen=True)
class Verdict:
    """What `verify` found: rows sealed and sound, the first broken row, and the unsealed tail."""

    sound: int
    broken_event_id: int | None
    unsealed: int


def verify(session: Session) -> Verdict:
    """Walk the chain from its beginning and name the first row that does not fit."""
    previous, sound = FIRST, 0
    query = (
        select(AuditSeal, AuditEvent)
        .join(AuditEvent, AuditEvent.id == AuditSeal.event_id, isouter=True)
        .order_by(AuditSeal.id)
    )
    for sealed, event in session.execute(query):
        if event is None or digest(previous, event) != sealed.digest:
            return Verdict(sound, sealed.event_id, 0)
        previous, sound = sealed.digest, sound + 1
    return Verdict(sound, None, len(session.scalars(_unsealed()).all()))


def digest(previous: str, event: AuditEvent) -> str:
    """The seal of one event after another: SHA-256 over the one before and every column."""
    body = [
        event.id,
        event.at.isoformat(),
        event.action,
        event.actor.value,
        event.staff_id,
        event.role.value if event.role else None,
        event.partner_id,
        event.submission_id,
        event.referral_id,
        event.detail,
    ]
    sealed = previous + json.dumps(body, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(sealed.encode()).hexdigest()


def _unsealed() -> Select[AuditEvent]:
    sealed = select(AuditSeal.id).where(AuditSeal.event_id == AuditEvent.id)
    return select(AuditEvent).where(~sealed.exists()).order_by(AuditEvent.id)
