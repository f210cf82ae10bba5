"""How it stands with the model, and with the texts that wait for it."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.models import DueWork, ModelState

THE_ONE = 1
"""There is one model, so there is one row."""


def state(session: Session) -> ModelState | None:
    """As a worker last found it; None before the first text."""
    return session.scalars(select(ModelState).where(ModelState.id == THE_ONE)).first()


def unread(session: Session) -> int:
    """Texts that no machine has read yet; those given up too."""
    return session.scalars(select(func.count(DueWork.id)).where(DueWork.done_at.is_(None))).one()
