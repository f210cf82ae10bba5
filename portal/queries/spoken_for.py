"""By what right somebody wrote for a family, and how it came that staff typed it in."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.codes import ReferenceMistyped, parse_reference
from portal.domain.errors import NotFound
from portal.domain.people import CASEWORK, Member, Role
from portal.models import OnBehalf, StaffEntry, Submission
from portal.ports import Keyring

SAFE_CONTACT = "safe_contact"
"""What a sealed way to be reached safely is bound to, with the number."""

MAY_REACH = CASEWORK | {Role.TRIAGE, Role.SAFEGUARDING}


def authority(session: Session, submission: Submission) -> OnBehalf | None:
    """What a helper or professional said of its right to write; of a submission that was found."""
    query = select(OnBehalf).where(OnBehalf.submission_id == submission.id)
    return session.scalars(query.order_by(OnBehalf.id)).first()


def entry(session: Session, submission: Submission) -> StaffEntry | None:
    """How it came that staff typed it in, if they did; of a submission that was found."""
    query = select(StaffEntry).where(StaffEntry.submission_id == submission.id)
    return session.scalars(query.order_by(StaffEntry.id)).first()


def safe_contact(
    keyring: Keyring, member: Member, submission: Submission, row: StaffEntry | None
) -> str | None:
    """How the person may safely be reached, for those who work on the case it was found on."""
    if row is None or row.safe_contact is None or member.role not in MAY_REACH:
        return None
    return keyring.open(row.safe_contact, f"{SAFE_CONTACT}:{submission.reference}").decode()


def own_entry(session: Session, member: Member, reference: str) -> StaffEntry:
    """What this very member typed in, by its number. Raises `NotFound`, also for no number."""
    try:
        number = parse_reference(reference)
    except ReferenceMistyped:
        raise NotFound("this member typed in no such thing") from None
    query = (
        select(StaffEntry)
        .join(Submission, Submission.id == StaffEntry.submission_id)
        .where(Submission.reference == number)
        .where(StaffEntry.staff_id == member.staff_id)
        .order_by(StaffEntry.id)
    )
    found = session.scalars(query).first()
    if found is None:
        raise NotFound("this member typed in no such thing")
    return found
