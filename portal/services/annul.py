"""A manager says that a promise was not broken after all, with the reason that everybody reads."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.annulling import BY_ITSELF, LATE
from portal.domain.errors import NotAllowed
from portal.domain.people import Deed, Member
from portal.models import ClockMilestone, Referral, Submission
from portal.queries import annulling
from portal.services import audit, letters


def annul(
    session: Session,
    member: Member,
    submission: Submission,
    turn: Referral | None,
    number: int,
    because: str,
    deed: Deed,
) -> None:
    """Annul a breach and the steps that were told of it: kept for ever, with who, when and why.

    No event of the clock changes and no date moves, so the clock's working says what it said.
    Raises `NotAllowed` for what is not this manager's to annul, and without a reason.
    """
    known = annulling.breaches(session, member, submission, turn)
    breach = next((one for one in known if one.id == number), None)
    if breach is None or not because.strip() or because in BY_ITSELF:
        raise NotAllowed("no breach of this manager's own, or no reason")
    for row in _told_with(session, breach):
        row.annulled_because, row.annulled_at = because, deed.now
        row.annulled_by = member.staff_id
    about = submission.id
    audit.record(session, deed, "clock.annulled", submission_id=about, clock=breach.clock_id)
    if breach.clock.subject in annulling.READ_BY_FAMILY:
        letters.to_family(session, submission, "news", deed)
    session.flush()


def _told_with(session: Session, breach: ClockMilestone) -> list[ClockMilestone]:
    """The breach, and each step of the ladder that heard of it."""
    query = select(ClockMilestone).where(
        ClockMilestone.clock_id == breach.clock_id,
        ClockMilestone.basis == breach.basis,
        ClockMilestone.name.in_(LATE),
        ClockMilestone.recorded_at.is_not(None),
        ClockMilestone.annulled_because.is_(None),
    )
    return list(session.scalars(query.order_by(ClockMilestone.id)))
