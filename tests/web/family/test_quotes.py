"""May we use your words? Asked only after sending, all off, and taken back by taking out a tick."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.domain.consents import QUOTES
from portal.models import Consent, Submission
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.web.family.journeys import code_of, concern_checked, number_of, reach_check, reopened

QUESTION = "May we use your words?"
BOARD = "Show my words to the board that checks your work, without my name"
PUBLIC = "Show my words in public, like in a report, without my name"
NOT_QUOTED = ("We do not quote your words.", "We do not put your words in a report.")


def answers(wiring: Wiring) -> list[tuple[str, bool]]:
    """Everything said about quotes, in order."""
    with wiring.reads() as session:
        query = select(Consent).where(Consent.use.in_(QUOTES)).order_by(Consent.id)
        return [(one.use.value, one.yes) for one in session.scalars(query)]


def ticked(family: Visitor) -> list[str]:
    return family.page.xpath("//main//input[@name='quotes' and @checked]/@value")


def boxes(family: Visitor) -> list[str]:
    return family.page.xpath("//main//input[@name='quotes']/@value")


def young(family: Visitor, age: str) -> Visitor:
    family.open("/tell/who").send(author_kind="young_person")
    family.send().send(danger="no").send(words="I hate the taxi.", age_band=age)
    return family.send(answer="not_sure").send()


def test_nothing_is_asked_before_sending_and_nothing_is_ticked_after(
    family: Visitor, wiring: Wiring
) -> None:
    concern_checked(family)
    assert QUESTION not in family.text

    family.send()

    assert QUESTION in family.text
    assert boxes(family) == ["quote_board", "quote_public"]
    assert ticked(family) == []
    assert "It changes nothing about the answer" in family.text
    assert answers(wiring) == []


def test_a_yes_is_said_back_on_the_same_page(family: Visitor, wiring: Wiring) -> None:
    concern_checked(family).send()
    number = number_of(family)

    family.send("/tell/sent", quotes=["quote_board"])

    assert family.path == "/tell/sent"
    assert number_of(family) == number
    assert f"You said yes to: {BOARD}" in family.text
    assert ticked(family) == ["quote_board"]
    assert answers(wiring) == [("quote_board", True)]


def test_saving_without_a_tick_is_no_answer_at_all(family: Visitor, wiring: Wiring) -> None:
    concern_checked(family).send()

    family.send("/tell/sent")

    assert "Your words are not quoted unless you say yes." in family.text
    assert answers(wiring) == []


def test_a_yes_pressed_twice_is_one_yes(family: Visitor, wiring: Wiring) -> None:
    concern_checked(family).send()
    form = family.filled("/tell/sent", quotes=["quote_board"])
    family.post(*form)

    family.post(*form)

    assert answers(wiring) == [("quote_board", True)]


def test_a_family_that_comes_back_sees_its_yes_and_takes_it_back(
    family: Visitor, wiring: Wiring, clock: FrozenClock
) -> None:
    concern_checked(family).send().send("/tell/sent", quotes=["quote_board", "quote_public"])
    reopened(family)
    assert ticked(family) == ["quote_board", "quote_public"]
    clock.move(minutes=1)

    family.send("/case/quotes", quotes=["quote_public"])
    assert f"You said yes to: {PUBLIC}" in family.text
    clock.move(minutes=1)
    family.send("/case/quotes", quotes=[])

    assert family.path == "/case"
    assert "You took it back." in family.text
    assert ticked(family) == []
    assert answers(wiring) == [
        ("quote_board", True),
        ("quote_public", True),
        ("quote_board", False),
        ("quote_public", False),
    ]


def test_an_empty_reply_does_not_take_a_yes_out_of_the_page(family: Visitor) -> None:
    concern_checked(family).send().send("/tell/sent", quotes=["quote_board"])
    reopened(family)

    family.send("/case", words=" ")

    assert family.answer.status_code == 422
    assert ticked(family) == ["quote_board"]


@pytest.mark.parametrize("kind", ["view", "concern"])
def test_a_view_is_asked_as_a_concern_is(family: Visitor, kind: str) -> None:
    reach_check(family, kind=kind)

    family.send()

    assert QUESTION in family.text


@pytest.mark.parametrize("author_kind", ["helper", "professional"])
def test_who_writes_for_a_family_is_not_asked_and_is_refused(
    family: Visitor, wiring: Wiring, author_kind: str
) -> None:
    reach_check(family, author_kind=author_kind).send()

    refused_everywhere(family, wiring)


@pytest.mark.parametrize("age", ["under_13", "not_said", ""])
def test_a_child_under_thirteen_or_of_unknown_age_is_not_asked_and_is_refused(
    family: Visitor, wiring: Wiring, age: str
) -> None:
    young(family, age)

    refused_everywhere(family, wiring)


def refused_everywhere(family: Visitor, wiring: Wiring) -> None:
    token = family.page.xpath("//input[@name='csrf_token']/@value")[0]
    body: dict[str, object] = {"csrf_token": token, "quotes": ["quote_public"]}
    number, words = number_of(family), " ".join(code_of(family))
    assert any(said in family.text for said in NOT_QUOTED)
    assert boxes(family) == []

    assert family.post("/tell/sent", body).answer.status_code == 403

    family.open("/return").send(reference=number, code=words)
    assert family.heading == "Your message"
    assert boxes(family) == []
    about = {"about": number.replace("-", "")}
    assert family.post("/case/quotes", {**body, **about}).answer.status_code == 403
    assert answers(wiring) == []


def test_a_young_person_of_thirteen_is_asked(family: Visitor, wiring: Wiring) -> None:
    young(family, "from_13_to_15")

    family.send("/tell/sent", quotes=["quote_public"])

    assert f"You said yes to: {PUBLIC}" in family.text
    assert answers(wiring) == [("quote_public", True)]


@pytest.mark.parametrize("address", ["/tell/sent", "/case/quotes"])
def test_a_use_that_is_nobodys_is_refused_plainly(
    family: Visitor, wiring: Wiring, address: str
) -> None:
    concern_checked(family).send()
    if address == "/case/quotes":
        reopened(family)

    family.send(address, quotes=["quote_board", "quote_newspaper"])

    assert family.answer.status_code == 422
    assert family.faults == ["Choose from the answers on this page"]
    assert answers(wiring) == []


def test_the_page_is_about_its_own_message_also_when_another_tab_has_begun_one(
    family: Visitor, wiring: Wiring
) -> None:
    concern_checked(family).send()
    number = number_of(family)
    form = family.filled("/tell/sent", quotes=["quote_board"])
    family.client.delete_cookie("draft")
    concern_checked(family, words="Another matter.")

    family.post(*form)

    assert number_of(family) == number
    assert answers(wiring) == [("quote_board", True)]


def test_after_half_an_hour_the_page_is_closed_and_nothing_is_said(
    family: Visitor, wiring: Wiring, clock: FrozenClock
) -> None:
    concern_checked(family).send()
    form = family.filled("/tell/sent", quotes=["quote_board"])
    clock.move(minutes=31)

    family.post(*form)

    assert family.answer.status_code == 410
    assert family.heading == "We do not show your words any more"
    assert answers(wiring) == []


def test_a_flagged_message_is_asked_like_any_other(
    family: Visitor, app: Flask, wiring: Wiring
) -> None:
    other = Visitor(app.test_client())
    pages = []
    for visitor, danger in ((family, "yes"), (other, "no")):
        concern_checked(visitor, danger=danger).send()
        visitor.send("/tell/sent", quotes=["quote_board"])
        pages.append(quoting_of(visitor))
        pages.append(quoting_of(reopened(visitor)))

    with wiring.reads() as session:
        query = select(Submission.restricted).order_by(Submission.id)
        assert session.scalars(query).all() == [True, False]
    assert "You said yes to:" in pages[0]
    assert len(set(pages)) == 1


def quoting_of(visitor: Visitor) -> str:
    """The question with all of its words, as they are read."""
    before, found, after = visitor.text.partition(QUESTION)
    assert before
    assert found
    return after.partition("Save my choice")[0]
