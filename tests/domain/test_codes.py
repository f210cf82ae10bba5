"""Numbers and codes: made, and a number read back however it was typed."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain import codes
from portal.domain.errors import PortalError

five_bytes = st.binary(min_size=5, max_size=5)


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


def test_a_mistyped_number_is_an_error_of_the_portal() -> None:
    assert issubclass(codes.ReferenceMistyped, PortalError)
