"""Bodies that are kept away from a case: it does not exist for anybody of theirs (ruling 19)."""

from sqlalchemy import ColumnElement, exists, or_, select, true
from sqlalchemy.orm import Session, aliased

from portal.domain.people import Member
from portal.models import ConflictLock, Partner, Submission


def unlocked(member: Member) -> ColumnElement[bool]:
    """Whether nothing keeps this member's body, or the body that its team is of, away."""
    if member.partner_id is None:
        return true()
    own, body = aliased(Partner), aliased(Partner)
    away = (
        select(ConflictLock.id)
        .join(body, body.id == ConflictLock.partner_id)
        .join(own, or_(own.id == body.id, own.parent_key == body.key))
        .where(ConflictLock.submission_id == Submission.id, own.id == member.partner_id)
    )
    return ~exists(away.correlate(Submission))


def bodies_away(session: Session, submission_id: int) -> list[Partner]:
    """The bodies that are kept away from one case, by key."""
    query = select(Partner).join(ConflictLock, ConflictLock.partner_id == Partner.id)
    query = query.where(ConflictLock.submission_id == submission_id)
    return list(session.scalars(query.order_by(Partner.key, Partner.id)))


def whole_body(partner: Partner) -> str:
    """The key of the body that a team belongs to; a body that is no team is its own."""
    return partner.parent_key or partner.key
