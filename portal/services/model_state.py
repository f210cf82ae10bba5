"""Whether a model reads, as workers find it: an alarm while it does not, what waited after it."""

from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain.people import Deed
from portal.models import DueWork, ModelState
from portal.ports import BROKE_OFF, TOO_SLOW
from portal.queries import model_state as queries
from portal.queries.model_state import THEMES
from portal.services import audit

DAMAGED = "damaged"
"""The model is missing, was changed, or is of another format: no text is read at all."""

LONG_AWAY = timedelta(minutes=10)
"""After so long without one reading it was not a text that was at fault, but the model."""


def fails(session: Session, trouble: str, deed: Deed, which: int = THEMES) -> None:
    """It does not read; `since` stays that of the first time, whatever goes wrong after it."""
    row = _row(session, deed, which)
    if row.trouble is None:
        row.since = deed.now
        audit.record(session, deed, "model.away", trouble=trouble, model=which)
    row.trouble = trouble


def reads(session: Session, version: str, deed: Deed, which: int = THEMES) -> None:
    """A text was read: the alarm is over, and what was given up for its sake is owed again."""
    row = _row(session, deed, which)
    if row.trouble is None and row.version == version:
        return
    new = row.version not in (None, version)
    if row.trouble is not None:
        audit.record(session, deed, "model.back", trouble=row.trouble, model=which)
    long_away = row.trouble is not None and deed.now - row.since >= LONG_AWAY
    # What is owed to the screen is never given up for its model's sake.
    if which == THEMES and (new or long_away):
        _owe_again(session, deed)
    row.trouble, row.version, row.since = None, version, deed.now


def _owe_again(session: Session, deed: Deed) -> None:
    """Texts that a model could not read in time: now, and with all their tries if given up."""
    left = DueWork.done_at.is_(None) & DueWork.last_error.in_((TOO_SLOW, BROKE_OFF, DAMAGED))
    given_up = left & DueWork.failed_at.is_not(None)
    session.execute(update(DueWork).where(given_up).values(failed_at=None, tries=0))
    session.execute(update(DueWork).where(left).values(next_attempt_at=deed.now))


def _row(session: Session, deed: Deed, which: int) -> ModelState:
    found = queries.state(session, which)
    if found is not None:
        return found
    row = ModelState(id=which, since=deed.now)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        # Another host's worker was a moment sooner.
        return session.get_one(ModelState, which)
    return row
