"""Pressed twice, left open too long, begun in two tabs: never half a message, never two."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import func, select

from portal.models import Draft, Submission
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.web.family.journeys import code_of, concern_checked, number_of

LONG = "The taxi came an hour late again and my son missed his maths lesson."


def messages(wiring: Wiring) -> int:
    with wiring.reads() as session:
        return session.scalars(select(func.count(Submission.id))).one()


def test_the_same_page_sent_twice_is_one_message_with_the_same_words(
    family: Visitor, wiring: Wiring
) -> None:
    address, body = concern_checked(family).filled()
    family.post(address, body)
    first = number_of(family), code_of(family)

    family.post(address, body)

    assert (number_of(family), code_of(family)) == first
    assert messages(wiring) == 1


def test_the_same_page_sent_many_times_at_once_is_one_message(
    family: Visitor, app: Flask, wiring: Wiring
) -> None:
    address, body = concern_checked(family).filled()
    cookies = [family.client.get_cookie(name) for name in ("portal", "draft")]

    def press(_: int) -> int:
        client = app.test_client()
        for cookie in cookies:
            assert cookie is not None
            client.set_cookie(cookie.key, cookie.value)
        return client.post(address, data=body).status_code

    with ThreadPoolExecutor(4) as presses:
        answers = list(presses.map(press, range(4)))

    assert answers == [303] * 4
    assert messages(wiring) == 1


def test_going_back_after_sending_and_pressing_continue_shows_the_receipt(family: Visitor) -> None:
    body = family.open("/tell/who").filled(author_kind="parent_or_carer")[1]
    draft = concern_checked(family).filled()[1]["draft"]
    family.send()
    number = number_of(family)

    family.post("/tell/words", {**body, "draft": draft, "words": "again"})

    assert number_of(family) == number


def test_words_typed_after_the_draft_has_expired_are_given_back_and_nothing_is_sent(
    family: Visitor, wiring: Wiring, clock: FrozenClock
) -> None:
    family.open("/tell/who").send(author_kind="parent_or_carer").send(kind="concern")
    family.send(danger="no").send(needs=["send_transport"])
    address, body = family.filled(words=LONG)
    clock.move(hours=25)

    family.post(address, body)

    assert family.answer.status_code == 410
    assert LONG in family.page.xpath("//textarea")[0].text
    assert len(family.page.xpath("//textarea")) == 1
    assert messages(wiring) == 0


def test_an_expired_draft_lets_its_family_begin_again(family: Visitor, clock: FrozenClock) -> None:
    family.open("/tell/who").send(author_kind="helper")
    clock.move(hours=25)

    family.open("/tell/who").send(author_kind="parent_or_carer")

    assert family.heading == "Do you want an answer?"


def test_the_number_and_words_are_shown_for_half_an_hour(
    family: Visitor, clock: FrozenClock
) -> None:
    concern_checked(family).send()
    assert family.open("/tell/sent").heading == "We have your message"
    clock.move(minutes=31)

    family.open("/tell/sent")

    assert family.answer.status_code == 410
    assert family.heading == "We do not show your words any more"


def test_the_words_are_gone_once_they_are_kept(family: Visitor, wiring: Wiring) -> None:
    concern_checked(family).send()

    family.send("/tell/kept", kept="yes")

    assert family.heading == "This page is closed"
    with wiring.reads() as session:
        assert session.scalars(select(func.count(Draft.id))).one() == 0


def test_answers_that_were_deleted_are_gone(family: Visitor, wiring: Wiring) -> None:
    concern_checked(family)

    family.send("/tell/forget")

    assert family.heading == "This page is closed"
    with wiring.reads() as session:
        assert session.scalars(select(func.count(Draft.id))).one() == 0


def test_two_tabs_are_two_drafts(app: Flask, family: Visitor, wiring: Wiring) -> None:
    concern_checked(family, words="The first matter.")
    address, body = family.filled()
    family.client.delete_cookie("draft")
    concern_checked(family, words="The second matter.")

    family.post(address, body)

    with wiring.reads() as session:
        assert session.scalars(select(Submission.words)).all() == ["The first matter."]


def test_changing_one_answer_returns_to_check(family: Visitor) -> None:
    concern_checked(family)

    family.open("/tell/words?change=1").send(words="It is the taxi, not the bus.")

    assert family.path == "/tell/check"
    assert "It is the taxi, not the bus." in family.text


def test_a_change_that_opens_new_questions_asks_them_first(family: Visitor) -> None:
    concern_checked(family)

    family.open("/tell/about?change=1").send(needs=["autism_assessment"])

    assert family.path == "/tell/child"
    assert "Where is the child's doctor's surgery?" in family.text
    family.send(gp_area="suffolk_east_west")
    assert family.path == "/tell/share"
    assert "West Suffolk NHS" in family.text
    family.send()
    assert family.path == "/tell/check"


def test_nobody_is_ticked_before_the_family_says_yes(family: Visitor) -> None:
    concern_checked(family)
    family.open("/tell/about?change=1").send(needs=["autism_assessment"])

    family.send(gp_area="suffolk_east_west")

    assert family.page.xpath("//input[@type='checkbox']")
    assert not family.page.xpath("//input[@type='checkbox' and @checked]")


def test_a_page_asked_for_too_early_leads_to_the_first_open_question(family: Visitor) -> None:
    family.open("/tell/share")

    assert family.path == "/tell/who"


def test_a_question_that_is_nobodys_is_not_found(family: Visitor) -> None:
    family.open("/tell/horse")

    assert family.answer.status_code == 404
