"""Answering what a family asked for: who signs it, when, and "there is news"."""

from sqlalchemy.orm import Session

from portal.domain.people import Deed, Member
from portal.models import ErasureRequest, RouteObjection, Submission
from portal.services import letters


def by(
    session: Session,
    signer: Member,
    submission: Submission,
    row: ErasureRequest | RouteObjection,
    deed: Deed,
) -> None:
    """The family can read the answer that stands in the row from now on, and hears of it."""
    row.staff_id, row.signed_as, row.answered_at = signer.staff_id, signer.name, deed.now
    letters.to_family(session, submission, "news", deed)
