"""What a family may type, and what it is asked."""

from datetime import date

import pytest

from portal.domain import telling
from portal.domain.partnership import packaged, read
from portal.domain.submissions import AuthorKind

SUFFOLK = read(packaged())
TODAY = date(2026, 11, 24)
ADULT, YOUNG = AuthorKind.PARENT_OR_CARER, AuthorKind.YOUNG_PERSON


@pytest.mark.parametrize(
    ("typed", "age"),
    [("9", 9), (" 14 ", 14), ("９", 9), ("٩", 9), ("²", 2), ("0", 0), ("120", 120), ("", None)],
)
def test_an_age_is_read_in_any_figures(typed: str, age: int | None) -> None:
    assert telling.age_of(typed) == age


@pytest.mark.parametrize("typed", ["121", "999", "-1", "9.5", "nine", "½", "Ⅸ", "9" * 10_000])
def test_what_is_no_age_is_refused(typed: str) -> None:
    with pytest.raises(telling.AgeMistyped):
        telling.age_of(typed)


@pytest.mark.parametrize("typed", ["IP1", "ip1 2bx", "IP12BX", " ＩＰ１ "])
def test_only_the_first_half_of_a_postcode_is_kept(typed: str) -> None:
    assert telling.district_of(typed) == "IP1"


def test_what_is_no_postcode_is_refused() -> None:
    with pytest.raises(telling.DistrictMistyped):
        telling.district_of("by the river")


def test_a_letter_of_today_has_come() -> None:
    assert telling.letter_date(TODAY, TODAY) == TODAY


def test_a_letter_of_tomorrow_has_not() -> None:
    with pytest.raises(telling.LetterInFuture):
        telling.letter_date(date(2026, 11, 25), TODAY)


def test_a_letter_of_another_age_is_asked_about_again() -> None:
    with pytest.raises(telling.LetterTooOld):
        telling.letter_date(date(1926, 11, 24), TODAY)


@pytest.mark.parametrize("typed", ["rosa@example.org", " r.o+s@a.b.example.org ", "ł@example.org"])
def test_an_address_is_kept_as_typed(typed: str) -> None:
    assert telling.address_of(typed) == typed.strip()


@pytest.mark.parametrize(
    "typed",
    [
        "rosa",
        "@example.org",
        "rosa@",
        "rosa@org",
        "a@b@c.org",
        "a b@c.org",
        "a@c.org\nBcc: d@e.org",
    ],
)
def test_what_no_letter_can_be_sent_to_is_refused(typed: str) -> None:
    with pytest.raises(telling.AddressMistyped):
        telling.address_of(typed)


@pytest.mark.parametrize(
    ("author", "age", "offered"),
    [(YOUNG, 13, True), (YOUNG, 12, False), (YOUNG, None, False), (ADULT, None, True)],
)
def test_no_child_under_thirteen_is_offered_a_letter(
    author: AuthorKind, age: int | None, offered: bool
) -> None:
    assert telling.may_be_contacted(author, age) is offered


@pytest.mark.parametrize(("age", "asked"), [(15, False), (16, True), (25, True), (26, False)])
def test_from_16_to_25_we_ask_whether_the_young_person_knows(age: int, asked: bool) -> None:
    assert telling.asks_if_they_know(ADULT, age) is asked


def test_a_young_person_is_not_asked_whether_it_knows_itself() -> None:
    assert not telling.asks_if_they_know(YOUNG, 17)


def test_only_plans_bring_the_question_of_a_letter() -> None:
    assert telling.asks_letter(["send_transport", "annual_review"], SUFFOLK)
    assert not telling.asks_letter(["send_transport", "no_such_need"], SUFFOLK)


def test_only_health_brings_the_question_of_a_surgery() -> None:
    assert telling.asks_surgery(["autism_assessment"], SUFFOLK)
    assert not telling.asks_surgery(["school_support"], SUFFOLK)
