"""Taking a form of staff once, and only while the case is as its writer saw it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from portal.domain.errors import AlreadyChanged
from portal.domain.people import Deed
from portal.models import AuditEvent, Submission
from portal.queries.cases import last_message
from portal.services import audit
from portal.services.casework import fingerprint

ACTION = "form.taken"


@dataclass(frozen=True)
class Seen:
    """What the page of the form showed: the version of the case, and its newest message."""

    version: int
    message: int

    @classmethod
    def read(cls, text: str | None) -> "Seen":
        """From a form; whatever was not written by us has seen nothing."""
        parts = (text or "").split(".")
        if len(parts) == 2 and all(one.isascii() and one.isdigit() for one in parts):
            return cls(*(int(one[:12]) for one in parts))
        return cls(0, 0)

    def __str__(self) -> str:
        """As it stands in a form."""
        return f"{self.version}.{self.message}"


def seen_now(session: Session, submission: Submission) -> Seen:
    """What a page drawn now shows."""
    return Seen(submission.version, last_message(session, submission))


def was_taken(session: Session, submission: Submission, key: str) -> bool:
    """Whether this very form has been taken already: pressed twice, done once."""
    query = select(AuditEvent.id).where(
        AuditEvent.submission_id == submission.id,
        AuditEvent.action == ACTION,
        AuditEvent.detail["form"].as_string() == fingerprint(key),
    )
    return session.scalars(query.order_by(AuditEvent.id).limit(1)).first() is not None


def take(session: Session, submission: Submission, seen: Seen, key: str, deed: Deed) -> None:
    """Claim the case for this form; raises `AlreadyChanged` if it is not as it was seen.

    On PostgreSQL a second writer at the same moment is refused at the flush (`StaleDataError`).
    """
    if seen != seen_now(session, submission):
        raise AlreadyChanged("the case has changed since its page was drawn")
    # Every form moves the version on, also one that changes no column of the case itself.
    flag_modified(submission, "status")
    audit.record(session, deed, ACTION, submission_id=submission.id, form=fingerprint(key))
    session.flush()
