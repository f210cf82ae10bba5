"""To save a life two leads of two services open the way to reach a family; nobody else does."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.domain.codes import make_reference
from portal.domain.people import Role
from portal.domain.submissions import AuthorKind
from portal.jobs.rounds import end_openings
from portal.models import AuditEvent, ContactOpening, SealedContact
from portal.services import audit
from portal.services.submit import Receipt
from portal.wiring import Wiring
from tests.support.clock import FrozenClock
from tests.web.partner.conftest import PASSWORD, TRANSPORT, Office, Worker
from tests.web.partner.test_who_may import without_token

ADDRESS = "robin.quibblewick@example.org"
WHY = "She wrote that she has the tablets in her hand."
ASKED = {"whose_life": "child", "tried": ["wrote_here"], "because": WHY}
AGREED = {"outcome": "agree", "because": "I agree. There is no other way."}
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def ann(office: Office) -> Worker:
    return office.sign_in(Role.SAFEGUARDING, "scc_send", "Ann")


@pytest.fixture
def bryn(office: Office) -> Worker:
    return office.sign_in(Role.SAFEGUARDING, "wsft", "Bryn")


def case_of(office: Office, **changes: object) -> str:
    return office.restricted(contact=ADDRESS, **changes)


def ask(worker: Worker, reference: str, **changes: object) -> Worker:
    worker.browser.open(f"/cases/{reference}/open-contact").send(**{**ASKED, **changes})
    return worker


def agree(worker: Worker, reference: str) -> Worker:
    worker.browser.open(f"/cases/{reference}/answer-opening").send(**AGREED)
    return worker


def page(reference: str) -> str:
    return f"/cases/{reference}/way-to-reach"


def reads(wiring: Wiring) -> int:
    with wiring.reads() as session:
        query = select(AuditEvent).where(AuditEvent.action == "safeguarding.opening_read")
        return len(session.scalars(query).all())


def again(office: Office, worker: Worker) -> None:
    """Sign out and in again."""
    token = worker.browser.page.xpath("//input[@name='csrf_token']/@value")[0]
    worker.browser.post("/sign-out", {"csrf_token": token})
    worker.browser.open("/sign-in").send(email=worker.email, password=PASSWORD)


def test_two_leads_open_it_and_each_reading_is_written_down(
    office: Office, ann: Worker, bryn: Worker, wiring: Wiring
) -> None:
    reference = case_of(office)
    ask(ann, reference)
    assert "Waits for a second lead" in ann.browser.text
    assert "A lead asks a second lead to decide" in bryn.browser.open("/inbox").text
    agree(bryn, reference)

    for worker in (bryn, ann, ann):
        answer = worker.browser.open(page(reference)).answer
        assert ADDRESS in answer.text
        assert answer.headers["Cache-Control"] == "no-store"

    assert reads(wiring) == 3


def test_before_the_second_lead_has_agreed_there_is_no_page(
    office: Office, ann: Worker, bryn: Worker, wiring: Wiring
) -> None:
    reference = case_of(office)
    ask(ann, reference)

    for worker in (ann, bryn):
        assert worker.browser.client.get(page(reference)).status_code == 404
    assert reads(wiring) == 0


def test_to_everybody_else_an_opened_one_is_like_a_number_of_nothing(
    office: Office, ann: Worker, bryn: Worker, wiring: Wiring
) -> None:
    reference, nothing = case_of(office), make_reference(b"nobod")
    agree(bryn, ask(ann, reference) and reference)
    others = [
        office.sign_in(Role.CASEWORKER, TRANSPORT),
        office.sign_in(Role.MANAGER, TRANSPORT),
        office.sign_in(Role.TRIAGE, "triage"),
        office.sign_in(Role.SAFEGUARDING, "wsft", "Cerys"),
    ]

    for worker in others:
        found = [worker.browser.client.get(page(one)) for one in (reference, nothing)]
        assert [one.status_code for one in found] == [404, 404]
        texts = [without_token(one.text) for one in found]
        assert texts[0].replace(reference, "") == texts[1].replace(nothing, "")
    assert ADDRESS in ann.browser.client.get(page(reference)).text
    assert reads(wiring) == 1


def test_if_the_reading_cannot_be_written_down_nothing_is_shown(
    office: Office, ann: Worker, bryn: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = case_of(office)
    agree(bryn, ask(ann, reference) and reference)
    assert ADDRESS in ann.browser.client.get(page(reference)).text

    def refuses(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(audit, "record", refuses)
    logging.disable(logging.CRITICAL)
    ann.browser.client.application.config["PROPAGATE_EXCEPTIONS"] = False
    answer = ann.browser.client.get(page(reference))
    logging.disable(logging.NOTSET)

    assert answer.status_code == 500
    assert ADDRESS not in answer.text


def test_after_a_day_it_is_shut(
    office: Office, ann: Worker, bryn: Worker, clock: FrozenClock, wiring: Wiring
) -> None:
    reference = case_of(office)
    agree(bryn, ask(ann, reference) and reference)

    clock.at += timedelta(hours=24)
    again(office, ann)
    assert ann.browser.client.get(page(reference)).status_code == 404
    assert end_openings(wiring) == 1
    assert "Shut again" in ann.browser.open(f"/cases/{reference}").text


def test_a_session_of_more_than_half_an_hour_neither_asks_nor_reads(
    office: Office, ann: Worker, bryn: Worker, clock: FrozenClock, wiring: Wiring
) -> None:
    reference = case_of(office)
    ann.browser.open(f"/cases/{reference}/open-contact")
    address, body = ann.browser.filled(**ASKED)
    for _ in range(2):
        clock.at += HALF_AN_HOUR / 2
        ann.browser.client.get("/inbox")

    ann.browser.post(address, body)
    assert ann.browser.answer.status_code == 403
    assert "Sign in again first." in ann.browser.text
    assert WHY in ann.browser.page.xpath("//textarea")[0].text

    again(office, ann)
    again(office, bryn)
    agree(bryn, ask(ann, reference) and reference)
    assert ADDRESS in ann.browser.open(page(reference)).text
    for _ in range(2):
        clock.at += HALF_AN_HOUR / 2
        ann.browser.client.get("/inbox")
    assert ADDRESS not in ann.browser.open(page(reference)).text
    assert reads(wiring) == 1


def test_whoever_asked_is_not_offered_to_agree_and_is_refused(
    office: Office, ann: Worker, wiring: Wiring, bryn: Worker
) -> None:
    reference = case_of(office)
    ask(ann, reference)
    bryn.browser.open(f"/cases/{reference}/answer-opening")
    address, body = bryn.browser.filled(**AGREED)
    own = ann.browser.open("/help").page.xpath("//input[@name='csrf_token']/@value")[0]

    forged = ann.browser.client.post(address, data={**body, "csrf_token": own, "key": "own"})
    assert forged.status_code == 403
    ann.browser.open(f"/cases/{reference}/answer-opening")
    assert ann.browser.heading.startswith("Case ")

    bryn.browser.post(address, body)
    assert "Open to two leads" in bryn.browser.text


def test_without_the_forms_token_nothing_is_asked(
    office: Office, ann: Worker, bryn: Worker, wiring: Wiring
) -> None:
    reference = case_of(office)
    ann.browser.open(f"/cases/{reference}/open-contact")
    address, body = ann.browser.filled(**ASKED)

    stolen = {key: value for key, value in body.items() if key != "csrf_token"}
    assert ann.browser.client.post(address, data=stolen).status_code == 400
    with wiring.reads() as session:
        assert session.scalars(select(ContactOpening)).all() == []
    ann.browser.post(address, body)
    with wiring.reads() as session:
        assert len(session.scalars(select(ContactOpening)).all()) == 1


def test_a_form_that_is_sent_again_decides_nothing_again(
    office: Office, ann: Worker, bryn: Worker, wiring: Wiring, clock: FrozenClock
) -> None:
    reference = case_of(office)
    ask(ann, reference)
    bryn.browser.open(f"/cases/{reference}/answer-opening")
    address, body = bryn.browser.filled(**AGREED)
    bryn.browser.post(address, body)
    with wiring.reads() as session:
        until = session.scalars(select(ContactOpening.shown_until)).one()

    clock.at += timedelta(minutes=5)
    bryn.browser.post(address, body)

    with wiring.reads() as session:
        assert session.scalars(select(ContactOpening.shown_until)).one() == until
        query = select(AuditEvent).where(AuditEvent.action == "safeguarding.opening_agreed")
        assert len(session.scalars(query).all()) == 1


@pytest.mark.parametrize("missing", ["whose_life", "tried", "because"])
def test_an_asking_says_whose_life_what_was_tried_and_why(
    office: Office, ann: Worker, bryn: Worker, missing: str
) -> None:
    reference = case_of(office)

    ask(ann, reference, **{missing: []})

    assert ann.browser.answer.status_code == 422
    assert len(ann.browser.faults) == 1


def test_where_nothing_was_left_the_page_says_so(office: Office, ann: Worker, bryn: Worker) -> None:
    reference = office.restricted()

    assert "There is nothing to open." in ann.browser.open(f"/cases/{reference}").text
    ann.browser.open(f"/cases/{reference}/open-contact")
    assert ann.browser.heading.startswith("Case ")


def test_what_was_deleted_since_is_said_plainly(
    office: Office, ann: Worker, bryn: Worker, wiring: Wiring
) -> None:
    reference = case_of(office)
    agree(bryn, ask(ann, reference) and reference)
    with wiring.writes.begin() as session:
        session.execute(delete(SealedContact))

    assert "There is nothing to open any more." in ann.browser.open(page(reference)).text


def test_a_service_that_is_kept_away_has_no_case_any_more(
    office: Office, ann: Worker, bryn: Worker
) -> None:
    reference = case_of(office)
    assert bryn.browser.client.get(f"/cases/{reference}").status_code == 200

    away = ann.browser.open(f"/cases/{reference}/keep-away")
    away.send(partner="wsft", because="It names a nurse.")

    assert bryn.browser.client.get(f"/cases/{reference}").status_code == 404
    for path in ("open-contact", "answer-opening", "way-to-reach"):
        assert bryn.browser.client.get(f"/cases/{reference}/{path}").status_code == 404
    assert "No other service" in ann.browser.open(f"/cases/{reference}").text
    ann.browser.open(f"/cases/{reference}/let-back").send(partner="wsft")
    assert bryn.browser.client.get(f"/cases/{reference}").status_code == 200


def test_the_officer_reads_what_came_of_it_and_no_word_of_it(
    office: Office, ann: Worker, bryn: Worker
) -> None:
    reference = case_of(office)
    agree(bryn, ask(ann, reference) and reference)
    ann.browser.open(page(reference))
    dina = office.sign_in(Role.DPO, name="Dina")

    text = dina.browser.open("/openings").text

    assert "Open to two leads" in text
    assert "Read 1 time." in text
    for secret in (ADDRESS, WHY, AGREED["because"]):
        assert secret not in dina.browser.answer.text
    assert ann.browser.client.get("/openings").status_code == 403


def test_the_family_reads_of_it_once_a_lead_lets_it(
    office: Office, ann: Worker, bryn: Worker
) -> None:
    receipt: Receipt = office.receive(
        contact=ADDRESS, words="I want to kill myself.", author_kind=AuthorKind.PARENT_OR_CARER
    )
    family = office.as_family(receipt)
    before = family.open("/case/who-looked").text
    agree(bryn, ask(ann, receipt.reference) and receipt.reference)
    ann.browser.open(page(receipt.reference))
    assert family.open("/case/who-looked").text == before

    ann.browser.open(f"/cases/{receipt.reference}/tell-opening").send()

    text = family.open("/case/who-looked").text
    assert "On Tuesday 24 November 2026 two people opened the way to reach you" in text
    assert "Ann" not in text
    assert "Bryn" not in text


def test_nothing_of_it_is_in_the_familys_own_case(
    office: Office, ann: Worker, bryn: Worker, wiring: Wiring
) -> None:
    receipt = office.receive(contact=ADDRESS, words="I want to kill myself.")
    family = office.as_family(receipt)
    token = "csrf_token"
    before = [one for one in family.open("/case").text.split() if token not in one]
    agree(bryn, ask(ann, receipt.reference) and receipt.reference)

    assert family.open("/case").text.split() == before


def no_contact_in(session: Session) -> bool:
    """Whether no row that this writes holds the contact in the open."""
    rows = session.scalars(select(ContactOpening)).all()
    lines = session.scalars(select(AuditEvent.detail)).all()
    return ADDRESS not in repr([vars(row) for row in rows]) + repr(lines)


def test_the_contact_stays_sealed_in_the_database(
    office: Office, ann: Worker, bryn: Worker, wiring: Wiring
) -> None:
    reference = case_of(office)
    agree(bryn, ask(ann, reference) and reference)
    ann.browser.open(page(reference))

    with wiring.reads() as session:
        assert no_contact_in(session)
