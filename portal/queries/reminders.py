"""The letters that crossings lead to, as one set-based read: digests, and what is told at once."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    text,
    union_all,
)
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from portal.domain.digests import digests_until
from portal.domain.letters import Channel
from portal.domain.people import Role
from portal.domain.promises import Recipient
from portal.models import ClockMilestone, ClockRow, Membership, OutgoingLetter, Partner
from portal.models.base import UtcDateTime
from portal.queries import desks, partnership
from portal.queries.locks import keeps_away
from portal.queries.standing_in import triage

DIGEST, AT_ONCE = "digest", "safeguarding_late"
AREA = "area"
"""Stands in the key of a digest for the body where there is none: the area's senior officer."""

LEAVING = timedelta(minutes=1)
"""A digest may be counted by its sender while a sweep that began so long before still marks."""

NOW, LEFT_BY = (bindparam(name, type_=UtcDateTime()) for name in ("written", "left_by"))
"""When the letters are written, and until when a digest may be leaving meanwhile."""

STAFF_LANGUAGE = "en"
_LETTER = OutgoingLetter.metadata.tables["outgoing_letter"].c


def letters(crossed: FromClause, key: Any, slots: FromClause) -> tuple[list[str], Select[Any]]:
    """What to write, column by column, for milestones just marked; a row for each letter.

    `crossed` is as for `desks.told`, `slots` as of the function; it is executed with `given`.
    """
    told = desks.told(crossed).cte("told")
    rows = union_all(_digests(told, slots), _at_once(told)).subquery("letter")
    columns: dict[str, Any] = {
        "message_id": literal("<") + key + literal("@portal.invalid>"),
        "kind": rows.c.kind,
        "partner_id": rows.c.partner_id,
        "recipient": rows.c.recipient,
        "channel": literal(Channel.EMAIL, _LETTER.channel.type),
        "digest_key": rows.c.digest_key,
        "language": literal(STAFF_LANGUAGE),
        "written_at": NOW,
        "next_attempt_at": rows.c.next_attempt_at,
        "tries": literal(0),
    }
    return list(columns), select(*columns.values()).where(rows.c.kind.is_not(None))


def _digests(told: FromClause, slots: FromClause) -> Select[Any]:
    """One a body, desk and time of a digest: that which came next after the crossing.

    So it is the same one whenever the sweep comes by. Where that has left already, or may be
    leaving, it is the next one after; none leaves before now.
    """
    grouped = _grouped(told, slots)
    wanted = grouped.c.whose + grouped.c.slot
    gone = exists().where(
        OutgoingLetter.digest_key == wanted,
        or_(
            OutgoingLetter.sent_at.is_not(None),
            OutgoingLetter.failed_at.is_not(None),
            OutgoingLetter.tries > 0,
            OutgoingLetter.next_attempt_at <= LEFT_BY,
        ),
    )
    return select(
        literal(DIGEST).label("kind"),
        grouped.c.partner_id,
        grouped.c.recipient,
        case((gone, grouped.c.whose + grouped.c.last), else_=wanted).label("digest_key"),
        case((gone, grouped.c.after), else_=grouped.c.leaves).label("next_attempt_at"),
    )


def _grouped(told: FromClause, slots: FromClause) -> FromClause:
    """Body, desk and time of each digest; it leaves with the next one from now.

    `last` and `after` are of the next one that cannot be leaving yet.
    """
    told_at = _told_at(told, slots)
    mine = slots.c.calendar == told_at.c.calendar
    after = select(func.min(slots.c.label)).where(mine, slots.c.at >= told_at.c.crosses_at)
    last = select(func.max(slots.c.label)).where(mine).correlate(told_at).scalar_subquery()
    ahead = select(func.max(slots.c.at)).where(mine)
    leaves = select(func.min(slots.c.at)).where(mine, slots.c.at >= NOW)
    body = func.coalesce(cast(told_at.c.partner_id, String), AREA)
    whose = body + literal(":") + cast(told_at.c.recipient, String) + literal(":")
    return (
        select(
            told_at.c.partner_id,
            told_at.c.recipient,
            whose.label("whose"),
            after.correlate(told_at).scalar_subquery().label("slot"),
            last.label("last"),
            leaves.correlate(told_at).scalar_subquery().label("leaves"),
            ahead.correlate(told_at).scalar_subquery().label("after"),
        )
        .distinct()
        .subquery("grouped")
    )


