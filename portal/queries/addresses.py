"""Where a letter goes: a service's mailbox, or a family's sealed address."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models import OutgoingLetter, PartnerContact, Submission
from portal.ports import Keyring


def address_of(session: Session, keyring: Keyring, letter: OutgoingLetter) -> str | None:
    """The address, opened only here and only to send; None where the body has no mailbox."""
    if letter.sealed_to is not None:
        reference = session.scalars(
            select(Submission.reference).where(Submission.id == letter.submission_id)
        ).one()
        return keyring.open(letter.sealed_to, f"contact:{reference}").decode()
    query = select(PartnerContact.address).where(PartnerContact.partner_id == letter.partner_id)
    return session.scalars(query.order_by(PartnerContact.id).limit(1)).first()
