"""A hidden number must not be found out from its neighbours and their sum."""

from itertools import product

import pytest

from portal.domain.disclosure import HIDDEN, protect_count
from portal.domain.linked_cells import FEWEST_VALUES, gives_away


def test_parts_of_ten_and_a_few_in_a_whole_of_twenty_corner_the_few():
    assert gives_away([10, HIDDEN, 0], [20])


def test_parts_of_fifteen_and_a_few_in_a_whole_of_twenty_do_not():
    assert not gives_away([15, HIDDEN, 0], [20])


def test_numbers_that_are_all_shown_have_nothing_to_give_away():
    assert not gives_away([15, 20, 0], [35])


@pytest.mark.parametrize("true", list(product((0, 3, 7, 8, 12), (0, 1, 6, 13), (0, 2, 9))))
def test_trying_every_possible_count_finds_the_same(true):
    parts = [protect_count(n) for n in true]
    whole = protect_count(sum(true))

    cornered = any(
        len({guess[at] for guess in _possible(parts, whole)}) < FEWEST_VALUES
        for at, cell in enumerate(parts)
        if cell is HIDDEN
    )

    assert whole is HIDDEN or gives_away(parts, [whole]) == cornered


def _possible(parts, whole):
    """Each set of counts that would have been shown like this."""
    ranges = [[n for n in range(20) if protect_count(n) == cell] for cell in parts]
    return [guess for guess in product(*ranges) if protect_count(sum(guess)) == whole]
