"""When a message is held, and when it passes though many others come (threat B21)."""

from datetime import timedelta

import pytest

from portal.domain import floods
from portal.domain.floods import Before, Coming, held, network_of, shingles, times_alike

NOTHING = Before(of_network=0, quick_in_all=0, alike=0)
SLOW = Coming("192.0.2.7", timedelta(minutes=6), "The bus has not come.")
QUICK = Coming("192.0.2.7", timedelta(seconds=2), "The bus has not come.")
UNKNOWN = Coming("192.0.2.7", None, "The bus has not come.")


def before(**changes: int) -> Before:
    return Before(**{"of_network": 0, "quick_in_all": 0, "alike": 0, **changes})


@pytest.mark.parametrize("coming", [SLOW, QUICK, UNKNOWN])
def test_an_ordinary_message_is_never_held(coming: Coming) -> None:
    assert not held(coming, NOTHING)


def test_thirty_parents_at_one_school_evening_all_pass() -> None:
    assert not any(held(SLOW, before(of_network=many)) for many in range(30))


def test_a_person_who_takes_time_passes_amid_a_flood_of_others() -> None:
    assert not held(SLOW, before(quick_in_all=5_000))


def test_a_draft_from_before_we_kept_its_beginning_counts_as_a_persons() -> None:
    assert not held(UNKNOWN, before(of_network=30, quick_in_all=5_000))


@pytest.mark.parametrize(
    ("coming", "was", "is_held"),
    [
        (QUICK, before(of_network=floods.QUICK_OF_NETWORK - 1), False),
        (QUICK, before(of_network=floods.QUICK_OF_NETWORK), True),
        (QUICK, before(quick_in_all=floods.QUICK_IN_ALL - 1), False),
        (QUICK, before(quick_in_all=floods.QUICK_IN_ALL), True),
        (SLOW, before(of_network=floods.SLOW_OF_NETWORK - 1), False),
        (SLOW, before(of_network=floods.SLOW_OF_NETWORK), True),
        (SLOW, before(alike=floods.ALIKE - 1), False),
        (SLOW, before(alike=floods.ALIKE), True),
    ],
)
def test_each_bound_holds_from_its_number_on(coming: Coming, was: Before, is_held: bool) -> None:
    assert held(coming, was) is is_held


def test_twenty_seconds_are_a_persons() -> None:
    assert Coming("a", floods.PERSON_TAKES - timedelta(milliseconds=1), "").quick
    assert not Coming("a", floods.PERSON_TAKES, "").quick


@pytest.mark.parametrize(
    "other",
    [
        "THE BUS has not come for two weeks",
        "the bus has not come, for two weeks!!! 4711",
        "Thé bus  has not\ncome for two weeks",
    ],
)
def test_case_accents_marks_and_numbers_make_no_other_text(other: str) -> None:
    assert shingles(other) == shingles("The bus has not come for two weeks.")


def test_one_other_word_leaves_most_of_a_text_the_same() -> None:
    one = "We have waited for the plan since March and nobody answers when we ring the office"
    other = one.replace("March", "April")

    assert len(shingles(one) & shingles(other)) >= len(shingles(one)) - floods.SHINGLE


def test_two_families_with_the_same_trouble_share_few_rows() -> None:
    one = shingles("My son has autism and the taxi comes too late for his first lesson")
    other = shingles("The taxi for my daughter came too late again and nobody told us why")

    assert not one & other


@pytest.mark.parametrize("text", ["Help", "help us", "12345", "😢", "يحتاج ابني", ""])
def test_even_a_very_short_text_has_a_row(text: str) -> None:
    assert len(shingles(text)) == 1


def test_one_row_that_many_write_makes_no_flood() -> None:
    assert times_alike([40, 0, 1, 0]) == 0
    assert times_alike([40, 40, 0, 0]) == 0
    assert times_alike([40, 40, 40, 0]) == 40
    assert times_alike([40, 40]) == 40
    assert times_alike([7]) == 7
    assert times_alike([]) == 0


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
        ("no address", "no address"),
    ],
)
def test_the_network_of_an_address(address: str, network: str) -> None:
    assert network_of(address) == network
