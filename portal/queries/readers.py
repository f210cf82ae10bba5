"""Who has looked at a message, as its author may know: which job, which body, which day.

Ruling 21: never a name, and never those whose job is to keep children safe.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.people import Author, Role
from portal.domain.working_days import local_date
from portal.models import AuditEvent, Partner

SHOWN = (Role.CASEWORKER, Role.MANAGER, Role.TRIAGE)
"""The hats that an author reads of; whatever hat comes to be, it is not shown by itself."""

READS = ("case.read", "file.read")
MOST = 2_000
"""Readings looked at, the newest first; many of one day and hat are one line."""


@dataclass(frozen=True)
class Looked:
    """Somebody with this job at this body looked on this day in London, once or more often."""

    day: date
    role: Role
    body: str | None


def of_author(session: Session, author: Author) -> Sequence[Looked]:
    """Each day, job and body once, the newest day first."""
    query = (
        select(AuditEvent.at, AuditEvent.role, Partner.name)
        .join(Partner, Partner.id == AuditEvent.partner_id, isouter=True)
        .where(AuditEvent.submission_id == author.submission_id)
        .where(AuditEvent.action.in_(READS), AuditEvent.role.in_(SHOWN))
        .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
        .limit(MOST)
    )
    rows = session.execute(query).all()
    return list(
        dict.fromkeys(Looked(local_date(at), role, body) for at, role, body in rows if role)
    )
