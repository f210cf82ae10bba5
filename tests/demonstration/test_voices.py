"""The invented families: enough of them, varied, labelled with known keys, and always the same."""

import re
from collections import Counter

import pytest

from portal.demonstration import voices

NEEDS = {
    "ehc_assessment",
    "ehc_plan",
    "annual_review",
    "school_support",
    "send_transport",
    "short_breaks",
    "social_care",
    "autism_assessment",
    "adhd_assessment",
    "mental_health",
    "speech_language",
    "occupational_therapy",
    "physiotherapy",
    "community_paediatrics",
    "hospital",
    "health_commissioning",
    "other",
}
THEMES = {
    "governance",
    "quality_assurance",
    "multi_agency",
    "transitions",
    "assessment_timeliness",
    "plan_quality",
    "annual_reviews",
    "child_voice",
    "plan_delivery",
    "sufficiency",
    "therapies",
    "data_and_commissioning",
    "communication",
    "early_resolution",
    "engagement",
    "mental_health",
    "neurodiversity",
    "school_inclusion",
    "transport",
    "short_breaks_and_care",
}
STANCES = {"positive", "negative", "mixed", "neutral"}
AUTHORS = {"parent_or_carer", "young_person", "helper", "professional"}


@pytest.fixture(scope="module")
def two_thousand() -> tuple[voices.Comment, ...]:
    return voices.comments(2000, seed=7)


def _sentences(voice: voices.Voice) -> set[str]:
    """What the message says, sentence by sentence, in small letters; the shortest are left out."""
    said = (re.findall(r"\w+", one.lower()) for one in re.split(r"[.?!؟\n]+", voice.words))
    return {" ".join(words) for words in said if len(words) >= 4}


def test_at_least_400_different_families_write() -> None:
    written = {voice.words for voice in voices.concerns()}

    assert len(written) == len(voices.concerns())
    assert len(written) >= 400


def test_no_two_families_say_the_same_sentence() -> None:
    said = Counter(sentence for voice in voices.concerns() for sentence in _sentences(voice))

    assert len(said) > 1000
    assert [sentence for sentence, times in said.items() if times > 1] == []


def test_every_theme_is_raised_by_at_least_sixteen_families() -> None:
    raised = Counter(theme for voice in voices.concerns() for theme in voice.themes)

    assert min(raised[theme] for theme in THEMES) >= 16


def test_young_people_write_for_themselves_at_thirteen_or_older() -> None:
    ages = [v.age for v in voices.concerns() if v.author_kind == "young_person" and v.age]

    assert len(ages) >= 48
    assert min(ages) >= 13


def test_every_message_is_labelled_with_known_keys() -> None:
    told = voices.concerns()

    assert {need for voice in told for need in voice.needs} == NEEDS
    assert {theme for voice in told for theme in voice.themes} == THEMES
    assert {voice.stance for voice in told} <= STANCES
    assert {voice.author_kind for voice in told} == AUTHORS
    assert {voice.kind for voice in told} == {"view", "concern"}


@pytest.mark.parametrize("voice", voices.concerns(), ids=lambda voice: voice.words[:30])
def test_a_message_is_fifteen_to_250_words_and_says_what_would_help(voice: voices.Voice) -> None:
    assert 15 <= len(voice.words.split()) <= 250
    assert 1 <= len(voice.wanted.split()) <= 25
    assert 1 <= len(set(voice.themes)) == len(voice.themes) <= 4
    assert voice.age is None or 0 < voice.age <= 25


def test_at_least_one_message_in_five_is_praise() -> None:
    stances = Counter(voice.stance for voice in voices.concerns())

    assert stances["positive"] / stances.total() >= 0.2


def test_eleven_messages_sound_as_if_somebody_is_in_danger() -> None:
    assert [voice.kind for voice in voices.concerns() if voice.danger] == ["concern"] * 11


def test_fourteen_messages_are_in_arabic_letters() -> None:
    arabic = [voice.words for voice in voices.concerns() if voice.language == "ar"]

    assert len(arabic) == 14
    assert all(re.search(r"[\u0621-\u064a]{3}", words) for words in arabic)
    assert not any(re.search(r"[A-Za-z]", words) for words in arabic)


def test_two_thousand_comments_all_differ(two_thousand: tuple[voices.Comment, ...]) -> None:
    assert len({comment.words for comment in two_thousand}) == 2000


def test_comments_carry_every_theme_and_every_stance(
    two_thousand: tuple[voices.Comment, ...],
) -> None:
    themes = Counter(theme for comment in two_thousand for theme in comment.themes)

    assert set(themes) == THEMES
    assert min(themes.values()) >= 30
    assert {comment.stance for comment in two_thousand} == STANCES


def test_comments_are_at_most_eighty_words_of_whole_sentences(
    two_thousand: tuple[voices.Comment, ...],
) -> None:
    too_long = [c.words for c in two_thousand if len(c.words.split()) > 80]
    unfinished = [
        c.words for c in two_thousand if re.search(r"[{}]|  |\.\.|[.?!] [a-z]\w+'s", c.words)
    ]

    assert too_long == []
    assert unfinished == []


def test_the_same_seed_gathers_the_same_comments() -> None:
    assert voices.comments(300, seed=1) == voices.comments(300, seed=1)


def test_another_seed_gathers_other_comments() -> None:
    assert voices.comments(300, seed=1) != voices.comments(300, seed=2)


@pytest.mark.parametrize("count", [0, 1, 5])
def test_a_few_comments_can_be_asked_for(count: int) -> None:
    assert len(voices.comments(count, seed=3)) == count


@pytest.mark.parametrize("count", [-1, voices.MOST_COMMENTS + 1])
def test_more_comments_than_there_are_words_for_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match="comments can be made"):
        voices.comments(count, seed=3)


def test_the_child_is_named_once_and_then_called_she() -> None:
    named = voices._name_the_child(
        "{His} plan helps {him}. {He} likes {his} school.", "our girl", "she"
    )

    assert named == "Our girl's plan helps her. She likes her school."


def test_every_theme_has_events_and_effects_of_both_feelings() -> None:
    banks = voices._material()["themes"]

    assert set(banks) == THEMES
    for bank in banks.values():
        assert len(bank["bad_events"]) >= 8
        assert len(bank["bad_effects"]) >= 6
        assert len(bank["good_events"]) >= 6
        assert len(bank["good_effects"]) >= 4


def test_at_least_120_comments_are_whole_and_labelled() -> None:
    whole = voices._material()["comment"]

    assert len({row["words"] for row in whole}) >= 120
    assert {theme for row in whole for theme in row["themes"]} == THEMES


def test_there_are_words_enough_for_caseworkers_and_families() -> None:
    written = voices.answers()

    assert len(set(written.acknowledgements)) >= 25
    assert len(set(written.answers)) >= 40
    assert len(set(written.replies)) >= 15
    assert len(set(written.notes)) >= 10


def test_every_need_belongs_to_one_group() -> None:
    needs = [need for group in voices.answers().groups.values() for need in group]

    assert sorted(needs) == sorted(NEEDS)


@pytest.mark.parametrize("need", sorted(NEEDS))
def test_every_need_can_be_acknowledged_and_answered(need: str) -> None:
    written = voices.answers()

    assert len(written.suiting(written.acknowledgements, need)) >= 3
    assert len(written.suiting(written.answers, need)) >= 2


def test_a_transport_answer_is_never_about_a_plan() -> None:
    written = voices.answers()
    groups = {wording.group for wording in written.suiting(written.answers, "send_transport")}

    assert groups == {"transport", "any"}
