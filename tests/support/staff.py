"""Invented staff, with one hat each."""

import secrets

from sqlalchemy.orm import Session

from portal.domain.people import Actor, Deed, Member, Role
from portal.models import Membership, Staff
from portal.queries import partnership
from tests.support.clock import TUESDAY_EVENING


def hire(
    session: Session,
    role: Role,
    partner_key: str | None = None,
    *,
    name: str = "Sam",
    email: str | None = None,
    password: str | None = None,
) -> Member:
    """Somebody who wears this hat at this body; `password` is stored as given (a hash)."""
    partner = partnership.partner(session, partner_key) if partner_key else None
    staff = Staff(
        email=email or f"{name.lower()}.{secrets.token_hex(4)}@example.org",
        password=password,
        active=True,
        fs_uniquifier=secrets.token_hex(16),
        display_name=name,
        epoch=0,
        created_at=TUESDAY_EVENING,
    )
    session.add(staff)
    session.flush()
    session.add(
        Membership(
            staff_id=staff.id,
            role=role,
            partner_id=partner.id if partner else None,
            given_at=TUESDAY_EVENING,
        )
    )
    session.flush()
    return Member(
        staff_id=staff.id,
        role=role,
        partner_id=partner.id if partner else None,
        partner_key=partner_key,
        name=f"{name}, {partner.name}" if partner else name,
    )


def deed(member: Member, source: str = "test", now=TUESDAY_EVENING) -> Deed:
    return Deed(Actor.of(member), now, source)
