"""A family asks us to delete what it sent: what may come of that."""

from enum import Enum


class ErasureOutcome(Enum):
    """What a person decided: all that can be, a part of it, or nothing."""

    DELETED = "deleted"
    PART = "part"
    KEPT = "kept"
