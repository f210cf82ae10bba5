"""Seed concepts: how their file writes them, and how they are found in what families say."""

import pytest

from classifier import taxonomy
from classifier.features import (
    GENERAL,
    SEED_CAP,
    SUM_CAP,
    SeedFinder,
    SeedsInvalid,
    read_seeds,
    read_strong,
    seed_columns,
)
from classifier.text import tokens

THEMES = [theme.key for theme in taxonomy.themes()]


def lexicon(tmp_path, text):
    path = tmp_path / "seeds.toml"
    path.write_text(text, encoding="utf-8")
    return path


def finder(tmp_path, text):
    return SeedFinder(read_seeds(lexicon(tmp_path, text)))


def read(text):
    words = tokens(text)
    return [word.stem for word in words], [word.folded for word in words]


def found(seeds, text):
    stems, words = read(text)
    hits = seeds.find(stems, words)
    return [(hit.concept, " ".join(words[hit.first : hit.past])) for hit in hits]


def test_a_phrase_is_found_whatever_the_endings_of_its_words(tmp_path):
    seeds = finder(tmp_path, '[annual_reviews]\nreview = ["annual review"]')

    assert found(seeds, "Annual reviews? We’ve had none.") == [("review", "annual reviews")]


@pytest.mark.parametrize(
    "text", ["nobody rang", "nobody ever rang", "Nobody from there rang", "NOBODY… rang"]
)
def test_a_gap_stands_for_up_to_so_many_words(tmp_path, text):
    seeds = finder(tmp_path, '[communication]\nno_answer = ["nobody ..2 rang"]')

    assert found(seeds, f"Still {text} us") == [("no_answer", " ".join(read(text)[1]))]


@pytest.mark.parametrize(
    "text", ["nobody from the team rang", "rang nobody", "nobody", "nobody at"]
)
def test_a_gap_stands_for_no_more_words_than_it_says(tmp_path, text):
    seeds = finder(tmp_path, '[communication]\nno_answer = ["nobody ..2 rang"]')

    assert found(seeds, text) == []


def test_a_star_finds_every_word_that_begins_so(tmp_path):
    seeds = finder(tmp_path, '[mental_health]\nanxiety = ["anxi*", "so frighten* of"]')

    assert found(seeds, "Anxious, full of anxiety, so frightened of Asia") == [
        ("anxiety", "anxious"), ("anxiety", "anxiety"), ("anxiety", "so frightened of"),
    ]  # fmt: skip


def test_a_star_asks_for_the_word_as_written_and_not_for_its_stem(tmp_path):
    seeds = finder(tmp_path, '[assessment_timeliness]\nclock = ["timely*"]')

    assert found(seeds, "Not a timely answer, and no time left") == [("clock", "timely")]


def test_overlapping_phrases_of_one_concept_are_one_mention_the_longest(tmp_path):
    seeds = finder(
        tmp_path, '[therapies]\nspeech = ["speech", "therapist", "speech therapist", "the speech"]'
    )

    assert found(seeds, "the speech therapist, another therapist") == [
        ("speech", "the speech"), ("speech", "therapist"), ("speech", "therapist"),
    ]  # fmt: skip
    assert found(seeds, "a speech therapist") == [("speech", "speech therapist")]


def test_two_concepts_may_find_the_same_words(tmp_path):
    seeds = finder(
        tmp_path,
        '[transport]\nvehicles = ["taxi"]\nlateness = ["taxi ..1 late"]\n[concepts]\na = ["late"]',
    )

    assert found(seeds, "taxi is late") == [
        ("vehicles", "taxi"), ("lateness", "taxi is late"), ("a", "late"),
    ]  # fmt: skip


def test_a_hit_names_its_theme_and_its_concept(tmp_path):
    seeds = finder(tmp_path, '[transport]\nvehicles = ["taxi"]\n[concepts]\nhome = ["home"]')

    hits = seeds.find(*read("home by taxi"))

    assert [(hit.theme, hit.concept) for hit in hits] == [
        (GENERAL, "home"), ("transport", "vehicles"),
    ]  # fmt: skip


