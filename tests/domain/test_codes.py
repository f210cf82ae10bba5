"""Numbers and secret words: read back however they were typed, and wrong ones noticed."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain import codes
from portal.domain.errors import PortalError

CODE = (3, 1041, 77, 2047, 512)
WORDS = codes.words_of(CODE, "en")

numbers = st.integers(0, codes.LIST_LENGTH - 1)
five_numbers = st.tuples(*[numbers] * codes.SECRET_WORDS)
five_bytes = st.binary(min_size=5, max_size=5)

MISHEARD = """
bare bear beach beech blue blew board bored brake break bread bred buy by cell sell cereal serial
cheap cheep coarse course dear deer die dye fair fare feat feet fir fur flea flee flour flower
grate great hair hare heal heel hear here heard herd hoarse horse hole whole hour our key quay knead
need knight night knot not know no leak leek made maid mail male main mane meat meet medal meddle
missed mist moor more one won pail pale pair pear pause paws peace piece plain plane plum plumb
rain reign read reed right write road rode role roll root route rose rows sail sale scene seen sea
see seam seem sew so sow soar sore sole soul some sum son sun stair stare stake steak stalk
stork steal steel storey story tail tale tea tee their there threw through thyme time tide tied toe
tow two too wail whale waist waste wait weight way weigh weak week weather whether which witch wood
would
"""

HARSH = """
abuse angry attack blood bomb bullet cancer chapel church cruel cry damage dead death demon devil
die disease divorce drown drug enemy evil fear fight fire ghost god grave grief gun hate hell hit
hurt ill injury jail kill knife lonely lost mad mosque murder pain party pill poison police politics
pray prison punch sad scar scream shame shoot shot sick slap smack stab steal stupid suicide sword
temple terror torture toxic ugly victim violent vote war weapon whip wound wrong
"""


def typed(words: tuple[str, ...]) -> str:
    return " ".join(words)


def one_edit_patterns(word: str) -> set[str]:
    """Words one edit apart share a pattern: a letter hidden, or a gap where one could stand."""
    hidden = {f"{word[:at]}*{word[at + 1 :]}" for at in range(len(word))}
    return hidden | {f"{word[:at]}*{word[at:]}" for at in range(len(word) + 1)}


def test_the_english_list_has_2048_words_in_the_order_of_the_alphabet() -> None:
    words = codes.word_list("en")

    assert len(words) == 2048
    assert list(words) == sorted(set(words))


def test_every_word_has_three_to_eight_plain_letters() -> None:
    odd = [
        word
        for word in codes.word_list("en")
        if not (word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 8)
    ]

    assert odd == []


def test_the_first_four_letters_tell_every_word_from_the_others() -> None:
    assert len({word[:4] for word in codes.word_list("en")}) == 2048


@pytest.mark.parametrize("twin", ["stone", "stoned", "tone", "store"])
def test_words_one_edit_apart_share_a_pattern(twin: str) -> None:
    assert one_edit_patterns("stone") & one_edit_patterns(twin)


def test_no_two_words_are_one_letter_apart() -> None:
    owner: dict[str, str] = {}
    twins = [
        (owner[pattern], word)
        for word in codes.word_list("en")
        for pattern in one_edit_patterns(word)
        if owner.setdefault(pattern, word) != word
    ]

    assert twins == []


def test_no_word_is_harsh_or_sounds_like_another() -> None:
    assert set(codes.word_list("en")).isdisjoint([*MISHEARD.split(), *HARSH.split()])


@given(five_bytes)
def test_a_reference_shown_on_a_page_reads_back_as_itself(random_bytes: bytes) -> None:
    reference = codes.make_reference(random_bytes)

    assert codes.parse_reference(codes.format_reference(reference)) == reference


def test_different_random_bytes_make_different_references() -> None:
    made = {codes.make_reference(number.to_bytes(5)) for number in range(5000)}

    assert len(made) == 5000


@pytest.mark.parametrize(
    "text",
    [
        "0001-1ZGW-C",
        "  0001 1zgw c ",
        "oooilzgwc",
        "OOOI–LZGW—C",
        "０００１－１ＺＧＷ－Ｃ",
        "0001\u200b-1ZGW\u2060-C\n",
    ],
)
def test_a_reference_is_read_however_it_is_typed(text: str) -> None:
    assert codes.parse_reference(text) == codes.make_reference((0x10FE1C).to_bytes(5))


@given(five_bytes, st.integers(0, 8), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_character_in_a_reference_is_noticed(
    random_bytes: bytes, place: int, wrong: str
) -> None:
    reference = codes.make_reference(random_bytes)
    mistyped = reference[:place] + wrong + reference[place + 1 :]

    if mistyped == reference:
        assert codes.parse_reference(mistyped) == reference
    else:
        with pytest.raises(codes.ReferenceMistyped):
            codes.parse_reference(mistyped)


@given(five_bytes, st.integers(0, 8), st.integers(0, 8))
def test_two_characters_of_a_reference_changed_about_are_noticed(
    random_bytes: bytes, one: int, other: int
) -> None:
    reference = codes.make_reference(random_bytes)
    signs = list(reference)
    signs[one], signs[other] = signs[other], signs[one]

    if "".join(signs) == reference:
        assert codes.parse_reference("".join(signs)) == reference
    else:
        with pytest.raises(codes.ReferenceMistyped):
            codes.parse_reference("".join(signs))


@pytest.mark.parametrize(
    "text", ["", "0001-1ZGW", "ßßßßß", "0" * 50_000, "\ud800", "\0", "UUUUUUUUU"]
)
def test_what_cannot_be_a_reference_is_called_mistyped(text: str) -> None:
    with pytest.raises(codes.ReferenceMistyped):
        codes.parse_reference(text)


@given(st.text())
def test_any_text_at_all_is_a_reference_or_mistyped(text: str) -> None:
    try:
        reference = codes.parse_reference(text)
    except codes.ReferenceMistyped:
        return
    assert codes.parse_reference(reference) == reference


def test_too_few_random_bytes_make_no_reference() -> None:
    with pytest.raises(ValueError, match="5 random bytes"):
        codes.make_reference(b"1234")


@given(five_numbers)
def test_the_words_shown_open_the_code(code: codes.Code) -> None:
    assert codes.parse_code(typed(codes.words_of(code, "en")), "en") == code


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
    assert codes.parse_code(text, "en") == CODE


@given(five_numbers, st.integers(0, 5), numbers)
def test_one_wrong_word_is_noticed(code: codes.Code, place: int, wrong: int) -> None:
    words = list(codes.words_of(code, "en"))
    right = words[place]
    words[place] = codes.word_list("en")[wrong]

    if words[place] == right:
        assert codes.parse_code(typed(tuple(words)), "en") == code
    else:
        with pytest.raises(codes.CheckWordDisagrees):
            codes.parse_code(typed(tuple(words)), "en")


@given(five_numbers, st.integers(0, 5), st.integers(0, 5))
def test_two_words_changed_about_are_noticed(code: codes.Code, one: int, other: int) -> None:
    words = list(codes.words_of(code, "en"))
    words[one], words[other] = words[other], words[one]

    if words[one] == words[other]:
        assert codes.parse_code(typed(tuple(words)), "en") == code
    else:
        with pytest.raises(codes.CheckWordDisagrees):
            codes.parse_code(typed(tuple(words)), "en")


def test_a_word_that_is_not_listed_is_named() -> None:
    with pytest.raises(codes.WordNotListed) as refused:
        codes.parse_code(typed((*WORDS[:5], "qwertyish")), "en")

    assert refused.value.word == "qwertyish"


def test_five_words_are_too_few() -> None:
    with pytest.raises(codes.WrongWordCount) as refused:
        codes.parse_code(typed(WORDS[:5]), "en")

    assert refused.value.found == 5


@pytest.mark.parametrize("text", ["", "\0" * 9, "\ud800 \udfff", "word " * 50_000, "ﷺ" * 50_000])
def test_what_cannot_be_a_code_is_refused_by_name(text: str) -> None:
    with pytest.raises(codes.WrongWordCount):
        codes.parse_code(text, "en")


@given(st.text(), st.text())
def test_any_text_in_any_language_is_a_code_or_mistyped(text: str, language: str) -> None:
    try:
        code = codes.parse_code(text, language)
    except codes.CodeMistyped:
        return
    assert len(code) == codes.SECRET_WORDS


@pytest.mark.parametrize("language", ["ar", "pl", "", "../en", "EN", "en\n"])
def test_english_words_open_the_code_on_a_page_of_any_language(language: str) -> None:
    assert codes.parse_code(typed(WORDS), language) == CODE
    assert codes.words_of(CODE, language) == WORDS


def test_a_retry_of_the_same_form_shows_the_same_code() -> None:
    first, again = (codes.derive_digest(b"k" * 32, "form-1") for _ in range(2))

    assert codes.code_from(first) == codes.code_from(again)
    assert first == hmac.new(b"k" * 32, b"form-1", hashlib.sha256).digest()


def test_another_form_or_another_key_shows_another_code() -> None:
    digests = [
        codes.derive_digest(key, form) for key in (b"k", b"l") for form in ("form-1", "form-2")
    ]

    assert len({codes.code_from(digest) for digest in digests}) == 4


def test_a_code_is_the_first_55_bits_of_its_digest() -> None:
    assert codes.code_from(bytes([0xFF] * 6 + [0xFE])) == (2047,) * 5
    assert codes.code_from(bytes([0] * 6 + [0x02, 0xFF])) == (0, 0, 0, 0, 1)


@pytest.mark.parametrize("wrong", [(), (1, 2, 3, 4), (0, 0, 0, 0, 2048), (-1, 0, 0, 0, 0)])
def test_numbers_outside_the_list_have_no_check_word(wrong: codes.Code) -> None:
    with pytest.raises(ValueError, match="five numbers"):
        codes.check_word(wrong)


def test_too_short_a_digest_makes_no_code() -> None:
    with pytest.raises(ValueError, match="7 bytes"):
        codes.code_from(b"123456")


@pytest.mark.parametrize("fault", [codes.ReferenceMistyped, codes.CodeMistyped])
def test_what_is_mistyped_is_an_error_of_the_portal(fault: type[Exception]) -> None:
    assert issubclass(fault, PortalError)
