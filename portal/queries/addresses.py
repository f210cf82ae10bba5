"""Where a letter goes: a service's mailbox, or a family's sealed address."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.promises import Recipient
from portal.models import OutgoingLetter, PartnerContact, Submission
from portal.ports import Keyring
from portal.queries import partnership


def address_of(session: Session, keyring: Keyring, letter: OutgoingLetter) -> str | None:
    """The address, opened only here and only to send; None where the body has no mailbox.

    A desk without a mailbox of its own is reached by the service's. The senior officer is the
    area's, of whichever partnership is in force.
    """
    if letter.sealed_to is not None:
        reference = session.scalars(
            select(Submission.reference).where(Submission.id == letter.submission_id)
        ).one()
        return keyring.open(letter.sealed_to, f"contact:{reference}").decode()
    if letter.recipient is Recipient.SENIOR_OFFICER and letter.partner_id is None:
        return partnership.in_force(session).partnership.area.officer.mailbox
    query = select(PartnerContact).where(PartnerContact.partner_id == letter.partner_id)
    desks = {
        row.recipient: row.address for row in session.scalars(query.order_by(PartnerContact.id))
    }
    wanted = letter.recipient or Recipient.SERVICE
    return desks.get(wanted, desks.get(Recipient.SERVICE))
