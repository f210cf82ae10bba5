"""An author puts its own two messages together with both codes, from inside one of them."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.domain import code_words
from portal.domain.people import Role
from portal.domain.submissions import AuthorKind
from portal.models import AuthorLink, CodeAttempt
from portal.services.submit import Receipt
from portal.wiring import Wiring
from tests.support.browserless import Fields, Visitor
from tests.web.family.journeys import code_of, number_of
from tests.web.partner.conftest import Office

OTHER_WORDS = "The words of the other message."
WRONG = "This number and these words do not open anything."


def code(receipt: Receipt) -> Fields:
    words = " ".join(code_words.words_of(receipt.code, code_words.ENGLISH))
    return {"reference": receipt.reference, "code": words}


def rows(wiring: Wiring) -> int:
    with wiring.reads() as session:
        return session.scalars(select(func.count(AuthorLink.id))).one()


@pytest.fixture
def mine(office: Office) -> Receipt:
    return office.receive()


@pytest.fixture
def other(office: Office) -> Receipt:
    return office.receive(words=OTHER_WORDS)


def put(office: Office, mine: Receipt, other: Receipt, **changes: object) -> Visitor:
    page = office.as_family(mine).open("/case/earlier")
    return page.send("/case/earlier", **{**code(other), **changes})


def test_both_codes_put_two_together_on_both_pages_and_open_nothing_more(
    office: Office, mine: Receipt, other: Receipt, wiring: Wiring
) -> None:
    page = put(office, mine, other)

    assert "Put together with number" in page.text
    assert OTHER_WORDS not in page.answer.text
    assert OTHER_WORDS not in page.open("/case").answer.text
    assert "Put together with number" in office.as_family(other).open("/case/earlier").text
    assert rows(wiring) == 1


def test_staff_who_read_both_see_that_one_author_wrote_them(
    office: Office, mine: Receipt, other: Receipt
) -> None:
    sam = office.sign_in(Role.CASEWORKER, "scc_transport")
    address = f"/cases/{mine.reference}"
    assert "The same author also sent" not in sam.browser.open(address).text

    put(office, mine, other)

    assert "The same author also sent" in sam.browser.open(address).text


def test_a_caseworker_who_reads_one_sees_nothing_of_the_other(
    office: Office, mine: Receipt
) -> None:
    foreign = office.receive(words=OTHER_WORDS, needs=("ehc_plan",))
    put(office, mine, foreign)

    page = office.sign_in(Role.CASEWORKER, "scc_transport").browser
    page.open(f"/cases/{mine.reference}")

    assert page.answer.status_code == 200
    assert "same author" not in page.text
    assert foreign.reference not in page.answer.text


def test_it_is_taken_apart_again(office: Office, mine: Receipt, other: Receipt) -> None:
    page = put(office, mine, other)

    page.send("/case/earlier/end")

    assert "Put together with number" not in page.text
    assert "Put together with number" not in office.as_family(other).open("/case/earlier").text


def test_wrong_words_put_nothing_together_and_are_counted_as_at_the_door(
    office: Office, mine: Receipt, other: Receipt, wiring: Wiring
) -> None:
    page = put(office, mine, other, code=code(mine)["code"])

    assert page.answer.status_code == 403
    assert page.faults[0].startswith(WRONG)
    assert rows(wiring) == 0
    with wiring.reads() as session:
        assert session.scalars(select(func.count(CodeAttempt.id))).one() == 1


def test_who_guesses_here_has_to_wait_and_is_told_so_on_this_page(
    office: Office, mine: Receipt, other: Receipt, wiring: Wiring
) -> None:
    page = office.as_family(mine)
    for _ in range(5):
        page.open("/case/earlier").send("/case/earlier", **{**code(other),
            "code": code(mine)["code"]})  # fmt: skip

    page.open("/case/earlier").send("/case/earlier", **code(other))

    assert page.answer.status_code == 429
    assert page.heading == "Did you send another message?"
    assert "There have been too many tries." in page.faults[0]
    assert rows(wiring) == 0


@pytest.mark.parametrize("kind", [AuthorKind.YOUNG_PERSON, AuthorKind.HELPER])
def test_a_parent_who_has_anothers_words_cannot_put_the_two_together(
    office: Office, mine: Receipt, wiring: Wiring, kind: AuthorKind
) -> None:
    age = None if kind is AuthorKind.YOUNG_PERSON else 9
    child = office.receive(author_kind=kind, age=age, words=OTHER_WORDS)

    page = put(office, mine, child)

    assert page.answer.status_code == 422
    assert page.faults[0].startswith("We cannot put these two together.")
    assert rows(wiring) == 0
    assert put(office, mine, office.receive(words="Mine.")).answer.status_code == 200
    assert rows(wiring) == 1


def test_a_supporters_number_and_words_are_no_authors(
    office: Office, mine: Receipt, other: Receipt, app: Flask, wiring: Wiring
) -> None:
    author = office.as_family(other).open("/case/supporters")
    author.send("/case/supporters", supporter="Aunt Sam")
    theirs = {"reference": number_of(author), "code": " ".join(code_of(author))}

    page = office.as_family(mine).open("/case/earlier").send("/case/earlier", **theirs)

    assert page.answer.status_code == 403
    assert rows(wiring) == 0


def test_a_mistyped_number_is_said_and_nothing_typed_is_lost(
    office: Office, mine: Receipt, other: Receipt
) -> None:
    page = put(office, mine, other, reference="12")

    assert page.answer.status_code == 422
    assert page.page.xpath("//input[@name='reference']/@value") == ["12"]
    assert page.page.xpath("//textarea[@name='code']")[0].text.strip() == code(other)["code"]


def test_another_familys_link_cannot_be_taken_apart(
    office: Office, mine: Receipt, other: Receipt, wiring: Wiring
) -> None:
    _, body = put(office, mine, other).filled("/case/earlier/end")
    stranger = office.as_family(office.receive(words="Another matter."))
    own = stranger.open("/case/rights").filled("/case/rights/delete")[1]

    stranger.post("/case/earlier/end", {**body, **own})

    assert stranger.answer.status_code == 404
    with wiring.reads() as session:
        assert session.scalars(select(AuthorLink.ended_at)).all() == [None]
