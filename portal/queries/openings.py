"""Openings of the way to reach a family: for its leads, for the two who decided, for the DPO."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from portal.domain.errors import NotFound
from portal.domain.opening import GOING, Known, OpeningStatus
from portal.domain.people import Author, Member, Role
from portal.domain.working_days import local_date
from portal.models import (
    AuditEvent,
    ContactOpening,
    Membership,
    Partner,
    SealedContact,
    Staff,
    Submission,
)
from portal.queries import cases
from portal.queries.locks import bodies_away, whole_body
from portal.queries.safeguarding import bodies_of_leads

READ = "safeguarding.opening_read"
MOST = 200
"""Lines of the data protection officer's list, the newest first."""


def latest(session: Session, submission_id: int) -> ContactOpening | None:
    """The newest asking on a message."""
    query = select(ContactOpening).where(ContactOpening.submission_id == submission_id)
    query = query.order_by(ContactOpening.id.desc()).limit(1)
    return session.scalars(query.execution_options(populate_existing=True)).first()


def of_case(session: Session, member: Member, submission: Submission) -> Sequence[ContactOpening]:
    """Every asking on a case that was found, the newest first; leads alone get any."""
    if member.role is not Role.SAFEGUARDING:
        return []
    query = select(ContactOpening).where(ContactOpening.submission_id == submission.id)
    return list(session.scalars(query.order_by(ContactOpening.id.desc())))


def readable(session: Session, member: Member, reference: str, now: datetime) -> ContactOpening:
    """The opening that this member may read now, with its message; raises `NotFound`.

    One of the two leads, for the body that they decided for, and while the case is theirs to see.
    """
    submission = cases.find(session, member, reference)
    query = (
        select(ContactOpening)
        .where(ContactOpening.submission_id == submission.id, _of_the_two(member))
        .where(ContactOpening.status == OpeningStatus.AGREED, ContactOpening.shown_until > now)
        .options(joinedload(ContactOpening.submission))
    )
    found = session.scalars(query.order_by(ContactOpening.id.desc())).first()
    if found is None or member.role is not Role.SAFEGUARDING:
        raise NotFound("nothing is open to this member")
    return found


def contact(session: Session, submission_id: int) -> SealedContact | None:
    """The sealed way to reach a family, if there is one; nobody opens it here."""
    query = select(SealedContact).where(SealedContact.submission_id == submission_id)
    return session.scalars(query.execution_options(populate_existing=True)).first()


def other_bodies(session: Session, submission_id: int, partner_id: int) -> list[Partner]:
    """Bodies where a second lead may be found: not the asker's, and none that is kept away."""
    away = {one.key for one in bodies_away(session, submission_id)}
    own = whole_body(session.get_one(Partner, partner_id))
    return [
        one
        for one in bodies_of_leads(session)
        if whole_body(one) != own and whole_body(one) not in away
    ]


def to_tell(session: Session, submission_id: int) -> list[Partner]:
    """Every body with leads that is not kept away from the case."""
    away = {one.key for one in bodies_away(session, submission_id)}
    return [one for one in bodies_of_leads(session) if whole_body(one) not in away]


def known(session: Session, staff_id: int) -> Known:
    """What tells this person from another."""
    row = session.get_one(Staff, staff_id)
    return Known(row.id, row.email, row.display_name)


def is_lead(session: Session, staff_id: int, partner_id: int) -> bool:
    """Whether somebody is a lead of a body now, and may still sign in."""
    query = (
        select(Membership.id)
        .join(Staff, Staff.id == Membership.staff_id)
        .where(Membership.staff_id == staff_id, Membership.partner_id == partner_id)
        .where(Membership.role == Role.SAFEGUARDING, Membership.ended_at.is_(None))
        .where(Staff.active.is_(True))
    )
    return session.scalars(query.limit(1)).first() is not None


