"""What happened on a case, from the rows that the audit reads too."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind
from portal.domain.people import Member, Role
from portal.models import AuditEvent, Partner, Submission

MOST = 200
HIDDEN = ("case.read", "form.taken")
SAFEGUARDING = "safeguarding."


@dataclass(frozen=True)
class Happened:
    """One event: noun.verb, when, under which hat and for which body; never a name."""

    action: str
    at: datetime
    role: Role | None
    partner: str | None


def of_case(session: Session, member: Member, submission: Submission) -> list[Happened]:
    """The newest events of a case that was found, newest first.

    Who read it is left out, and so is safeguarding, save for its leads.
    """
    query = (
        select(AuditEvent.action, AuditEvent.at, AuditEvent.role, Partner.name)
        .join(Partner, Partner.id == AuditEvent.partner_id, isouter=True)
        .where(AuditEvent.submission_id == submission.id, AuditEvent.action.not_in(HIDDEN))
        .order_by(AuditEvent.id.desc())
        .limit(MOST)
    )
    if member.role is not Role.SAFEGUARDING:
        # Nor may a late look at a flag be read from what was marked on its clock.
        query = query.where(AuditEvent.action.not_like(f"{SAFEGUARDING}%"))
        kind = AuditEvent.detail["kind"].as_string()
        query = query.where(kind.is_distinct_from(ClockKind.LOOK.value))
    return [Happened(row.action, row.at, row.role, row.name) for row in session.execute(query)]
