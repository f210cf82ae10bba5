"""An answer to everybody ("You said, we did"): its states, what came of it, who may send it out."""

from enum import Enum

from portal.domain.errors import NotAllowed
from portal.domain.people import Role


class ResponseState(Enum):
    """Whether the public can read it."""

    DRAFT = "draft"
    PUBLISHED = "published"


class ResponseOutcome(Enum):
    """What came of what families said; the last is brought by what they say afterwards."""

    DONE = "done"
    UNDER_WAY = "under_way"
    COULD_NOT = "could_not"
    DID_NOT_WORK = "did_not_work"


class ResponseMove(Enum):
    """What was done to an entry, for its history."""

    ADDED = "added"
    CHANGED = "changed"
    PUBLISHED = "published"
    TAKEN_DOWN = "taken_down"


_S = ResponseState

NEXT: dict[ResponseState, frozenset[ResponseState]] = {
    _S.DRAFT: frozenset({_S.PUBLISHED}),
    # Newer words take the place of those that are read, which stay until then.
    _S.PUBLISHED: frozenset({_S.PUBLISHED, _S.DRAFT}),
}

WRITERS = frozenset({Role.SECRETARY})
"""Who writes entries (permissions: "Write actions, risks, meetings, minutes")."""

RELEASERS = frozenset({Role.SECRETARY, Role.ANALYST})
"""Who lets something out to the public, two of them (permissions: "Release … public summary")."""


class NeedsAnother(NotAllowed):
    """Two different people are needed, and this one has done the first half."""
