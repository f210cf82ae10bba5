"""One clock has one working, whoever reads it: the family, the staff, and the board's example."""

import itertools
from datetime import UTC, datetime, time

import pytest
from flask import Flask
from lxml import html

from portal.domain.people import Role
from portal.domain.submissions import AuthorKind
from portal.domain.working_days import LONDON
from portal.web.worked_example import SENT_ON
from portal.wiring import Wiring
from tests.support.clock import FrozenClock
from tests.web.partner.conftest import TRANSPORT, Office

ANSWER = "You will have an answer, or a plan with dates"


@pytest.fixture
def office(app: Flask, wiring: Wiring) -> Office:
    return Office(app, wiring, itertools.count(1))


def shown(page: html.HtmlElement, title: str, whose: str = "") -> tuple[str, list[str]]:
    """How the days under a title were counted, in a sentence and line by line."""
    found = page.xpath(f"//table[caption[contains(., '{title}')]]")
    (table,) = (one for one in found if whose in one.xpath("string(../../..)"))
    (said,) = table.xpath("./preceding-sibling::p[1]")
    lines = [" ".join(row.text_content().split()) for row in table.xpath(".//tbody/tr")]
    return " ".join(said.text_content().split()), lines


def test_family_staff_and_board_read_the_same_working(office: Office, clock: FrozenClock) -> None:
    clock.at = datetime.combine(SENT_ON, time(10), LONDON).astimezone(UTC)
    receipt = office.receive()
    board, staff = office.sign_in(Role.BOARD), office.sign_in(Role.CASEWORKER, TRANSPORT)
    invented = board.browser.open("/board/how-we-count").page
    case = staff.browser.open(f"/cases/{receipt.reference}").page
    theirs = office.as_family(receipt).page

    explained, lines = shown(theirs, ANSWER)

    assert len(lines) == 20
    assert shown(case, "Answer", "Promised to the family") == (explained, lines)
    assert shown(invented, "invented") == (explained, lines)


def test_a_young_person_reads_its_own_promise_and_why_it_is_another(office: Office) -> None:
    receipt = office.receive(author_kind=AuthorKind.YOUNG_PERSON, age=15)

    text = office.as_family(receipt).text

    assert "A person will read it and write to you By the end of Wednesday 25 November" in text
    assert text.count("This is our promise to children and young people.") == 1


def test_a_parent_reads_nothing_of_why_the_usual_promise_is_the_usual_one(office: Office) -> None:
    receipt = office.receive()

    assert "This is our promise to" not in office.as_family(receipt).text


def test_staff_read_why_this_promise_matched(office: Office) -> None:
    receipt = office.receive()
    staff = office.sign_in(Role.CASEWORKER, TRANSPORT)

    text = staff.browser.open(f"/cases/{receipt.reference}").text

    assert "Why this promise: 10 working days: of the promises on early concerns" in text
    assert "in force since 1 Jan 2025" in text
