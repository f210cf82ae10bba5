"""A family asks us to delete what it sent: what may come of that, and what has to wait first."""

from dataclasses import dataclass
from enum import Enum

from portal.domain.errors import AlreadyChanged, NotAllowed, PortalError
from portal.domain.people import Role


class ErasureOutcome(Enum):
    """What a person decided: all that can be, a part of it, or nothing."""

    DELETED = "deleted"
    PART = "part"
    KEPT = "kept"


class Part(Enum):
    """What can be erased by itself, where not all of it is."""

    WORDS = "words"
    NAME = "name"
    SUPPORTERS = "supporters"


class Stays(Enum):
    """Why a part stays (UK GDPR, article 17(3)); families never read which, nor that there is one.

    A record of safeguarding keeps what leads wrote; a legal claim keeps what staff noted, and the
    numbers of what was made formal.
    """

    SAFEGUARDING_RECORD = "safeguarding_record"
    LEGAL_CLAIM = "legal_claim"
    FAMILY_WISH = "family_wish"


class Need(Enum):
    """What is not finished, so that nothing may be erased yet."""

    SAFEGUARDING = "safeguarding"
    FORMAL = "formal"


class StillNeeded(PortalError):
    """Something on it is not finished; it is for staff alone to read what (ruling 21)."""

    def __init__(self, need: Need) -> None:
        super().__init__(f"not finished: {need.value}")
        self.need = need


class Erased(AlreadyChanged):
    """Its words were erased, as its family asked: nothing can be added to it or changed."""


class UnclearPlan(PortalError):
    """A part was to be erased and nobody said which, or why the rest stays."""


class NeedsSecondHand(NotAllowed):
    """Erasing takes two people, and one of them is the data protection officer."""


class NothingPrepared(AlreadyChanged):
    """Somebody has taken the plan back, or put another in its place."""


@dataclass(frozen=True)
class Plan:
    """What is to be erased, and why the rest stays. Raises `UnclearPlan`."""

    outcome: ErasureOutcome
    parts: frozenset[Part] = frozenset()
    stays: frozenset[Stays] = frozenset()

    def __post_init__(self) -> None:
        if self.outcome is ErasureOutcome.PART and not (self.parts and self.stays):
            raise UnclearPlan

    @property
    def erased(self) -> frozenset[Part]:
        """The parts that go."""
        return {
            ErasureOutcome.DELETED: frozenset(Part),
            ErasureOutcome.PART: self.parts,
            ErasureOutcome.KEPT: frozenset[Part](),
        }[self.outcome]

    @property
    def kept_because(self) -> frozenset[Stays]:
        """Why the rest stays; nothing where all of it goes."""
        return self.stays if self.outcome is ErasureOutcome.PART else frozenset()

    @property
    def needs_two(self) -> bool:
        """Whether a second person has to agree: nothing that is erased comes back."""
        return bool(self.erased)


def may_agree(first: Role, second: Role) -> bool:
    """Whether the hats of two different people are enough to erase (permissions.md, c8).

    One of the two is the data protection officer.
    """
    return Role.DPO in (first, second)
