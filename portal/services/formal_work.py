"""What the body that must answer writes down of a formal route; it is run in its own system."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind
from portal.domain.errors import IllegalMove, NoConsent, NotAllowed
from portal.domain.legal_routes import (
    NEXT_STAGE,
    NHS_KINDS,
    LegalRoute,
    Outcome,
    outcomes_of,
    route_of,
    stage_of,
)
from portal.domain.people import Deed, Member
from portal.domain.promises import Regime
from portal.domain.working_days import local_date
from portal.models import ClockRow, FormalRoute, Partner, Submission
from portal.queries import formal, locks, partnership
from portal.services import audit, formal_clocks, letters, place
from portal.services.formal import tell_bodies

ANSWERS = (ClockKind.RESPOND, ClockKind.PANEL)


class DayOutOfOrder(NotAllowed):
    """It cannot have happened before it was asked for, nor after today."""


@dataclass(frozen=True)
class Case:
    """A route with the message beside which it runs, held by a member whose it is to answer."""

    route: FormalRoute
    submission: Submission


def find(session: Session, member: Member, submission: Submission, number: int) -> Case:
    """A route of a case that this member found, to act on. Raises `NotAllowed`."""
    for route, acts in formal.shown_to(session, member, submission):
        if route.id == number and acts:
            return Case(route, submission)
    raise NotAllowed("this is another body's to answer")


def acknowledge(session: Session, case: Case, day: date | None, deed: Deed) -> None:
    """The body has written that it has it. Said twice it is said once.

    A day in time that is written down when it is late already mends nothing: it counts from now,
    and the day stays written down as what the body says.
    """
    _require_running(case.route)
    _require_day(case.route, day, deed)
    formal_clocks.acknowledge(session, _clocks(session, case), deed, day)
    _tell(session, case, "formal.acknowledged", deed)


def extend(session: Session, case: Case, amount: int, reason: str, deed: Deed) -> None:
    """It takes so much longer, and the family is told why. Raises `CannotExtend`."""
    _require_running(case.route)
    formal_clocks.extend(session, answer_of(_clocks(session, case)), amount, reason, deed)
    _tell(session, case, "formal.extended", deed, str(amount))


def finish(session: Session, case: Case, outcome: Outcome, day: date | None, deed: Deed) -> None:
    """How it ended; what ran at wrong bodies before it, on the family's own clock, ends with it.

    The day counts as for `acknowledge`.
    """
    _require_running(case.route)
    _require_day(case.route, day, deed)
    if outcome not in outcomes_of(route_of(case.route.regime)):
        raise IllegalMove(case.route.regime, outcome)
    for one in formal.chain(session, case.route):
        rows = formal_clocks.of_route(session, one)
        formal_clocks.finish(session, rows, deed, day, outcome.value)
    case.route.outcome, case.route.ended_on = outcome.value, day or local_date(deed.now)
    _tell(session, case, "formal.ended", deed, outcome.value)


def number(session: Session, case: Case, other: str, deed: Deed) -> None:
    """Its number in the body's own system, which the family may quote."""
    case.route.other_number = other
    _tell(session, case, "formal.numbered", deed)


def next_stage(session: Session, case: Case, day: date | None, deed: Deed) -> FormalRoute:
    """The family asked for the next stage: a row of its own that keeps the first day.

    Only what was answered has a next stage. Raises `IllegalMove`.
    """
    route = case.route
    later = stage_after(session, route)
    if later is None:
        raise IllegalMove(route.regime, "next_stage")
    _require_day(route, day, deed)
    made = _follow(route, later.value, route.partner_key, day or local_date(deed.now), None)
    return _begun(session, case, made, "formal.next_stage", deed)