def test_a_row_counts_each_concept_then_each_theme_up_to_their_caps(tmp_path):
    path = lexicon(
        tmp_path,
        '[transport]\nvehicles = ["taxi"]\nwho = ["driver"]\nfare = ["fare"]\n'
        '[concepts]\nhome = ["home"]\n[therapies]\nspeech = ["salt"]',
    )
    seeds = SeedFinder(read_seeds(path))

    row = seeds.counts(*read("taxi " * 5 + "driver driver fare fare home"))

    counts = [SEED_CAP, 2, 2, 1, 0, SUM_CAP, 0]
    assert row == counts
    assert len(row) == seed_columns(read_seeds(path))


@pytest.mark.parametrize(
    ("phrase", "fault"),
    [
        ("..2 rang", "begin and end"), ("nobody ..2", "begin and end"), ("…", "begin and end"),
        ("no ..1 reply ..1 again", "one gap"), ("nobody ..9 rang", "of 1 to 3"),
        ("an*", "3 letters"),
    ],
)  # fmt: skip
def test_a_phrase_that_would_match_nothing_or_anything_is_refused_by_name(tmp_path, phrase, fault):
    path = lexicon(tmp_path, f'[communication]\nno_answer = ["{phrase}"]')

    with pytest.raises(SeedsInvalid, match=fault) as refused:
        read_seeds(path)
    assert repr(phrase) in str(refused.value)


def test_a_strong_concept_that_the_theme_does_not_have_is_refused(tmp_path):
    path = lexicon(tmp_path, '[transport]\nstrong = ["boats"]\nvehicles = ["taxi"]')

    with pytest.raises(SeedsInvalid, match="transport has no concept boats"):
        read_strong(path)


class Counted(list):
    """A list that counts how often an item of it is looked at."""

    looks = 0

    def __getitem__(self, place):
        self.looks += 1
        return super().__getitem__(place)


@pytest.mark.parametrize("text", ["no ", "nobody from the school ever told us ", "asked him what "])
def test_work_grows_with_the_length_of_the_text_and_no_faster(text):
    seeds = SeedFinder(read_seeds())
    looks = []
    for times in (100, 200):
        stems, words = (Counted(part) for part in read(text * times))
        seeds.counts(stems, words)
        looks.append(stems.looks + words.looks)

    assert 100 < looks[1] < 2.1 * looks[0]


def test_every_theme_has_concepts_enough_and_some_are_strong():
    seeds, strong = read_seeds(), read_strong()

    assert [*THEMES, GENERAL] == list(seeds)
    assert all(8 <= len(seeds[theme]) <= 14 for theme in THEMES)
    assert all(2 <= len(strong[theme]) < len(seeds[theme]) for theme in THEMES)
    assert not strong[GENERAL]


def test_every_concept_gathers_words_enough_to_be_one():
    counts = {
        (theme, name): len(phrases)
        for theme, table in read_seeds().items()
        for name, phrases in table.items()
    }

    assert [name for name, count in counts.items() if count < 6] == []


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("The escort changed and he was picked up at ten", "transport"),
        ("my minibus driver sings", "transport"),
        ("Peads discharged him, nappies are not our problem they said", "therapies"),
        ("sent home again and the senko only rings to collect", "school_inclusion"),
        ("the plan is woolly and half of it copied and pasted", "plan_quality"),
        ("we were asked in a questionnaire, never heard what came of it", "engagement"),
        ("nothing round here, every school is full up", "sufficiency"),
        ("cams closed her case, she cuts herself", "mental_health"),
    ],
)
def test_a_text_that_never_names_its_theme_is_still_found_by_a_strong_concept(text, theme):
    strong = read_strong()

    hits = SeedFinder(read_seeds()).find(*read(text))

    assert theme in {hit.theme for hit in hits if hit.concept in strong[hit.theme]}
