"""A family may type a postcode as it likes; only its first half is kept."""

import pytest

from portal.domain.partnership import packaged, read
from portal.domain.partnership_terms import Home
from portal.domain.places import UNREADABLE, clean_area, clean_district, whereabouts


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("IP1", "IP1"),
        ("ip1", "IP1"),
        (" ip 1 ", "IP1"),
        ("IP1 2BX", "IP1"),
        ("ip12bx", "IP1"),
        ("IP12 3BX", "IP12"),
        ("IP123BX", "IP12"),
        ("IP1 2", "IP1"),
        ("IP12", "IP12"),
        ("nr-32", "NR32"),
        ("ＩＰ１", "IP1"),
        ("IP١", "IP1"),
        ("\u200fIP33\u200f", "IP33"),
        ("SW1A 1AA", "SW1A"),
    ],
)
def test_however_it_is_typed_the_first_half_is_understood(typed: str, kept: str) -> None:
    assert clean_district(typed) == kept


@pytest.mark.parametrize("typed", [None, "", "   ", "\u3000"])
def test_nothing_typed_is_no_postcode(typed: str | None) -> None:
    assert clean_district(typed) is None


@pytest.mark.parametrize("typed", ["Ipswich", "?", "IP1 or IP2", "1PI", "\ud800", "x" * 100_000])
def test_what_is_not_a_postcode_is_kept_only_as_unreadable(typed: str) -> None:
    assert clean_district(typed) == UNREADABLE


@pytest.mark.parametrize(
    ("typed", "key"),
    [("Waveney", "waveney"), ("Suffolk East-West", "suffolk_east_west"), ("kent", "kent")],
)
def test_an_area_is_known_whatever_its_case_and_spaces(typed: str, key: str) -> None:
    assert clean_area(typed) == key


@pytest.mark.parametrize("typed", [None, "", "unknown", "Not sure", "don't know"])
def test_not_knowing_the_surgery_is_an_answer(typed: str | None) -> None:
    assert clean_area(typed) is None


@pytest.mark.parametrize(
    ("district", "home"),
    [
        ("IP1", Home.IN_AREA),
        ("IP18", Home.IN_AREA),
        ("IP22", Home.BORDER),
        ("NR31", Home.ALWAYS_ASK),
        ("M1", Home.UNLISTED),
        ("Ipswich", Home.UNLISTED),
        (None, Home.NOT_GIVEN),
    ],
)
def test_a_district_says_which_council_or_that_we_must_ask(district: str, home: Home) -> None:
    assert whereabouts(district, None, read(packaged())).home is home
