"""What happened on a case, from the rows that the audit reads too."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, String, and_, cast, func, literal, or_, select
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, Subject
from portal.domain.people import Member, Role
from portal.domain.promises import ASK_NOBODY
from portal.models import AuditEvent, ClockMilestone, ClockRow, Partner, Submission
from portal.queries.voices import TOLD_OF_NO

MOST = 200
HIDDEN = ("case.read", "file.read", "form.taken", "clock.due")
"""Reads, receipts of forms, and the last day's end, which is the instant at which it is late."""

SAFEGUARDING = "safeguarding."
LINKING = ("voices.", "own.")
"""What is asked and said of links: it would tell a reader of one message of another."""


@dataclass(frozen=True)
class Happened:
    """One event: noun.verb, when, under which hat and for which body; never a name.

    `kind` and `subject` say which promise it is about, where it is about one; what a promise
    crossed is told by the instant of the crossing, whenever it was noticed.
    """

    action: str
    at: datetime
    role: Role | None
    partner: str | None
    kind: ClockKind | None = None
    subject: Subject | None = None


def of_case(session: Session, member: Member, submission: Submission) -> list[Happened]:
    """The newest events of a case that was found, newest first.

    Who read it is left out, what a clock crossed that only measures, and so is safeguarding, save
    for its leads, and what is asked of links, save for triage and them.
    """
    query = (
        _events()
        .where(AuditEvent.submission_id == submission.id, AuditEvent.action.not_in(HIDDEN))
        .where(or_(ClockRow.id.is_(None), ClockRow.kind.not_in(ASK_NOBODY)))
        .order_by(AuditEvent.id.desc())
        .limit(MOST)
    )
    if member.role is not Role.SAFEGUARDING:
        # Nor may a late look at a flag be read from what was marked on its clock.
        query = query.where(AuditEvent.action.not_like(f"{SAFEGUARDING}%"))
        kind = AuditEvent.detail["kind"].as_string()
        query = query.where(kind.is_distinct_from(ClockKind.LOOK.value))
    if member.role not in TOLD_OF_NO:
        query = query.where(*(AuditEvent.action.not_like(f"{one}%") for one in LINKING))
    return [
        Happened(row.action, row.at, row.role, row.name, row.kind, row.subject)
        for row in session.execute(query)
    ]


def _events() -> Select[*tuple[Any, ...]]:
    """Each event with its body, and the promise and the instant of what was crossed."""
    which = AuditEvent.detail["clock"].as_integer()
    crossed = and_(
        ClockMilestone.clock_id == ClockRow.id,
        ClockMilestone.recorded_at == AuditEvent.at,
        literal("clock.") + cast(ClockMilestone.name, String) == AuditEvent.action,
    )
    at = func.coalesce(ClockMilestone.crosses_at, AuditEvent.at).label("at")
    columns = AuditEvent.action, at, AuditEvent.role, Partner.name
    return (
        select(*columns, ClockRow.kind, ClockRow.subject)
        .select_from(AuditEvent)
        .join(Partner, Partner.id == AuditEvent.partner_id, isouter=True)
        .join(ClockRow, ClockRow.id == which, isouter=True)
        .join(ClockMilestone, crossed, isouter=True)
    )