def waiting(session: Session, member: Member, now: datetime) -> list[ContactOpening]:
    """What waits for a second lead, and that this one may see, the soonest end first."""
    if member.role is not Role.SAFEGUARDING:
        return []
    asked = ContactOpening.status == OpeningStatus.ASKED, ContactOpening.agree_by > now
    query = (
        select(ContactOpening)
        .join(Submission, Submission.id == ContactOpening.submission_id)
        .where(*asked, ContactOpening.asked_by_id != member.staff_id)
        # As the page that it leads to: not once the flag was let go, nor what was erased.
        .where(Submission.id.in_(cases.visible_to(member).with_only_columns(Submission.id)))
        .options(joinedload(ContactOpening.submission))
        .order_by(ContactOpening.agree_by, ContactOpening.id)
    )
    return list(session.scalars(query))


def due(now: datetime) -> Select[ContactOpening]:
    """What time alone has ended and nobody has written down."""
    asked = ContactOpening.status == OpeningStatus.ASKED
    agreed = ContactOpening.status == OpeningStatus.AGREED
    ended = or_(
        and_(asked, ContactOpening.agree_by <= now),
        and_(agreed, ContactOpening.shown_until <= now),
    )
    query = select(ContactOpening).where(ContactOpening.status.in_(GOING), ended)
    return query.order_by(ContactOpening.id)


@dataclass(frozen=True)
class Line:
    """One opening on the data protection officer's list: no contact, no word of anybody."""

    reference: str
    opening: ContactOpening
    asked_by: str
    asked_for: str
    answered_by: str
    answered_for: str
    reads: int


def listed(session: Session, member: Member) -> list[Line]:
    """Every asking, the newest first, to the data protection officer alone."""
    if member.role is not Role.DPO:
        return []
    query = select(ContactOpening).options(joinedload(ContactOpening.submission))
    rows = list(session.scalars(query.order_by(ContactOpening.id.desc()).limit(MOST)))
    people = dict(session.execute(select(Staff.id, Staff.display_name).order_by(Staff.id)).all())
    bodies = dict(session.execute(select(Partner.id, Partner.name).order_by(Partner.id)).all())
    return [
        Line(
            reference=row.submission.reference,
            opening=row,
            asked_by=people[row.asked_by_id],
            asked_for=bodies[row.asked_for_id],
            answered_by=people.get(row.answered_by_id or 0, ""),
            answered_for=bodies.get(row.answered_for_id or 0, ""),
            reads=_reads(session, row),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Told:
    """That the way to reach an author was opened: the day in London, and the two services."""

    day: date
    bodies: tuple[str, ...]


def of_author(session: Session, author: Author) -> list[Told]:
    """What a lead has let this author read of, the newest first (ruling 21): no names."""
    row = ContactOpening
    query = select(row).where(row.submission_id == author.submission_id, row.told_at.is_not(None))
    found = session.scalars(query.order_by(row.id.desc())).all()
    bodies = dict(session.execute(select(Partner.id, Partner.name).order_by(Partner.id)).all())
    return [
        Told(
            local_date(one.answered_at),
            tuple(bodies[key] for key in (one.asked_for_id, one.answered_for_id) if key),
        )
        for one in found
        if one.answered_at is not None
    ]


def _of_the_two(member: Member) -> ColumnElement[bool]:
    row = ContactOpening
    asked = and_(row.asked_by_id == member.staff_id, row.asked_for_id == member.partner_id)
    answered = and_(row.answered_by_id == member.staff_id, row.answered_for_id == member.partner_id)
    return or_(asked, answered)


def _reads(session: Session, row: ContactOpening) -> int:
    """How often it was read while it was open."""
    query = select(func.count(AuditEvent.id)).where(
        AuditEvent.submission_id == row.submission_id,
        AuditEvent.action == READ,
        AuditEvent.at >= row.answered_at,
        AuditEvent.at < row.shown_until,
    )
    return session.scalars(query).one() if row.shown_until else 0
