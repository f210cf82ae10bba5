"""Which language words are in, which one a family reads, and whose translation is kept."""

import pytest

from portal.domain.errors import Unstorable
from portal.domain.translating import MadeBy, NotChecked, Translated, reads_in, written_in


def test_what_was_found_in_the_words_says_more_than_the_page():
    assert written_in("en", "ar") == "ar"
    assert written_in("pl", "en") == "en"


@pytest.mark.parametrize("found", [None, "", "unsure"])
def test_words_that_nobody_can_tell_are_taken_for_those_of_the_page(found: str | None):
    assert written_in("pl", found) == "pl"


def test_a_family_reads_the_language_of_the_page_that_it_chose():
    assert reads_in("pl", "en") == "pl"


def test_on_the_english_page_a_family_reads_what_it_writes():
    assert reads_in("en", "ar") == "ar"
    assert reads_in("en", "unsure") == "en"


def test_what_a_machine_translated_is_kept_only_where_a_person_checked_it():
    with pytest.raises(NotChecked):
        Translated(0, "The bus.", MadeBy.MACHINE_CHECKED, "form")

    assert Translated(0, "The bus.", MadeBy.MACHINE_CHECKED, "form", checked=True).checked


def test_a_person_need_not_tick_that_a_person_checked_it():
    assert Translated(0, "The bus.", MadeBy.INTERPRETER, "form").words == "The bus."


@pytest.mark.parametrize("typed", [{"words": "a\x00"}, {"words": "a", "wanted": "\ud800"}])
def test_words_that_no_database_keeps_are_refused(typed: dict[str, str]):
    with pytest.raises(Unstorable):
        Translated(0, made_by=MadeBy.COLLEAGUE, key="form", **typed)
