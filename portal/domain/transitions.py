"""Moving a status along its transition table; the only way that a status changes."""

from collections.abc import Collection, Mapping
from enum import Enum
from typing import TypeVar

from portal.domain.errors import IllegalMove

S = TypeVar("S", bound=Enum)


def move(table: Mapping[S, Collection[S]], current: S, wanted: S) -> S:
    """The wanted status, if `table` lets `current` become it; raises `IllegalMove` otherwise.

    A status that the table does not name, or that it gives no way out of, may become nothing;
    staying where it is counts as a move and must be in the table too.
    """
    if wanted not in table.get(current, ()):
        raise IllegalMove(current, wanted)
    return wanted
