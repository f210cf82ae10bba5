"""What somebody who keeps the portal running watches: the worker, and how far dates reach."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.models import ClockMilestone, WorkerBeat


def last_beat(session: Session) -> datetime | None:
    """When any round of a worker last went round; None before the first."""
    return session.scalars(select(func.max(WorkerBeat.at))).one()


def furthest(session: Session) -> datetime | None:
    """The last instant that any running promise still comes to, its escalation included."""
    # Of what is still to come alone, and in these words, so that its own index answers at once.
    ahead = ClockMilestone.recorded_at.is_(None), ClockMilestone.void.is_(False)
    return session.scalars(select(func.max(ClockMilestone.crosses_at)).where(*ahead)).one()
