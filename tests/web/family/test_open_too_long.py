"""A page left open too long comes back with everything typed on it, and one press sends it."""

import pytest
from sqlalchemy import func, select

from portal.models import Message, Submission
from portal.wiring import Wiring
from tests.support.browserless import Fields, Visitor
from tests.support.clock import FrozenClock
from tests.web.family.journeys import concern_checked, reach_check, reopened, sent

LONG = "The taxi came an hour late again and my son missed his maths lesson."


def without_session(family: Visitor, body: Fields) -> Fields:
    """The browser was closed and has opened its tabs again: its token is nobody's any more."""
    family.client.delete_cookie("portal")
    return {**body, "csrf_token": "an old one"}


def count(wiring: Wiring, column) -> int:
    with wiring.reads() as session:
        return session.scalars(select(func.count(column))).one()


@pytest.fixture
def writing(family: Visitor) -> Visitor:
    family.open("/tell/who?door=concern").send(author_kind="parent_or_carer")
    return family.send(danger="no").send(needs=["send_transport"])


def test_two_hours_of_typing_are_taken_as_if_no_time_had_gone(
    writing: Visitor, clock: FrozenClock
) -> None:
    address, body = writing.filled(words=LONG)
    clock.move(hours=2)

    writing.post(address, body)

    assert writing.path == "/tell/child"


def test_the_page_comes_back_with_everything_and_one_press_sends_it(writing: Visitor) -> None:
    address, body = writing.filled(words=LONG, wanted="A taxi in time.")

    writing.post(address, without_session(writing, body))

    assert writing.answer.status_code == 400
    assert writing.faults[0].startswith("This page was open for a long time.")
    assert writing.filled()[1]["words"].strip() == LONG
    writing.send()
    assert writing.path == "/tell/child"
    assert LONG in reach_check(writing, words=LONG).text


def test_the_check_page_comes_back_and_one_press_sends_it(family: Visitor, wiring: Wiring) -> None:
    address, body = concern_checked(family).filled()

    family.post(address, without_session(family, body))
    assert family.heading == "Check your answers"
    assert count(wiring, Submission.id) == 0
    family.send()

    assert family.heading == "We have your message"
    assert count(wiring, Submission.id) == 1


def test_a_reply_comes_back_and_one_press_sends_it(family: Visitor, wiring: Wiring) -> None:
    sent(family)
    address, body = reopened(family).filled("/case", words=LONG)

    family.post(address, without_session(family, body))
    assert family.faults[0].startswith("This page was open for a long time.")
    family.post(*family.filled("/case"))

    with wiring.reads() as session:
        assert [one.strip() for one in session.scalars(select(Message.words))] == [LONG]


def test_a_first_page_comes_back_with_its_choice(family: Visitor) -> None:
    address, body = family.open("/tell/who?door=view").filled(author_kind="helper")

    family.post(address, without_session(family, body))

    assert family.filled()[1]["author_kind"] == ["helper"]
    assert family.send().path == "/tell/danger"


def test_answers_that_are_gone_are_given_back_to_copy(writing: Visitor, clock: FrozenClock) -> None:
    address, body = writing.filled(words=LONG)
    clock.move(hours=25)

    writing.post(address, without_session(writing, body))

    assert writing.answer.status_code in (400, 410)
    assert LONG in writing.page.xpath("//textarea")[0].text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_what_another_site_posts_is_never_drawn_into_our_form(
    writing: Visitor, headers: dict[str, str]
) -> None:
    address, body = writing.filled(words="Words of a stranger, put into this page.")
    body["csrf_token"] = ""

    page = writing.client.post(address, data=body, headers=headers)

    assert page.status_code == 400
    assert 'id="question"' not in page.get_data(as_text=True)


def test_our_own_page_is_drawn_again_where_the_browser_says_so(writing: Visitor) -> None:
    address, body = writing.filled(words=LONG)
    body["csrf_token"] = ""
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}

    page = writing.client.post(address, data=body, headers=headers)

    assert 'id="question"' in page.get_data(as_text=True)


@pytest.mark.parametrize("address", ["/tell/horse", "/case/quotes", "/tell/forget", "/return"])
def test_other_pages_say_what_to_do(family: Visitor, address: str) -> None:
    family.post(address, {"csrf_token": "an old one"})

    assert family.answer.status_code in (400, 404)
    assert family.heading
