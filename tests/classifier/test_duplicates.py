"""Campaign letters: many families send one letter, and some add what happened to them."""

import random

import pytest

from classifier import corpus
from classifier.duplicates import group, near
from classifier.shingles import Index, runs_of, words_of

LETTER = (
    "I am writing as a parent about the cuts to short breaks in our county. Families were promised "
    "that nothing would be taken away, and now the Saturday club is closing without a word to us."
)
OTHER_LETTER = (
    "Please keep the number nine school bus running. Forty children ride on it every morning and "
    "there is no pavement along the main road for anyone who would have to walk instead."
)
OWN = "My Josie cried all evening because her friends are there."
ALONE = "The therapist explained everything and we finally understood the report about his speech."


def places(one):
    return [member.place for member in one.members]


def own_words(one, place, texts):
    member = next(member for member in one.members if member.place == place)
    return [texts[place][start:end] for start, end in member.own]


def test_the_same_letter_from_three_families_is_one_campaign_of_three():
    found = group([LETTER, ALONE, LETTER, LETTER])

    assert [(one.size, places(one)) for one in found.groups] == [(3, [0, 2, 3])]
    assert found.groups[0].shared == 1.0
    assert found.alone == (1,)


def test_a_letter_is_the_same_however_it_is_spaced_and_capitalised():
    assert group([LETTER, "  " + LETTER.upper().replace(" ", "\n ")]).groups[0].size == 2


def test_a_family_that_adds_its_own_words_still_counts_and_keeps_them():
    texts = [LETTER, f"{LETTER} {OWN}", LETTER]

    one = group(texts).groups[0]

    assert one.size == 3
    assert own_words(one, 1, texts) == [OWN.rstrip(".")]
    assert own_words(one, 0, texts) == []
    assert one.representative == 0
    assert one.members[1].shared < 1.0 == one.members[0].shared


def test_words_changed_inside_the_letter_are_told_from_the_letter():
    texts = [LETTER, LETTER, LETTER.replace("Saturday", "Thursday holiday")]

    assert own_words(group(texts).groups[0], 2, texts) == ["Thursday holiday"]


def test_a_family_that_adds_more_than_the_letter_has_is_of_the_campaign():
    texts = [LETTER, LETTER + " " + " ".join(row.text for row in corpus.read_examples()[:5])]

    assert group(texts).groups[0].size == 2


def test_families_who_all_add_words_of_their_own_are_one_campaign_without_a_bare_letter():
    rows = [row.text for row in corpus.read_examples()[:12]]
    texts = [f"{LETTER} {rows[at]} {rows[at + 1]}" for at in range(0, 12, 2)]

    one = group(texts).groups[0]

    assert one.size == 6
    assert all(member.own and member.shared > 0.3 for member in one.members)


def test_two_campaigns_stay_two():
    found = group([LETTER, OTHER_LETTER, f"{OTHER_LETTER} {OWN}", LETTER, OTHER_LETTER])

    assert [places(one) for one in found.groups] == [[1, 2, 4], [0, 3]]


def test_one_sentence_in_common_makes_no_campaign():
    politeness = "Thank you for taking the time to read this letter."

    assert group([f"{ALONE} {politeness}", f"{OTHER_LETTER} {politeness}"]).groups == ()


def test_many_short_texts_of_the_same_words_are_no_campaign():
    assert group(["No reply from school", "no reply from school!"]).alone == (0, 1)


@pytest.mark.parametrize("seed", range(5))
def test_no_text_is_ever_dropped_or_counted_twice(seed):
    source = random.Random(seed)
    texts = source.choices(
        ["", "?", "Thanks", LETTER, f"{LETTER} {OWN}", OTHER_LETTER, ALONE], k=30
    )

    found = group(texts)

    everyone = [place for one in found.groups for place in places(one)] + list(found.alone)
    assert sorted(everyone) == list(range(30))
    assert len(found.letters()) == 30


def test_a_campaign_keeps_its_name_when_more_copies_come_and_in_any_order():
    early = group([LETTER, LETTER])
    late = group([f"{OWN} {LETTER}", OTHER_LETTER, ALONE, LETTER, LETTER, OTHER_LETTER, LETTER])

    assert early.groups[0].key in {one.key for one in late.groups}
    assert len({one.key for one in late.groups}) == 2


def test_of_a_campaign_the_letter_is_said_once_and_own_words_by_each():
    texts = [LETTER, ALONE, f"{LETTER} {OWN}", LETTER]

    assert group(texts).voices(texts) == (LETTER, ALONE, OWN.rstrip("."))


def test_no_two_texts_of_the_training_corpus_are_a_campaign():
    texts = [row.text for row in corpus.read_examples()]

    assert len(texts) > 400
    assert group(texts).groups == ()


def test_a_text_is_near_a_held_one_when_most_of_either_stands_in_the_other():
    texts = [f"{LETTER} {OWN}", ALONE, LETTER[: len(LETTER) // 2], "", "no REPLY"]

    assert near(texts, [OTHER_LETTER, LETTER, "No reply."]) == (1, None, 1, None, 2)


def test_shared_runs_are_counted_exactly():
    texts = [row.text for row in corpus.read_examples()[:30]] + [LETTER, f"{LETTER} {OWN}"]
    rows = [runs_of(words_of(text)) for text in texts]
    index = Index(rows)

    counted = [list(index.shared(row)) for row in range(len(rows))]

    assert counted == [[len({*rows[a]} & {*rows[b]}) for b in range(a)] for a in range(len(rows))]
    assert counted[-1][-1] == len(rows[-2])


def test_nothing_at_all_has_no_groups():
    assert group([]).groups == ()
    assert near([], [LETTER]) == ()
