import pytest

from classifier import corpus
from classifier.language import identify
from classifier.stance import stance
from classifier.text import normalise, sentences


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We are still waiting for a place at the school", "en"),
        ("speech therapy waiting list cancelled", "en"),
        ("u said u wud ring bk an u never did", "en"),
        ("انتظرنا سنتين من أجل موعد التقييم", "ar"),
        ("پسرم دو سال است که منتظر مدرسه است و کسی جواب نمی‌دهد", "other"),
        ("کوڕەکەم دوو ساڵە چاوەڕێی قوتابخانەیە", "other"),
        ("Mój syn czeka na miejsce w szkole od dwóch lat", "other"),
        ("Copilul meu nu are loc la școală și nimeni nu răspunde", "other"),
        ("Mano vaikas laukia vietos mokykloje jau dvejus metus", "other"),
        ("O meu filho espera por uma escola há dois anos", "other"),
        ("Мой сын ждёт место в школе два года", "other"),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our SENCO is brilliant and so kind.", "positive"),
        ("Awful. They ignored us.", "negative"),
        ("It was not helpful at all.", "negative"),
        ("The driver is lovely and kind. The office is useless and rude.", "mixed"),
        ("When does the new term start?", "neutral"),
        ("", "neutral"),
    ],
)
def test_the_stance_of_a_text(text, expected):
    assert stance(text) == expected


def test_word_lists_beat_always_saying_negative_over_the_four_stances():
    rows = corpus.read_examples(corpus.FROZEN_THEMES)
    kinds = ("positive", "negative", "neutral")
    recalls = [
        sum(stance(row.text) == kind for row in rows if row.stance == kind)
        / sum(row.stance == kind for row in rows)
        for kind in kinds
    ]

    assert sum(recalls) / len(kinds) > 0.55


def test_a_text_is_normalised():
    assert normalise(" Ｄｏｎ’t  St\u200bop\n") == "don’t stop"


def test_sentences_are_divided_and_none_is_lost():
    text = "He waits. Why?\nNo one says…  ok"

    assert [text[a:b] for a, b in sentences(text)] == ["He waits.", "Why?", "No one says…  ok"]
