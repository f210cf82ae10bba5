"""One clock has one working, whoever reads it: the family, the staff, and the board's example."""

import itertools
from datetime import UTC, datetime, time

import pytest
from flask import Flask
from lxml import html

from portal.domain.people import Role
from portal.domain.working_days import LONDON
from portal.web.board.example import SENT_ON
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
