"""Whether what families write now is still like what the machine learnt from."""

import json

import pytest

from classifier import corpus
from classifier.drift import SOME, NothingToCompare, of_inputs, of_labels, stability

TEXTS = [row.text for row in corpus.read_examples()]
POLISH = "Mój syn od dwóch lat czeka na miejsce w szkole i nikt nie odpowiada na listy"


def test_texts_like_those_learnt_from_show_little_drift():
    found = of_inputs(TEXTS[::2], TEXTS[1::2])

    assert found.says == "little"
    assert found.length < found.length_by_chance
    assert found.words < found.words_by_chance + 0.05
    assert found.languages["en"].figure > 0.95


def test_texts_twice_as_long_show_much_drift_of_length_and_little_of_words():
    longer = [f"{one} {other}" for one, other in zip(TEXTS, TEXTS[::-1], strict=True)]

    found = of_inputs(TEXTS, longer)

    assert found.says == "much"
    assert found.words < 0.05


def test_another_subject_shows_in_the_words_and_in_those_never_seen():
    football = [
        "The goalkeeper punched a penalty and supporters sang all through stoppage time"
    ] * 40

    ours, theirs = of_inputs(TEXTS[::2], TEXTS[1::2]), of_inputs(TEXTS, football)

    assert theirs.words > 2 * ours.words
    assert theirs.words > theirs.words_by_chance + 0.2
    assert theirs.unknown.figure > 3 * ours.unknown.figure


def test_the_languages_of_the_month_are_counted():
    found = of_inputs(TEXTS, [*TEXTS[:9], POLISH]).languages

    assert (found["en"].count, found["en"].of) == (9, 10)
    assert sum(one.count for one in found.values()) == 10


def test_a_small_month_is_measured_against_a_small_part_by_chance():
    small, large = of_inputs(TEXTS, TEXTS[:10]), of_inputs(TEXTS, TEXTS[:300])

    assert small.words_by_chance > 1.5 * large.words_by_chance


@pytest.mark.parametrize("texts", [[], ["", "?!"]])
def test_there_is_no_drift_to_or_from_nothing(texts):
    with pytest.raises(NothingToCompare):
        of_inputs(TEXTS, texts)
    with pytest.raises(NothingToCompare):
        of_inputs(texts, TEXTS)


def test_a_difference_that_chance_explains_is_not_called_drift():
    found = of_inputs(TEXTS, TEXTS[::40])

    assert SOME < found.length < found.length_by_chance
    assert found.says == "little"


def test_the_stability_index_is_nought_for_the_same_and_as_by_hand_for_another():
    before = list(range(100))

    assert stability(before, before) == 0
    # All in the upper half: five tenths from 0.1 to 0.2, five to none.
    assert stability(before, before[50:] * 2) == pytest.approx(
        5 * 0.1 * 0.6931 + 5 * 0.0999 * 6.9078, abs=1e-3
    )


def test_the_stability_index_of_texts_all_equally_long_is_a_number():
    assert stability([5] * 10, [5] * 3) == 0
    assert stability([5] * 10, [9] * 3) > 0.25


def test_a_themes_share_is_followed_month_by_month_with_its_interval():
    months = {
        "2026-06": [{"transport"}] * 5 + [set()] * 95,
        "2026-05": [{"transport"}] * 40 + [set()] * 60,
    }

    found = of_labels(months, ["transport", "therapies"])

    assert found.months == ("2026-05", "2026-06")
    assert [one.figure for one in found.themes["transport"]] == [0.4, 0.05]
    assert found.apart == ("transport",)


def test_months_of_few_texts_are_not_told_apart():
    months = {"2026-05": [{"transport"}, set()], "2026-06": [set(), set()], "2026-07": []}

    found = of_labels(months, ["transport"])

    assert found.apart == ()
    assert found.themes["transport"][2].figure is None


def test_drift_goes_out_as_plain_values():
    rows = [
        of_inputs(TEXTS, TEXTS[:20]).as_dict(),
        of_labels({"2026-05": [set()]}, ["transport"]).as_dict(),
    ]

    inputs, labels = json.loads(json.dumps(rows))

    assert inputs["says"] in {"little", "some", "much"}
    assert labels["themes"]["transport"][0]["of"] == 1
