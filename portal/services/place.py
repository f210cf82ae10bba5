"""Placing a referral with a partner, giving it back, and confirming where it went."""

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain import referrals, submissions
from portal.domain.clocks import ClockKind, Subject
from portal.domain.consents import Given, PartnerKind, may_pass_to
from portal.domain.errors import NoConsent, NotAllowed
from portal.domain.people import Deed, Member
from portal.domain.referrals import ReferralPart, ReferralStatus, RouteSource
from portal.domain.submissions import SubmissionStatus
from portal.domain.transitions import move
from portal.domain.working_days import local_date
from portal.models import ClockRow, Consent, Partner, Referral, RouteDecision, Submission
from portal.queries import locks, partnership
from portal.services import audit, clocks, in_charge, letters, transfer

ACCEPTED = "accepted"
"""Why a decision was written down when the body itself said yes."""

ANY_SCHOOL = "school"
"""The row that stands for every school: a rule may name it, but nobody there reads (ruling 16)."""


def place(
    session: Session,
    submission: Submission,
    decision: RouteDecision,
    deed: Deed,
    part: ReferralPart = ReferralPart.LEAD,
) -> Referral:
    """Give a partner its turn; raises `NoConsent` where the family has not said yes (ruling 16).

    Raises `NotAllowed` while safeguarding leads hold it, and for a body that can take no turn.
    """
    partner = partnership.partner(session, decision.lead_key)
    _require_able(session, submission, partner, local_date(deed.now))
    _require_consent(session, submission, partner)
    if part is ReferralPart.LEAD:
        submission.held = submission.part_of_flood = False
        submission.status = move(submissions.NEXT, submission.status, SubmissionStatus.WITH_PARTNER)
    referral = _turn(session, submission, partner, part, decision, deed)
    for kind in clocks.PARTNER_CLOCKS:
        clocks.start(session, submission, Subject.PARTNER, kind, deed, referral=referral)
    clocks.stop_all(session, submission, Subject.TRIAGE, ClockKind.PLACE, deed)
    letters.to_partner(session, partner, "referral_placed", deed)
    _audit(session, deed, "referral.placed", referral)
    clocks.refresh_due(session, submission, referral)
    return referral


def accept(session: Session, member: Member, referral: Referral, deed: Deed) -> None:
    """The partner says that it is theirs: the staff confirmation of the route (ruling 14)."""
    if referral.taken_from_id is not None:
        # A yes that was taken back since it was asked for is a no (ruling 16).
        _require_consent(session, referral.submission, referral.partner)
    referral.status = move(referrals.NEXT, referral.status, ReferralStatus.ACCEPTED)
    referral.accepted_at = deed.now
    for clock in clocks.of_referral(session, referral):
        if clock.kind is ClockKind.ACCEPT:
            clocks.stop(session, clock, deed, ACCEPTED)
    if referral.part is ReferralPart.LEAD:
        clocks.stop_all(session, referral.submission, Subject.FAMILY, ClockKind.TRIAGE, deed)
    _decided(session, member, referral.submission, referral.partner.key, ACCEPTED, deed)
    _audit(session, deed, "referral.accepted", referral)
    giver = transfer.giver_of(session, referral)
    if giver is not None:
        transfer.complete(session, giver, referral, deed)
    clocks.refresh_due(session, referral.submission, referral)


def give_back(
    session: Session, referral: Referral, because: str, deed: Deed, at: datetime | None = None
) -> None:
    """Wrong team: back to triage with the reason, or to the body that wanted to hand it on.

    The family's clocks run on; if it had been taken on, nobody is in charge now, so that promise
    runs again from its first day.
    `at` is the instant from which it counts, where that was before anybody noticed.
    """
    referral.status = move(referrals.NEXT, referral.status, ReferralStatus.RETURNED)
    referral.open, referral.ended_at, referral.ended_because = False, at or deed.now, because
    for clock in clocks.of_referral(session, referral):
        clocks.cancel(session, clock, deed, "given back", at)
    _audit(session, deed, "referral.returned", referral)
    giver = transfer.giver_of(session, referral)
    if giver is not None:
        transfer.undo(session, giver, referral, deed)
    elif referral.part is ReferralPart.LEAD:
        to_triage(session, referral.submission, deed, at)
        if referral.accepted_at is not None:
            in_charge.nobody_is(session, referral.submission, deed)
    clocks.refresh_due(session, referral.submission, referral)


def to_triage(
    session: Session, submission: Submission, deed: Deed, at: datetime | None = None
) -> None:
    """Put a submission before triage, whose own clock begins, now or as of `at` (ruling 8)."""
    submission.status = move(submissions.NEXT, submission.status, SubmissionStatus.IN_TRIAGE)
    start_triage_clock(session, submission, deed, at)


def start_triage_clock(
    session: Session, submission: Submission, deed: Deed, at: datetime | None = None
) -> None:
    """Triage's own turn to place it begins, once more if it had one before."""
    before = select(func.count(ClockRow.id)).where(
        ClockRow.submission_id == submission.id, ClockRow.subject == Subject.TRIAGE
    )
    cycle = 1 + session.scalars(before).one()
    clocks.start(session, submission, Subject.TRIAGE, ClockKind.PLACE, deed, at=at, cycle=cycle)
    clocks.refresh_due(session, submission)


