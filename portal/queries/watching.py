"""What somebody who keeps the portal running watches: the worker, and how far dates reach."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.horizon import ROUNDS
from portal.models import ClockMilestone, WorkerBeat


def last_beats(session: Session) -> dict[str, datetime]:
    """When each round of a worker last went round, by name; those that never did are not there."""
    query = select(WorkerBeat.name, WorkerBeat.at).where(WorkerBeat.name.in_(ROUNDS))
    return {row[0]: row[1] for row in session.execute(query.order_by(WorkerBeat.name))}


def furthest(session: Session) -> datetime | None:
    """The last instant that any running promise still comes to, its escalation included."""
    # Of what is still to come alone, and in these words, so that its own index answers at once.
    ahead = ClockMilestone.recorded_at.is_(None), ClockMilestone.void.is_(False)
    return session.scalars(select(func.max(ClockMilestone.crosses_at)).where(*ahead)).one()
