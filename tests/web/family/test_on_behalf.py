"""Somebody writes for a family: who it is to the child, where it works, whether they agree."""

import pytest
from sqlalchemy import select

from portal.domain.on_behalf import FamilyKnows
from portal.models import OnBehalf
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.web.family.journeys import concern_checked, sent

TEACHER = {
    "author_kind": "professional",
    "relation": "Her teacher",
    "body": "Invented School",
    "agrees": "agrees",
}


def kept(wiring: Wiring) -> OnBehalf | None:
    with wiring.reads() as session:
        return session.scalars(select(OnBehalf).order_by(OnBehalf.id)).first()


def test_a_professional_says_who_it_is_where_it_works_and_that_they_agree(
    family: Visitor, wiring: Wiring
):
    sent(family, **TEACHER)

    row = kept(wiring)

    assert row is not None
    assert (row.relation, row.body, row.knows) == (
        "Her teacher",
        "Invented School",
        FamilyKnows.AGREES,
    )


def test_what_was_said_of_it_stands_on_the_page_to_check(family: Visitor):
    page = concern_checked(family, **TEACHER)

    assert "Where do you work? Invented School" in page.text
    assert "do they agree? Yes, and they agree" in page.text


@pytest.mark.parametrize("author", ["helper", "professional"])
def test_all_of_it_may_be_left_empty(family: Visitor, wiring: Wiring, author: str):
    sent(family, author_kind=author)

    assert kept(wiring) is None


def test_a_parent_is_asked_none_of_it(family: Visitor, wiring: Wiring):
    page = concern_checked(family)

    assert "Who are you to the child?" not in page.text
    assert family.client.get("/tell/behalf").status_code in (302, 303, 404)


def test_where_a_helper_works_is_not_asked(family: Visitor, wiring: Wiring):
    sent(family, **{**TEACHER, "author_kind": "helper"})

    row = kept(wiring)

    assert row is not None
    assert (row.relation, row.body) == ("Her teacher", None)
