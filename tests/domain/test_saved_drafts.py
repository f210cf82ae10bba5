"""How long half-filled answers are kept, and what opens them."""

from datetime import UTC, datetime

import pytest

from portal.domain import code_words, codes, saved_drafts
from portal.domain.timing import last_day

KEY = b"c" * 32


@pytest.mark.parametrize(
    ("saved", "last"),
    [
        (datetime(2026, 11, 24, 21, 40, tzinfo=UTC), (2026, 12, 22)),
        (datetime(2026, 11, 24, 0, 0, tzinfo=UTC), (2026, 12, 22)),
        # Half past midnight in London's summer is still the evening before in UTC.
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), (2026, 7, 29)),
        # The clocks go back in between: the last day is whole all the same.
        (datetime(2026, 10, 20, 12, 0, tzinfo=UTC), (2026, 11, 17)),
    ],
)
def test_saved_answers_are_kept_to_the_end_of_the_28th_day(
    saved: datetime, last: tuple[int, int, int]
) -> None:
    day = last_day(saved_drafts.kept_until(saved))

    assert (day.year, day.month, day.day) == last


def test_the_same_form_has_the_same_number_and_words_however_often_it_is_saved() -> None:
    assert saved_drafts.keys_of(KEY, "a form") == saved_drafts.keys_of(KEY, "a form")


def test_another_form_and_another_key_have_others() -> None:
    reference, code = saved_drafts.keys_of(KEY, "a form")

    for other in (saved_drafts.keys_of(KEY, "b form"), saved_drafts.keys_of(b"d" * 32, "a form")):
        assert other[0] != reference
        assert other[1] != code


def test_number_and_words_are_those_that_everybody_can_check() -> None:
    reference, code = saved_drafts.keys_of(KEY, "a form")

    assert codes.parse_reference(codes.format_reference(reference)) == reference
    assert code_words.parse_code(" ".join(code_words.words_of(code, "en")), "en") == code


def test_the_number_and_words_of_the_message_are_others() -> None:
    reference, code = saved_drafts.keys_of(KEY, "a form")

    assert code != codes.code_from(codes.derive_digest(KEY, "a form"))
    assert reference != codes.make_reference(codes.derive_digest(KEY, "number a form"))
