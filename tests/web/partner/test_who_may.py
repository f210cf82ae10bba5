"""Every page of the partner's side, for every hat, on every kind of case: a generated table.

A marker is planted in the words of each case, and shown to be visible to somebody.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.domain.codes import make_reference
from portal.domain.people import Role
from portal.models import AuditEvent, Base, Membership
from portal.queries import partnership
from portal.web.partner.actions import ACTIONS, Action
from portal.web.partner.formal_actions import FORMAL
from portal.wiring import Wiring
from tests.web.partner.conftest import OTHER, PASSWORD, TRANSPORT, Office, Worker

MARKER = "Quibblewick"
CASEWORK = {Role.CASEWORKER, Role.MANAGER}
READERS = CASEWORK | {Role.TRIAGE, Role.SAFEGUARDING}
PARTNER = {
    Role.CASEWORKER: TRANSPORT,
    Role.MANAGER: TRANSPORT,
    Role.TRIAGE: "triage",
    Role.SAFEGUARDING: "wsft",
}
KINDS = {
    "own": {Role.CASEWORKER, Role.MANAGER},
    "other partner's": set(),
    "unplaced": {Role.TRIAGE},
    "restricted": {Role.SAFEGUARDING},
}
"""Kinds of cases, and which hats see each."""


@dataclass
class Cases:
    office: Office
    workers: dict[Role, Worker]
    references: dict[str, str]


def planted(office: Office) -> dict[str, str]:
    words = f"The bus of {MARKER} has not come."
    return {
        "own": office.send(words=words),
        "other partner's": office.send(words=words, needs=("ehc_plan",)),
        "unplaced": office.unplaced(words=words),
        "restricted": office.restricted(words=words),
    }


@pytest.fixture
def cases(office: Office) -> Cases:
    workers = {role: office.sign_in(role, PARTNER.get(role)) for role in Role}
    return Cases(office, workers, planted(office))


def count(wiring: Wiring) -> dict[str, int]:
    """Rows of every table but the audit's readings and the sessions' last use."""
    with wiring.reads() as session:
        found = {
            table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in Base.metadata.sorted_tables
        }
        read = select(func.count(AuditEvent.id)).where(AuditEvent.action == "case.read")
        found["audit_event"] -= session.scalars(read).one()
    return found


def addresses(app: Flask) -> set[tuple[str, str]]:
    """Every method and address of the partner's side."""
    return {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("partner.")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def test_the_table_below_knows_every_address(app: Flask):
    actions = {
        f"/cases/<ref:reference>/{one.path}" for one in (*ACTIONS.values(), *FORMAL.values())
    }
    actions.add("/not-right/<ref:reference>")
    actions |= {"/held", "/enter", "/new-words", "/links", "/links/<ref:reference>"}
    actions.add("/requests-to-delete/<ref:reference>")
    known = {(method, path) for method in ("GET", "POST") for path in actions}
    paths = ("/inbox", "/formal", "/not-right", "/requests-to-delete", "/cases/<ref:reference>",
             "/openings", "/cases/<ref:reference>/way-to-reach",
             "/cases/<ref:reference>/files/<name>")  # fmt: skip
    one = "/requests-to-delete/<ref:reference>"
    presses = {("POST", f"{one}/agree"), ("POST", f"{one}/take-back")}
    pages = {("GET", path) for path in paths}
    assert addresses(app) == known | pages | presses


def test_each_kind_of_case_is_seen_by_those_alone_who_may(cases: Cases):
    seen = {
        kind: {
            role
            for role, worker in cases.workers.items()
            if MARKER in worker.browser.client.get(f"/cases/{reference}").text
        }
        for kind, reference in cases.references.items()
    }

    assert seen == KINDS


def test_reading_a_case_is_404_where_it_is_foreign_and_403_under_the_wrong_hat(cases: Cases):
    for kind, may in KINDS.items():
        for role, worker in cases.workers.items():
            answer = worker.browser.client.get(f"/cases/{cases.references[kind]}")

            wanted = 200 if role in may else 404 if role in READERS else 403
            assert (role, kind, answer.status_code) == (role, kind, wanted)


def test_no_inbox_shows_what_its_reader_may_not_open(cases: Cases):
    for role, worker in cases.workers.items():
        answer = worker.browser.client.get("/inbox")

        own = [kind for kind, may in KINDS.items() if role in may]
        assert answer.status_code == (200 if role in READERS else 403)
        assert answer.text.count(MARKER) == len(own)


def each_way(cases: Cases) -> Iterator[tuple[Action, str, set[Role], Role, Worker]]:
    """Every action, kind of case and hat."""
    for action, (kind, may) in itertools.product(ACTIONS.values(), KINDS.items()):
        for role, worker in cases.workers.items():
            yield action, f"/cases/{cases.references[kind]}/{action.path}", may, role, worker


def test_the_form_of_an_action_is_for_its_hats_alone(cases: Cases):
    shown = 0
    for action, address, may, role, worker in each_way(cases):
        answer = worker.browser.client.get(address)

        allowed = role in action.roles
        wanted = {403} if not allowed else {200, 302} if role in may else {404}
        assert answer.status_code in wanted, (role, address, answer.status_code)
        assert role in may or MARKER not in answer.text
        shown += MARKER in answer.text

    assert shown > 10


def test_a_forged_form_changes_nothing_for_whom_it_is_not(cases: Cases, wiring: Wiring):
    before = count(wiring)
    tokens = {
        role: worker.browser.open("/help").page.xpath("//input[@name='csrf_token']/@value")[0]
        for role, worker in cases.workers.items()
    }
    tried = 0
    for action, address, may, role, worker in each_way(cases):
        if role in may and role in action.roles:
            continue
        body = {"csrf_token": tokens[role], "key": "k", "seen": "1.0", "words": "x", "because": "x"}
        answer = worker.browser.client.post(address, data=body)
        tried += 1

        assert answer.status_code == (404 if role in action.roles else 403), (role, address)
        assert MARKER not in answer.text

    assert tried > 400
    assert count(wiring) == before


def test_no_action_is_taken_without_the_forms_token(cases: Cases, wiring: Wiring):
    before = count(wiring)

    for _, address, may, role, worker in each_way(cases):
        if role in may:
            assert worker.browser.client.post(address, data={"words": "x"}).status_code == 400

    assert count(wiring) == before


def test_nobody_reads_who_has_not_signed_in(cases: Cases, app: Flask):
    stranger = app.test_client()

    for method, rule in addresses(app):
        address = rule.replace("<ref:reference>", cases.references["own"])
        answer = stranger.open(address, method=method)

        # A POST without its token is refused before anybody asks who it is.
        assert answer.status_code == (302 if method == "GET" else 400)
        assert MARKER not in answer.text


def test_a_number_of_nothing_looks_like_a_number_of_somebody_else(cases: Cases):
    client = cases.workers[Role.CASEWORKER].browser.client
    foreign, nobody = cases.references["other partner's"], make_reference(b"nobod")

    answers = [client.get(f"/cases/{one}").text.replace(one, "…") for one in (foreign, nobody)]

    assert answers[0] == answers[1]


@pytest.mark.parametrize("typed", ["nonsense", "0000-0000-0", "%00", "..%2f..", "a" * 80, "²" * 9])
def test_what_can_be_no_number_has_no_page(office: Office, typed: str):
    sam = office.sign_in(Role.CASEWORKER, TRANSPORT)

    assert sam.browser.client.get(f"/cases/{typed}").status_code == 404


def test_two_hats_of_one_person_never_add_up(office: Office, wiring: Wiring):
    ann = office.hire(Role.CASEWORKER, TRANSPORT, "Ann")
    with wiring.writes.begin() as session:
        other = partnership.partner(session, OTHER)
        session.add(
            Membership(
                staff_id=ann.member.staff_id,
                role=Role.CASEWORKER,
                partner_id=other.id,
                given_at=wiring.clock.now(),
            )
        )
    own, foreign = office.send(), office.send(needs=("ehc_plan",))
    ann.browser.open("/sign-in").send(email=ann.email, password=PASSWORD)

    found = [ann.browser.client.get(f"/cases/{one}").status_code for one in (own, foreign)]

    assert found == [200, 404]


def test_a_case_that_was_placed_is_gone_from_triage(office: Office):
    triage = office.sign_in(Role.TRIAGE, "triage")
    reference = office.send(words=MARKER)

    assert triage.browser.client.get(f"/cases/{reference}").status_code == 404


def without_token(page: str) -> str:
    """The token against forgery holds the second in which it was made, and nothing of a case."""
    token = re.compile(r'(name="csrf_token"[^>]*value=)"[^"]+"')
    assert token.search(page)
    return token.sub(r"\1", page)


def test_a_foreign_case_changes_no_byte_of_an_inbox(office: Office):
    sam = office.sign_in(Role.CASEWORKER, TRANSPORT)
    office.send()
    sam.browser.client.get("/inbox")
    before = without_token(sam.browser.client.get("/inbox").text)
    office.send(words=MARKER, needs=("ehc_plan",))
    office.restricted(words=MARKER)

    assert without_token(sam.browser.client.get("/inbox").text) == before
    assert MARKER in office.sign_in(Role.CASEWORKER, OTHER).browser.client.get("/inbox").text
