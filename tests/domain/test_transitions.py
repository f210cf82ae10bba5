"""A status moves only along its table."""

from enum import Enum

import pytest

from portal.domain.errors import IllegalMove
from portal.domain.transitions import move


class Light(Enum):
    RED = "red"
    GREEN = "green"


TABLE = {Light.RED: frozenset({Light.GREEN})}


def test_a_status_becomes_what_its_table_allows() -> None:
    assert move(TABLE, Light.RED, Light.GREEN) is Light.GREEN


@pytest.mark.parametrize("current", list(Light))
def test_a_status_becomes_nothing_else_and_the_error_names_both(current: Light) -> None:
    with pytest.raises(IllegalMove) as refused:
        move(TABLE, current, Light.RED)

    assert (refused.value.current, refused.value.wanted) == (current, Light.RED)
