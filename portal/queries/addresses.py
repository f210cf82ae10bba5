"""Where a letter goes: a service's mailbox, or a family's sealed address."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.promises import Recipient
from portal.models import OutgoingLetter, PartnerContact, Submission
from portal.ports import Keyring


def address_of(session: Session, keyring: Keyring, letter: OutgoingLetter) -> str | None:
    """The address, opened only here and only to send; None where the body has no mailbox.

    A desk without a mailbox of its own is reached by the service's.
    """
    if letter.sealed_to is not None:
        reference = session.scalars(
            select(Submission.reference).where(Submission.id == letter.submission_id)
        ).one()
        return keyring.open(letter.sealed_to, f"contact:{reference}").decode()
    query = select(PartnerContact).where(PartnerContact.partner_id == letter.partner_id)
    desks = {
        row.recipient: row.address for row in session.scalars(query.order_by(PartnerContact.id))
    }
    wanted = letter.recipient or Recipient.SERVICE
    return desks.get(wanted, desks.get(Recipient.SERVICE))
