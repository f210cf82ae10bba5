"""Writing for somebody else: who the writer is to the child, and whether the family agrees."""

from dataclasses import dataclass
from enum import Enum

from portal.domain.submissions import AuthorKind

FOR_OTHERS = frozenset({AuthorKind.HELPER, AuthorKind.PROFESSIONAL})
"""Who writes for a family that is not its own."""


class FamilyKnows(Enum):
    """Whether the parent, carer or young person knows of it, and agrees."""

    AGREES = "agrees"
    KNOWS = "knows"
    NO = "no"


@dataclass(frozen=True)
class Authority:
    """By what right somebody speaks for a family, as that person says; nobody has checked it.

    `relation` is who it is to the child, `body` where it works; both as typed.
    """

    relation: str | None = None
    knows: FamilyKnows | None = None
    body: str | None = None

    @property
    def said(self) -> bool:
        """Whether any of it was told."""
        return bool(self.relation or self.knows or self.body)


def writes_for_others(author: AuthorKind) -> bool:
    """Whether this writer is asked by what right it writes."""
    return author in FOR_OTHERS
