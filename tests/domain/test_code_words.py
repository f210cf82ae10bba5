"""Secret words: read back however they were typed, in any language; wrong ones named or noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain import code_words, codes
from portal.domain.code_words import LANGUAGES, fold, words_of
from portal.domain.errors import PortalError

CODE = (3, 1041, 77, 2047, 512)
WORDS = code_words.words_of(CODE, "en")

numbers = st.integers(0, codes.LIST_LENGTH - 1)
five_numbers = st.tuples(*[numbers] * codes.SECRET_WORDS)
languages = st.sampled_from(LANGUAGES)


def typed(words: tuple[str, ...]) -> str:
    return " ".join(words)


@given(five_numbers)
def test_the_words_shown_open_the_code(code: codes.Code) -> None:
    assert code_words.parse_code(typed(code_words.words_of(code, "en")), "en") == code


@pytest.mark.parametrize(
    "text",
    [
        typed(WORDS).upper(),
        ", ".join(WORDS) + ".",
        "".join(WORDS),
        "".join(word.capitalize() for word in WORDS),
        "\u200b".join(WORDS),
        "\n".join(f"{place}. {word}" for place, word in enumerate(WORDS, 1)),
        " ".join(f"{word[:2]} {word[2:]}" for word in WORDS),
        typed(WORDS).translate({code: code + 0xFEE0 for code in range(33, 127)}),
        "\u200f" + typed(WORDS) + " " * 60_000,
    ],
)
def test_the_words_open_the_code_however_they_are_typed(text: str) -> None:
    assert code_words.parse_code(text, "en") == CODE


@given(five_numbers, st.integers(0, 5), numbers)
def test_one_wrong_word_is_noticed(code: codes.Code, place: int, wrong: int) -> None:
    words = list(code_words.words_of(code, "en"))
    right = words[place]
    words[place] = code_words.word_list("en")[wrong]

    if words[place] == right:
        assert code_words.parse_code(typed(tuple(words)), "en") == code
    else:
        with pytest.raises(code_words.CheckWordDisagrees):
            code_words.parse_code(typed(tuple(words)), "en")


@given(five_numbers, st.integers(0, 5), st.integers(0, 5))
def test_two_words_changed_about_are_noticed(code: codes.Code, one: int, other: int) -> None:
    words = list(code_words.words_of(code, "en"))
    words[one], words[other] = words[other], words[one]

    if words[one] == words[other]:
        assert code_words.parse_code(typed(tuple(words)), "en") == code
    else:
        with pytest.raises(code_words.CheckWordDisagrees):
            code_words.parse_code(typed(tuple(words)), "en")


def test_a_word_that_is_not_listed_is_named() -> None:
    with pytest.raises(code_words.WordNotListed) as refused:
        code_words.parse_code(typed((*WORDS[:5], "qwertyish")), "en")

    assert refused.value.word == "qwertyish"


def test_five_words_are_too_few() -> None:
    with pytest.raises(code_words.WrongWordCount) as refused:
        code_words.parse_code(typed(WORDS[:5]), "en")

    assert refused.value.found == 5


@pytest.mark.parametrize("text", ["", "\0" * 9, "\ud800 \udfff", "word " * 50_000, "ﷺ" * 50_000])
def test_what_cannot_be_a_code_is_refused_by_name(text: str) -> None:
    with pytest.raises(code_words.WrongWordCount):
        code_words.parse_code(text, "en")


@given(st.text(), st.text())
def test_any_text_in_any_language_is_a_code_or_mistyped(text: str, language: str) -> None:
    try:
        code = code_words.parse_code(text, language)
    except code_words.CodeMistyped:
        return
    assert len(code) == codes.SECRET_WORDS


@pytest.mark.parametrize("language", ["ar", "pl", "", "../en", "EN", "en\n"])
def test_english_words_open_the_code_on_a_page_of_any_language(language: str) -> None:
    assert code_words.parse_code(typed(WORDS), language) == CODE


@given(five_numbers, languages, languages)
def test_words_of_any_list_open_the_code_on_the_page_of_any_language(
    code: codes.Code, shown: str, page: str
) -> None:
    assert code_words.parse_code(typed(words_of(code, shown)), page) == code


@given(five_numbers, languages)
def test_words_without_their_accents_open_the_code(code: codes.Code, language: str) -> None:
    plain = tuple(fold(word) for word in words_of(code, language))

    assert code_words.parse_code(typed(plain).upper(), language) == code
    assert code_words.parse_code("".join(plain), language) == code


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ŻÓŁW", "zolw"),
        ("z\u0307ółw", "zolw"),
        ("Łódź", "lodz"),
        ("ŞARPE", "sarpe"),
        ("șarpe", "sarpe"),
        ("ÀÉÎÕÜ", "aeiou"),
        ("ｈｏｕｓｅ", "house"),
        ("أرنب", "ارنب"),
        ("مدرسه", "مدرسة"),
        ("مصطفي", "مصطفى"),
        ("کتاب", "كتاب"),
        ("یوم", "يوم"),
        ("مَدْرَسَة", "مدرسة"),
        ("كـتـاب", "كتاب"),
        ("سما", "سماء"),
        ("مؤتمر", "موتمر"),
        ("ﻛﺘﺎﺏ", "كتاب"),
    ],
)
def test_one_letter_spelt_in_several_ways_is_one_letter(written: str, meant: str) -> None:
    assert fold(written) == fold(meant)


def test_a_word_that_is_not_listed_is_named_as_it_was_typed() -> None:
    words = list(words_of(CODE, "pl"))
    words[2] = "Źdźźźź"

    with pytest.raises(code_words.WordNotListed) as refused:
        code_words.parse_code(typed(tuple(words)), "en")

    assert (refused.value.word, refused.value.meant) == ("Źdźźźź", None)


@pytest.mark.parametrize(("wrong", "meant"), [("abuot", "about"), ("abot", "about")])
def test_the_one_listed_word_near_a_mistyped_one_is_offered(wrong: str, meant: str) -> None:
    assert WORDS[0] == meant

    with pytest.raises(code_words.WordNotListed) as refused:
        code_words.parse_code(typed((wrong, *WORDS[1:])), "en")

    assert refused.value.meant == meant


@pytest.mark.parametrize("meant", ["garden", "pardon"])
def test_of_two_words_as_near_the_one_that_agrees_with_the_check_word_is_offered(
    meant: str,
) -> None:
    first = code_words.word_list("en").index(meant)
    words = words_of((first, *CODE[1:]), "en")

    with pytest.raises(code_words.WordNotListed) as refused:
        code_words.parse_code(typed(("parden", *words[1:])), "en")

    assert refused.value.meant == meant


def test_of_two_words_as_near_none_is_offered_where_another_word_is_unsure() -> None:
    with pytest.raises(code_words.WordNotListed) as refused:
        code_words.parse_code("parden qwertyish abacus abacus abacus abacus", "en")

    assert (refused.value.word, refused.value.meant) == ("parden", None)


def test_mistyped_words_are_an_error_of_the_portal() -> None:
    assert issubclass(code_words.CodeMistyped, PortalError)
