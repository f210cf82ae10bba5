"""No number that leaves by the door counts a child out, alone or beside the others."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.disclosure import (
    HIDDEN,
    Along,
    BadTable,
    Protected,
    ProtectedTable,
    Rule,
    Share,
    Table,
    median_working_days,
    on_time,
    protect,
    protect_count,
    share,
)

COUNTS = st.one_of(st.integers(0, 12), st.integers(0, 400))
ALONG = st.sampled_from([None, *Along])


@st.composite
def tables(draw: st.DrawFn) -> Table:
    high, wide = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    row = st.lists(COUNTS, min_size=wide, max_size=wide).map(tuple)
    counts = draw(st.lists(row, min_size=high, max_size=high).map(tuple))
    return table(counts, totals=draw(ALONG), percentages=draw(ALONG))


def table(
    counts: tuple[tuple[int, ...], ...],
    dimensions: tuple[str, ...] = (),
    totals: Along | None = None,
    percentages: Along | None = None,
) -> Table:
    rows = tuple(f"row {n}" for n in range(len(counts)))
    columns = tuple(f"column {n}" for n in range(len(counts[0])))
    return Table("t", rows, columns, counts, dimensions, totals, percentages)


ROUNDED = [
    (0, 0),
    *((n, HIDDEN) for n in range(1, 8)),
    (8, 10),
    (9, 10),
    (12, 10),
    (13, 15),
    (17, 15),
    (18, 20),
    (1000, 1000),
]


@pytest.mark.parametrize(("true", "shown"), ROUNDED)
def test_a_count_is_hidden_from_one_to_seven_and_rounded_to_five_after(
    true: int, shown: Protected
) -> None:
    assert protect_count(true) == shown


def test_a_hidden_number_is_an_asterisk() -> None:
    assert str(HIDDEN) == "*"


def test_another_rule_has_another_floor_and_rounding() -> None:
    rule = Rule(floor=3, base=10, nearest=10)

    assert [protect_count(n, rule) for n in (2, 4, 5, 14, 15)] == [HIDDEN, 0, 10, 10, 20]


@pytest.mark.parametrize("wrong", [-1, True, 2.0, "3"])
def test_what_is_not_a_count_does_not_leave(wrong: object) -> None:
    with pytest.raises(BadTable):
        protect_count(wrong)  # type: ignore[arg-type]


def test_totals_of_rows_and_columns_are_added_from_rounded_cells() -> None:
    counts = ((12, 13), (8, 41))

    assert protect(table(counts, totals=Along.ROW)).totals == (25, 50)
    assert protect(table(counts, totals=Along.COLUMN)).totals == (20, 55)


def test_a_total_with_a_hidden_cell_is_hidden_and_its_neighbour_is_not() -> None:
    assert protect(table(((3, 50), (9, 50)), totals=Along.ROW)).totals == (HIDDEN, 60)


def test_percentages_of_a_row_and_of_a_column_have_their_own_base() -> None:
    counts = ((30, 10), (10, 10), (20, 20))

    assert protect(table(counts, percentages=Along.COLUMN)).percentages == (
        (50, 25),
        (17, 25),
        (33, 50),
    )
    assert protect(table(counts, percentages=Along.ROW)).percentages[0] == (75, 25)


def test_percentages_come_from_rounded_counts() -> None:
    shown = protect(table(((13, 22),), percentages=Along.ROW))

    assert shown.cells == ((15, 20),)
    assert shown.percentages == ((43, 57),)


@pytest.mark.parametrize(
    ("counts", "rates"),
    [
        ((14, 15), (HIDDEN, HIDDEN)),  # a true base of 29 that rounds to 30
        ((14, 16), (50, 50)),
        ((8, 22), (33, 67)),  # a true base of 30
    ],
)
def test_a_rate_needs_a_true_base_of_thirty(
    counts: tuple[int, ...], rates: tuple[Protected, ...]
) -> None:
    assert protect(table((counts,), percentages=Along.ROW)).percentages == (rates,)


def test_one_hidden_cell_withholds_every_rate_on_its_base_and_no_other() -> None:
    shown = protect(table(((50, 50, 7), (50, 50, 8)), percentages=Along.ROW))

    assert shown.percentages == ((HIDDEN, HIDDEN, HIDDEN), (45, 45, 9))


def test_none_and_all_of_a_base_are_not_given_as_rates_though_nought_is_a_count() -> None:
    shown = protect(table(((0, 40), (20, 20)), percentages=Along.ROW))

    assert shown.cells[0] == (0, 40)
    assert shown.percentages == ((HIDDEN, HIDDEN), (50, 50))


def test_a_rate_that_rounds_to_all_or_none_is_withheld_too() -> None:
    assert protect(table(((10, 4000),), percentages=Along.ROW)).percentages == ((HIDDEN, HIDDEN),)


PLACE_NEED_AGE = ("place", "need", "age")


@pytest.mark.parametrize("small", [0, 1, 7])
def test_place_by_need_by_age_is_withheld_whole_for_one_small_or_empty_cell(small: int) -> None:
    shown = protect(table(((50, small),), PLACE_NEED_AGE, totals=Along.ROW, percentages=Along.ROW))

    assert shown == ProtectedTable("t", shown.rows, shown.columns, (), withheld=True)


def test_place_by_need_by_age_is_shown_when_every_cell_is_eight() -> None:
    shown = protect(table(((50, 8),), PLACE_NEED_AGE))

    assert (shown.withheld, shown.cells) == (False, ((50, 10),))


def test_a_table_of_two_dimensions_is_shown_with_its_small_cell_hidden() -> None:
    shown = protect(table(((50, 7),), ("place", "need")))

    assert (shown.withheld, shown.cells) == (False, ((50, HIDDEN),))


def test_naming_one_dimension_thrice_is_not_crossing_three() -> None:
    assert not protect(table(((50, 7),), ("place", "place", "place"))).withheld


@pytest.mark.parametrize("counts", [((1,),), ((1, 2), (3,)), ((1, -2), (3, 4))])
def test_a_table_that_is_not_whole_is_refused_by_its_name(
    counts: tuple[tuple[int, ...], ...],
) -> None:
    with pytest.raises(BadTable, match="harvest"):
        Table("harvest", ("a", "b"), ("c", "d"), counts)


def test_what_is_still_late_counts_against_what_was_on_time() -> None:
    assert on_time(40, closed=45, open_overdue=10) == Share(40, 15, 55, 73)


def test_without_anything_overdue_or_late_the_rate_would_be_all_and_is_withheld() -> None:
    assert on_time(40, closed=40, open_overdue=0) == Share(40, 0, 40, HIDDEN)


@pytest.mark.parametrize(
    ("good", "closed", "overdue", "shown"),
    [
        (40, 42, 3, Share(40, HIDDEN, HIDDEN, HIDDEN)),
        (5, 5, 40, Share(HIDDEN, 40, HIDDEN, HIDDEN)),
        (10, 19, 10, Share(10, 20, 30, HIDDEN)),  # a true base of 29
        (0, 0, 0, Share(0, 0, 0, HIDDEN)),
    ],
)
def test_one_hidden_part_withholds_the_sum_and_the_rate(
    good: int, closed: int, overdue: int, shown: Share
) -> None:
    assert on_time(good, closed, overdue) == shown


@pytest.mark.parametrize(("good", "closed", "overdue"), [(3, 2, 50), (10, 20, -1)])
def test_an_impossible_measure_is_refused(good: int, closed: int, overdue: int) -> None:
    with pytest.raises(BadTable):
        on_time(good, closed, overdue)


def test_a_part_greater_than_its_whole_is_refused() -> None:
    with pytest.raises(BadTable):
        share(11, 10)


def test_a_median_needs_thirty() -> None:
    assert median_working_days(range(29)) is HIDDEN
    assert median_working_days(range(30)) == 15
    assert median_working_days([*range(30), 200]) == 15


def test_a_median_lies_halfway_between_the_two_in_the_middle() -> None:
    assert median_working_days([0] * 15 + [11] * 15) == 6


def test_a_median_of_nothing_is_hidden_under_any_rule() -> None:
    assert median_working_days([], Rule(base=0)) is HIDDEN


@given(tables())
def test_every_shown_count_is_nought_or_a_multiple_of_five_from_ten_up(made: Table) -> None:
    cells = [cell for row in protect(made).cells for cell in row if cell is not HIDDEN]

    assert all(cell == 0 or (cell >= 10 and cell % 5 == 0) for cell in cells)


@given(tables())
def test_what_stands_beside_the_cells_can_be_made_from_them_alone(made: Table) -> None:
    """Totals and rates say nothing new, save that a shown rate has a true base of thirty."""
    shown = protect(made)

    for line, total in zip(lines(shown.cells, made.totals), shown.totals, strict=True):
        assert total == (HIDDEN if HIDDEN in line else sum(line))
    for line, rates in zip(
        lines(shown.cells, made.percentages),
        lines(shown.percentages, made.percentages),
        strict=True,
    ):
        for cell, rate in zip(line, rates, strict=True):
            assert rate is HIDDEN or abs(rate - 100 * cell / sum(line)) <= 0.5
        if HIDDEN in line:
            assert set(rates) == {HIDDEN}


@given(tables())
def test_changing_a_small_count_for_another_changes_nothing_that_is_shown(made: Table) -> None:
    """So a hidden cell could be any of 1 to 7, whatever stands around it."""
    shown = protect(made)

    for value in range(1, 8):
        other = tuple(tuple(value if 0 < n < 8 else n for n in row) for row in made.counts)
        again = table(other, totals=made.totals, percentages=made.percentages)
        assert protect(again) == shown


@pytest.mark.parametrize("along", list(Along))
def test_an_intruder_who_tries_every_table_is_left_with_seven_values(along: Along) -> None:
    true = table(((3, 9), (0, 24)), totals=along, percentages=along)
    seen = protect(true)

    fitting = [guess for guess in guesses(26) if protect(table(guess, (), along, along)) == seen]

    assert {guess[0][0] for guess in fitting} == set(range(1, 8))
    assert len({guess[0][1] for guess in fitting}) >= 4


def guesses(most: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Every table of two by two with counts up to `most` around the one that is attacked."""
    near_nine, near_24 = range(14), range(20, most + 1)
    for a, b, c, d in product(range(14), near_nine, range(4), near_24):
        yield (a, b), (c, d)


def lines(
    cells: tuple[tuple[Protected, ...], ...], along: Along | None
) -> list[tuple[Protected, ...]]:
    if along is None:
        return []
    return list(cells) if along is Along.ROW else list(zip(*cells, strict=True))
