"""Where a message goes first, as the rules say: to a partner, to triage, or to the leads alone."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import submissions
from portal.domain.consents import ConsentUse
from portal.domain.errors import NoConsent, NotAllowed
from portal.domain.intake import Answers, Placing, WhyTriage, place
from portal.domain.people import Deed
from portal.domain.referrals import RouteSource
from portal.domain.submissions import SubmissionStatus
from portal.domain.transitions import move
from portal.domain.working_days import local_date
from portal.models import Consent, RouteDecision, RoutingRule, Submission
from portal.queries import partnership
from portal.services import clocks
from portal.services.place import place as place_referral
from portal.services.place import to_triage


def send_on(
    session: Session, submission: Submission, answers: Answers, deed: Deed, *, flagged: bool
) -> None:
    """Place what the rules are certain of; what is held comes before triage all the same."""
    placing, decision = _by_rules(session, submission, answers, deed.now, flagged=flagged)
    if placing.why_triage is None and not submission.held:
        place_referral(session, submission, decision, deed)
    elif placing.why_triage is not WhyTriage.RESTRICTED:
        to_triage(session, submission, deed)
    else:
        # Held for safeguarding leads; to everyone else it looks like triage (ruling 18).
        submission.status = move(submissions.NEXT, submission.status, SubmissionStatus.IN_TRIAGE)
        clocks.refresh_due(session, submission)


def send_on_again(session: Session, submission: Submission, deed: Deed) -> None:
    """One that waits before triage is placed after all, where the rules in force are certain."""
    answers = _as_answers(session, submission)
    placing, decision = _by_rules(session, submission, answers, deed.now, flagged=False)
    if placing.why_triage is not None:
        return
    try:
        place_referral(session, submission, decision, deed)
    except (NoConsent, NotAllowed):
        # Changed since it was sent: it stays where it is, before triage.
        return


def _as_answers(session: Session, submission: Submission) -> Answers:
    """What the rules look at, from what was kept; a yes that was taken back is none."""
    query = select(Consent).where(
        Consent.submission_id == submission.id, Consent.use == ConsentUse.PASS_ON
    )
    said = {one.partner_key: one.yes for one in session.scalars(query.order_by(Consent.id))}
    return Answers(
        author_kind=submission.author_kind,
        kind=submission.kind,
        danger=submission.danger,
        needs=tuple(submission.needs),
        words=submission.words,
        language=submission.language,
        age=submission.age,
        age_band=submission.age_band,
        postcode_district=submission.postcode_district,
        gp_area=submission.gp_area,
        must_not_see=submission.must_not_see,
        pass_on=tuple(key for key, yes in said.items() if key and yes),
    )


def _by_rules(
    session: Session, submission: Submission, answers: Answers, now: datetime, *, flagged: bool
) -> tuple[Placing, RouteDecision]:
    force = partnership.in_force(session)
    placing = place(answers, force.partnership, local_date(now), flagged)
    decision = _decision(session, submission, placing, force.version_id, now)
    return placing, decision


def _decision(
    session: Session, submission: Submission, placing: Placing, version_id: int, now: datetime
) -> RouteDecision:
    rule = select(RoutingRule.id).where(
        RoutingRule.version_id == version_id, RoutingRule.rank == placing.rank
    )
    decision = RouteDecision(
        submission_id=submission.id,
        source=RouteSource.RULE,
        lead_key=placing.lead,
        also_keys=list(placing.also),
        certain=placing.certain,
        because=placing.because,
        rule_id=session.scalars(rule).first(),
        decided_at=now,
    )
    session.add(decision)
    session.flush()
    return decision
