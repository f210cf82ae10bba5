"""The name that a family gave: opened for those who work on its case, and for nobody else."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.people import CASEWORK, Member, Role
from portal.models import SealedIdentity, Submission
from portal.ports import Keyring

MAY_READ = CASEWORK | {Role.TRIAGE, Role.SAFEGUARDING}


def name_of(
    session: Session, keyring: Keyring, member: Member, submission: Submission
) -> str | None:
    """The name on a case that this member was allowed to find; None where there is none to show.

    One that the author asked to hide from services is not shown. The blind contact is never
    opened here. Raises `SealBroken` where the key is lost.
    """
    if member.role not in MAY_READ:
        return None
    query = select(SealedIdentity).where(SealedIdentity.submission_id == submission.id)
    kept = session.scalars(query.order_by(SealedIdentity.id)).first()
    if kept is None or kept.hidden_from_services:
        return None
    return keyring.open(kept.sealed, f"identity:{submission.reference}").decode()
