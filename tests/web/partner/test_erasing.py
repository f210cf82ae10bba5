"""Deleting by two people: what each page shows, and what the family finds afterwards."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.domain import codes
from portal.domain.people import Role
from portal.models import SafeguardingItem, Submission
from portal.services.submit import Receipt
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.cases import DISCLOSURE
from tests.support.families import WORDS
from tests.web.partner.conftest import Office

ASK, GONE = "/case/rights/delete", "We deleted your words"
ALL = {"outcome": "deleted", "words": "It is gone."}
NAME = {"outcome": "part", "parts": ["name"], "stays": ["family_wish"], "words": "Only the name."}


@pytest.fixture
def receipt(office: Office) -> Receipt:
    return office.receive(name="Ada Invented", contact="ada@example.org")


@pytest.fixture
def triage(office: Office) -> Visitor:
    return office.sign_in(Role.TRIAGE, "triage", name="Tri").browser


@pytest.fixture
def officer(office: Office) -> Visitor:
    return office.sign_in(Role.DPO, name="Olu").browser


def page_of(receipt: Receipt) -> str:
    return f"/requests-to-delete/{codes.format_reference(receipt.reference)}"


def asks(office: Office, receipt: Receipt) -> Visitor:
    return office.as_family(receipt).open("/case/rights").send(ASK)


def words_of(wiring: Wiring, receipt: Receipt) -> str:
    with wiring.reads() as session:
        query = select(Submission.words).where(Submission.reference == receipt.reference)
        return session.scalars(query).one()


def test_prepared_by_one_nothing_is_deleted_and_the_family_reads_nothing(
    office: Office, wiring: Wiring, receipt: Receipt, triage: Visitor
) -> None:
    family = asks(office, receipt)

    triage.open(page_of(receipt)).send(**ALL)

    assert "Nothing is deleted until somebody else agrees" in triage.text
    assert words_of(wiring, receipt) == WORDS
    assert "It is gone." not in family.open("/case/rights").text
    assert "You asked us on" in family.text


def test_the_second_page_shows_what_goes_what_stays_and_no_word_of_the_family(
    office: Office, receipt: Receipt, triage: Visitor, officer: Visitor
) -> None:
    asks(office, receipt)
    triage.open(page_of(receipt)).send(**NAME)

    text = officer.open(page_of(receipt)).text

    goes, stays = text.split("What stays")
    assert "Its name, and the way to reach it" in goes
    assert "What the family wrote" not in goes
    assert "What the family wrote" in stays
    assert "The family wants to keep the rest" in stays
    assert "Only the name." in stays
    assert "Tri prepared this" in text
    assert WORDS not in text
    assert "Ada Invented" not in text


def test_agreed_by_the_officer_the_code_opens_that_it_is_gone_and_when(
    office: Office, wiring: Wiring, receipt: Receipt, triage: Visitor, officer: Visitor
) -> None:
    family = asks(office, receipt)
    triage.open(page_of(receipt)).send(**ALL)

    officer.open(page_of(receipt)).send(f"{page_of(receipt)}/agree")

    assert "No family is waiting" in officer.text
    assert words_of(wiring, receipt) == ""
    for browser in (family.open("/case"), office.as_family(receipt)):
        assert browser.path == "/case/deleted"
        assert GONE in browser.text
        assert "Tuesday 24 November 2026" in browser.text
        assert "It is gone." in browser.text


def test_whoever_prepared_it_cannot_agree(
    office: Office, wiring: Wiring, receipt: Receipt, triage: Visitor, officer: Visitor
) -> None:
    asks(office, receipt)
    officer.open(page_of(receipt)).send(**ALL)
    address, body = triage.open(page_of(receipt)).filled(f"{page_of(receipt)}/agree")

    officer.open(page_of(receipt))
    assert "Somebody else has to agree. You prepared it." in officer.text
    token = officer.filled(f"{page_of(receipt)}/take-back")[1]
    officer.post(address, {**body, **token})

    assert officer.answer.status_code == 403
    assert words_of(wiring, receipt) == WORDS


def test_a_plan_that_was_changed_since_the_page_was_drawn_is_not_agreed_to(
    office: Office, wiring: Wiring, receipt: Receipt, triage: Visitor, officer: Visitor, clock
) -> None:
    asks(office, receipt)
    triage.open(page_of(receipt)).send(**NAME)
    drawn = officer.open(page_of(receipt)).filled(f"{page_of(receipt)}/agree")
    triage.open(page_of(receipt)).send(f"{page_of(receipt)}/take-back")
    clock.move(minutes=1)
    triage.open(page_of(receipt)).send(**ALL)

    officer.post(*drawn)

    assert officer.answer.status_code == 409
    assert words_of(wiring, receipt) == WORDS


def test_taken_back_it_can_be_answered_anew(
    office: Office, receipt: Receipt, triage: Visitor, officer: Visitor
) -> None:
    family = asks(office, receipt)
    triage.open(page_of(receipt)).send(**ALL)
    officer.open(page_of(receipt)).send(f"{page_of(receipt)}/take-back")

    officer.send(outcome="kept", words="A law says so.")

    assert "A law says so." in family.open("/case/rights").text


def test_of_a_part_the_family_keeps_its_page_and_reads_which(
    office: Office, receipt: Receipt, triage: Visitor, officer: Visitor
) -> None:
    family = asks(office, receipt)
    triage.open(page_of(receipt)).send(**NAME)
    officer.open(page_of(receipt)).send(f"{page_of(receipt)}/agree")

    text = family.open("/case/rights").text

    assert "We delete a part of it. your name, and how to reach you Only the name. Olu" in text
    assert "The family wants" not in text
    assert WORDS in family.open("/case").text


def test_of_words_alone_the_family_can_ask_for_the_rest(
    office: Office, receipt: Receipt, triage: Visitor, officer: Visitor
) -> None:
    family = asks(office, receipt)
    words = {**NAME, "parts": ["words"], "words": "The words went."}
    triage.open(page_of(receipt)).send(**words)
    officer.open(page_of(receipt)).send(f"{page_of(receipt)}/agree")
    family.open("/case").send("/case/deleted")
    assert "You asked us on" in family.text

    triage.open(page_of(receipt)).send(**ALL)
    officer.open(page_of(receipt)).send(f"{page_of(receipt)}/agree")

    assert "Ask us to delete it" not in family.open("/case/deleted").text


@pytest.mark.parametrize(
    "fields", [{"outcome": "part"}, {"outcome": "part", "parts": ["name"]},
               {"outcome": "part", "stays": ["legal_claim"]}]
)  # fmt: skip
def test_a_part_needs_to_be_named_and_the_rest_a_reason(
    office: Office, receipt: Receipt, officer: Visitor, fields: dict[str, object]
) -> None:
    asks(office, receipt)

    officer.open(page_of(receipt)).send(**fields, words="A part.")

    assert officer.answer.status_code == 422
    assert "Choose what is deleted, and why the rest stays" in officer.text


def test_while_leads_look_at_it_staff_are_told_to_wait_and_the_family_is_not(
    office: Office, wiring: Wiring, officer: Visitor
) -> None:
    plain, flagged = office.receive(), office.receive(wanted=DISCLOSURE)
    pages = [asks(office, one).open("/case/rights") for one in (plain, flagged)]

    officer.open(page_of(flagged)).send(**ALL)

    assert officer.answer.status_code == 409
    assert "Ask a safeguarding lead" in officer.text
    assert "It is gone." in officer.page.xpath("//textarea")[0].text
    assert words_of(wiring, flagged) == WORDS
    assert pages[0].open("/case/rights").text == pages[1].open("/case/rights").text


def test_a_flag_raised_between_the_two_people_stops_the_second(
    office: Office, wiring: Wiring, receipt: Receipt, triage: Visitor, officer: Visitor
) -> None:
    family = asks(office, receipt)
    triage.open(page_of(receipt)).send(**ALL)
    family.open("/case").send("/case", words=DISCLOSURE)
    with wiring.reads() as session:
        assert session.scalars(select(SafeguardingItem.id)).all()

    officer.open(page_of(receipt)).send(f"{page_of(receipt)}/agree")

    assert officer.answer.status_code == 409
    assert "Ask a safeguarding lead" in officer.text
    assert words_of(wiring, receipt) == WORDS


def test_what_was_typed_into_a_page_of_before_is_given_back(
    office: Office, receipt: Receipt, triage: Visitor, officer: Visitor
) -> None:
    family = asks(office, receipt)
    typed = family.open("/case").filled("/case", words="One more thing: the taxi is late again.")
    triage.open(page_of(receipt)).send(**ALL)
    officer.open(page_of(receipt)).send(f"{page_of(receipt)}/agree")

    family.post(*typed)

    assert family.answer.status_code == 409
    assert "One more thing: the taxi is late again." in family.text


def test_no_page_of_staff_shows_what_is_gone(
    app: Flask, office: Office, receipt: Receipt, triage: Visitor, officer: Visitor
) -> None:
    sam = office.sign_in(Role.CASEWORKER, "scc_transport").browser
    case = f"/cases/{receipt.reference}"
    assert sam.open(case).answer.status_code == 200
    asks(office, receipt)
    triage.open(page_of(receipt)).send(**ALL)
    officer.open(page_of(receipt)).send(f"{page_of(receipt)}/agree")

    assert sam.open(case).answer.status_code == 404
    for page in (case, f"{case}/themes", page_of(receipt)):
        assert triage.client.get(page).status_code == 404
    shown = receipt.reference[:4]
    for browser in (sam, triage):
        assert shown not in browser.open("/inbox").text
