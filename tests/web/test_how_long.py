"""How long things take: what the partnership file says, counted by hand, and nothing unchecked."""

import pytest
from flask.testing import FlaskClient
from lxml import html

from portal.domain.partnership import packaged
from portal.domain.people import SYSTEM, Deed
from portal.queries.partnership import in_force
from portal.services import load_partnership
from portal.wiring import Wiring
from tests.support.browserless import Visitor


@pytest.fixture
def page(client: FlaskClient) -> Visitor:
    return Visitor(client).open("/how-long")


def words(node: html.HtmlElement, path: str) -> str:
    return " ".join(node.xpath(f"string({path})").split())


def ours(page: Visitor) -> dict[str, str]:
    """Each of our promises, and how long it may take."""
    found = page.page.xpath("//h2[@id='ours']/following-sibling::dl[1]/div")
    return {words(one, "dt"): words(one, "dd") for one in found}


def limits(page: Visitor, regime: str) -> dict[str, str]:
    """Each step of one thing that a law or code limits, and how long it may take."""
    found = page.page.xpath(f"//section[@aria-labelledby='law-{regime}']//dl/div")
    return {words(one, "dt"): words(one, "dd") for one in found}


def test_our_promises_are_those_of_the_partnership_file(page: Visitor):
    told = ours(page)

    assert told["A person will read it and write to you"].startswith("2 working days")
    assert told["You will know who is in charge of your answer"].startswith("5 working days")
    assert told["You will have an answer, or a plan with dates"].startswith("10 working days")
    assert told["We will ask you whether it is done"].startswith("20 working days")
    assert "again and again" in told["We will tell you how it is going"]
    assert "from the day it is closed" in told["We will tell you what changed"]


def test_young_people_hear_sooner_and_the_page_says_so(page: Visitor):
    told = ours(page)["A person will read it and write to you"]

    assert told.endswith("To children and young people: 1 working day")
    assert "children" not in ours(page)["We will ask you whether it is done"]


def test_promises_that_are_only_proposed_are_marked(page: Visitor):
    assert "have still to agree to these times" in page.text


@pytest.mark.parametrize(
    ("promise", "by_hand"),
    [
        ("A person will read it and write to you", "2026-12-22"),
        ("You will know who is in charge of your answer", "2026-12-29"),
        ("You will have an answer, or a plan with dates", "2027-01-06"),
        ("We will ask you whether it is done", "2027-01-20"),
    ],
)
def test_the_invented_example_ends_where_a_hand_counts_to(
    page: Visitor, promise: str, by_hand: str
):
    path = f"//div[contains(@class, 'portal-deadline')][p[contains(., '{promise}')]]"
    drawn = page.page.xpath(path)[0]

    assert drawn.xpath(".//strong[@class='portal-deadline__due']//time/@datetime") == [by_hand]


def test_each_day_of_the_example_is_told_with_its_reason(page: Visitor):
    table = page.page.xpath("//caption[contains(., 'an answer, or a plan')]/..")[0]
    lines = [words(one, ".") for one in table.xpath(".//tbody/tr")]

    assert any("Friday 25 December" in one and "Christmas Day" in one for one in lines)
    assert any("Monday 28 December" in one and "not counted" in one for one in lines)
    assert any("Wednesday 6 January" in one and "day 10, counted" in one for one in lines)


def test_the_laws_limits_are_told_with_their_sources(page: Visitor):
    assessment = limits(page, "ehc_assessment")
    review = limits(page, "annual_review")

    assert assessment["The council says whether it will assess"].startswith("6 weeks")
    assert "SEND Regulations 2014, regulation 5(3)" in str(assessment)
    assert assessment["The council sends the final plan"].startswith("20 weeks")
    assert review["The council says what it will do with the plan"].startswith("4 weeks")
    assert limits(page, "nhs_complaint")["They answer"].startswith("6 months")
    assert limits(page, "subject_access")["They show you what is written down"].startswith(
        "1 month They may add at most: 2 months."
    )
    assert limits(page, "council_complaint_1")["They answer"].startswith("10 working days")


@pytest.mark.parametrize(
    ("regime", "step", "figure"),
    [
        ("ehc_assessment", "If there is to be no plan, the council says so", "16"),
        ("nhs_complaint", "They write to you that they have it", "3 working"),
        ("council_complaint_2", "They answer", "20"),
    ],
)
def test_a_limit_that_nobody_checked_is_not_told_as_a_fact(
    page: Visitor, regime: str, step: str, figure: str
):
    told = limits(page, regime)[step]

    assert told.startswith("Not checked yet Nobody has checked this limit yet.")
    assert figure not in told.partition(":")[0]


def test_every_checked_limit_names_its_source(page: Visitor):
    for one in page.page.xpath("//section[contains(@class, 'portal-limits')]//dl/div"):
        assert one.xpath(".//bdi[@lang='en']/text()"), words(one, ".")


def test_a_promise_of_ours_that_nobody_checked_has_no_figure_and_no_example(
    client: FlaskClient, wiring: Wiring
):
    old = 'clock = "respond"\nrank = 100\namount = 10\nunit = "working_day"\n'
    text = packaged()
    at = text.index(old)
    changed = text[:at] + text[at:].replace("verified = true", "verified = false", 1)
    with wiring.writes.begin() as session:
        deed = Deed(SYSTEM, wiring.clock.now(), "test")
        load_partnership.load(session, changed, in_force(session).calendar, deed)

    page = Visitor(client).open("/how-long")

    assert ours(page)["You will have an answer, or a plan with dates"] == "Not checked yet"
    assert not page.page.xpath(
        "//p[contains(@class, 'portal-deadline__title')][contains(., 'an answer, or a plan')]"
    )


def test_a_new_version_of_the_file_changes_the_page(client: FlaskClient, wiring: Wiring):
    old = 'clock = "respond"\nrank = 100\namount = 10\n'
    changed = packaged().replace(old, old.replace("10\n", "12\n"), 1)
    with wiring.writes.begin() as session:
        deed = Deed(SYSTEM, wiring.clock.now(), "test")
        load_partnership.load(session, changed, in_force(session).calendar, deed)

    page = Visitor(client).open("/how-long")

    told = ours(page)["You will have an answer, or a plan with dates"]
    assert told.startswith("12 working days")


def test_with_nothing_frozen_there_are_no_figures(page: Visitor):
    assert "There are no figures yet." in page.text
