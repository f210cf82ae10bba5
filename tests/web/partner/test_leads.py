"""A confirmed flag is no dead end: the leads answer the family, and nobody learns who they are."""

import pytest
from sqlalchemy import select

from portal.domain.people import Role
from portal.domain.submissions import SubmissionStatus
from portal.models import Message, Partner
from tests.web.partner.conftest import Office, Worker
from tests.web.partner.test_inbox import numbers


@pytest.fixture
def lead(office: Office) -> Worker:
    return office.sign_in(Role.SAFEGUARDING, "wsft", "Bryn")


def confirmed(office: Office, lead: Worker) -> str:
    reference = office.restricted()
    lead.browser.open(f"/cases/{reference}/confirm").send(words="MASH told at 12:40.")
    return reference


def listed(worker: Worker, show: str) -> list[str]:
    worker.browser.open(f"/inbox?show={show}")
    return numbers(worker)


def test_a_confirmed_message_waits_among_the_confirmed(office: Office, lead: Worker):
    reference = confirmed(office, lead)

    to_do = listed(lead, "to_do")
    waiting = listed(lead, "confirmed")

    assert (to_do, waiting) == ([], [reference])


def test_nobody_else_reads_the_confirmed(office: Office, lead: Worker):
    reference = confirmed(office, lead)
    triage = office.sign_in(Role.TRIAGE, "triage")

    assert listed(lead, "confirmed") == [reference]
    assert listed(triage, "confirmed") == []


def test_a_lead_answers_the_family_and_asks_whether_it_is_done(office: Office, lead: Worker):
    page = f"/cases/{(reference := confirmed(office, lead))}"

    for action in ("acknowledge", "message", "ask", "answer", "propose"):
        lead.browser.open(f"{page}/{action}").send(words=f"Words of {action}.")
    lead.browser.open(f"{page}/note").send(words="Rang the school.")

    assert "Rang the school." in lead.browser.text
    assert office.submission(reference).status is SubmissionStatus.RESOLUTION_PROPOSED


def test_a_lead_may_write_before_the_flag_is_decided(office: Office, lead: Worker):
    reference = office.restricted()

    lead.browser.open(f"/cases/{reference}/answer").send(words="Somebody rings you today.")

    assert office.submission(reference).status is SubmissionStatus.ANSWERED


def test_what_a_lead_writes_is_signed_as_triage(office: Office, lead: Worker):
    page = f"/cases/{confirmed(office, lead)}"

    for action in ("message", "answer", "propose"):
        lead.browser.open(f"{page}/{action}").send(words="We rang the school.")

    with office.wiring.reads() as session:
        triage = session.scalars(select(Partner.name).where(Partner.key == "triage")).one()
        signed = list(session.scalars(select(Message.signed_as).order_by(Message.id)))
    assert signed == [f"Bryn, {triage}"] * 3


def test_the_list_says_what_the_family_was_promised_next_and_how_soon(office: Office, lead: Worker):
    office.restricted()

    said = lead.browser.open("/inbox").text

    assert "To the family: Acknowledge Thursday 26 November" in said
