"""Who works here, by the names that colleagues read."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models import Staff


def display_names(session: Session, staff: Iterable[int | None]) -> dict[int, str]:
    """The name of each of these rows; whoever is not there has none."""
    known = [one for one in staff if one is not None]
    query = select(Staff.id, Staff.display_name).where(Staff.id.in_(known)).order_by(Staff.id)
    return {row.id: row.display_name for row in session.execute(query)}
