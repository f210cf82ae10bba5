"""Who may act: roles of staff (ruling 31) and the two kinds of actor that queries are scoped to."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Role(Enum):
    """One hat. Two hats of one person never add up across partners."""

    CASEWORKER = "caseworker"
    MANAGER = "manager"
    TRIAGE = "triage"
    SAFEGUARDING = "safeguarding"
    SECRETARY = "secretary"
    ANALYST = "analyst"
    BOARD = "board"
    ADMIN = "admin"
    AUDITOR = "auditor"
    DPO = "dpo"


CASEWORK = frozenset({Role.CASEWORKER, Role.MANAGER})
EVIDENCE_READERS = frozenset(
    {Role.BOARD, Role.SECRETARY, Role.ANALYST, Role.MANAGER, Role.AUDITOR, Role.DPO}
)


@dataclass(frozen=True)
class Member:
    """A member of staff under one hat: the only thing that staff queries are scoped to.

    `partner_id` is the row of the body for which the hat is worn; None for the board's hats.
    `name` is the name as the family would read it ("Sam, SEN transport").
    """

    staff_id: int
    role: Role
    partner_id: int | None
    partner_key: str | None
    name: str


@dataclass(frozen=True)
class Author:
    """Somebody who opened one submission with its reference and words; sees that one alone."""

    submission_id: int
    reference: str


@dataclass(frozen=True)
class Gone:
    """An author whose words were erased: all that is left to see is that, and when."""

    submission_id: int
    reference: str


@dataclass(frozen=True)
class Supporter:
    """Somebody whom an author gave a narrower code: reads how it goes, and may add words.

    `reference` is the supporter's own number; `reads_words` is what the author ticked.
    """

    submission_id: int
    reference: str
    code_id: int
    reads_words: bool


class ActorKind(Enum):
    """Who did a thing, for events and audit."""

    AUTHOR = "author"
    SUPPORTER = "supporter"
    STAFF = "staff"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """Who did it, as events and audit rows keep it: a kind, and a row of staff or none."""

    kind: ActorKind
    staff_id: int | None = None
    role: Role | None = None
    partner_id: int | None = None

    @classmethod
    def of(cls, member: Member) -> "Actor":
        """The actor that a member of staff is."""
        return cls(ActorKind.STAFF, member.staff_id, member.role, member.partner_id)


SYSTEM = Actor(ActorKind.SYSTEM)
AUTHOR = Actor(ActorKind.AUTHOR)
SUPPORTER = Actor(ActorKind.SUPPORTER)


@dataclass(frozen=True)
class Deed:
    """Who does something, when, and which message or move it is; goes into events and audit.

    What the worker does counts from `now`, the instant at which it was to happen; `noticed_at` is
    when it came by, where that was later.
    """

    actor: Actor
    now: datetime
    source: str
    noticed_at: datetime | None = None

    @property
    def written_at(self) -> datetime:
        """When it was written down, whatever instant it counts from."""
        return self.noticed_at or self.now

    def as_of(self, instant: datetime, source: str | None = None) -> "Deed":
        """The same, counting from an instant that has passed; written down when it was noticed."""
        return Deed(self.actor, instant, source or self.source, self.written_at)
