"""How it stands with each model, and with the texts that wait for it."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.models import DueWork, ModelState

THEMES, SCREEN = 1, 2
"""The rows: the model that suggests themes, and the one that looks for danger after the rules."""


def state(session: Session, which: int = THEMES) -> ModelState | None:
    """As a worker last found it; None before the first text."""
    return session.scalars(select(ModelState).where(ModelState.id == which)).first()


def unread(session: Session) -> int:
    """Texts that no machine has read yet; those given up too."""
    return session.scalars(select(func.count(DueWork.id)).where(DueWork.done_at.is_(None))).one()
