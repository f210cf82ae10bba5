"""The measure itself: how syllables, words and sentences are counted."""

import pytest

from tests.support.readability import measure, sentences, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("help", 1), ("make", 1), ("makes", 1), ("used", 1), ("asked", 1), ("needed", 2),
        ("messages", 3), ("people", 2), ("little", 2), ("council", 2), ("quiet", 2), ("being", 2),
        ("children's", 2), ("computer", 3), ("telephone", 3), ("information", 4),
        ("disabilities", 5), ("SEND", 1), ("NHS", 3), ("999", 1), ("2026", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_people_say_them(word: str, count: int):
    assert syllables(word) == count


def test_an_address_a_law_and_a_name_in_brackets_are_one_word_each():
    text = "Write to name@example.org. Ask the Information Commissioner. Walking (physiotherapy)."

    assert [len(one) for one in sentences(text)] == [3, 3, 2]


def test_headings_and_buttons_of_two_words_are_no_sentences():
    assert measure(["Your message", "We read it."]).sentences == 1


def test_a_number_with_a_point_ends_no_sentence():
    assert len(list(sentences("The rules are version 2.2 of them. We keep them."))) == 2


def test_hard_words_and_long_sentences_both_make_a_text_older():
    easy = measure(["We read it. We write to you."]).age
    long = measure(["We read it and then we write to you and say what we think of it."]).age
    hard = measure(["We investigate it. We notify organisations."]).age

    assert easy < long
    assert easy < hard


def test_nothing_has_no_age():
    assert measure(["Send", ""]).age == 0
