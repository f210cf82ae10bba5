"""The queue of safeguarding leads: flags of every partner, apart from every other inbox.

What accuses a body is kept away from its leads too (ruling 19, `portal.queries.locks`).
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from portal.domain.errors import NotFound
from portal.domain.people import Member, Role
from portal.domain.safeguarding import SafeguardingStatus
from portal.models import ClockRow, Membership, Partner, SafeguardingItem, Submission
from portal.queries.locks import unlocked
from portal.queries.paging import MOST, Page, Place, beyond, order

LOOKED_AT = (SafeguardingStatus.OPEN, SafeguardingStatus.CONFIRMED)


def bodies_of_leads(session: Session) -> list[Partner]:
    """The bodies that have a safeguarding lead now, by key: whom a flag is told to."""
    lead = select(Membership.partner_id).where(
        Membership.role == Role.SAFEGUARDING, Membership.ended_at.is_(None)
    )
    return list(session.scalars(select(Partner).where(Partner.id.in_(lead)).order_by(Partner.key)))


def queue(session: Session, member: Member, after: Place | None) -> Page[SafeguardingItem]:
    """Flags that nobody has decided, the soonest look-by first, with their submissions."""
    if member.role is not Role.SAFEGUARDING:
        return Page((), None)
    item = SafeguardingItem
    query = (
        select(item)
        .join(item.submission)
        .options(contains_eager(item.submission), selectinload(item.steps))
        .where(item.status == SafeguardingStatus.OPEN, unlocked(member))
    )
    if after is not None:
        query = query.where(beyond(after, item.due_at, item.id))
    found = session.scalars(query.order_by(*order(item.due_at, item.id)).limit(MOST + 1)).all()
    more = len(found) > MOST
    last = Place(found[MOST - 1].due_at, found[MOST - 1].id) if more else None
    return Page(found[:MOST], last)


def of_case(session: Session, member: Member, submission: Submission) -> list[SafeguardingItem]:
    """The flags on one submission, oldest first, with their steps; leads alone get any."""
    if member.role is not Role.SAFEGUARDING:
        return []
    query = (
        select(SafeguardingItem)
        .where(SafeguardingItem.submission_id == submission.id)
        .options(selectinload(SafeguardingItem.steps), selectinload(SafeguardingItem.submission))
        .order_by(SafeguardingItem.id)
    )
    return list(session.scalars(query))


def clocks_of(
    session: Session, member: Member, items: Sequence[SafeguardingItem]
) -> dict[int, ClockRow]:
    """The clock of each flag, by the flag; leads alone get any."""
    if member.role is not Role.SAFEGUARDING:
        return {}
    query = (
        select(ClockRow)
        .where(ClockRow.flag_id.in_([one.id for one in items]))
        .options(selectinload(ClockRow.events), joinedload(ClockRow.service_level))
        .order_by(ClockRow.id)
    )
    return {one.flag_id: one for one in session.scalars(query) if one.flag_id is not None}


def undecided(session: Session, member: Member, submission: Submission) -> SafeguardingItem:
    """The flag that is to be decided; raises `NotFound` where none is."""
    found = of_case(session, member, submission)
    waiting = [one for one in found if one.status is SafeguardingStatus.OPEN]
    if not waiting:
        raise NotFound("nothing is to be decided here")
    return waiting[0]
