"""Numbers of 1 to 7 beside people are found in free text; other numbers are left alone."""

import pytest

from portal.domain.small_counts import beside_people, quoted


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3 families told us.", ["3 families"]),
        ("Three of our young people waited.", ["Three of our young people"]),
        ("Families (just 3) wrote.", ["Families (just 3"]),
        ("A handful of parents came.", ["handful of parents"]),
        ("We asked 7 carers and two pupils.", ["7 carers", "two pupils"]),
        ("\uff13 families told us.", ["3 families"]),
        ("Only one\u00a0child was left out.", ["one child"]),
        ("ONE FAMILY SAID SO", ["ONE FAMILY"]),
    ],
)
def test_a_small_number_beside_people_is_found(text: str, found: list[str]):
    assert beside_people(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "8 families told us.",
        "17 families told us.",
        "1,203 families told us.",
        "0 families told us.",
        "Many families told us.",
        "We met 3 times. Families liked it.",
        "The bus took 3 hours.",
        "Families said that the road to the school by the sea has 3 hills.",
        "",
    ],
)
def test_other_numbers_are_left_alone(text: str):
    assert beside_people(text) == []


def test_each_stretch_is_told_once():
    assert beside_people("3 families. 3 families.") == ["3 families"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They said “the bus never comes at all”.", ["the bus never comes at all"]),
        ('They said "the bus never comes at all".', ["the bus never comes at all"]),
        ("They said 'the bus never comes at all'.", ["the bus never comes at all"]),
        ("The child's and the family's own words aren't here.", []),
        ('The "Local Offer" page.', []),
    ],
)
def test_words_in_marks_of_quotation_are_found(text: str, found: list[str]):
    assert quoted(text) == found


def test_a_long_text_takes_no_long_time():
    assert beside_people("3 " * 20_000) == []
    assert quoted("“" * 20_000) == []
