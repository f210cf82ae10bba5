"""The row of a message while somebody writes on it: one after another, and never once erased."""

from sqlalchemy.orm import Session

from portal.domain.erasing import Erased
from portal.models import Submission


def locked(session: Session, submission_id: int) -> Submission:
    """The message, held until the end of the transaction and read anew. Raises `Erased`.

    Two presses at one moment wait for each other here, so that one wish is one row; what was
    erased meanwhile takes no word any more (faults C17: an erasure wins, and is final).
    """
    submission = held(session, submission_id)
    if submission.erased_at is not None:
        raise Erased("its words were erased")
    return submission


def held(session: Session, submission_id: int) -> Submission:
    """The same for what adds no words: also where its words were erased."""
    session.flush()
    return session.get_one(Submission, submission_id, with_for_update=True, populate_existing=True)
