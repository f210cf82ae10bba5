"""A family makes its concern formal as well, or takes that back (ruling 2).

The concern and its promises run on beside it, untouched. The portal holds dates, hands over and
writes down the end; it runs no stage of any procedure.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.consents import ConsentUse, PartnerKind, outside_council
from portal.domain.errors import NoConsent, NotAllowed
from portal.domain.intake import bodies_to_ask
from portal.domain.legal_routes import (
    NHS_KINDS,
    Facts,
    LegalRoute,
    Outcome,
    code_of,
    facts_of,
    open_routes,
    route_of,
)
from portal.domain.people import AUTHOR, ActorKind, Author, Deed
from portal.domain.staff_entry import Heard
from portal.domain.submissions import AuthorKind
from portal.domain.working_days import local_date
from portal.models import AuditEvent, FormalRoute, Partner, Submission
from portal.queries import cases, formal, locks, partnership
from portal.services import audit, consent, for_leads, formal_clocks, letters, place, writing

TOLD = "formal.told"
_WITHDRAWN = Outcome.WITHDRAWN.value


def facts(session: Session, submission: Submission, today: date) -> Facts:
    """What decides which ways are open for a message that was sent."""
    force = partnership.in_force(session).partnership
    found = facts_of(consent.facts(submission, session), force, today)
    decisions = cases.decisions(session, submission)
    known = partnership.partners_by_key(session)
    lead = known.get(decisions[-1].lead_key) if decisions else None
    named = {lead.kind} if lead is not None else set()
    return Facts(
        needs=found.needs,
        author=found.author,
        age=found.age,
        letter=submission.decision_letter_on is not None,
        decision_on=submission.decision_letter_on,
        bodies=found.bodies | (named - {PartnerKind.TRIAGE}),
    )


def bodies(
    session: Session, submission: Submission, wanted: LegalRoute, today: date
) -> list[Partner]:
    """Who may be asked to answer it, the likeliest first; none where the way is not open.

    The council's team that leads answers for the council; where none does, where a young person
    wrote, or where somebody must not see it, the council as a whole does, and triage hands it on.
    """
    if wanted not in open_routes(facts(session, submission, today)):
        return []
    if wanted is LegalRoute.NHS_COMPLAINT:
        return _nhs_bodies(session, submission, today)
    if wanted is LegalRoute.SCHOOL_COMPLAINT:
        return [partnership.partner(session, place.ANY_SCHOOL)]
    if wanted in (LegalRoute.SUBJECT_ACCESS, LegalRoute.DATA_COMPLAINT):
        return [formal.council(session)]
    return [_council_team(session, submission) or formal.council(session)]


def make(
    session: Session,
    author: Author,
    wanted: LegalRoute,
    deed: Deed,
    *,
    body_key: str | None = None,
    pass_on: bool = False,
    heard: Heard | None = None,
) -> FormalRoute:
    """Make it formal as well, as of the day of the press, or of what staff `heard`; twice is one.

    `pass_on` is the author's yes in the same step, for exactly this body. Raises `NotAllowed` for a
    way that is not open or a body that cannot answer it, `NoConsent` where the yes is missing.
    """
    submission = writing.locked(session, author.submission_id)
    known = standing(formal.of_submission(session, submission), wanted)
    if known is not None:
        return known
    body = _chosen(bodies(session, submission, wanted, local_date(deed.now)), body_key)
    _require_yes(session, author, submission, body, pass_on, deed)
    route = _new(submission, wanted, body, deed, heard)
    session.add(route)
    session.flush()
    formal_clocks.begin(session, route, submission, deed)
    _write_down(session, route, submission, heard, deed)
    for_leads.hold_if_owed(session, submission, deed)
    tell_bodies(session, submission, deed)
    session.flush()
    return route


def withdraw(session: Session, author: Author, number: int, deed: Deed) -> FormalRoute:
    """Take it back: nothing is deleted, and its clocks, at wrong bodies too, are cancelled.

    Said twice it is said once; what has ended stays as it ended. Raises `NotFound`.
    """
    submission = writing.locked(session, author.submission_id)
    route = formal.of_number(session, author, number)
    if route.ended_on is not None:
        return route
    for one in formal.chain(session, route):
        formal_clocks.give_up(session, formal_clocks.of_route(session, one), deed, _WITHDRAWN)
    route.outcome, route.ended_on = _WITHDRAWN, local_date(deed.now)
    audit.record(session, deed, "formal.withdrawn", submission_id=submission.id, route=route.id)
    session.flush()
    return route


def standing(routes: list[FormalRoute], wanted: LegalRoute) -> FormalRoute | None:
    """The newest that was made of this way and not taken back, whatever its stage."""
    kept = [one for one in routes if route_of(one.regime) is wanted]
    kept = [one for one in kept if one.outcome != _WITHDRAWN]
    return kept[-1] if kept else None


def has_yes(session: Session, submission: Submission, body: Partner) -> bool:
    """Whether the family's answers let its words reach this body already (ruling 16)."""
    return place.may_place(session, submission, body)


