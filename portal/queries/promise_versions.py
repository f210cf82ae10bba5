"""What administrators read of the versions before: what each said, and who loaded it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.clocks import GOING
from portal.domain.partnership import Partnership, PartnershipFault, read
from portal.models import (
    AuditEvent,
    ClockRow,
    ClosedDay,
    PartnershipVersion,
    ServiceLevel,
    Staff,
)

MOST = 10
"""Versions read at once; the older ones stay in the database."""


@dataclass(frozen=True)
class Version:
    """One version. `partnership` is None where the form of its file is older than this portal.

    `by` is the name of who loaded it, None where a command did. `closed` labels its closed days, by
    day and key of the body that alone is closed. `running` clocks began under it and are not over.
    """

    version_id: int
    loaded_at: datetime
    by: str | None
    partnership: Partnership | None
    closed: Mapping[tuple[date, str | None], str]
    running: int


def newest(session: Session, most: int = MOST) -> list[Version]:
    """The newest versions, the one in force first; one more than `most` if there are more."""
    query = select(PartnershipVersion).order_by(PartnershipVersion.id.desc()).limit(most + 1)
    rows = session.scalars(query).all()
    ids = [row.id for row in rows]
    running, by = _running(session), _loaded_by(session)
    closed = _closed(session, ids)
    return [
        Version(
            version_id=row.id,
            loaded_at=row.loaded_at,
            by=by.get(row.id),
            partnership=_read(row.document),
            closed=closed.get(row.id, {}),
            running=running.get(row.id, 0),
        )
        for row in rows
    ]


def _read(document: str) -> Partnership | None:
    try:
        return read(document)
    except PartnershipFault:
        return None


def _running(session: Session) -> dict[int, int]:
    """How many clocks still run under each version."""
    query = (
        select(ServiceLevel.version_id, func.count(ClockRow.id))
        .join(ClockRow, ClockRow.service_level_id == ServiceLevel.id)
        .where(ClockRow.state.in_(GOING))
        .group_by(ServiceLevel.version_id)
        .order_by(ServiceLevel.version_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _loaded_by(session: Session) -> dict[int, str]:
    """Who loaded each version, where a person did."""
    query = (
        select(AuditEvent.detail, Staff.display_name)
        .join(Staff, Staff.id == AuditEvent.staff_id)
        .where(AuditEvent.action == "partnership.loaded")
        .order_by(AuditEvent.id)
    )
    return {int(row[0]["version"]): row[1] for row in session.execute(query)}


def _closed(session: Session, ids: list[int]) -> dict[int, dict[tuple[date, str | None], str]]:
    query = select(ClosedDay).where(ClosedDay.version_id.in_(ids))
    found: dict[int, dict[tuple[date, str | None], str]] = {}
    for row in session.scalars(query.order_by(ClosedDay.day, ClosedDay.id)):
        found.setdefault(row.version_id, {})[(row.day, row.partner_key)] = row.label
    return found
