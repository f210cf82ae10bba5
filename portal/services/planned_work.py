"""Saying beforehand when the portal may not work, and taking that back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.errors import AlreadyChanged, NotFound
from portal.domain.people import Deed, Member
from portal.domain.service_status import WorkOn
from portal.models import PlannedWork
from portal.services import audit


@dataclass(frozen=True)
class Plan:
    """What may not work, from when until when; the same form twice is one plan."""

    form_key: str
    work_on: WorkOn
    starts_at: datetime
    ends_at: datetime


def announce(session: Session, plan: Plan, member: Member, deed: Deed) -> None:
    """Show it on the status page until it is over."""
    same = select(PlannedWork.id).where(PlannedWork.form_key == plan.form_key)
    if session.scalars(same).first() is not None:
        return
    row = PlannedWork(**vars(plan), announced_by_id=member.staff_id, announced_at=deed.now)
    session.add(row)
    session.flush()
    audit.record(session, deed, "planned_work.announced", work=row.id, on=plan.work_on.value)


def call_off(session: Session, work_id: int, deed: Deed) -> None:
    """Show it no more. Raises `NotFound`, and `AlreadyChanged` when it is off or over."""
    row = session.get(PlannedWork, work_id, with_for_update=True)
    if row is None:
        raise NotFound("no work of that number is planned")
    if row.called_off_at is not None or row.ends_at <= deed.now:
        raise AlreadyChanged("it was called off, or is over")
    row.called_off_at = deed.now
    audit.record(session, deed, "planned_work.called_off", work=row.id)
