"""Noticing that a promise is due or late; finds and marks, never folds (ruling 11)."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from portal.domain import submissions
from portal.domain.clocks import ClockKind, Milestone, Subject
from portal.domain.people import Deed
from portal.domain.referrals import ReferralPart, ReferralStatus
from portal.domain.submissions import SubmissionStatus
from portal.models import ClockMilestone, ClockRow, Partner, Referral, Submission
from portal.queries import due, partnership
from portal.services import audit, clocks, letters
from portal.services.place import give_back

NOT_ACCEPTED = "not accepted in time"
TOLD = (Milestone.WARNED, Milestone.BREACHED)
"""Of these the body that is in charge hears by a letter."""


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
        elif _matters_to_family(milestone):
            letters.to_partner(session, _in_charge(session, clock), "referral_overdue", deed)
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
    elif milestone.name in TOLD and not referral.submission.restricted:
        letters.to_partner(session, referral.partner, "referral_overdue", deed)


def _waits_to_be_taken(referral: Referral) -> bool:
    """A turn that nobody took, of a submission that triage can still have back."""
    submission = referral.submission
    back = SubmissionStatus.IN_TRIAGE in submissions.NEXT[submission.status]
    # While leads look, the partner cannot see it: not taking it on is no fault of the partner's.
    return referral.status is ReferralStatus.PLACED and back and not submission.restricted


def _matters_to_family(milestone: ClockMilestone) -> bool:
    """A promise to a family that is near or late, and still to be kept."""
    clock = milestone.clock
    going = clock.state in clocks.GOING
    return clock.subject is Subject.FAMILY and milestone.name in TOLD and going


def _in_charge(session: Session, clock: ClockRow) -> Partner:
    """Who can still keep a promise to a family: the body that leads, or else triage."""
    query = (
        select(Partner)
        .join(Referral, Referral.partner_id == Partner.id)
        .join(Submission, Submission.id == Referral.submission_id)
        .where(Referral.submission_id == clock.submission_id, Referral.open)
        .where(Referral.part == ReferralPart.LEAD, Submission.restricted.is_(False))
    )
    leads = session.scalars(query.order_by(Referral.id.desc()).limit(1)).first()
    return leads or partnership.partner(session, "triage")
