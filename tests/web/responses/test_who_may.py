"""Who may write, read, publish and take down: every hat at every address, and the stranger."""

import pytest
from flask import Flask

from portal.domain.people import Role
from portal.domain.public_responses import RELEASERS, WRITERS, ResponseState
from portal.wiring import Wiring
from tests.web.partner.conftest import TRANSPORT, Office
from tests.web.responses.conftest import FIELDS, MARKER, Made, body_id, deeds, entry

BODY = {
    Role.CASEWORKER: TRANSPORT,
    Role.MANAGER: TRANSPORT,
    Role.TRIAGE: "triage",
    Role.SAFEGUARDING: "wsft",
}
WRITING = {"responses.new", "responses.add", "responses.change_form", "responses.change"}
HATS = sorted(Role, key=lambda one: one.value)


def addresses(app: Flask, number: int) -> set[tuple[str, str, str]]:
    """Endpoint, method and address of everything on this side, about one entry."""
    return {
        (rule.endpoint, method, _filled(rule.rule, number))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("responses.")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def _filled(rule: str, number: int) -> str:
    for name in ("response_id", "snapshot_id"):
        rule = rule.replace(f"<int(max=2147483647):{name}>", str(number))
    return rule


def may(role: Role, endpoint: str) -> bool:
    return role in (WRITERS if endpoint in WRITING else RELEASERS)


@pytest.mark.parametrize("role", HATS, ids=lambda one: one.value)
def test_each_hat_opens_what_is_its_own_and_nothing_else(
    app: Flask, office: Office, made: Made, role: Role
):
    number = made(out=True)
    worker = office.sign_in(role, BODY.get(role), name="Sam")

    shown = 0
    for endpoint, method, address in addresses(app, number):
        if method != "GET":
            continue
        answer = worker.browser.client.get(address)
        wanted = 200 if may(role, endpoint) else 403
        assert (address, answer.status_code) == (address, wanted)
        shown += MARKER in answer.text
        assert may(role, endpoint) or MARKER not in answer.text

    assert (shown > 0) is (role in RELEASERS)


@pytest.mark.parametrize("role", HATS, ids=lambda one: one.value)
def test_a_forged_form_does_nothing_under_the_wrong_hat(
    app: Flask, office: Office, made: Made, wiring: Wiring, role: Role
):
    out, draft = made(out=True), made()
    before = deeds(wiring)
    worker = office.sign_in(role, BODY.get(role), name="Sam")
    token = worker.browser.open("/help").page.xpath("//input[@name='csrf_token']/@value")[0]
    body = {**FIELDS, "partner": body_id(wiring), "csrf_token": token, "seen": "1",
            "looked": "y", "because": "Because."}  # fmt: skip

    refused = 0
    for number in (out, draft):
        for endpoint, method, address in addresses(app, number):
            if method == "POST" and not may(role, endpoint):
                assert worker.browser.client.post(address, data=body).status_code == 403, address
                refused += 1

    assert (refused == 0) is (role is Role.SECRETARY)
    assert deeds(wiring) == before
    assert entry(wiring, out).state is ResponseState.PUBLISHED
    assert entry(wiring, draft).state is ResponseState.DRAFT


def test_whoever_has_not_signed_in_is_led_to_the_door(app: Flask, made: Made, wiring: Wiring):
    number = made()
    before = deeds(wiring)

    for _, method, address in addresses(app, number):
        answer = app.test_client().open(address, method=method)
        assert answer.status_code == (302 if method == "GET" else 400), address
        assert MARKER not in answer.text

    assert deeds(wiring) == before


@pytest.mark.parametrize("role", sorted(RELEASERS, key=lambda one: one.value))
def test_nothing_is_done_without_the_forms_token(
    app: Flask, office: Office, made: Made, wiring: Wiring, role: Role
):
    number = made()
    before = deeds(wiring)
    worker = office.sign_in(role, name="Sam")

    for endpoint, method, address in addresses(app, number):
        if method == "POST" and may(role, endpoint):
            answer = worker.browser.client.post(address, data={"looked": "y", "seen": "1"})
            assert answer.status_code == 400, address

    assert deeds(wiring) == before


def test_an_entry_that_is_not_there_is_not_found(app: Flask, office: Office):
    pia = office.sign_in(Role.SECRETARY, name="Pia")

    for path in ("/responses/999", "/responses/999/change", "/responses/999/take-down"):
        assert pia.browser.client.get(path).status_code == 404


def test_the_section_is_shown_to_those_who_may_open_it(office: Office):
    shown = {}
    for role in HATS:
        worker = office.sign_in(role, BODY.get(role), name="Sam")
        links = worker.browser.page.xpath("//nav[@aria-label='Your work']//a/text()")
        shown[role] = "You said, we did" in links

    assert {role for role, there in shown.items() if there} == RELEASERS
