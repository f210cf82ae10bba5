"""Which frozen quarter the public may see the promises of, and which waits for a second person."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models import FigureRelease, Snapshot
from portal.queries import snapshots
from portal.queries.snapshots import QUARTER, Frozen


@dataclass(frozen=True)
class Newest:
    """The newest frozen quarter, the row that it is, and who has asked to let it out, if any."""

    frozen: Frozen
    snapshot_id: int
    release: FigureRelease | None


def released(session: Session) -> Frozen | None:
    """The newest quarter that two people have let out; a corrected version must be let out anew."""
    query = (
        select(Snapshot.period, Snapshot.version)
        .join(FigureRelease, FigureRelease.snapshot_id == Snapshot.id)
        .where(FigureRelease.released_at.is_not(None))
        .order_by(Snapshot.last_day.desc(), Snapshot.id.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    if row is None:
        return None
    frozen = snapshots.find(session, row.period)
    return frozen if frozen.version == row.version else None


def newest(session: Session) -> Newest | None:
    """The newest frozen quarter with what was said about letting it out."""
    frozen = snapshots.latest(session, QUARTER)
    if frozen is None:
        return None
    same = (Snapshot.period == frozen.period) & (Snapshot.version == frozen.version)
    number = session.scalars(select(Snapshot.id).where(same)).one()
    return Newest(frozen, number, of_snapshot(session, number))


def of_snapshot(
    session: Session, snapshot_id: int, *, to_change: bool = False
) -> FigureRelease | None:
    """What was said about letting one snapshot out, if anything."""
    query = select(FigureRelease).where(FigureRelease.snapshot_id == snapshot_id)
    return session.scalars(query.with_for_update() if to_change else query).first()
