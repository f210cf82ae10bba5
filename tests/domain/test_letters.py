"""How long a text message is, in the parts that it is sent and paid in."""

import pytest

from portal.domain.letters import parts_of


@pytest.mark.parametrize(
    ("length", "parts"), [(0, 1), (160, 1), (161, 2), (306, 2), (307, 3), (459, 3), (460, 4)]
)
def test_plain_letters_fill_160_and_then_153_a_part(length: int, parts: int) -> None:
    assert parts_of("a" * length) == parts


@pytest.mark.parametrize(("length", "parts"), [(70, 1), (71, 2), (134, 2), (135, 3)])
def test_arabic_fills_70_and_then_67_a_part(length: int, parts: int) -> None:
    assert parts_of("ل" * length) == parts


def test_one_letter_of_another_alphabet_makes_the_whole_message_dear() -> None:
    assert (parts_of("a" * 160), parts_of("a" * 159 + "ł")) == (1, 3)


def test_some_signs_count_twice() -> None:
    assert (parts_of("€" * 80), parts_of("€" * 80 + "a")) == (1, 2)


def test_a_sign_beyond_the_first_plane_counts_as_two() -> None:
    assert (parts_of("😀" * 35), parts_of("😀" * 36)) == (1, 2)


@pytest.mark.parametrize("text", ["£@_?!\"'()", "èéùìòÇØøÅåÄÖÑÜ§äöñüà", "line\r\nline"])
def test_the_signs_of_the_plain_alphabet_are_known(text: str) -> None:
    assert parts_of(text + "a" * (160 - len(text))) == 1
