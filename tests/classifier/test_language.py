import json

import pytest

from classifier import corpus
from classifier.language import identify
from classifier.text import normalise, sentences

OURS = ("pl", "ro", "lt", "pt", "ar")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We are still waiting for a place at the school", "en"),
        ("speech therapy waiting list cancelled", "en"),
        ("u said u wud ring bk an u never did", "en"),
        ("انتظرنا سنتين من أجل موعد التقييم", "ar"),
        ("پسرم دو سال است که منتظر مدرسه است و کسی جواب نمی‌دهد", "fa"),
        ("کوڕەکەم دوو ساڵە چاوەڕێی قوتابخانەیە", "unsure"),
        ("Mój syn czeka na miejsce w szkole od dwóch lat", "pl"),
        ("Copilul meu nu are loc la școală și nimeni nu răspunde", "ro"),
        ("Mano vaikas laukia vietos mokykloje jau dvejus metus", "lt"),
        ("O meu filho espera por uma escola há dois anos", "pt"),
        ("Мой сын ждёт место в школе два года", "ru"),
        ("no reply", "unsure"),
        ("", "unsure"),
        ("1234567890 1234567890 1234567890", "unsure"),
    ],
)
def test_the_language_of_a_text(text, language):
    assert identify(text) == language


def test_nearly_every_english_text_long_enough_is_known_for_english():
    rows = [row for row in corpus.read_examples() if row.themes]
    english = sum(identify(row.text) == "en" for row in rows)

    assert english >= 0.99 * len(rows)


def test_a_text_of_the_portals_languages_is_hardly_ever_taken_for_another():
    lines = corpus.LANGUAGES.read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["language"] in OURS and not row["mixed"]]
    wrong = [
        row["text"] for row in rows if identify(row["text"]) not in (row["language"], "unsure")
    ]
    right = sum(identify(row["text"]) == row["language"] for row in rows)

    assert len(rows) > 100
    assert len(wrong) <= 0.02 * len(rows), wrong
    assert right >= 0.75 * len(rows)


def test_a_text_is_normalised():
    assert normalise(" Ｄｏｎ’t  St\u200bop\n") == "don’t stop"


def test_sentences_are_divided_and_none_is_lost():
    text = "He waits. Why?\nNo one says…  ok"

    assert [text[a:b] for a, b in sentences(text)] == ["He waits.", "Why?", "No one says…  ok"]
