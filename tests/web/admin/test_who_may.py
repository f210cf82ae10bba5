"""The administrators' pages are theirs alone, and hold nothing of any case."""

import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.domain.codes import format_reference
from portal.domain.people import Role
from portal.models import AuditEvent
from portal.wiring import Wiring
from tests.support.cases import DISCLOSURE
from tests.support.wiring import Outbox
from tests.web.admin.conftest import GiveUp, letters
from tests.web.partner.conftest import TRANSPORT, Office, Worker

MARKER = "quokkazebra"
NUMBER = re.compile(r"<int\(max=2147483647\):(letter|work)_id>")
BODY = {
    Role.CASEWORKER: TRANSPORT,
    Role.MANAGER: TRANSPORT,
    Role.TRIAGE: "triage",
    Role.SAFEGUARDING: "wsft",
}
OTHERS = [role for role in Role if role is not Role.ADMIN]


def addresses(app: Flask, number: int) -> set[tuple[str, str]]:
    """Every method and address of the administrators' side; `number` is that of a letter."""
    return {
        (method, NUMBER.sub(str(number), rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("admin.")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def deeds(wiring: Wiring) -> int:
    with wiring.reads() as session:
        query = select(func.count(AuditEvent.id)).where(AuditEvent.action.startswith("letter."))
        return session.scalars(query).one()


@pytest.mark.parametrize("role", OTHERS, ids=lambda role: role.value)
def test_no_other_hat_opens_or_presses_anything(
    app: Flask, office: Office, give_up: GiveUp, wiring: Wiring, role: Role
):
    number = give_up(contact="ada@example.org")[0]
    worker = office.sign_in(role, BODY.get(role))
    token = worker.browser.open("/help").page.xpath("//input[@name='csrf_token']/@value")[0]
    body = {"csrf_token": token, "because": "no"}

    answers = {
        (method, address): worker.browser.client.open(address, method=method, data=body)
        for method, address in addresses(app, number)
    }

    assert len(answers) >= 6
    assert {answer.status_code for answer in answers.values()} == {403}
    assert deeds(wiring) == 0
    assert letters(wiring)[0].failed_at is not None


def test_whoever_has_not_signed_in_is_led_to_the_door(app: Flask, give_up: GiveUp):
    number = give_up(contact="ada@example.org")[0]
    stranger = app.test_client()

    for method, address in addresses(app, number):
        answer = stranger.open(address, method=method)

        assert answer.status_code == (302 if method == "GET" else 400), address


def test_nothing_is_done_without_the_forms_token(
    app: Flask, ada: Worker, give_up: GiveUp, wiring: Wiring
):
    number = give_up(contact="ada@example.org")[0]

    for method, address in addresses(app, number):
        if method == "POST":
            answer = ada.browser.client.post(address, data={"because": "no"})
            assert answer.status_code == 400, address

    assert deeds(wiring) == 0


def test_an_administrator_reads_no_word_no_number_and_no_address_of_any_case(
    app: Flask, ada: Worker, office: Office, give_up: GiveUp, outbox: Outbox
):
    told = dict.fromkeys(("words", "wanted", "name", "access_needs", "school_name"), MARKER)
    references = [
        office.send(**told, contact=f"{MARKER}@example.org"),
        office.send(**told, contact="+447700900123", must_not_see=MARKER),
        office.send(**{**told, "words": f"{MARKER} {DISCLOSURE}"}, contact="b@example.org"),
    ]
    numbers = give_up(**told, contact="c@example.org")
    for number in numbers[:2]:
        ada.browser.open(f"/admin/letters/{number}/aside").send(because="Told by telephone.")

    pages = [ada.browser.open(one).answer.text for one in ("/admin", "/admin/letters")]
    pages += [ada.browser.open("/admin/letters?show=aside").answer.text]
    pages += [ada.browser.open(f"/admin/letters/{one}/aside").answer.text for one in numbers]

    assert "Told by telephone." in pages[2]
    hidden = [MARKER, "@example.org", "+44", "07700", *references]
    hidden += [format_reference(one) for one in references]
    for text in pages:
        assert [one for one in hidden if one in text] == []


def test_an_administrator_opens_no_inbox_no_case_and_no_figures(ada: Worker, office: Office):
    reference = office.send(words=MARKER)

    answers = [
        ada.browser.client.get(one)
        for one in ("/inbox", f"/cases/{reference}", f"/cases/{reference}/answer", "/board")
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert not any(MARKER in answer.text for answer in answers)


def test_the_section_is_shown_to_administrators_alone(ada: Worker, office: Office):
    sam = office.sign_in(Role.CASEWORKER, TRANSPORT)

    shown = {worker.email: "Administration" in worker.browser.answer.text for worker in (ada, sam)}

    assert ada.browser.path == "/admin"
    assert shown == {ada.email: True, sam.email: False}
