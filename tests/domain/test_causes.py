"""The words that caused a suggestion are found in the text, all of them, and nothing is added."""

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.causes import Piece, pieces

WORDS = st.text("abc é🚌\n", max_size=40)


def marked(text: str, **caused: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.text, one.themes) for one in pieces(text, caused) if one.themes]


def test_words_that_stand_twice_are_marked_twice():
    assert marked("The bus. No bus.", transport=("bus",)) == [
        ("bus", ("transport",)),
        ("bus", ("transport",)),
    ]


def test_words_inside_other_words_are_left_alone():
    assert marked("A business, a bus.", transport=("bus",)) == [("bus", ("transport",))]


def test_words_that_stand_only_inside_others_are_marked_there():
    assert marked("minibuses", transport=("bus",)) == [("bus", ("transport",))]


def test_marks_that_overlap_are_cut_and_say_both_themes_where_they_do():
    found = pieces("nobody rings us", {"a": ["nobody rings"], "b": ["rings us"]})

    assert found == [
        Piece("nobody ", ("a",)),
        Piece("rings", ("a", "b"), ("a",)),
        Piece(" us", ("b",), ("b",)),
    ]


def test_two_phrases_of_one_theme_that_overlap_end_once():
    found = pieces("no bus came", {"a": ["no bus", "bus came"]})

    assert found == [Piece("no bus came", ("a",), ("a",))]


def test_words_that_do_not_stand_there_mark_nothing():
    assert pieces("The bus.", {"a": ["train", "", "  "]}) == [Piece("The bus.")]


def test_a_text_without_words_has_no_pieces():
    assert pieces("", {"a": ["bus"]}) == []


@given(WORDS, st.dictionaries(st.sampled_from("xyz"), st.lists(WORDS, max_size=3)))
def test_the_pieces_put_together_are_the_text(text: str, caused: dict[str, list[str]]):
    assert "".join(one.text for one in pieces(text, caused)) == text