def decide(
    session: Session,
    member: Member,
    submission: Submission,
    lead_key: str,
    because: str,
    deed: Deed,
) -> Referral:
    """Triage says who should lead, and it goes there; what the rules said is kept beside it.

    Raises `NoConsent` and `NotAllowed`, as `place` does.
    """
    decision = _decided(session, member, submission, lead_key, because, deed)
    return place(session, submission, decision, deed)


def hand_on(
    session: Session, member: Member, giver: Referral, to_key: str, because: str, deed: Deed
) -> Referral:
    """Ask another body to take the lead; the giver keeps its turn and clock until that accepts.

    Raises `NoConsent` and `NotAllowed` as `place` does, and `IllegalMove`, before anything changed.
    """
    submission, taker = giver.submission, partnership.partner(session, to_key)
    if giver.part is not ReferralPart.LEAD or taker.id == giver.partner_id:
        raise NotAllowed("only who leads hands on, and to somebody else")
    _require_able(session, submission, taker, local_date(deed.now))
    _require_consent(session, submission, taker)
    giver.status = move(referrals.NEXT, giver.status, ReferralStatus.TRANSFER_REQUESTED)
    decision = _decided(session, member, submission, to_key, because, deed)
    referral = _turn(session, submission, taker, ReferralPart.LEAD, decision, deed)
    referral.taken_from_id = giver.id
    for kind in clocks.PARTNER_CLOCKS:
        clocks.start(session, submission, Subject.PARTNER, kind, deed, referral=referral)
    letters.to_partner(session, taker, "referral_placed", deed)
    _audit(session, deed, "transfer.asked", giver)
    clocks.refresh_due(session, submission, referral)
    return referral


def keep(
    session: Session, member: Member, submission: Submission, because: str, deed: Deed
) -> None:
    """Triage says that it keeps and answers this one, so that the family knows who is in charge."""
    _decided(session, member, submission, "triage", because, deed)
    submission.held = submission.part_of_flood = False
    clocks.stop_all(session, submission, Subject.FAMILY, ClockKind.TRIAGE, deed)
    clocks.stop_all(session, submission, Subject.TRIAGE, ClockKind.PLACE, deed)
    audit.record(session, deed, "submission.kept", submission_id=submission.id)
    clocks.refresh_due(session, submission)


def may_place(session: Session, submission: Submission, partner: Partner) -> bool:
    """Whether the family's answers let its words reach this body; asked before every placing."""
    query = select(Consent).where(Consent.submission_id == submission.id).order_by(Consent.id)
    given = [Given(c.use, c.partner_key, c.yes, c.given_at) for c in session.scalars(query)]
    return may_pass_to(partner.key, partner.kind, given)


def _require_able(session: Session, submission: Submission, partner: Partner, today: date) -> None:
    if submission.restricted:
        raise NotAllowed("safeguarding leads look at this first")
    if locks.is_away(session, submission.id, partner):
        raise NotAllowed(f"{partner.name} is kept away from this")
    if partner.kind is PartnerKind.TRIAGE or partner.key == ANY_SCHOOL:
        raise NotAllowed(f"{partner.name} can take no turn: name the body")
    begun = partner.valid_from is None or partner.valid_from <= today
    if not begun or (partner.valid_to is not None and partner.valid_to < today):
        raise NotAllowed(f"{partner.name} takes no work on this day")


def _require_consent(session: Session, submission: Submission, partner: Partner) -> None:
    if not may_place(session, submission, partner):
        raise NoConsent(f"the family has not said that {partner.name} may see this")


def _decided(
    session: Session, member: Member, submission: Submission, lead: str, because: str, deed: Deed
) -> RouteDecision:
    decision = RouteDecision(
        submission_id=submission.id,
        source=RouteSource.PERSON,
        lead_key=lead,
        also_keys=[],
        certain=True,
        because=because,
        staff_id=member.staff_id,
        decided_at=deed.now,
    )
    session.add(decision)
    session.flush()
    return decision


def _turn(
    session: Session,
    submission: Submission,
    partner: Partner,
    part: ReferralPart,
    decision: RouteDecision,
    deed: Deed,
) -> Referral:
    referral = Referral(
        submission=submission,
        number=_next_number(session, submission),
        partner=partner,
        part=part,
        status=ReferralStatus.PLACED,
        open=True,
        decision=decision,
        placed_at=deed.now,
    )
    session.add(referral)
    session.flush()
    return referral


def _next_number(session: Session, submission: Submission) -> int:
    query = select(func.count(Referral.id)).where(Referral.submission_id == submission.id)
    return 1 + session.scalars(query).one()


def _audit(session: Session, deed: Deed, action: str, referral: Referral) -> None:
    audit.record(
        session,
        deed,
        action,
        submission_id=referral.submission_id,
        referral_id=referral.id,
        partner=referral.partner.key,
    )
