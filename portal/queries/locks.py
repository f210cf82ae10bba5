"""Bodies that are kept away from a case: it does not exist for anybody of theirs (ruling 19)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, literal, or_, select, true
from sqlalchemy.orm import Session, aliased

from portal.domain.consents import PartnerKind
from portal.domain.people import Member, Role
from portal.models import ConflictLock, FormalRoute, Partner, Staff, Submission

MOST = 200
"""Lines of the officer's list."""


def unlocked(member: Member) -> ColumnElement[bool]:
    """Whether nothing keeps this member's body, or the body that its team is of, away."""
    if member.partner_id is None:
        return true()
    return ~keeps_away(Submission.id, literal(member.partner_id))


def keeps_away(submission_id: Any, partner_id: Any) -> ColumnElement[bool]:
    """Whether a body, or the body that a team is of, is kept away; both are columns or values."""
    lock, own, body = aliased(ConflictLock), aliased(Partner), aliased(Partner)
    away = (
        select(literal(1))
        .select_from(lock)
        .join(body, body.id == lock.partner_id)
        .join(own, or_(own.id == body.id, own.parent_key == body.key))
        .where(lock.submission_id == submission_id, own.id == partner_id)
    )
    return away.correlate_except(lock, own, body).exists()


def bodies_away(session: Session, submission_id: int) -> list[Partner]:
    """The bodies that are kept away from one case, by key."""
    query = select(Partner).join(ConflictLock, ConflictLock.partner_id == Partner.id)
    query = query.where(ConflictLock.submission_id == submission_id)
    return list(session.scalars(query.order_by(Partner.key, Partner.id)))


def is_away(session: Session, submission_id: int, partner: Partner) -> bool:
    """Whether a body, or the body that a team is of, is kept away from a case."""
    away = {one.key for one in bodies_away(session, submission_id)}
    return whole_body(partner) in away


def locked() -> ColumnElement[bool]:
    """Whether any body is kept away from a submission."""
    away = select(ConflictLock.id).where(ConflictLock.submission_id == Submission.id)
    return exists(away.correlate(Submission))


@dataclass(frozen=True)
class Kept:
    """A body that is kept away, on the data-protection officer's list: no word of why."""

    reference: str
    body: str
    said_by: str
    since: datetime


def listed(session: Session, member: Member) -> list[Kept]:
    """Every body that is kept away from a case now, the newest first; to the officer alone."""
    if member.role is not Role.DPO:
        return []
    query = (
        select(Submission.reference, Partner.name, Staff.display_name, ConflictLock.set_at)
        .join(Submission, Submission.id == ConflictLock.submission_id)
        .join(Partner, Partner.id == ConflictLock.partner_id)
        .join(Staff, Staff.id == ConflictLock.staff_id)
        .order_by(ConflictLock.id.desc())
    )
    return [Kept(*row) for row in session.execute(query.limit(MOST))]


def stays_with_leads(session: Session, submission_id: int) -> bool:
    """Whether a case cannot leave the leads: who works out where it goes, or must answer it by law,
    is of a body that is kept away.
    """
    away = {one.key for one in bodies_away(session, submission_id)}
    if not away:
        return False
    owed = select(FormalRoute.partner_key).where(
        FormalRoute.submission_id == submission_id, FormalRoute.ended_on.is_(None)
    )
    needed = Partner.key.in_(owed) | (Partner.kind == PartnerKind.TRIAGE)
    bodies = session.scalars(select(Partner).where(needed).order_by(Partner.id))
    return any(whole_body(one) in away for one in bodies)


def whole_body(partner: Partner) -> str:
    """The key of the body that a team belongs to; a body that is no team is its own."""
    return partner.parent_key or partner.key
