"""A family takes a copy of all of it, asks what is written down, and asks us to delete it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from portal.domain.people import Role
from portal.models import AuditEvent, ErasureRequest
from portal.services import publish
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.cases import DISCLOSURE
from tests.support.clock import FrozenClock
from tests.support.families import WORDS
from tests.web.partner.conftest import Office, Worker

ASK, COPY = "/case/rights/delete", "/case/rights/copy"


def requests(wiring: Wiring) -> int:
    with wiring.reads() as session:
        return session.scalars(select(func.count(ErasureRequest.id))).one()


def copy_of(family: Visitor) -> str:
    address, body = family.open("/case/rights").filled(COPY)
    answer = family.client.post(address, data=body)
    assert answer.status_code == 200
    assert answer.mimetype == "text/plain"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-copy.txt"'
    return answer.get_data(as_text=True)


def test_the_copy_holds_what_was_sent_and_what_was_answered(office: Office, sam: Worker) -> None:
    receipt = office.receive(
        contact="ada@example.org",
        name="Ada Invented",
        wanted="A bus",
        school_name="Invented School",
    )
    sam.browser.open(f"/cases/{receipt.reference}").send()
    sam.browser.open(f"/cases/{receipt.reference}/answer").send(words="A new bus comes.")

    text = copy_of(office.as_family(receipt))

    for said in (WORDS, "What would help: A bus", "School or college: Invented School"):
        assert said in text
    assert "A new bus comes." in text
    assert "Sam" in text
    assert "ada@example.org" not in text
    assert "Ada Invented" not in text


def test_a_copy_is_written_down_and_holds_no_notes_of_staff(
    office: Office, sam: Worker, wiring: Wiring
) -> None:
    receipt = office.receive()
    sam.browser.open(f"/cases/{receipt.reference}").send()
    sam.browser.open(f"/cases/{receipt.reference}/note").send(words="Among us.", scope="own")

    text = copy_of(office.as_family(receipt))

    assert "Among us." not in text
    with wiring.reads() as session:
        taken = select(func.count(AuditEvent.id)).where(AuditEvent.action == "copy.taken")
        assert session.scalars(taken).one() == 1


def test_nothing_on_the_page_or_in_the_copy_betrays_a_flag(office: Office) -> None:
    plain = office.as_family(office.receive()).open("/case/rights")
    flagged = office.as_family(office.receive(wanted=DISCLOSURE)).open("/case/rights")

    assert flagged.text == plain.text


def test_asking_to_delete_says_by_when_and_twice_is_once(office: Office, wiring: Wiring) -> None:
    family = office.as_family(office.receive()).open("/case/rights")
    assert "what somebody needs to keep a child safe" in family.text
    form = family.filled(ASK)
    family.post(*form)

    family.post(*form)

    assert requests(wiring) == 1
    assert "You asked us on Tuesday 24 November 2026." in family.text
    assert "We must answer by the end of Thursday 24 December 2026." in family.text


def test_the_officer_answers_and_the_family_reads_it(office: Office) -> None:
    receipt = office.receive()
    family = office.as_family(receipt).open("/case/rights").send(ASK)
    officer = office.sign_in(Role.DPO, name="Olu").browser

    officer.open("/requests-to-delete")
    assert WORDS not in officer.text
    officer.open(f"/requests-to-delete/{receipt.reference}")
    officer.send(outcome="kept", words="A law says so.")

    assert "No family is waiting" in officer.text
    family.open("/case/rights")
    assert "We have to keep it. A law says so. Olu" in family.text
    assert "Ask us to delete it" in [one.text for one in family.page.xpath("//main//button")]


@pytest.mark.parametrize(
    "fields", [{}, {"outcome": "part"}, {"outcome": "none", "words": "No."}, {"words": "No."}]
)
def test_an_answer_without_a_decision_or_words_is_refused(
    office: Office, fields: dict[str, object]
) -> None:
    receipt = office.receive()
    office.as_family(receipt).open("/case/rights").send(ASK)
    officer = office.sign_in(Role.DPO).browser.open(f"/requests-to-delete/{receipt.reference}")

    officer.send(**fields)

    assert officer.answer.status_code == 422
    assert officer.faults


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.BOARD, Role.ADMIN])
def test_no_other_hat_opens_the_requests(office: Office, role: Role) -> None:
    partner = "scc_transport" if role is Role.CASEWORKER else None
    browser = office.sign_in(role, partner).browser

    assert browser.open("/requests-to-delete").answer.status_code == 403


def test_who_wants_more_is_led_to_what_is_made_formal(office: Office) -> None:
    family = office.as_family(office.receive()).open("/case/rights")
    (way,) = family.page.xpath("//a[contains(@href, '/case/formal/')]/@href")

    family.open(way).send()
    family.open("/case/rights")

    assert "You have asked for this." in family.text


def test_before_a_quarter_is_frozen_it_says_that_the_message_is_in_no_report(
    office: Office,
) -> None:
    family = office.as_family(office.receive()).open("/case/rights")

    assert "Your message is not counted in a report yet." in family.text


def test_once_it_is_frozen_it_says_in_which_numbers_and_that_they_hold_no_words(
    office: Office, wiring: Wiring, clock: FrozenClock
) -> None:
    receipt = office.receive()
    clock.at = datetime(2027, 1, 20, 9, tzinfo=UTC)
    with wiring.writes.begin() as session:
        assert publish.close_due(session, wiring.codebook, clock.now())

    text = office.as_family(receipt).open("/case/rights").text

    counted = "Thursday 1 October 2026 to Thursday 31 December 2026. They hold no words of yours."
    assert counted in text
    assert "not counted in a report yet" not in text


@pytest.mark.parametrize("path", [COPY, ASK])
def test_nobody_without_a_code_gets_or_deletes_anything(
    family: Visitor, wiring: Wiring, path: str
) -> None:
    assert family.open("/case/rights").path == "/return"
    token = family.filled()[1]["csrf_token"]

    assert family.post(path, {"csrf_token": token}).answer.status_code == 403
    assert requests(wiring) == 0
