"""One body hands a case on to another, which takes it or does not (rulings 3, 8, 16).

The giver keeps its turn and its clock until the taker accepts; the family's clocks never notice.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from portal.domain import referrals
from portal.domain.people import Deed
from portal.domain.referrals import ReferralStatus
from portal.domain.transitions import move
from portal.models import Referral
from portal.services import audit, clocks


def giver_of(session: Session, taker: Referral) -> Referral | None:
    """The turn that waits to be handed on to this one; None for any that was placed by itself."""
    if taker.taken_from_id is None:
        return None
    query = select(Referral).where(Referral.id == taker.taken_from_id)
    waits = query.where(Referral.status == ReferralStatus.TRANSFER_REQUESTED)
    both = joinedload(Referral.partner), joinedload(Referral.submission)
    return session.scalars(waits.options(*both)).first()


def complete(session: Session, giver: Referral, taker: Referral, deed: Deed) -> None:
    """The taker accepted: only now does the giver's turn end, and its clock with it."""
    giver.status = move(referrals.NEXT, giver.status, ReferralStatus.TRANSFERRED)
    giver.open, giver.ended_at = False, deed.now
    for clock in clocks.of_referral(session, giver):
        clocks.hand_over(session, clock, deed, "transferred")
    _write_down(session, deed, "transfer.accepted", giver, taker)
    clocks.refresh_due(session, giver.submission, giver)


def undo(session: Session, giver: Referral, taker: Referral, deed: Deed) -> None:
    """The taker would not, or did not in time: the giver has it as before."""
    giver.status = move(referrals.NEXT, giver.status, ReferralStatus.ACCEPTED)
    _write_down(session, deed, "transfer.refused", giver, taker)


def _write_down(
    session: Session, deed: Deed, action: str, giver: Referral, taker: Referral
) -> None:
    audit.record(
        session,
        deed,
        action,
        submission_id=giver.submission_id,
        referral_id=giver.id,
        partner=giver.partner.key,
        to=taker.partner.key,
    )