def _told_at(told: FromClause, slots: FromClause) -> FromClause:
    """Who is told by a digest, and by whose calendar."""
    own = select(slots.c.calendar).where(slots.c.calendar == Partner.key)
    theirs = case((exists(own), Partner.key), else_="")
    return (
        select(told, theirs.label("calendar"))
        .join(Partner, Partner.id == told.c.partner_id, isouter=True)
        .where(told.c.at_once.is_(None))
        .where(or_(told.c.partner_id.is_not(None), told.c.recipient == Recipient.SENIOR_OFFICER))
        .subquery("told_at")
    )


def _at_once(told: FromClause) -> Select[Any]:
    """About a flag: to every body of leads that is not kept away, or to the senior officer.

    Without leads to triage.
    """
    lead = exists().where(
        Membership.partner_id == Partner.id,
        Membership.role == Role.SAFEGUARDING,
        Membership.ended_at.is_(None),
    )
    nobody = ~exists().where(Membership.role == Role.SAFEGUARDING, Membership.ended_at.is_(None))
    instead = and_(nobody, Partner.id == triage())
    theirs = and_(lead, ~keeps_away(_about(told), Partner.id))
    to_leads = and_(told.c.recipient != Recipient.SENIOR_OFFICER, or_(theirs, instead))
    return (
        select(
            literal(AT_ONCE).label("kind"),
            Partner.id.label("partner_id"),
            told.c.recipient,
            cast(null(), String).label("digest_key"),
            NOW.label("next_attempt_at"),
        )
        .select_from(told)
        .join(Partner, to_leads, isouter=True)
        .where(told.c.at_once.is_not(None))
    )


def _about(told: FromClause) -> ColumnElement[Any]:
    """The row of the message that is told of at once."""
    return (
        select(ClockRow.submission_id)
        .join(ClockMilestone, ClockMilestone.clock_id == ClockRow.id)
        .where(ClockMilestone.id == told.c.at_once)
        .correlate(told)
        .scalar_subquery()
    )


Time = tuple[str, datetime, str]
"""A digest: the key of its calendar, empty for the shared one; when it leaves; the same in words"""


def times(session: Session, first: datetime, now: datetime) -> list[Time]:
    """The digests of each calendar from the first crossing up to one that is not leaving yet."""
    known = partnership.in_force(session)
    hours = known.partnership.letters.digests
    calendars = {"": known.calendar, **known.calendars}
    return [
        (key, at, f"{at:%Y-%m-%dT%H:%M}")
        for key, calendar in calendars.items()
        for at in digests_until(min(first, now), now + LEAVING, hours, calendar)
    ]


def slots(number: int) -> FromClause:
    """So many times of digests as rows, to be `given` when the statement is executed."""
    # Not `values()`: a statement with that in it is compiled anew each time it is executed.
    rows = (f"(:calendar_{n}, :at_{n}, :label_{n})" for n in range(number))
    shape: dict[str, TypeEngine[Any]] = {
        "calendar": String(),
        "at": UtcDateTime(),
        "label": String(),
    }
    typed = (bindparam(f"{name}_{n}", type_=shape[name]) for n in range(number) for name in shape)
    names = ", ".join(f"column{n} AS {name}" for n, name in enumerate(shape, start=1))
    listed = text(f"SELECT {names} FROM (VALUES {', '.join(rows)}) AS listed")  # noqa: S608
    return listed.bindparams(*typed).columns(**shape).cte("slot")


def given(times: list[Time], now: datetime) -> dict[str, Any]:
    """What a statement with these letters has to be executed with."""
    rows = {
        f"{name}_{n}": one
        for n, time in enumerate(times)
        for name, one in zip(("calendar", "at", "label"), time, strict=True)
    }
    return {NOW.key: now, LEFT_BY.key: now + LEAVING, **rows}
