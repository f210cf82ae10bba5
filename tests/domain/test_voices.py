"""The table of a link of two voices, and who is ever linked or taken for one author."""

from itertools import product

import pytest

from portal.domain.errors import IllegalMove
from portal.domain.submissions import AuthorKind
from portal.domain.transitions import move
from portal.domain.voices import (
    NEVER_AGAIN,
    NEXT,
    SAID,
    SHOWN,
    WAITS,
    LinkStatus,
    Said,
    Side,
    may_be_linked,
    one_author,
)

L = LinkStatus
ALLOWED = {
    (L.ASKED_YOUNG, L.YOUNG_NO),
    (L.ASKED_YOUNG, L.YOUNG_YES),
    (L.ASKED_YOUNG, L.LAPSED),
    (L.YOUNG_NO, L.YOUNG_YES),
    (L.YOUNG_YES, L.YOUNG_NO),
    (L.YOUNG_YES, L.ASKED_PARENT),
    (L.YOUNG_YES, L.LAPSED),
    (L.ASKED_PARENT, L.YOUNG_NO),
    (L.ASKED_PARENT, L.PARENT_NO),
    (L.ASKED_PARENT, L.LINKED),
    (L.ASKED_PARENT, L.LAPSED),
    (L.PARENT_NO, L.YOUNG_NO),
    (L.PARENT_NO, L.LINKED),
    (L.LINKED, L.UNLINKED),
}
"""Written out by hand, so that the table cannot agree with itself alone."""


@pytest.mark.parametrize(("current", "wanted"), list(product(L, L)))
def test_every_pair_of_statuses_is_allowed_or_refused(current: L, wanted: L) -> None:
    if (current, wanted) in ALLOWED:
        assert move(NEXT, current, wanted) is wanted
        return
    with pytest.raises(IllegalMove):
        move(NEXT, current, wanted)


def ways(start: L) -> list[tuple[L, ...]]:
    """Every way through the table that passes no status twice."""
    found, open_ways = [], [(start,)]
    while open_ways:
        way = open_ways.pop()
        found.append(way)
        open_ways += [(*way, one) for one in NEXT[way[-1]] if one not in way]
    return found


def test_no_way_to_the_parent_passes_by_the_young_persons_yes() -> None:
    to_parent = [way for way in ways(L.ASKED_YOUNG) if way[-1] is L.ASKED_PARENT]

    assert to_parent
    assert all(way[-2] is L.YOUNG_YES for way in to_parent)


def test_no_way_to_a_link_passes_by_the_question_to_the_parent() -> None:
    linked = [way for way in ways(L.ASKED_YOUNG) if way[-1] is L.LINKED]

    assert linked
    assert all({L.YOUNG_YES, L.ASKED_PARENT} <= set(way) for way in linked)


def test_an_end_is_an_end() -> None:
    assert NEXT[L.UNLINKED] == NEXT[L.LAPSED] == frozenset()
    assert not WAITS & NEVER_AGAIN


def test_a_parent_knows_of_nothing_before_it_is_asked() -> None:
    assert SHOWN[Side.PARENT] == {L.ASKED_PARENT, L.PARENT_NO, L.LINKED}
    assert SHOWN[Side.YOUNG] == set(L) - {L.UNLINKED, L.LAPSED}


def test_a_parent_has_no_quiet_yes() -> None:
    assert (Side.PARENT, Said.YES_QUIETLY) not in SAID
    assert len(SAID) == 5


@pytest.mark.parametrize(("young", "parent"), list(product(AuthorKind, AuthorKind)))
def test_only_a_young_persons_and_a_parents_voice_are_ever_linked(
    young: AuthorKind, parent: AuthorKind
) -> None:
    wanted = (young, parent) == (AuthorKind.YOUNG_PERSON, AuthorKind.PARENT_OR_CARER)
    assert may_be_linked(young, parent) is wanted


@pytest.mark.parametrize(("first", "second"), list(product(AuthorKind, AuthorKind)))
def test_two_kinds_of_authors_are_never_one(first: AuthorKind, second: AuthorKind) -> None:
    assert one_author(first, second) is (first == second)