def pass_on(session: Session, case: Case, body: Partner, deed: Deed) -> FormalRoute:
    """The wrong NHS body sends it to the right one, with the family's yes.

    It counts as made to the second body on this day, so that body's clocks start anew (SI 2009/309,
    regulation 6(5) and (6)); the family's own, on the first day, runs on. Raises `NoConsent`.
    """
    route = case.route
    _require_running(route)
    allowed = route_of(route.regime) is LegalRoute.NHS_COMPLAINT and body.kind in NHS_KINDS
    if not allowed or body.key == route.partner_key:
        raise NotAllowed("only the NHS passes a complaint on, to another of its bodies")
    if locks.is_away(session, case.submission.id, body):
        raise NotAllowed(f"{body.name} is kept away from this")
    if not place.may_place(session, case.submission, body):
        raise NoConsent(f"the family has not said that {body.name} may see this")
    today = local_date(deed.now)
    acknowledging = [o for o in _clocks(session, case) if o.kind is ClockKind.ACKNOWLEDGE]
    formal_clocks.give_up(session, acknowledging, deed, Outcome.PASSED_ON.value)
    route.outcome, route.ended_on = Outcome.PASSED_ON.value, today
    made = _follow(route, route.regime, body.key, today, route.id)
    begun = _begun(session, case, made, "formal.passed_on", deed)
    tell_bodies(session, case.submission, deed)
    return begun


def stage_after(session: Session, route: FormalRoute) -> Regime | None:
    """The stage that may be asked for now: of what was answered, and only once."""
    regime = stage_of(route.regime)
    later = NEXT_STAGE.get(regime) if regime else None
    if later is None or route.outcome not in (
        Outcome.UPHELD.value,
        Outcome.PARTLY_UPHELD.value,
        Outcome.NOT_UPHELD.value,
    ):
        return None
    submission = session.get_one(Submission, route.submission_id)
    beside = formal.of_submission(session, submission)
    return None if any(one.id > route.id and one.regime == later.value for one in beside) else later


def answer_of(rows: list[ClockRow]) -> ClockRow:
    """The promise of the answer itself. Raises `CannotExtend` where there is none."""
    found = next((one for one in rows if one.kind in ANSWERS), None)
    if found is None:
        raise formal_clocks.CannotExtend("nothing was promised that could take longer")
    return found


def passable_to(session: Session, case: Case) -> list[Partner]:
    """The other bodies of the NHS, those that may see it already first; none is kept away."""
    away = {one.key for one in locks.bodies_away(session, case.submission.id)}
    found = [one for one in partnership.partners_by_key(session).values() if one.kind in NHS_KINDS]
    found = [one for one in found if one.key != case.route.partner_key]
    found = [one for one in found if locks.whole_body(one) not in away]
    return sorted(found, key=lambda one: not place.may_place(session, case.submission, one))


def _follow(
    route: FormalRoute, regime: str, body: str | None, day: date, passed_from: int | None
) -> FormalRoute:
    return FormalRoute(
        submission_id=route.submission_id,
        regime=regime,
        partner_key=body,
        passed_from_id=passed_from,
        made_by=route.made_by,
        decision_on=route.decision_on,
        first_on=route.first_on,
        requested_on=day,
    )


def _begun(session: Session, case: Case, made: FormalRoute, action: str, deed: Deed) -> FormalRoute:
    session.add(made)
    session.flush()
    formal_clocks.begin(session, made, case.submission, deed)
    _tell(session, Case(made, case.submission), action, deed)
    return made


def _tell(session: Session, case: Case, action: str, deed: Deed, detail: str = "") -> None:
    letters.to_family(session, case.submission, "news", deed)
    about = case.submission.id
    audit.record(session, deed, action, submission_id=about, route=case.route.id, detail=detail)
    session.flush()


def _clocks(session: Session, case: Case) -> list[ClockRow]:
    return formal_clocks.of_route(session, case.route)


def _require_running(route: FormalRoute) -> None:
    if route.ended_on is not None:
        raise IllegalMove(route.outcome, "running")


def _require_day(route: FormalRoute, day: date | None, deed: Deed) -> None:
    if day is not None and not route.requested_on <= day <= local_date(deed.now):
        raise DayOutOfOrder(day.isoformat())
