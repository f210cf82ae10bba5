"""The demonstration's letters can be read as they would arrive, and nowhere else."""

from dataclasses import replace

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import func, select

from portal.app import create_app
from portal.jobs import rounds
from portal.models import OutgoingLetter, Submission
from portal.queries.paging import MOST
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.web.family.journeys import concern_checked

ADDRESS = "/demonstration/letters"
MOBILE = "٠٧٧٠٠ ٩٠٠١٢٣"
MARKER = "quokkazebra"


@pytest.fixture
def app(shown: Wiring) -> Flask:
    return create_app(shown.settings, shown)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app.test_client())


def sheets(visitor: Visitor) -> list[html.HtmlElement]:
    """The letters of the page that is open, each with what stands above it."""
    return visitor.page.xpath("//li[@class='portal-letter']")


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def everything(visitor: Visitor) -> list[html.HtmlElement]:
    """The letters of every page, newest first."""
    found, address = [], ADDRESS
    while address:
        visitor.open(address)
        found += sheets(visitor)
        older = visitor.page.xpath("//main//a[text()='Older letters']/@href")
        address = older[0] if older else ""
    return found


def test_every_letter_that_was_taken_is_there_once_the_newest_first(
    visitor: Visitor, shown: Wiring
) -> None:
    found = everything(visitor)

    with shown.reads() as session:
        taken = session.scalars(
            # A digest that had nothing left to say is marked so, and was never taken.
            select(func.count(OutgoingLetter.id)).where(
                OutgoingLetter.sent_at.is_not(None), OutgoingLetter.last_error.is_(None)
            )
        ).one()
        left = session.scalars(
            select(func.count(OutgoingLetter.id)).where(OutgoingLetter.sent_at.is_(None))
        ).one()
    moments = [one.xpath(".//time/@datetime")[0] for one in found]
    assert len(found) == taken > MOST
    assert left == 0
    assert moments == sorted(moments, reverse=True)


def test_each_letter_is_marked_as_invented_and_says_to_whom_how_and_in_which_language(
    visitor: Visitor,
) -> None:
    for one in everything(visitor):
        told = words(one)

        assert "Invented" in told
        assert "A family, at the" in told or "A service's mailbox:" in told
        assert "Sent as E-mail" in told or "Sent as Text message" in told
        assert one.xpath(".//bdi/@lang")


def test_a_message_sent_now_is_a_letter_once_the_worker_has_gone_round(
    visitor: Visitor, shown: Wiring
) -> None:
    concern_checked(
        visitor, contact=MOBILE, words=MARKER, wanted=MARKER, name=MARKER, access_needs=MARKER
    )
    visitor.post("/language", {**token(visitor), "lang": "ar", "next": "/tell/check"}).send()
    number = visitor.page.get_element_by_id("number").text_content().strip()
    before = len(sheets(visitor.open(f"{ADDRESS}?show=ar")))
    while rounds.send_letters(shown):
        pass

    first, *rest = sheets(visitor.open(f"{ADDRESS}?show=ar"))

    (sheet,) = first.xpath(".//div[contains(@class, 'portal-letter__sheet')]")
    assert len(rest) == before
    assert (sheet.get("lang"), sheet.get("dir")) == ("ar", "rtl")
    assert words(sheet).startswith("وصلتنا رسالتك")
    assert "A family, at the mobile number that it gave Sent as Text message" in words(first)
    for hidden in (MARKER, number, number.replace("-", ""), "07700", "+44"):
        assert hidden not in visitor.answer.text


def token(visitor: Visitor) -> dict[str, object]:
    return {"csrf_token": visitor.page.xpath("//input[@name='csrf_token']/@value")[0]}


def test_no_letter_holds_a_number_an_address_or_words_of_a_case(
    visitor: Visitor, shown: Wiring
) -> None:
    text = "\n".join(one.text_content() for one in everything(visitor))

    with shown.reads() as session:
        for case in session.scalars(select(Submission).order_by(Submission.id)):
            assert case.reference not in text
            assert case.words not in text
    assert "@demonstration.example" not in text
    assert "+4477" not in text


@pytest.mark.parametrize(
    ("show", "held", "missing"),
    [
        ("families", "A family, at the", "A service's mailbox:"),
        ("services", "A service's mailbox:", "A family, at the"),
        ("texts", "Sent as Text message", "Sent as E-mail"),
    ],
)
def test_letters_can_be_looked_at_by_whom_and_how(
    visitor: Visitor, show: str, held: str, missing: str
) -> None:
    visitor.open(f"{ADDRESS}?show={show}")

    assert held in visitor.text
    assert missing not in visitor.text


@pytest.mark.parametrize("query", ["?show=x", "?after=x", "?after=none.1", "?after=1.1&show=ar"])
def test_any_choice_in_an_address_is_a_page(visitor: Visitor, query: str) -> None:
    assert visitor.open(ADDRESS + query).answer.status_code == 200


def test_a_real_portal_has_no_such_page_and_no_link_to_it(shown: Wiring) -> None:
    real = replace(shown.settings, demonstration=False, base_url="http://localhost")
    client = create_app(real, replace(shown, settings=real)).test_client()

    answers = [client.get(ADDRESS), client.get("/help")]

    assert [one.status_code for one in answers] == [404, 200]
    assert "/demonstration/" not in answers[1].text
