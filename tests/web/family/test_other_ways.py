"""What somebody may have come for that is not for this portal: who can, by when, and go on."""

import pytest

from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock

PAGES = ("emergency", "appeal", "complaint", "records")


def tell(family: Visitor) -> Visitor:
    (href,) = family.page.xpath('//main//a[normalize-space()="I still want to tell you"]/@href')
    return family.open(href)


def telephones(family: Visitor) -> list[str]:
    return family.page.xpath("//main//a[starts-with(@href, 'tel:')]/@href")


def test_each_is_one_press_from_the_concern_door(family: Visitor) -> None:
    family.open("/concern")

    hrefs = family.page.xpath("//main//a/@href")

    assert {f"/concern/{page}" for page in PAGES} <= set(hrefs)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_is_a_dead_end(family: Visitor, page: str) -> None:
    family.open(f"/concern/{page}")
    assert telephones(family)
    assert family.page.xpath("//a[@class='govuk-back-link']/@href") == ["/concern"]

    tell(family).send(author_kind="parent_or_carer")

    assert family.heading == "Is anyone in danger right now?"


def test_an_emergency_shows_whom_to_ring_before_anything_else(family: Visitor) -> None:
    family.open("/concern/emergency")

    assert telephones(family)[0] == "tel:999"
    assert family.text.index("999") < family.text.index("I still want to tell you")


def test_an_appeal_has_its_last_day_for_a_letter_of_today(family: Visitor) -> None:
    family.open("/concern/appeal")

    assert "You send your appeal to the tribunal" in family.text
    assert family.page.xpath("//main//time[@datetime='2027-01-22' or @datetime='2027-01-24']")
    assert "Telling us here does not move your last day to appeal." in family.text
    assert family.page.xpath("//main//a[@href='/dates?what=letter']")


def test_a_request_for_records_has_one_calendar_month_and_says_whom_to_ask(
    family: Visitor,
) -> None:
    family.open("/concern/records")

    assert "They have one calendar month from the day they get it." in family.text
    assert family.page.xpath("//main//time[starts-with(@datetime, '2026-12-2')]")
    for body in ("ask the council", "ask the hospital", "ask the school"):
        assert body in family.text


def test_a_complaint_names_each_way_and_only_a_school_has_no_dates(family: Visitor) -> None:
    family.open("/concern/complaint")

    ways = family.page.xpath("//main//details[not(ancestor::details)]")
    dated = [bool(one.xpath(".//time")) for one in ways]
    assert dated == [True, True, True, False]


def test_the_last_days_move_with_today(family: Visitor, clock: FrozenClock) -> None:
    before = family.open("/concern/appeal").page.xpath("//main//time/@datetime")
    clock.move(days=7)

    assert family.open("/concern/appeal").page.xpath("//main//time/@datetime") != before


def test_what_is_no_other_way_is_not_found(family: Visitor) -> None:
    assert family.open("/concern/horse").answer.status_code == 404
