"""Files of families: an author's own, those of a case that was found, and those of a draft."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from portal.domain.attachments import FileStatus, Room
from portal.domain.errors import NotFound
from portal.models import Attachment, Draft, Submission


def of_submission(session: Session, submission_id: int) -> list[Attachment]:
    """Every file of a submission that the caller may see, erased ones too, oldest first."""
    return list(session.scalars(_of_submission(submission_id).order_by(Attachment.id)))


def of_draft(session: Session, draft: Draft) -> list[Attachment]:
    """The files of answers that were not sent yet, oldest first."""
    query = select(Attachment).where(Attachment.draft_id == draft.id)
    return list(session.scalars(query.order_by(Attachment.id)))


def clean(session: Session, submission: Submission, name: str) -> Attachment:
    """A file that may be given out; raises `NotFound` for any other, above all a held one.

    `submission` is one that the member was found to see.
    """
    query = _of_submission(submission.id).where(Attachment.name == name)
    found = session.scalars(query.where(Attachment.status == FileStatus.CLEAN)).first()
    if found is None or found.sealed_key is None:
        raise NotFound("no file that may be given out")
    return found


def held(session: Session, most: int) -> list[Attachment]:
    """Files that wait to be checked, the longest waiting first; those of drafts are left out."""
    query = select(Attachment).where(Attachment.status == FileStatus.HELD)
    query = query.where(Attachment.submission_id.is_not(None))
    return list(session.scalars(query.order_by(Attachment.added_at, Attachment.id).limit(most)))


def with_content(session: Session) -> set[str]:
    """The names of all files that somebody can still open."""
    query = select(Attachment.name).where(Attachment.sealed_key.is_not(None))
    return set(session.scalars(query.order_by(Attachment.id)))


def without_content(session: Session, names: Sequence[str]) -> set[str]:
    """Those of the names whose content was erased or refused: the file may go at once."""
    query = select(Attachment.name).where(Attachment.sealed_key.is_(None))
    return set(session.scalars(query.where(Attachment.name.in_(names)).order_by(Attachment.id)))


def room(files: Sequence[Attachment]) -> Room:
    """What is taken up: erased and refused ones take up nothing."""
    there = [one for one in files if one.sealed_key is not None]
    return Room(len(there), sum(one.size for one in there))


def _of_submission(submission_id: int) -> Select[Attachment]:
    return select(Attachment).where(Attachment.submission_id == submission_id)
