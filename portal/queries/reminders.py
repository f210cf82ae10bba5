"""The letters that crossings lead to, as one set-based read: digests, and what is told at once."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    FromClause,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    column,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from portal.domain.digests import digests_until
from portal.domain.letters import Channel
from portal.domain.people import Deed, Role
from portal.domain.promises import Recipient
from portal.models import Membership, OutgoingLetter, Partner
from portal.models.base import UtcDateTime
from portal.queries import desks, partnership

DIGEST, AT_ONCE = "digest", "safeguarding_late"
AREA = "area"
"""Stands in the key of a digest for the body where there is none: the area's senior officer."""

LEAVING = timedelta(minutes=1)
"""A digest may be counted by its sender while a sweep that began so long before still marks."""

STAFF_LANGUAGE = "en"
_LETTER = OutgoingLetter.metadata.tables["outgoing_letter"].c

# Handed over when it runs, so that it is built and compiled once and not at every tick; by names
# that no column has.
WRITTEN_AT = bindparam("tick_written_at", type_=UtcDateTime())
_LEAVING_BY = bindparam("tick_leaving_by", type_=UtcDateTime())
_SLOTS = bindparam("tick_slots", type_=JSON())
_WORDS = ("calendar", "label")


def letters(marked: FromClause, key: Any, slots: FromClause) -> tuple[list[str], Select[Any]]:
    """What to write, column by column, for milestones just marked; a row for each letter.

    It is run with what `told_with` says.
    """
    told = desks.told(marked).cte("told")
    rows = union_all(_digests(told, slots), _at_once(told)).subquery("letter")
    columns: dict[str, Any] = {
        "message_id": literal("<") + key + literal("@portal.invalid>"),
        "kind": rows.c.kind,
        "partner_id": rows.c.partner_id,
        "recipient": rows.c.recipient,
        "channel": literal(Channel.EMAIL, _LETTER.channel.type),
        "digest_key": rows.c.digest_key,
        "language": literal(STAFF_LANGUAGE),
        "written_at": WRITTEN_AT,
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
            OutgoingLetter.next_attempt_at <= _LEAVING_BY,
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
    leaves = select(func.min(slots.c.at)).where(mine, slots.c.at >= WRITTEN_AT)
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
    """About a flag: to every body of leads, or to the senior officer; without leads to triage."""
    lead = exists().where(
        Membership.partner_id == Partner.id,
        Membership.role == Role.SAFEGUARDING,
        Membership.ended_at.is_(None),
    )
    nobody = ~exists().where(Membership.role == Role.SAFEGUARDING, Membership.ended_at.is_(None))
    instead = and_(nobody, Partner.id == desks.triage())
    to_leads = and_(told.c.recipient != Recipient.SENIOR_OFFICER, or_(lead, instead))
    return (
        select(
            literal(AT_ONCE).label("kind"),
            Partner.id.label("partner_id"),
            told.c.recipient,
            cast(null(), String).label("digest_key"),
            WRITTEN_AT.label("next_attempt_at"),
        )
        .select_from(told)
        .join(Partner, to_leads, isouter=True)
        .where(told.c.at_once.is_not(None))
    )


def slots(dialect: str) -> FromClause:
    """The times of digests of each calendar, as `told_with` hands them over."""
    if dialect == "postgresql":
        shape = (column("calendar", String), column("at", UtcDateTime()), column("label", String))
        rows = func.json_to_recordset(_SLOTS).table_valued(*shape, name="given")
        return select(rows.render_derived(with_types=True)).cte("slot")
    one = func.json_each(_SLOTS).table_valued("value", name="given").c.value
    at = type_coerce(func.json_extract(one, "$.at"), UtcDateTime()).label("at")
    calendar, label = (func.json_extract(one, f"$.{key}").label(key) for key in _WORDS)
    return select(calendar, at, label).cte("slot")


def told_with(session: Session, first: datetime, deed: Deed) -> dict[str, Any]:
    """What `letters` and `slots` are run with.

    The digests of each calendar go from the first crossing up to one that is not leaving yet.
    """
    known = partnership.in_force(session)
    times, now = known.partnership.letters.digests, deed.now
    calendars = {"": known.calendar, **known.calendars}
    # A JSON document has no instants: each is written as its database keeps it.
    kept = "%Y-%m-%d %H:%M:%S.%f"
    kept += "+00:00" if session.get_bind().dialect.name == "postgresql" else ""
    rows = [
        {"calendar": key, "at": at.astimezone(UTC).strftime(kept), "label": f"{at:%Y-%m-%dT%H:%M}"}
        for key, calendar in calendars.items()
        for at in digests_until(min(first, now), now + LEAVING, times, calendar)
    ]
    written = deed.written_at
    return {
        WRITTEN_AT.key: written,
        _LEAVING_BY.key: written + LEAVING,
        _SLOTS.key: rows,
    }
