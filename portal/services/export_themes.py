"""Decisions on themes with their provenance, for learning: words and themes, and nobody's name."""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.errors import NotAllowed
from portal.domain.people import Actor, ActorKind, Deed, Role
from portal.domain.working_days import local_date
from portal.models import Membership, Staff
from portal.queries import decided_texts
from portal.queries.decided_texts import DecidedText
from portal.services import audit

NUMBERS = 10**9


@dataclass(frozen=True)
class Exported:
    """How many lines were written, and the SHA-256 of all of them."""

    lines: int
    digest: str


def administrator(session: Session, email: str) -> Actor:
    """Who exports; raises `NotAllowed` for anybody who is no active administrator now."""
    query = (
        select(Staff.id)
        .join(Membership, Membership.staff_id == Staff.id)
        .where(Staff.email == email.strip().lower(), Staff.active.is_(True))
        .where(Membership.role == Role.ADMIN, Membership.ended_at.is_(None))
        .order_by(Staff.id)
    )
    found = session.scalars(query).first()
    if found is None:
        raise NotAllowed(f"{email} is no administrator: only administrators export")
    return Actor(ActorKind.STAFF, found, Role.ADMIN)


def lines(session: Session, secret: str) -> Iterator[dict[str, Any]]:
    """One line for each decided text that the model may learn from, by decision.

    `id` and `decided_by` are made from row numbers and a key outside the database: the same at
    every export, and nobody's.
    """
    for one in decided_texts.all_of(session):
        yield _line(one, secret)


def recorded(session: Session, exported: Exported, deed: Deed) -> None:
    """Write down who took how much, before anything is handed over."""
    audit.record(session, deed, "learning.exported", lines=exported.lines, sha256=exported.digest)


def _line(one: DecidedText, secret: str) -> dict[str, Any]:
    row = one.decision
    return {
        "id": _hidden(secret, f"{one.kind}|{one.text_id}").hex()[:16],
        "text": one.words,
        "themes": [theme.theme for theme in row.themes],
        "stance": row.stance,
        "language": one.language,
        "source": one.source,
        "decided_by": str(int.from_bytes(_hidden(secret, f"staff|{row.staff_id}")[:8]) % NUMBERS),
        "decided_on": local_date(row.decided_at).isoformat(),
        "was_suggested": None if one.suggested is None else list(one.suggested),
    }


def _hidden(secret: str, what: str) -> bytes:
    return hmac.new(secret.encode(), f"themes|{what}".encode(), hashlib.sha256).digest()
