"""From the first page to the number and words, and back with them."""

import pytest

from tests.support.browserless import Visitor
from tests.web.family.journeys import code_of, concern_checked, number_of, reach_check

WORDS = "The bus has not come for two weeks.\nNobody rings us back."


def test_a_parent_sends_a_concern_and_is_told_real_dates(family: Visitor) -> None:
    concern_checked(family, words=WORDS)

    family.send()

    assert family.heading == "We have your message"
    assert "9:40pm on Tuesday 24 November 2026" in family.text
    for day in ("Thursday 26 November", "Tuesday 1 December", "Tuesday 8 December"):
        assert f"By the end of {day}" in family.text
    assert "The council's school travel team" in family.text
    assert len(code_of(family)) == 6


def test_a_family_without_a_name_comes_back_with_its_number_and_words(family: Visitor) -> None:
    concern_checked(family, words=WORDS)
    family.send()
    number, words = number_of(family), " ".join(code_of(family))
    family.send("/tell/kept", kept="yes")

    family.open("/return").send(reference=number, code=words)

    assert family.heading == "Your message"
    assert "Nobody rings us back." in family.text


def test_a_family_that_gives_a_name_sees_it_when_it_checks(family: Visitor) -> None:
    concern_checked(family, words=WORDS, name="Rosa Invented", contact="rosa@example.org")

    assert "Rosa Invented" in family.text
    assert "rosa@example.org" in family.text


def test_a_view_has_no_dates(family: Visitor) -> None:
    reach_check(family, kind="view", words="The teaching assistant is wonderful.")

    family.send()

    assert family.heading == "We have your message"
    assert "no dates" in family.text
    assert "By the end of" not in family.text


@pytest.mark.parametrize(
    ("age", "offered"),
    [("from_13_to_15", True), ("from_18", True), ("under_13", False), ("not_said", False),
     ("", False)],
)  # fmt: skip
def test_a_young_person_is_offered_a_letter_only_from_thirteen(
    family: Visitor, age: str, offered: bool
) -> None:
    family.open("/tell/who").send(author_kind="young_person")
    family.send().send(danger="no").send(words="I hate the taxi.", age_band=age)

    assert family.heading == "Do you want an answer?"
    assert ("a safe way to reach me" in family.text) is offered


def test_a_young_person_goes_to_a_person_first_and_to_no_school(family: Visitor) -> None:
    family.open("/tell/who").send(author_kind="young_person")
    assert "We will not show it to your family or school" in family.text
    family.send().send(danger="no").send(words="I hate the taxi.", age_band="from_13_to_15")
    family.send(answer="not_sure").send()

    assert "A person reads it first" in family.text
    assert "We think this team should help" not in family.text


def test_at_twelve_an_answer_given_at_fourteen_offers_no_address(family: Visitor) -> None:
    family.open("/tell/who").send(author_kind="young_person")
    family.send().send(danger="no").send(words="Nobody listens.", age_band="from_13_to_15")
    family.send(answer="yes").send(contact="sam@example.com")
    assert "Yes, here is a safe way to reach me" in family.text

    family.open("/tell/say?change=1").send(age_band="under_13")

    assert family.path == "/tell/check"
    assert "Yes, here is a safe way to reach me" not in family.text
    assert "Yes, I will come back with my secret words" in family.text
    assert "sam@example.com" not in family.text
