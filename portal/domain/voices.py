"""Two voices on one matter: a young person's and a parent's stay apart until both say yes.

Ruling 5: only what one author wrote is put together; two voices are never more than linked, and
the young person is asked first. After its "no" the parent is never asked.
"""

from enum import Enum

from portal.domain.submissions import AuthorKind


class LinkStatus(Enum):
    """Where the question whether two voices may be read together has got to."""

    ASKED_YOUNG = "asked_young"
    YOUNG_NO = "young_no"
    YOUNG_YES = "young_yes"
    ASKED_PARENT = "asked_parent"
    PARENT_NO = "parent_no"
    LINKED = "linked"
    UNLINKED = "unlinked"
    LAPSED = "lapsed"


_L = LinkStatus

NEXT: dict[LinkStatus, frozenset[LinkStatus]] = {
    _L.ASKED_YOUNG: frozenset({_L.YOUNG_NO, _L.YOUNG_YES, _L.LAPSED}),
    _L.YOUNG_NO: frozenset({_L.YOUNG_YES}),
    _L.YOUNG_YES: frozenset({_L.YOUNG_NO, _L.ASKED_PARENT, _L.LAPSED}),
    _L.ASKED_PARENT: frozenset({_L.YOUNG_NO, _L.PARENT_NO, _L.LINKED, _L.LAPSED}),
    _L.PARENT_NO: frozenset({_L.YOUNG_NO, _L.LINKED}),
    _L.LINKED: frozenset({_L.UNLINKED}),
    _L.UNLINKED: frozenset(),
    _L.LAPSED: frozenset(),
}
"""Who said no may change its mind by itself; nobody asks it again."""

WAITS = frozenset({_L.ASKED_YOUNG, _L.YOUNG_YES, _L.ASKED_PARENT})
"""Statuses that lapse when nobody says or does anything for so many working days."""

NEVER_AGAIN = frozenset({_L.YOUNG_NO, _L.UNLINKED})
"""After these no link of that young person's message is asked about again, with anybody."""


class Side(Enum):
    """Whose voice it is in a link."""

    YOUNG = "young"
    PARENT = "parent"


class Said(Enum):
    """An answer: no, yes, or a young person's yes that does not let us say who it is."""

    NO = "no"
    YES = "yes"
    YES_QUIETLY = "yes_quietly"


SAID: dict[tuple[Side, Said], LinkStatus] = {
    (Side.YOUNG, Said.NO): _L.YOUNG_NO,
    (Side.YOUNG, Said.YES): _L.YOUNG_YES,
    (Side.YOUNG, Said.YES_QUIETLY): _L.YOUNG_YES,
    (Side.PARENT, Said.NO): _L.PARENT_NO,
    (Side.PARENT, Said.YES): _L.LINKED,
}
"""What an answer makes of a link; a parent has no quiet yes."""

SHOWN: dict[Side, frozenset[LinkStatus]] = {
    Side.YOUNG: frozenset(LinkStatus) - {_L.UNLINKED, _L.LAPSED},
    Side.PARENT: frozenset({_L.ASKED_PARENT, _L.PARENT_NO, _L.LINKED}),
}
"""What each may know of a link: a parent nothing before it is asked itself."""


def may_be_linked(young: AuthorKind, parent: AuthorKind) -> bool:
    """Whether these are a young person's voice and a parent's; no other two are linked."""
    return young is AuthorKind.YOUNG_PERSON and parent is AuthorKind.PARENT_OR_CARER


class Proof(Enum):
    """Why two messages are taken to be one author's."""

    BOTH_CODES = "both_codes"
    TRIAGE = "triage"


def one_author(first: AuthorKind, second: AuthorKind) -> bool:
    """Whether one author may have written both: a young person's and another's never are one."""
    return first is second
