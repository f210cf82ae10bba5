"""The invented staff of the demonstration: one for each hat that its pages need."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from portal.domain.people import Deed, Member, Role
from portal.models import Staff
from portal.services import engage as accounts

PASS_WORDS = "this is only a demonstration"  # noqa: S105 - printed for everybody to see
"""What everybody in the demonstration signs in with; it opens invented cases alone."""


@dataclass(frozen=True)
class Part:
    """Somebody invented: a first name, a hat, and the body that it is worn for."""

    name: str
    role: Role
    partner_key: str | None

    @property
    def email(self) -> str:
        """Where nobody lives."""
        office = "admin" if self.role is Role.ADMIN else "board"
        where = (self.partner_key or office).replace("_", "-")
        return f"{self.name.lower()}.{where}@demonstration.example"


CAST = (
    Part("Asha", Role.TRIAGE, "triage"),
    Part("Bryn", Role.SAFEGUARDING, "scc_social_care"),
    Part("Cleo", Role.SAFEGUARDING, "nsft"),
    Part("Dana", Role.CASEWORKER, "scc_send"),
    Part("Eli", Role.CASEWORKER, "scc_transport"),
    Part("Fern", Role.CASEWORKER, "scc_social_care"),
    Part("Gwen", Role.CASEWORKER, "scc_inclusion"),
    Part("Hal", Role.CASEWORKER, "wsft"),
    Part("Iris", Role.CASEWORKER, "nsft"),
    Part("Joss", Role.CASEWORKER, "jpuh"),
    Part("Kit", Role.CASEWORKER, "esneft"),
    Part("Lena", Role.CASEWORKER, "snee_icb"),
    Part("Milo", Role.CASEWORKER, "nw_icb"),
    Part("Nell", Role.MANAGER, "scc_send"),
    Part("Omar", Role.ANALYST, None),
    Part("Pia", Role.SECRETARY, None),
    Part("Quin", Role.BOARD, None),
    Part("Rhys", Role.ADMIN, None),
)


def engage(session: Session, hashed: Callable[[str], str], deed: Deed) -> None:
    """Give every part its account; `hashed` makes the stored form of the pass words."""
    stored = hashed(PASS_WORDS)
    for part in CAST:
        accounts.engage(
            session,
            email=part.email,
            name=part.name,
            stored=stored,
            role=part.role,
            partner_key=part.partner_key,
            deed=deed,
        )


def members(session: Session) -> dict[tuple[Role, str | None], Member]:
    """Everybody of the cast as a member under their hat, by role and body."""
    query = select(Staff).options(selectinload(Staff.roles)).order_by(Staff.id)
    found: dict[tuple[Role, str | None], Member] = {}
    for row in session.scalars(query):
        hat = row.roles[0]
        key = hat.partner.key if hat.partner else None
        name = f"{row.display_name}, {hat.partner.name}" if hat.partner else row.display_name
        found.setdefault((hat.role, key), Member(row.id, hat.role, hat.partner_id, key, name))
    return found
