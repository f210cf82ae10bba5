"""What time ends of openings: nobody decided, or the two have had their hours."""

from sqlalchemy.orm import Session

from portal.domain import opening
from portal.domain.opening import OpeningStatus, status_at
from portal.domain.people import Deed
from portal.domain.transitions import move
from portal.models import ContactOpening
from portal.queries import openings
from portal.services import audit, letters


def anything_due(session: Session, deed: Deed) -> bool:
    """Whether time has ended something, asked without the write lock."""
    return session.scalars(openings.due(deed.now).limit(1)).first() is not None


def end_due(session: Session, deed: Deed, most: int = 100) -> int:
    """Write down what time has ended, and tell leads of what nobody decided; how many."""
    query = openings.due(deed.now).limit(most)
    found = session.scalars(query.with_for_update(skip_locked=True)).all()
    for row in found:
        end(session, row, deed)
    return len(found)


def end(session: Session, row: ContactOpening, deed: Deed) -> None:
    """It is over: written down, and told to leads where nobody decided in time."""
    ended = status_at(row.status, row.agree_by, row.shown_until, deed.now)
    row.status = move(opening.NEXT, row.status, ended)
    record(session, deed, f"opening_{ended.value}", row)
    if ended is OpeningStatus.EXPIRED:
        for body in openings.to_tell(session, row.submission_id):
            letters.to_partner(session, body, "opening_expired", deed)


def record(session: Session, deed: Deed, what: str, row: ContactOpening) -> None:
    """Into the audit, as something of safeguarding, which a case shows to its leads alone."""
    action = f"safeguarding.{what}"
    audit.record(session, deed, action, submission_id=row.submission_id, opening=row.id)
