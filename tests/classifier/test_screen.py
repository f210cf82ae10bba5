import subprocess
import sys

import pytest

from classifier import corpus, screen
from classifier.screen_rules import RuleInvalid, parse

PHRASES = corpus.read_screen_examples(corpus.FIRST_SCREEN)
DANGER = [row for row in PHRASES if row.rule]
HARMLESS = [row for row in PHRASES if not row.rule]


def test_the_frozen_set_is_large_enough_to_say_something():
    assert len(DANGER) >= 60
    assert len(HARMLESS) >= 60
    assert sum(row.language == "ar" for row in DANGER) >= 22


@pytest.mark.parametrize("row", DANGER, ids=lambda row: row.text[:40])
def test_danger_is_seen(row):
    assert screen.look(row.text)


def test_hardly_any_harmless_phrase_is_raised():
    raised = [row.text for row in HARMLESS if screen.look(row.text)]

    assert len(raised) <= 0.05 * len(HARMLESS), raised


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("I want to die", "self_harm"),
        ("the teaching assistant slapped him", "abuse"),
        ("my husband is violent to us at home", "home_violence"),
        ("she ran away last night", "missing"),
        ("he asked her for nudes", "sexual_harm"),
        ("they are left alone all night", "neglect"),
    ],
)
def test_a_hit_names_its_rule(text, rule):
    assert rule in {hit.rule for hit in screen.look(text)}


@pytest.mark.parametrize(
    "text",
    [
        "i want to k.i.l.l myself", "I W4NT 2 K1LL MY$ELF", "ｋｉｌｌ　ｍｙｓｅｌｆ", "kіll mуsеlf",
        "ki\u200bll my\u00adself", "killlll myself", "kill_myself", "k i l l myself", "gonna kms",
        "I don’t want to be here anymore", "i dont wanna live", "my s*icide note",
    ],
)  # fmt: skip
def test_a_disguise_does_not_help(text):
    assert {hit.rule for hit in screen.look(text)} >= {"self_harm"}


def test_an_idiom_does_not_hide_what_stands_beside_it():
    hits = screen.look("The wait is killing us and my son says he wants to die.")

    assert [(hit.rule, hit.words) for hit in hits] == [("self_harm", "wants to die")]


@pytest.mark.parametrize(
    "text", ["there was domestic violence again", "the nurse hurt him", "she ran away with a man"]
)
def test_what_looks_like_an_idiom_is_still_raised(text):
    assert screen.look(text)


def test_the_words_are_those_of_the_text_with_their_capitals_and_disguise():
    assert screen.look("Mum, I W\u200bant to DIE now")[0].words == "W\u200bant to DIE"


@pytest.mark.parametrize("before", [0, 7_590, 7_995, 8_003, 15_195, 49_000])
def test_the_tail_of_a_long_text_is_read_and_no_seam_hides_a_word(before):
    text = "word " * (before // 5) + "x" * (before % 5) + " I want to kill myself. " + "ok " * 50

    assert [hit.rule for hit in screen.look(text)] == ["self_harm"]


@pytest.mark.parametrize("part", ["a", "kill ", "want to ", "a. ", "!@*"])
def test_no_text_makes_the_screen_go_round_for_ever(part):
    # How the work grows is measured by `make bench`; this only ends what would never end.
    read = (
        "import resource, classifier.screen as s;"
        "resource.setrlimit(resource.RLIMIT_CPU, (30, 30));"
        f"s.look({part!r} * (80_000 // {len(part)})); print('read')"
    )

    done = subprocess.run([sys.executable, "-c", read], capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (0, "read\n")


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "...", "🙂", "111 999"])
def test_nothing_is_found_in_nothing(text):
    assert screen.look(text) == ()


def test_the_screen_brings_no_heavy_library_along():
    heavy = "{'numpy', 'sklearn', 'nltk', 'scipy', 'regex'}"
    code = (
        "import sys, classifier.screen as s, classifier.redact;"
        f"print(len(s.look('I want to die')), sorted(set(sys.modules) & {heavy}))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "1 []"


@pytest.mark.parametrize("phrase", ["die ..x", "<nobody> die", "hot? ..2"])
def test_a_rule_that_cannot_be_read_is_refused(phrase):
    document = {
        "lists": {}, "danger": {"x": phrase}, "harmless": {"phrases": ""}, "spellings": {},
    }  # fmt: skip

    with pytest.raises(RuleInvalid):
        parse(document)
