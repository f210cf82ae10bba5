"""Doing the readings that are owed: safe to do twice, put off after a failure, never lost."""

from sqlalchemy.orm import Session

from portal.domain.due import MOST_TRIES, wait_after
from portal.domain.people import Deed
from portal.models import Comment, DueWork, Submission
from portal.ports import ThemeReader
from portal.services import label


def read_one(session: Session, reader: ThemeReader, owed: DueWork, deed: Deed) -> None:
    """Read one text for themes; a failure is written on the row and tried again later."""
    owed.tries += 1
    text = _text(session, owed)
    try:
        reading = reader.read(text.words)
    except Exception as fault:
        owed.last_error = type(fault).__name__
        owed.next_attempt_at = deed.now + wait_after(owed.tries)
        owed.failed_at = deed.now if owed.tries >= MOST_TRIES else None
        return
    label.keep_reading(session, text, reading, deed)
    owed.done_at = deed.now


def _text(session: Session, owed: DueWork) -> Submission | Comment:
    if owed.submission_id is not None:
        return session.get_one(Submission, owed.submission_id)
    return session.get_one(Comment, owed.comment_id)
