"""Giving somebody an account and their first hat."""

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.errors import PortalError
from portal.domain.people import Deed, Role
from portal.models import Membership, Staff
from portal.queries import partnership
from portal.services import audit

AT_A_BODY = frozenset({Role.CASEWORKER, Role.MANAGER, Role.TRIAGE, Role.SAFEGUARDING})


class CannotEngage(PortalError):
    """The account cannot be made so; the message says why and what to do."""


def engage(
    session: Session,
    *,
    email: str,
    name: str,
    stored: str,
    role: Role,
    partner_key: str | None,
    deed: Deed,
) -> Staff:
    """Make an account with one hat; `stored` is the hash of the pass words.

    Raises `CannotEngage` for an address that is taken, or a hat without the body it needs.
    """
    _require_fitting(role, partner_key)
    body = partnership.partner(session, partner_key) if partner_key else None
    person = Staff(
        email=_free(session, email),
        password=stored,
        active=True,
        fs_uniquifier=secrets.token_hex(16),
        display_name=name,
        epoch=0,
        created_at=deed.now,
        roles=[Membership(role=role, partner_id=body.id if body else None, given_at=deed.now)],
    )
    session.add(person)
    session.flush()
    audit.record(session, deed, "staff.engaged", staff=person.id, role=role.value)
    return person


def _free(session: Session, email: str) -> str:
    address = email.strip().lower()
    if session.scalars(select(Staff.id).where(Staff.email == address)).first() is not None:
        raise CannotEngage(f"{address} has an account already")
    return address


def _require_fitting(role: Role, partner_key: str | None) -> None:
    if (role in AT_A_BODY) != (partner_key is not None):
        needs = "needs a body" if role in AT_A_BODY else "belongs to no body"
        raise CannotEngage(f"the role {role.value} {needs}")
