"""Keeping a body away from a case: one that is accused, or must not see it (ruling 19)."""

from sqlalchemy import delete, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from portal.domain import referrals
from portal.domain.errors import NotAllowed
from portal.domain.people import Deed, Member, Role
from portal.domain.referrals import ReferralStatus
from portal.domain.transitions import move
from portal.models import ConflictLock, Partner, Referral, StaffEntry, Submission
from portal.queries import openings, partnership
from portal.queries.locks import bodies_away, whole_body
from portal.services import (
    audit,
    clocks,
    for_leads,
    formal,
    in_charge,
    place,
    safeguard,
    supporters,
    visits,
    writing,
)

TAKES_NO_PART = "This service takes no part in it."
"""Why its turn ended, as triage reads it."""

OPENS_NOTHING = "ended"
"""No hash of any words, so that none open it."""


def keep_away(
    session: Session, member: Member, submission: Submission, body: str, because: str, deed: Deed
) -> None:
    """Nobody of a body sees this case any more, its leads included. Twice is once.

    Its turns end, and words that it typed in open nothing: new ones are handed over by others. It
    stays with the leads while who works out where it goes is of that body. The officer's
    list shows it. Raises `NotAllowed` for anybody but a lead, for a team, and where no lead would
    be left.
    """
    partner = _whole(session, member, body)
    writing.held(session, submission.id)
    left = [one for one in openings.to_tell(session, submission.id) if whole_body(one) != body]
    if not left:
        raise NotAllowed("somebody must be left to look at it")
    if not _add_once(session, submission, partner, member, because, deed):
        return
    action = "safeguarding.kept_away"
    audit.record(session, deed, action, submission_id=submission.id, partner=body)
    _end_turns(session, submission, body, deed)
    _end_words(session, submission, body, deed)
    for_leads.hold_if_owed(session, submission, deed)


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
    safeguard.go_on(session, submission, deed)
    formal.tell_bodies(session, submission, deed)


def _add_once(
    session: Session,
    submission: Submission,
    partner: Partner,
    member: Member,
    because: str,
    deed: Deed,
) -> bool:
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
        return False
    return True


def _end_turns(session: Session, submission: Submission, body: str, deed: Deed) -> None:
    """Nobody could see its turns any more: they go back, with a word that says nothing of why."""
    query = select(Referral).join(Partner, Partner.id == Referral.partner_id)
    query = query.where(Referral.submission_id == submission.id, Referral.open)
    query = query.where(or_(Partner.key == body, Partner.parent_key == body))
    both = joinedload(Referral.partner), joinedload(Referral.submission)
    for turn in session.scalars(query.options(*both).order_by(Referral.id)).all():
        if turn.status is ReferralStatus.ANSWERED:
            _end_answered(turn, deed)
        elif turn.status is ReferralStatus.TRANSFER_REQUESTED:
            turn.status = move(referrals.NEXT, turn.status, ReferralStatus.ACCEPTED)
            _end_asked(session, turn, deed)
        else:
            place.give_back(session, turn, TAKES_NO_PART, deed)


def _end_answered(turn: Referral, deed: Deed) -> None:
    """It has given its answer: who looks after the rest is triage, whatever the family says."""
    turn.status = move(referrals.NEXT, turn.status, ReferralStatus.DONE)
    turn.open, turn.ended_at = False, deed.now


def _end_asked(session: Session, turn: Referral, deed: Deed) -> None:
    """It had asked another body to take it on, which decides as before; nobody is given it back."""
    turn.status = move(referrals.NEXT, turn.status, ReferralStatus.RETURNED)
    turn.open, turn.ended_at, turn.ended_because = False, deed.now, TAKES_NO_PART
    for clock in clocks.of_referral(session, turn):
        clocks.cancel(session, clock, deed, "given back")
    if turn.accepted_at is not None:
        in_charge.nobody_is(session, turn.submission, deed)


def _end_words(session: Session, submission: Submission, body: str, deed: Deed) -> None:
    """Whoever typed it in has seen its number and words, and may have made codes with them."""
    typed = select(StaffEntry.id).join(Partner, Partner.id == StaffEntry.partner_id)
    typed = typed.where(StaffEntry.submission_id == submission.id)
    theirs = typed.where(or_(Partner.key == body, Partner.parent_key == body))
    if session.scalars(theirs.order_by(StaffEntry.id)).first() is not None:
        submission.code_hash = OPENS_NOTHING
        visits.end_all(session, submission, deed.now)
        supporters.end_all(session, submission, deed.now)


def _whole(session: Session, member: Member, body: str) -> Partner:
    if member.role is not Role.SAFEGUARDING:
        raise NotAllowed("safeguarding leads alone")
    partner = partnership.partner(session, body)
    if partner.parent_key is not None:
        raise NotAllowed("a whole body is kept away, with every team of it")
    return partner
