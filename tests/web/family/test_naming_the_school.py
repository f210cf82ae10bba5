"""A school is passed nothing that its name and a yes do not cover: which one is it?"""

import pytest
from sqlalchemy import select

from portal.domain.people import Role
from portal.models import Submission
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.web.family.journeys import concern_checked, reach_check, reopened
from tests.web.partner.conftest import Office

QUESTION = "Which school or college is it?"
NAME = "St Invented’s Primary, Ipswich"


def kept(wiring: Wiring) -> str | None:
    with wiring.reads() as session:
        return session.scalars(select(Submission.school_name)).one()


def test_the_name_is_shown_when_checking_and_when_coming_back(
    family: Visitor, wiring: Wiring
) -> None:
    reach_check(family, needs=["school_support"], school_name=f"  {NAME} ", share=["school"])
    assert f"{QUESTION} {NAME}" in family.text

    reopened(family.send())

    assert f"School or college: {NAME}" in family.text
    assert kept(wiring) == NAME


def test_the_name_may_be_left_out(family: Visitor, wiring: Wiring) -> None:
    reach_check(family, needs=["school_support"])

    family.send()

    assert family.heading == "We have your message"
    assert kept(wiring) is None


def test_other_subjects_are_not_asked_for_a_school(family: Visitor, wiring: Wiring) -> None:
    concern_checked(family)
    family.open("/tell/share?change=1")
    assert QUESTION not in family.text

    family.send(school_name=NAME).send()

    assert kept(wiring) is None


def test_a_school_that_comes_in_later_is_asked_before_sending(family: Visitor) -> None:
    concern_checked(family)

    family.open("/tell/about?change=1").send(needs=["send_transport", "school_support"])

    assert family.path == "/tell/share"
    assert QUESTION in family.text


def test_a_school_that_is_no_longer_meant_is_not_sent(family: Visitor, wiring: Wiring) -> None:
    reach_check(family, needs=["school_support"], school_name=NAME)

    family.open("/tell/about?change=1").send(needs=["send_transport"]).send()

    assert family.heading == "We have your message"
    assert kept(wiring) is None


@pytest.mark.parametrize(("length", "status"), [(200, 200), (201, 422)])
def test_a_name_has_at_most_two_hundred_characters(
    family: Visitor, length: int, status: int
) -> None:
    concern_checked(family)
    family.open("/tell/about?change=1").send(needs=["school_support"])

    family.send(school_name="x" * length)

    assert family.answer.status_code == status


def test_staff_read_which_school_it_is(office: Office) -> None:
    reference = office.send(needs=("school_support",), school_name=NAME)
    triage = office.sign_in(Role.TRIAGE, "triage")

    page = triage.browser.open(f"/cases/{reference}")

    assert f"School: {NAME}" in page.text


def test_words_of_danger_in_the_name_of_a_school_are_looked_at(office: Office) -> None:
    plain = office.send(needs=("school_support",), school_name=NAME)

    flagged = office.send(needs=("school_support",), school_name="I want to kill myself")

    assert not office.submission(plain).restricted
    assert office.submission(flagged).restricted
