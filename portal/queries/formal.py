"""Formal routes beside a concern: which there are, and who must answer them (ruling 2)."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.domain.clocks import GOING
from portal.domain.consents import PartnerKind, outside_council
from portal.domain.errors import NotFound
from portal.domain.legal_routes import Outcome
from portal.domain.people import CASEWORK, Author, Member, Role
from portal.models import ClockRow, FormalRoute, Partner, Submission
from portal.queries.locks import unlocked

OF_TRIAGE = (PartnerKind.COUNCIL, PartnerKind.SCHOOL)
"""Routes to the council as a whole, and to schools, whose caseworkers nobody knows here."""

GONE = (Outcome.WITHDRAWN.value, Outcome.PASSED_ON.value)
"""Ends after which a body has nothing to do with it any more."""

MOST = 100


@dataclass(frozen=True)
class Running:
    """A route that somebody must still answer, with its soonest promise, if one runs."""

    route: FormalRoute
    submission: Submission
    next: ClockRow | None


def council(session: Session) -> Partner:
    """The council as a body; raises `NotFound` where the file has none."""
    query = select(Partner).where(Partner.kind == PartnerKind.COUNCIL).order_by(Partner.id)
    found = session.scalars(query.limit(1)).first()
    if found is None:
        raise NotFound("the partnership has no council")
    return found


def of_submission(session: Session, submission: Submission) -> list[FormalRoute]:
    """Every route beside it, in the order in which they were made."""
    query = select(FormalRoute).where(FormalRoute.submission_id == submission.id)
    return list(session.scalars(query.order_by(FormalRoute.id)))


def of_author(session: Session, author: Author) -> list[FormalRoute]:
    """Every route beside this author's own message, in order."""
    query = select(FormalRoute).where(FormalRoute.submission_id == author.submission_id)
    return list(session.scalars(query.order_by(FormalRoute.id)))


def of_number(session: Session, author: Author, number: int) -> FormalRoute:
    """One of this author's own; raises `NotFound` for any other, foreign or not."""
    found = next((one for one in of_author(session, author) if one.id == number), None)
    if found is None:
        raise NotFound("no such route beside this message")
    return found


def shown_to(
    session: Session, member: Member, submission: Submission
) -> list[tuple[FormalRoute, bool]]:
    """The routes of a case that was found, each with whether this member may act on it.

    A body outside the council is shown its own alone, and what was passed on to it: that a family
    complains of somebody else is not its business. The council's teams see each other's.
    """
    kinds = kinds_of(session)
    rows = of_submission(session, submission)
    before = {one.passed_from_id for one in rows if one.partner_key == member.partner_key}
    return [(one, may_act(member, one, kinds, submission)) for one in rows
            if one.id in before or _sees(member, one, kinds)]  # fmt: skip


def may_act(
    member: Member, route: FormalRoute, kinds: dict[str, PartnerKind], submission: Submission
) -> bool:
    """Whether this member's body must answer it; leads stand in for all while they hold it."""
    key = route.partner_key or ""
    if member.role in CASEWORK:
        return member.partner_key == key
    if member.role is Role.TRIAGE:
        return kinds.get(key) in OF_TRIAGE
    return member.role is Role.SAFEGUARDING and submission.restricted


def owed_by(member: Member) -> ColumnElement[bool]:
    """Whether a submission has a route that this member's body answers or has answered."""
    still = or_(FormalRoute.outcome.is_(None), FormalRoute.outcome.not_in(GONE))
    return exists().where(FormalRoute.submission_id == Submission.id, _of(member), still)


def to_do(session: Session, member: Member) -> list[Running]:
    """What this member's body must still answer, the soonest last day first; at most 100.

    What safeguarding leads hold is left out, and what this body is kept away from.
    """
    if member.role not in (*CASEWORK, Role.TRIAGE):
        return []
    query = (
        select(FormalRoute, Submission)
        .join(Submission, Submission.id == FormalRoute.submission_id)
        .where(_of(member), FormalRoute.ended_on.is_(None), Submission.restricted.is_(False))
        .where(unlocked(member))
        .order_by(FormalRoute.requested_on, FormalRoute.id)
        .limit(MOST)
    )
    rows = session.execute(query).all()
    owed = clocks_of(session, [route for route, _ in rows])
    found = [Running(one, about, _soonest(owed[one.id])) for one, about in rows]
    return sorted(found, key=lambda one: (one.next is None, one.next and one.next.due_at))


def clocks_of(session: Session, routes: Iterable[FormalRoute]) -> dict[int, list[ClockRow]]:
    """The promises of each route with all that folding them needs, soonest first."""
    found: dict[int, list[ClockRow]] = {one.id: [] for one in routes}
    query = (
        select(ClockRow)
        .where(ClockRow.formal_route_id.in_(found))
        .options(
            selectinload(ClockRow.events),
            selectinload(ClockRow.milestones),
            joinedload(ClockRow.service_level),
        )
        .order_by(ClockRow.due_at, ClockRow.id)
    )
    for row in session.scalars(query):
        found[row.formal_route_id or 0].append(row)
    return found


def chain(session: Session, route: FormalRoute) -> list[FormalRoute]:
    """The route with those at the wrong bodies that led to it, oldest first."""
    found = [route]
    while found[0].passed_from_id is not None:
        found.insert(0, session.get_one(FormalRoute, found[0].passed_from_id))
    return found


def kinds_of(session: Session) -> dict[str, PartnerKind]:
    """The kind of each body, by key."""
    query = select(Partner.key, Partner.kind).order_by(Partner.id)
    return {row.key: row.kind for row in session.execute(query)}


def _sees(member: Member, route: FormalRoute, kinds: dict[str, PartnerKind]) -> bool:
    if member.role not in CASEWORK or member.partner_key == route.partner_key:
        return True
    own, its = kinds.get(member.partner_key or ""), kinds.get(route.partner_key or "")
    return (
        own is not None and its is not None and not (outside_council(own) or outside_council(its))
    )


def _of(member: Member) -> ColumnElement[bool]:
    if member.role is not Role.TRIAGE:
        return FormalRoute.partner_key == member.partner_key
    return FormalRoute.partner_key.in_(select(Partner.key).where(Partner.kind.in_(OF_TRIAGE)))


def _soonest(rows: list[ClockRow]) -> ClockRow | None:
    going = (one for one in rows if one.state in GOING)
    return next(going, None)
