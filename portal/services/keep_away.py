"""Keeping a body away from a case: one that is accused, or must not see it (ruling 19)."""

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain.errors import NotAllowed
from portal.domain.people import Deed, Member, Role
from portal.models import ConflictLock, Partner, Submission
from portal.queries import openings, partnership
from portal.queries.locks import bodies_away, whole_body
from portal.services import audit


def keep_away(
    session: Session, member: Member, submission: Submission, body: str, because: str, deed: Deed
) -> None:
    """Nobody of a body sees this case any more, its leads included. Twice is once.

    Raises `NotAllowed` for anybody but a lead, for a team, and where no lead would be left.
    """
    partner = _whole(session, member, body)
    session.get_one(Submission, submission.id, with_for_update=True)
    left = [one for one in openings.to_tell(session, submission.id) if whole_body(one) != body]
    if not left:
        raise NotAllowed("somebody must be left to look at it")
    lock = ConflictLock(
        submission_id=submission.id,
        partner_id=partner.id,
        because=because,
        staff_id=member.staff_id,
        set_at=deed.now,
    )
    try:
        with session.begin_nested():
            session.add(lock)
    except IntegrityError:
        return
    action = "safeguarding.kept_away"
    audit.record(session, deed, action, submission_id=submission.id, partner=body)


def let_back(
    session: Session, member: Member, submission: Submission, body: str, deed: Deed
) -> None:
    """It was a mistake: the body sees again what it may. Nothing where it is not kept away."""
    partner = _whole(session, member, body)
    if body not in {one.key for one in bodies_away(session, submission.id)}:
        return
    lock = ConflictLock.submission_id == submission.id, ConflictLock.partner_id == partner.id
    session.execute(delete(ConflictLock).where(*lock))
    action = "safeguarding.let_back"
    audit.record(session, deed, action, submission_id=submission.id, partner=body)


def _whole(session: Session, member: Member, body: str) -> Partner:
    if member.role is not Role.SAFEGUARDING:
        raise NotAllowed("safeguarding leads alone")
    partner = partnership.partner(session, body)
    if partner.parent_key is not None:
        raise NotAllowed("a whole body is kept away, with every team of it")
    return partner
