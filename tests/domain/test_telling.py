"""What a family may type, and what it is asked."""

from datetime import date

import pytest

from portal.domain import telling
from portal.domain.letters import Channel
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


NUMBER = "+447700900123"


@pytest.mark.parametrize(
    "typed",
    [
        "07700 900123",
        "07700900123",
        " 07700-900-123 ",
        "(07700) 900 123",
        "07700.900.123",
        "+44 7700 900123",
        "+44 (0)7700 900123",
        "0044 7700 900123",
        "00440 7700 900123",
        "44 7700 900123",
        "٠٧٧٠٠ ٩٠٠١٢٣",
        "+٤٤ ٧٧٠٠ ٩٠٠١٢٣",
        "٤٤٧٧٠٠٩٠٠١٢٣+",
        "۰۷۷۰۰ ۹۰۰۱۲۳",
        "০৭৭০০ ৯০০১২৩",
        "０７７００　９００１２３",
        "＋４４ ７７００ ９００１２３",
        "\u200e07700\u00a0900123\u200f",
        "\u2066+44\u20697700\u2011900\u2013123",
    ],
)
def test_a_mobile_number_in_any_figures_and_forms_is_one_number(typed: str) -> None:
    assert telling.mobile_of(typed) == NUMBER


@pytest.mark.parametrize(
    "typed",
    [
        "0770090012",
        "077009001234",
        "01473 000000",
        "020 7946 0000",
        "07012 345678",
        "07600 123456",
        "+48 600 100 200",
        "+07700 900123",
        "++447700900123",
        "0770+0900123",
        "07700 90012x",
        "0" * 10_000,
        "999",
        "+",
    ],
)
def test_what_is_no_uk_mobile_is_refused(typed: str) -> None:
    with pytest.raises(telling.NumberMistyped):
        telling.mobile_of(typed)


def test_a_mobile_of_the_isle_of_man_is_one_though_pagers_stand_beside_it() -> None:
    assert telling.mobile_of("07624 000000") == "+447624000000"


@pytest.mark.parametrize("typed", [None, "", "   ", "\u200f"])
def test_no_number_is_no_fault(typed: str | None) -> None:
    assert telling.mobile_of(typed) is None


@pytest.mark.parametrize("typed", [None, "", " "])
@pytest.mark.parametrize("texts", [True, False])
def test_a_contact_may_be_left_empty(typed: str | None, texts: bool) -> None:
    assert telling.contact_of(typed, texts=texts) is None


@pytest.mark.parametrize("texts", [True, False])
def test_a_contact_may_always_be_an_address(texts: bool) -> None:
    assert telling.contact_of(" 07700900123@example.org ", texts=texts) == (
        "07700900123@example.org"
    )


def test_a_contact_may_be_a_number_where_we_send_texts() -> None:
    assert telling.contact_of("٠٧٧٠٠ ٩٠٠١٢٣", texts=True) == NUMBER


@pytest.mark.parametrize("typed", ["07700 900123", "٠٧٧٠٠٩٠٠١٢٣", "01473 000000", "12"])
def test_a_number_is_told_apart_from_a_bad_address_where_we_send_no_texts(typed: str) -> None:
    with pytest.raises(telling.NumberNotOffered):
        telling.contact_of(typed, texts=False)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("rosa", telling.AddressMistyped),
        ("rosa 07700 900123", telling.AddressMistyped),
        ("-", telling.AddressMistyped),
        ("01473 000000", telling.NumberMistyped),
        ("07700 90012", telling.NumberMistyped),
    ],
)
def test_a_contact_that_is_neither_says_which_it_was_meant_to_be(
    typed: str, fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        telling.contact_of(typed, texts=True)


@pytest.mark.parametrize(
    ("contact", "channel", "shown"),
    [
        (NUMBER, Channel.TEXT, "07700 900123"),
        ("+1@example.org", Channel.EMAIL, "+1@example.org"),
    ],
)
def test_a_contact_says_how_it_is_reached_and_how_it_is_written(
    contact: str, channel: Channel, shown: str
) -> None:
    assert (telling.channel_of(contact), telling.shown_contact(contact)) == (channel, shown)


def test_a_number_as_it_is_shown_is_read_as_the_same_number() -> None:
    assert telling.mobile_of(telling.shown_contact(NUMBER)) == NUMBER
