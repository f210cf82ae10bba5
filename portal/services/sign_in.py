"""Checking who signs in: the same work and the same answer for every wrong pair."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models import Staff
from portal.ports import CodeHasher

MOST_CHARACTERS = 200
"""Of an address or a password: longer ones are wrong without being hashed."""


def check(session: Session, hasher: CodeHasher, email: str, password: str) -> Staff | None:
    """Whoever has this address and password and may sign in; None for anything else.

    Addresses are stored in lower case. The hash is always computed, against a decoy where there is
    nobody, so that the time taken tells no more than the answer does.
    """
    query = select(Staff).where(Staff.email == email.strip().lower())
    staff = session.scalars(query.order_by(Staff.id)).first()
    stored = staff.password if staff and staff.password else hasher.decoy
    right = hasher.matches(stored, password[:MOST_CHARACTERS])
    whole = len(password) <= MOST_CHARACTERS
    return staff if right and whole and staff is not None and staff.active else None
