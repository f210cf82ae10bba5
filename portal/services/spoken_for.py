"""Keeping by what right somebody wrote for a family, and how it came that staff typed it in."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.on_behalf import Authority
from portal.domain.staff_entry import Entry
from portal.models import OnBehalf, StaffEntry, Submission
from portal.ports import Keyring
from portal.queries.spoken_for import SAFE_CONTACT


def keep(
    session: Session,
    keyring: Keyring,
    submission: Submission,
    authority: Authority | None,
    entry: Entry | None,
    now: datetime,
) -> None:
    """Write down both beside the submission; nothing where neither was told."""
    if authority is not None and authority.said:
        session.add(
            OnBehalf(
                submission_id=submission.id,
                relation=authority.relation,
                knows=authority.knows,
                body=authority.body,
            )
        )
    if entry is not None:
        session.add(_entry(keyring, submission, entry, now))


def texts(authority: Authority | None, entry: Entry | None) -> tuple[str | None, ...]:
    """All of it that was typed, to be screened with the words."""
    said = (authority.relation, authority.body) if authority else ()
    typed = (entry.event, entry.safe_contact) if entry else ()
    return (*said, *typed)


def _entry(keyring: Keyring, submission: Submission, entry: Entry, now: datetime) -> StaffEntry:
    sealed = None
    if entry.safe_contact:
        about = f"{SAFE_CONTACT}:{submission.reference}"
        sealed = keyring.seal(entry.safe_contact.encode(), about)
    return StaffEntry(
        submission_id=submission.id,
        staff_id=entry.by.staff_id,
        partner_id=entry.by.partner_id,
        came_by=entry.came_by,
        contact_on=entry.contact_on,
        typed_at=now,
        whose_words=entry.whose_words,
        said_how=entry.said_how,
        event=entry.event,
        safe_contact=sealed,
    )
