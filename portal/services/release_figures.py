"""Letting the promises of a frozen quarter out to the public: one asks, another agrees."""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain.errors import AlreadyChanged, NotFound
from portal.domain.people import Deed, Member
from portal.domain.public_responses import NeedsAnother
from portal.models import FigureRelease, Snapshot
from portal.queries import figure_releases
from portal.services import audit


def ask(session: Session, snapshot_id: int, member: Member, deed: Deed) -> None:
    """Ask somebody else to agree. Raises `NotFound`, and `AlreadyChanged` if somebody asked."""
    if session.get(Snapshot, snapshot_id) is None:
        raise NotFound("nothing of that number is frozen")
    row = FigureRelease(snapshot_id=snapshot_id, asked_by_id=member.staff_id, asked_at=deed.now)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as fault:
        raise AlreadyChanged("somebody has asked already") from fault
    audit.record(session, deed, "figures.asked", snapshot=snapshot_id)


def agree(session: Session, snapshot_id: int, member: Member, deed: Deed) -> None:
    """Let them out. Raises `NotFound`, `NeedsAnother`, and `AlreadyChanged` if they are out."""
    row = figure_releases.of_snapshot(session, snapshot_id, to_change=True)
    if row is None:
        raise NotFound("nobody has asked for these")
    if row.released_at is not None:
        raise AlreadyChanged("they are out already")
    if row.asked_by_id == member.staff_id:
        raise NeedsAnother("whoever asked may not agree")
    row.released_by_id, row.released_at = member.staff_id, deed.now
    audit.record(session, deed, "figures.released", snapshot=snapshot_id)
