"""Where a family's words were used: in which frozen figures its message is counted.

Figures hold numbers alone; no word of a message is in any (`portal.services.publish`).
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.people import Author
from portal.models import Snapshot, Submission
from portal.queries.snapshots import QUARTER


def counted_in(session: Session, author: Author) -> Snapshot | None:
    """The frozen quarter in which the author's message was counted; None while it is in none.

    A message counts once: in its own quarter, or as received late in the first that was frozen
    after it came. What a person said is part of a flood counts nowhere.
    """
    submission = session.get_one(Submission, author.submission_id)
    query = select(Snapshot).where(Snapshot.period.like(f"%-{QUARTER}_"), Snapshot.version == 1)
    frozen = session.scalars(query.order_by(Snapshot.last_day, Snapshot.id))
    if submission.part_of_flood:
        return None
    return next((one for one in frozen if _counts(one, submission)), None)


def _counts(frozen: Snapshot, submission: Submission) -> bool:
    """Whether it had come by then, and belongs to that quarter or one before it."""
    as_at = datetime.fromisoformat(frozen.tables["as_at"])
    return submission.received_at < as_at and submission.quarter <= frozen.period
