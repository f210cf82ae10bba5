"""A family says that its message did not go to the right place: what may come of that."""

from enum import Enum

LONGEST = 2_000
"""Characters of what a family may write with it."""


class ObjectionOutcome(Enum):
    """What a person decided after reading it."""

    STAYS = "stays"
    CHANGED = "changed"
