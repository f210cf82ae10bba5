"""Clocks with all that folding them needs, for pages that show how things stand now."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.models import ClockRow


def to_fold(session: Session, numbers: Sequence[int]) -> dict[int, ClockRow]:
    """The clocks of these row numbers, by number; of none, nothing is asked."""
    if not numbers:
        return {}
    query = select(ClockRow).where(ClockRow.id.in_(numbers)).order_by(ClockRow.id)
    both = (selectinload(ClockRow.events), joinedload(ClockRow.service_level))
    return {row.id: row for row in session.scalars(query.options(*both))}
