"""What the screen sees in every language of the portal, and how it says where."""

import pytest

from classifier import corpus, screen
from classifier.screen_rules import FOLDER, RULES

PROBES = [corpus.FOLDER / f"screen-development-{number}.jsonl" for number in range(1, 8)]
ROWS = [row for path in PROBES for row in corpus.read_screen_examples(path)]
LANGUAGES = ("en", "pl", "ro", "lt", "pt", "ar")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_all_danger_that_was_once_written_down_is_seen(language):
    danger = [row for row in ROWS if row.rule and row.language == language]
    missed = [row.text for row in danger if not screen.look(row.text)]

    assert len(danger) >= 30
    assert len(missed) <= 0.03 * len(danger), missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_hardly_any_harmless_phrase_that_was_once_written_down_is_raised(language):
    harmless = [row for row in ROWS if not row.rule and row.language == language]
    raised = [row.text for row in harmless if screen.look(row.text)]

    assert len(harmless) >= 25
    assert len(raised) <= 0.1 * len(harmless), raised


@pytest.mark.parametrize("rule", RULES)
def test_every_category_is_seen_under_its_own_name(rule):
    rows = [row for row in ROWS if row.rule == rule]
    named = [row for row in rows if rule in {hit.rule for hit in screen.look(row.text)}]

    assert len(named) >= 0.85 * len(rows) > 0


def test_each_language_has_its_own_file_and_says_when_no_native_has_read_it():
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(LANGUAGES)
    for language in set(LANGUAGES) - {"en"}:
        assert "AWAITS A NATIVE REVIEWER" in (FOLDER / f"{language}.toml").read_text("utf-8")


def test_a_hit_says_where_it_stands_and_which_file_holds_its_rule():
    text = "Dear team.  Mówi, że nie chce już żyć!"

    (hit,) = screen.look(text)

    assert text[hit.start : hit.end] == hit.words == "nie chce już żyć"
    assert (hit.rule, hit.language) == ("self_harm", "pl")


def test_two_languages_in_one_sentence_are_both_read():
    hits = screen.look("My son says tata mnie bije pasem and he wants to die")

    assert {(hit.rule, hit.language) for hit in hits} >= {("abuse", "pl"), ("self_harm", "en")}


@pytest.mark.parametrize(
    "text",
    [
        "nie chce juz zyc", "nie chcę już żyć".encode().decode("cp1250"),
        "nu mai vreau să trăiesc".encode().decode("cp1252"), "NU MAI VREAU SA TRAIESC",
        "nebenoriu gyventi", "nao quero mais viver",
        "não quero mais viver".encode().decode("cp1252"), "أريدُ أنْ أمُوتَ", "وأريد أن أموت",
    ],
)  # fmt: skip
def test_missing_accents_and_broken_letters_do_not_hide_danger(text):
    assert "self_harm" in {hit.rule for hit in screen.look(text)}


@pytest.mark.parametrize(
    "text",
    [
        "she is suicdal", "he has brusies on his back", "su-i-cide", "I will k i l l   m y s e l f",
        "🅺🅸🅻🅻 myself", "ᴋɪʟʟ myself", "k!ll myself", "s**cide", "i w@nt to d1e", "suiiiicide",
        "he $tabbed her", "he ra.ped me",
    ],
)  # fmt: skip
def test_more_disguises_do_not_help(text):
    assert screen.look(text)


def test_words_that_hang_over_harmless_ones_do_not_raise_them():
    assert screen.look("My daughter is scared of dogs") == ()


@pytest.mark.parametrize(
    "text",
    [
        "She is scared of dogs and scared of her stepdad",
        "The suicide prevention leaflet made her say she wants to die",
        "He killed it on stage and then he tried to kill himself",
        "During the fire drill the TA slapped him",
        "To czekanie nas zabija, a mąż mnie bije",
        "Esta espera mata-nos e o pai bate-lhe",
        "الانتظار يقتلنا وزوجي يضربني",
    ],
)
def test_an_idiom_hides_nothing_beside_it(text):
    assert screen.look(text)


def test_another_reader_may_add_a_hit_and_none_can_take_one_away():
    text = "I want to die, and the sky is odd."
    odd = screen.Hit("abuse", "sky is odd", 23, 33)

    hits = screen.look(text, others=[lambda _: [odd], lambda _: []])

    assert odd in hits
    assert set(hits) > set(screen.look(text)) != set()
