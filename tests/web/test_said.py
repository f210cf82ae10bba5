""" "You said, we did" as anybody reads it: newest first, by area and outcome, page by page."""

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.domain.people import Role
from portal.domain.public_responses import ResponseOutcome
from portal.queries import partnership
from portal.queries.public_responses import PUBLIC_PAGE
from portal.services import respond_publicly
from portal.services.respond_publicly import Entry
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.support.staff import deed, hire

Publish = Callable[..., int]


@pytest.fixture
def publish(wiring: Wiring, clock: FrozenClock) -> Publish:
    """An entry that is out, a minute after the one before."""
    numbers = count(1)

    def make(said: str = "Families told us.", *, out: bool = True, **changes: Any) -> int:
        clock.move(minutes=1)
        with wiring.writes.begin() as session:
            ann, bea = hire(session, Role.SECRETARY), hire(session, Role.ANALYST)
            words: dict[str, Any] = {
                "form_key": f"entry-{next(numbers)}",
                "outcome": ResponseOutcome.DONE,
                "priority": "outside",
                "theme": "transport",
                "partner_id": partnership.partner(session, "scc_transport").id,
                "said": said,
                "did": "It was mended.",
                "later": None,
                "next_look_on": date(2027, 3, 1),
            }
            entry = Entry(**{**words, **changes})
            row = respond_publicly.add(session, entry, ann, deed(ann, now=clock.now()))
            if out:
                respond_publicly.publish(session, row.id, 1, bea, deed(bea, now=clock.now()))
            return row.id

    return make


@pytest.fixture
def family(app: Flask) -> Visitor:
    return Visitor(app.test_client())


def told(page: Visitor) -> list[str]:
    """What families said, entry by entry."""
    found = page.page.xpath("//article/div[contains(@class, 'portal-response__words')][1]")
    return [one.text_content() for one in found]


def follow(page: Visitor, words: str) -> Visitor:
    """Press the link of the main part with these words."""
    links = page.page.xpath(f"//main//a[normalize-space(.)='{words}']/@href")
    assert links, page.text
    return page.open(links[0])


def test_with_nothing_published_the_page_says_so(family: Visitor, publish: Publish):
    publish("A draft.", out=False)

    family.open("/you-said-we-did")

    assert "There is nothing here yet." in family.text
    assert told(family) == []


def test_the_newest_comes_first(family: Visitor, publish: Publish):
    for words in ("The first.", "The second.", "The third."):
        publish(words)

    assert told(family.open("/you-said-we-did")) == ["The third.", "The second.", "The first."]


def test_an_area_and_an_outcome_are_chosen_by_links_alone(family: Visitor, publish: Publish):
    publish("Plans are late.", priority="APA2", theme=None, outcome=ResponseOutcome.COULD_NOT)
    publish("Plans are short.", priority="APA2", theme=None)
    publish("Buses are late.")

    family.open("/you-said-we-did")
    follow(family, "EHC plans: how long they take and how good they are")
    both = told(family)
    follow(family, "We could not")
    one = told(family)
    follow(family, "All areas")

    assert both == ["Plans are short.", "Plans are late."]
    assert one == ["Plans are late."]
    assert "area" not in family.answer.request.args
    assert family.answer.request.args["outcome"] == "could_not"
    assert told(family) == ["Plans are late."]


def test_with_nothing_for_a_choice_a_link_leads_back_to_everything(
    family: Visitor, publish: Publish
):
    publish("Buses are late.")

    family.open("/you-said-we-did?area=AFI1")

    assert "There is nothing here for what you chose." in family.text
    assert told(follow(family, "Show everything")) == ["Buses are late."]


def test_a_choice_that_does_not_exist_is_no_choice(family: Visitor, publish: Publish):
    publish("Buses are late.")

    family.open("/you-said-we-did?area=%3Cscript%3E&outcome=splendid&after=zz")

    assert family.answer.status_code == 200
    assert told(family) == ["Buses are late."]
    assert "script>" not in family.page.xpath("string(//main)")


def test_a_long_list_goes_on_page_by_page_and_keeps_the_choice(family: Visitor, publish: Publish):
    for number in range(PUBLIC_PAGE + 2):
        publish(f"Number {number}.")
    publish("Another area.", priority="APA1")

    family.open("/you-said-we-did?area=outside")
    first = told(family)
    second = told(follow(family, "Older entries"))
    back = told(follow(family, "Back to the newest"))

    assert len(first) == PUBLIC_PAGE
    assert second == ["Number 1.", "Number 0."]
    assert back == first


def test_after_the_last_the_page_says_that_nothing_is_older(family: Visitor, publish: Publish):
    publish()

    family.open("/you-said-we-did?after=1.1")

    assert "There is nothing older." in family.text


@pytest.mark.parametrize(
    ("outcome", "heading"),
    [
        (ResponseOutcome.DONE, "We did"),
        (ResponseOutcome.UNDER_WAY, "We are doing"),
        (ResponseOutcome.COULD_NOT, "We could not, because"),
        (ResponseOutcome.DID_NOT_WORK, "Then you told us that it did not work"),
    ],
)
def test_each_outcome_is_headed_in_its_own_words(
    family: Visitor, publish: Publish, outcome: ResponseOutcome, heading: str
):
    publish(outcome=outcome, later="It is late again." if outcome.value == "did_not_work" else None)

    headings = family.open("/you-said-we-did").page.xpath("//article//h3/text()")

    assert heading in headings


def test_a_next_look_that_has_passed_is_owned_up_to(
    family: Visitor, publish: Publish, clock: FrozenClock
):
    publish()
    before = family.open("/you-said-we-did").text
    clock.move(days=200)

    after = family.open("/you-said-we-did").text

    assert "That day has passed" not in before
    assert "That day has passed, and nothing newer is written here yet." in after


def test_english_words_are_marked_as_english_on_an_arabic_page(
    client: FlaskClient, publish: Publish
):
    publish("Buses are late.")

    page = Visitor(client).open("/you-said-we-did?lang=ar")

    assert page.page.get("dir") == "rtl"
    words = page.page.xpath("//article/div[contains(@class, 'portal-response__words')]")[0]
    assert (words.get("lang"), words.get("dir")) == ("en", "ltr")


def test_markup_in_an_entry_is_shown_and_not_run(family: Visitor, publish: Publish):
    publish("<script>alert(1)</script>")

    family.open("/you-said-we-did")

    assert told(family) == ["<script>alert(1)</script>"]
    assert not family.page.xpath("//article//script")


def test_no_name_of_staff_and_no_number_of_a_version_is_told(family: Visitor, publish: Publish):
    publish()

    text = family.open("/you-said-we-did").text

    assert "Sam" not in text
    assert "version" not in text.lower()