def tell_bodies(session: Session, submission: Submission, deed: Deed) -> None:
    """A letter to each body that must answer and was not told, and none while leads hold it.

    Called when a route is made and when a flag is let go: until then a body can neither read of it
    nor hear of it, while the family's page and dates are those of everybody (ruling 21).
    """
    if submission.restricted:
        return
    session.flush()
    told = _told(session, submission)
    known = partnership.partners_by_key(session)
    for route in formal.of_submission(session, submission):
        if route.ended_on is not None or route.id in told:
            continue
        body = known[route.partner_key or ""]
        if locks.is_away(session, submission.id, body):
            continue
        mailbox = known["triage"] if body.kind in formal.OF_TRIAGE else body
        letters.to_partner(session, mailbox, "formal_route", deed)
        audit.record(session, deed, TOLD, submission_id=submission.id, route=route.id)


def _nhs_bodies(session: Session, submission: Submission, today: date) -> list[Partner]:
    known = partnership.partners_by_key(session)
    turns = [one.partner for one in cases.turns(session, submission) if one.open]
    author = Author(submission.id, submission.reference)
    asked = [*turns, *consent.bodies(session, author, today)]
    force = partnership.in_force(session).partnership
    named = bodies_to_ask(consent.facts(submission, session), force, today)
    likely = [known[key] for key in named if key in known]
    found = dict.fromkeys(one.key for one in (*likely, *asked) if one.kind in NHS_KINDS)
    return [known[key] for key in found]


def _council_team(session: Session, submission: Submission) -> Partner | None:
    careful = submission.must_not_see or submission.author_kind is AuthorKind.YOUNG_PERSON
    if careful:
        return None
    turns = [one.partner for one in cases.turns(session, submission) if one.open]
    return next((one for one in turns if one.kind is PartnerKind.COUNCIL_TEAM), None)


def _new(
    submission: Submission, wanted: LegalRoute, body: Partner, deed: Deed, heard: Heard | None
) -> FormalRoute:
    asked = heard.day if heard else local_date(deed.now)
    return FormalRoute(
        submission_id=submission.id,
        regime=code_of(wanted),
        partner_key=body.key,
        made_by=deed.actor.kind,
        decision_on=submission.decision_letter_on,
        first_on=min(submission.received_on, asked),
        requested_on=asked,
        came_by=heard.came_by if heard else None,
    )


def _write_down(
    session: Session,
    route: FormalRoute,
    submission: Submission,
    heard: Heard | None,
    deed: Deed,
) -> None:
    about, body = submission.id, route.partner_key
    audit.record(session, deed, "formal.made", submission_id=about, route=route.id, body=body)
    if heard is None:
        return
    # Who heard it, when and how is kept, and the family is told (permissions, c15).
    came_by = heard.came_by.value
    audit.record(session, deed, "formal.heard", submission_id=about, route=route.id, came=came_by)
    letters.to_family(session, submission, "news", deed)


def _chosen(found: list[Partner], key: str | None) -> Partner:
    if key is None and len(found) == 1:
        return found[0]
    body = next((one for one in found if one.key == key), None)
    if body is None:
        raise NotAllowed("no such body answers this")
    return body


def _require_yes(
    session: Session,
    author: Author,
    submission: Submission,
    body: Partner,
    said: bool,
    deed: Deed,
) -> None:
    if has_yes(session, submission, body):
        return
    if not (said and outside_council(body.kind)):
        raise NoConsent(f"the family has not said that {body.name} may see this")
    by_staff = deed if deed.actor.kind is ActorKind.STAFF else None
    consent.give(session, author, ConsentUse.PASS_ON, deed.now, body.key, by_staff)


def _told(session: Session, submission: Submission) -> set[int]:
    query = select(AuditEvent).where(
        AuditEvent.submission_id == submission.id, AuditEvent.action == TOLD
    )
    return {int(one.detail["route"]) for one in session.scalars(query.order_by(AuditEvent.id))}


def by_author(now: datetime, source: str) -> Deed:
    """Something that the author does now; `source` is the number of the press."""
    return Deed(AUTHOR, now, source)
