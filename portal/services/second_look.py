"""Owing a text a second look, by a model, where the rules of the screen found nothing."""

from sqlalchemy.orm import Session

from portal.domain.people import Deed
from portal.models import Comment, SecondLook, Submission


def owe(session: Session, text: Submission | Comment, deed: Deed) -> SecondLook:
    """Write down that a worker owes it; a submission is looked at with all that came after."""
    which = "submission_id" if isinstance(text, Submission) else "comment_id"
    row = SecondLook(**{which: text.id}, next_attempt_at=deed.now, tries=0)
    session.add(row)
    return row
