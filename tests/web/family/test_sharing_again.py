"""Who may we show this to? Said again on the message's own page, and taken back there."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.domain.consents import ConsentUse
from portal.models import Consent, Submission
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.web.family.journeys import concern_checked, reopened

QUESTION = "Who may we show this to?"


def answers(wiring: Wiring) -> list[tuple[str | None, bool]]:
    with wiring.reads() as session:
        query = select(Consent).where(Consent.use == ConsentUse.PASS_ON).order_by(Consent.id)
        return [(one.partner_key, one.yes) for one in session.scalars(query)]


def ticked(family: Visitor) -> list[str]:
    return family.page.xpath("//main//input[@name='share' and @checked]/@value")


def boxes(family: Visitor) -> list[str]:
    return family.page.xpath("//main//input[@name='share']/@value")


def young(family: Visitor, answer: str = "not_sure") -> Visitor:
    family.open("/tell/who").send(author_kind="young_person")
    family.send().send(danger="no").send(words="I feel sad all day.", age_band="under_13")
    return reopened(family.send(answer=answer).send())


def test_a_young_person_says_yes_to_a_body_and_takes_it_back(
    family: Visitor, wiring: Wiring, clock: FrozenClock
) -> None:
    young(family)
    assert QUESTION in family.text
    assert ticked(family) == []
    clock.move(minutes=1)

    family.send("/case/share", share=["nsft"])
    assert ticked(family) == ["nsft"]
    clock.move(minutes=1)
    family.send("/case/share", share=[])

    assert family.path == "/case"
    assert ticked(family) == []
    assert answers(wiring) == [("nsft", True), ("nsft", False)]


def test_a_yes_while_writing_stands_on_the_page_and_saving_it_says_nothing_new(
    family: Visitor, wiring: Wiring
) -> None:
    reopened(concern_checked(family, needs=["mental_health"], share=["nsft"]).send())
    before = answers(wiring)
    assert ticked(family) == ["nsft"]

    family.send("/case/share")

    assert answers(wiring) == before == [("nsft", True)]


@pytest.mark.parametrize(("share", "said"), [(["nsft"], True), ([], False)])
def test_the_page_says_what_a_team_keeps_where_one_has_read_it(
    family: Visitor, share: list[str], said: bool
) -> None:
    concern_checked(family, needs=["mental_health"], share=share).send()

    reopened(family)

    assert QUESTION in family.text
    assert ("that team keeps what it has already read, and gets nothing new" in family.text) is said


def test_a_body_that_is_not_on_the_page_is_refused_plainly(family: Visitor, wiring: Wiring) -> None:
    young(family)

    family.send("/case/share", share=["nsft", "scc"])

    assert family.answer.status_code == 422
    assert family.faults == ["Choose from the answers on this page"]
    assert answers(wiring) == []


def test_a_matter_of_the_councils_own_asks_nothing(family: Visitor) -> None:
    reopened(concern_checked(family).send())

    assert family.heading == "Your message"
    assert QUESTION not in family.text


def test_a_flagged_message_is_asked_like_any_other(
    family: Visitor, app: Flask, wiring: Wiring
) -> None:
    other, pages = Visitor(app.test_client()), []
    for visitor, danger in ((family, "yes"), (other, "no")):
        reopened(concern_checked(visitor, needs=["other"], danger=danger).send())
        visitor.send("/case/share", share=["nsft"])
        pages.append(visitor.text.partition(QUESTION)[2].partition("Save who may see it")[0])

    with wiring.reads() as session:
        query = select(Submission.restricted).order_by(Submission.id)
        assert session.scalars(query).all() == [True, False]
    assert pages[0] == pages[1] != ""


@pytest.mark.parametrize(("answer", "said"), [("no", True), ("not_sure", False)])
def test_where_nobody_owes_an_answer_the_page_says_that_writing_opens_it_again(
    family: Visitor, answer: str, said: bool
) -> None:
    young(family, answer)

    assert ("If you write, we open it again." in family.text) is said
