"""What leads alone may see: held for them, with every partner's turn at rest meanwhile."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from portal.domain.people import Deed
from portal.models import Referral, Submission
from portal.queries import locks
from portal.services import clocks

OUR_CHECK = "our check"


def hold(session: Session, submission: Submission, deed: Deed) -> None:
    """For the leads alone from now on, without a flag of its own."""
    if not submission.restricted:
        submission.restricted = True
        submission.held = submission.part_of_flood = False
        halt_turns(session, submission, deed)


def hold_if_owed(session: Session, submission: Submission, deed: Deed) -> None:
    """The same where a body that is kept away would have to place it or to answer it by law."""
    if locks.stays_with_leads(session, submission.id):
        hold(session, submission, deed)


def halt_turns(session: Session, submission: Submission, deed: Deed) -> None:
    """What a partner cannot see it cannot be late with; a family's promises run on (ruling 18)."""
    turns = open_turns(session, submission)
    for turn in turns:
        for clock in clocks.of_referral(session, turn):
            clocks.cancel(session, clock, deed, OUR_CHECK)
    if turns:
        clocks.refresh_due(session, submission)


def open_turns(session: Session, submission: Submission) -> list[Referral]:
    """The turns that are going on, in order, with their bodies."""
    query = select(Referral).where(Referral.submission_id == submission.id, Referral.open)
    return list(session.scalars(query.options(joinedload(Referral.partner)).order_by(Referral.id)))
