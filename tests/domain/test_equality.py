"""Answers of equality: protected one way, and no table gives away what another hides."""

from itertools import product

import pytest

from portal.domain.disclosure import HIDDEN, RULE, Hidden, Protected
from portal.domain.equality import ANSWERS, Question, key, protect_apart, tables
from portal.domain.linked_cells import FEWEST_VALUES, possible


def shown(**counts: dict[str, int]) -> dict[str, tuple[Protected, ...]]:
    """What may be read of each question, from true counts by question and answer."""
    true = {
        (Question(question), answer): number
        for question, answers in counts.items()
        for answer, number in answers.items()
    }
    return {
        one.id: tuple(cell for row in one.cells for cell in row)
        for one in protect_apart(tables(true), RULE)
    }


def test_small_numbers_are_hidden_others_rounded_and_none_is_shown_as_none() -> None:
    found = shown(voice={"parent_or_carer": 60}, sex={"female": 41, "male": 7})

    assert found["about_sex"] == (40, HIDDEN, 0)


def test_nothing_is_crossed_and_nothing_summed() -> None:
    for table in tables({}):
        assert len(table.dimensions) == 1
        assert table.totals is None
        assert table.percentages is None


def test_every_question_has_its_table_in_one_order() -> None:
    assert [one.id for one in tables({})] == [key(question) for question in ANSWERS]


def test_a_question_whose_hidden_number_those_who_answered_would_corner_is_withheld() -> None:
    # 17 answered at most, and 8 and 8 at least of them are seen: the hidden one could be 1 alone.
    found = shown(
        voice={"parent_or_carer": 17}, language={"english": 8, "another": 8, "sign_language": 1}
    )
    enough = shown(
        voice={"parent_or_carer": 40}, language={"english": 8, "another": 8, "sign_language": 1}
    )

    assert found["about_language"] == ()
    assert enough["about_language"] == (10, HIDDEN, 10, 0)


def test_a_hidden_voice_that_a_question_would_corner_is_withheld() -> None:
    found = shown(
        voice={"parent_or_carer": 12, "young_person": 7},
        sex={"female": 18},
    )

    # 10 may be 12 at most and 20 is 18 at least, so the hidden voices would be 6 or 7.
    assert found["about_voice"] == ()
    assert found["about_sex"] == (20, 0, 0)


@pytest.mark.parametrize("few", [1, 4, 7])
@pytest.mark.parametrize(("first", "second"), list(product((8, 12, 33), (0, 9, 20))))
def test_no_hidden_number_has_fewer_than_four_values_left(
    few: int, first: int, second: int
) -> None:
    total = few + first + second
    found = shown(
        voice={"parent_or_carer": total},
        sex={"female": first, "male": second, "prefer_not": few},
    )

    room = sum(possible(one, RULE)[1] for one in found["about_voice"])
    room -= sum(possible(one, RULE)[0] for one in found["about_sex"])
    left = [min(7, 1 + room) for one in found["about_sex"] if isinstance(one, Hidden)]
    assert all(values >= FEWEST_VALUES for values in left)
