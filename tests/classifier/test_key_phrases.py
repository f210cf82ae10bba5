"""What many families say, in their words; not what one of them says often."""

import json
from collections import Counter

import pytest

from classifier.duplicates import group
from classifier.key_phrases import juilland, key_phrases

BUS = [
    "The bus escort changed again on Monday and he screamed.",
    "A new bus escort every week means she will not get in.",
    "His bus escort left in March. Nobody knows who comes next.",
    "They told us there is no bus escort until half term.",
    "Without a bus escort my daughter stays at home.",
]
OTHER = [
    "The annual review was held without us.",
    "The report is vague and the annual review is late.",
    "We waited for the annual review until July.",
    "Speech therapy stopped in the summer.",
    "The tutor comes twice a week and he likes her.",
    "Her school has no sensory room.",
]


def words(found):
    return [one.words for one in found]


def phrase(found, wanted):
    return next(one for one in found if one.words == wanted)


def test_what_many_families_say_is_a_key_phrase_with_how_many_say_it():
    found = key_phrases(BUS + OTHER)

    assert {"bus escort", "annual review"} <= set(words(found))
    assert phrase(found, "bus escort").texts == 5
    assert phrase(found, "annual review").texts == 3


def test_what_one_family_says_ten_times_is_no_key_phrase():
    loud = " ".join(["The purple hoist broke."] * 10)

    found = key_phrases([*BUS, *OTHER, loud])

    assert "purple hoist" not in words(found)


@pytest.mark.parametrize(("families", "shown"), [(2, False), (3, True)])
def test_a_phrase_needs_three_different_texts(families, shown):
    texts = ["His purple hoist broke", "Her purple hoist is old", "A purple hoist came"][:families]

    assert ("purple hoist" in words(key_phrases([*BUS, *OTHER, *texts]))) == shown


def test_the_same_text_sent_three_times_is_one_voice():
    texts = [
        *BUS,
        *OTHER,
        "The purple hoist broke",
        "the purple hoist BROKE",
        "The purple hoist broke ",
    ]

    assert "purple hoist" not in words(key_phrases(texts))


def test_a_campaign_letter_is_one_voice_and_what_senders_add_is_theirs():
    letter = (
        "We ask the council to keep the village dance group open on Saturdays for our children."
    )
    texts = [*OTHER, *(f"{letter} {own}" for own in BUS)]

    found = key_phrases(group(texts).voices(texts))

    assert "bus escort" in words(found)
    assert not [one for one in words(found) if "dance" in one]


def test_a_phrase_spread_over_texts_comes_before_one_said_often_by_few():
    few = "The purple hoist broke. The purple hoist is old. A purple hoist came. " * 2
    texts = [*BUS, *OTHER, few, f"{few} Again.", f"{few} Still."]

    found = words(key_phrases(texts))

    assert found.index("bus escort") < found.index("purple hoist")


def test_what_is_said_as_often_elsewhere_is_not_shown():
    elsewhere = [f"{start} bus escort" for start in ("A", "Our", "His", "Her", "The")] + OTHER[3:]

    found = key_phrases(BUS + OTHER, elsewhere)

    assert "annual review" in words(found)
    assert "bus escort" not in words(found)


def test_the_more_it_is_said_here_and_not_elsewhere_the_higher_its_contrast():
    found = key_phrases(BUS + OTHER, [*BUS[:1], "Nothing else happened", "All is well now"])

    assert phrase(found, "annual review").contrast > phrase(found, "bus escort").contrast > 0


def test_words_that_everybody_uses_begin_and_end_no_phrase():
    found = words(key_phrases([f"{text} And there is of the best in it" for text in BUS + OTHER]))

    assert found
    assert not [one for one in found if {"the", "there", "of", "it"} & set(one.lower().split())]


def test_a_triple_is_shown_instead_of_the_pairs_that_it_is_made_of():
    texts = [
        f"{start} speech and language therapist left" for start in ("Our", "His", "Her", "The")
    ]

    found = words(key_phrases([*texts, *BUS, *OTHER]))

    assert "language therapist" not in found
    assert "language therapist left" in found


def test_a_phrase_does_not_reach_over_the_end_of_a_sentence():
    texts = [f"{start} purple hoist. Broken lift" for start in ("His", "Her", "Our")]

    found = words(key_phrases([*BUS, *OTHER, *texts]))

    assert {"purple hoist", "Broken lift"} <= set(found)
    assert not [one for one in found if "hoist" in one and "Broken" in one]


def test_names_are_left_out_where_the_caller_says_so():
    texts = [f"{start} told Grace Bello about it" for start in ("I", "We", "He", "They")]

    found = words(key_phrases([*texts, *BUS, *OTHER], leave_out=lambda said: "Bello" in said))

    assert "bus escort" in found
    assert not [one for one in found if "Bello" in one]


def test_a_phrase_is_shown_as_most_families_write_it():
    texts = [
        "Our Annual review came.",
        "The annual review came late.",
        "His annual review was good.",
    ]

    assert "annual review" in words(key_phrases([*texts, *BUS]))


def test_the_order_of_the_texts_changes_nothing():
    assert key_phrases(BUS + OTHER, OTHER) == key_phrases((BUS + OTHER)[::-1], OTHER[::-1])


def test_no_more_phrases_are_shown_than_asked_for():
    assert len(key_phrases(BUS + OTHER, most=1)) == 1


@pytest.mark.parametrize("texts", [[], [""], ["?", "!"], ["One word"], ["bus escort"] * 9])
def test_too_little_said_has_no_key_phrases(texts):
    assert key_phrases(texts) == ()


def test_dispersion_is_one_when_all_say_it_alike_and_nought_when_one_alone_does():
    assert juilland(Counter({0: 1, 1: 1, 2: 1}), [10, 10, 10]) == pytest.approx(1)
    assert juilland(Counter({1: 9}), [10, 10, 10]) == pytest.approx(0)
    # Said by two of three: a deviation of 0.0471 from a mean of 0.0667, over the root of two.
    assert juilland(Counter({0: 1, 1: 1}), [10, 10, 10]) == pytest.approx(0.5)
    assert juilland(Counter(), [10, 10]) == juilland(Counter({0: 1}), [10]) == 0


def test_key_phrases_go_out_as_plain_values():
    row = json.loads(json.dumps(key_phrases(BUS + OTHER)[0].as_dict()))

    assert set(row) == {"words", "texts", "dispersion", "contrast", "score"}
