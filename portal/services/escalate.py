"""Noticing that a promise is due or late; finds and marks, never folds (ruling 11)."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from portal.domain import submissions
from portal.domain.clocks import ClockKind, Milestone, Subject
from portal.domain.people import Deed
from portal.domain.referrals import ReferralStatus
from portal.domain.submissions import SubmissionStatus
from portal.models import ClockMilestone, Referral
from portal.queries import due
from portal.services import audit, letters
from portal.services.place import give_back

NOT_ACCEPTED = "not accepted in time"


def sweep(session: Session, deed: Deed, most: int = 500) -> int:
    """Mark every milestone that has been crossed, and act on it; how many there were.

    The instant kept is the one at which it was crossed, whenever the sweep came by.
    """
    crossed, marked = due.milestones(session, deed.now, most), 0
    for milestone in crossed:
        if milestone.void:
            # Giving a turn back a moment ago, in this same sweep, ended the clock before this.
            continue
        marked += 1
        milestone.recorded_at = deed.now
        clock = milestone.clock
        audit.record(
            session,
            deed,
            f"clock.{milestone.name.value}",
            submission_id=clock.submission_id,
            referral_id=clock.referral_id,
            clock=clock.id,
            kind=clock.kind.value,
        )
        if clock.subject is Subject.PARTNER:
            _tell_partner(session, milestone, deed)
    session.flush()
    return marked


def _tell_partner(session: Session, milestone: ClockMilestone, deed: Deed) -> None:
    query = select(Referral).where(Referral.id == milestone.clock.referral_id)
    both = (joinedload(Referral.partner), joinedload(Referral.submission))
    referral = session.scalars(query.options(*both)).one()
    late = milestone.name is Milestone.BREACHED
    accepting = milestone.clock.kind is ClockKind.ACCEPT
    if late and accepting and _waits_to_be_taken(referral):
        # Undelivered is not routed: nobody took it, so triage finds somebody who will (ruling 8).
        give_back(session, referral, NOT_ACCEPTED, deed, at=milestone.crosses_at)
    elif milestone.name in (Milestone.WARNED, Milestone.BREACHED):
        letters.to_partner(session, referral.partner, "referral_overdue", deed)


def _waits_to_be_taken(referral: Referral) -> bool:
    """A turn that nobody took, of a submission that triage can still have back."""
    back = SubmissionStatus.IN_TRIAGE in submissions.NEXT[referral.submission.status]
    return referral.status is ReferralStatus.PLACED and back
