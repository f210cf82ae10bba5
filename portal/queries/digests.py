"""What a digest says: counted when it is sent, from rows, for one desk of one body."""

from datetime import datetime
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockState, Milestone, Subject
from portal.domain.consents import PartnerKind
from portal.domain.digests import Counts, said
from portal.domain.promises import Recipient
from portal.domain.referrals import ReferralPart, ReferralStatus
from portal.domain.timing import days_left
from portal.models import (
    ClockMilestone,
    ClockRow,
    FormalRoute,
    OutgoingLetter,
    Partner,
    Referral,
    ServiceLevel,
    Submission,
)
from portal.models.base import UtcDateTime
from portal.queries import desks, partnership
from portal.queries.reminders import DIGEST

COUNTS = "{counts}"
"""Where the sentences go in the text of a digest."""


def words(session: Session, letter: OutgoingLetter, now: datetime) -> str | None:
    """The sentences of a digest, empty when nothing is left to say; None for any other letter."""
    if letter.kind != DIGEST:
        return None
    if _newer_goes_too(session, letter, now):
        return ""
    return said(counts(session, letter, now))


def counts(session: Session, letter: OutgoingLetter, now: datetime) -> Counts:
    """How many promises the desk has heard of that still run: near their end, and late."""
    body = session.get(Partner, letter.partner_id) if letter.partner_id else None
    wanted = letter.recipient or Recipient.CASEWORKER
    query = _counted(wanted, body.kind if body else None)
    asked = {"now": now, "body": body.id if body else None, "key": body.key if body else None}
    soon, overdue, oldest = session.execute(query, asked).one()
    calendar = partnership.in_force(session).calendar_for(body.key if body else None)
    days = -days_left(oldest, now, calendar) if overdue else 0
    return Counts(soon, overdue, days)


_NOW, _BODY = bindparam("now", type_=UtcDateTime()), bindparam("body", type_=Integer())
_KEY = bindparam("key", type_=String())


@cache
def _counted(wanted: Recipient, kind: PartnerKind | None) -> Select[int, int, datetime]:
    """The counting for a desk of a body of that kind, None for the area's officer.

    Built once for each: building it costs more than asking.
    """
    late = ClockRow.due_at <= _NOW
    number = func.count(ClockRow.id.distinct())
    return (
        select(number.filter(~late), number.filter(late), func.min(ClockRow.due_at))
        .join(ClockMilestone, ClockMilestone.clock_id == ClockRow.id)
        .join(ServiceLevel, ServiceLevel.id == ClockRow.service_level_id)
        .join(Submission, Submission.id == ClockRow.submission_id)
        .where(ClockRow.state == ClockState.RUNNING, ClockRow.subject != Subject.SAFEGUARDING)
        .where(ClockMilestone.recorded_at.is_not(None), ClockMilestone.annulled_because.is_(None))
        .where(ClockMilestone.name != Milestone.DUE, desks.visible(), _desk(wanted))
        .where(*_of(wanted, kind))
    )


def _desk(wanted: Recipient) -> ColumnElement[bool]:
    """What this desk hears of: that of leads of all that they hold, and no other of any of it."""
    heard = desks.desk(
        ClockRow.subject, ServiceLevel.version_id, desks.own_key(), ClockMilestone.name
    )
    if wanted is not Recipient.SAFEGUARDING:
        return and_(~desks.held(), heard == wanted)
    return or_(heard == wanted, and_(desks.held(), heard != Recipient.BOARD))


def _of(wanted: Recipient, kind: PartnerKind | None) -> list[ColumnElement[bool]]:
    """What one body must keep now; everything for the senior officer, who has no body."""
    if kind is None:
        return []
    mine: list[ColumnElement[bool]] = [desks.keeper(_NOW) == _BODY]
    turns = select(Referral.id).where(Referral.partner_id == _BODY, Referral.open)
    leads = select(Referral.submission_id).where(
        Referral.partner_id == _BODY,
        or_(Referral.open, Referral.status == ReferralStatus.DONE),
        Referral.part == ReferralPart.LEAD,
    )
    # What was passed on to it, too, whose clock stays on the route before.
    formal = select(FormalRoute.submission_id).where(FormalRoute.partner_key == _KEY)
    if kind is PartnerKind.TRIAGE or wanted is Recipient.SAFEGUARDING:
        return mine
    # The same by way of indexes, so that nobody else's promises need be looked at.
    near = or_(
        ClockRow.referral_id.in_(turns),
        ClockRow.submission_id.in_(leads),
        and_(ClockRow.formal_route_id.is_not(None), ClockRow.submission_id.in_(formal)),
    )
    return [near, *mine]


def _newer_goes_too(session: Session, letter: OutgoingLetter, now: datetime) -> bool:
    """Whether a later digest of the same desk is due as well, as after a time of no worker."""
    other = OutgoingLetter
    same = and_(
        other.kind == DIGEST,
        other.recipient == letter.recipient,
        other.partner_id.is_not_distinct_from(letter.partner_id),
    )
    waits = and_(other.sent_at.is_(None), other.failed_at.is_(None), other.next_attempt_at <= now)
    newer = select(other.id).where(same, waits, other.id > letter.id)
    return session.scalars(newer.order_by(other.id).limit(1)).first() is not None
