"""The author reads which job and team looked; no name, and nothing of safeguarding."""

from portal.domain.people import Role
from portal.domain.submissions import Danger
from tests.support.browserless import Visitor
from tests.web.partner.conftest import Office, Worker

FIXED = "This list does not show people whose job is to keep children safe."
PAGE = "/case/who-looked"


def test_a_look_is_shown_by_job_team_and_day_and_never_by_name(office: Office, sam: Worker) -> None:
    receipt = office.receive()
    family = office.as_family(receipt)
    assert "Nobody on this list has opened it yet." in family.open(PAGE).text
    assert FIXED in family.text

    sam.browser.open(f"/cases/{receipt.reference}")

    family.open(PAGE)
    assert "Tuesday 24 November 2026 A person in the team" in family.text
    assert "Sam" not in family.text
    assert sam.email not in family.text
    assert FIXED in family.text
    assert family.answer.headers["Cache-Control"] == "no-store"


def test_a_flagged_message_that_leads_opened_shows_what_an_unopened_one_shows(
    office: Office,
) -> None:
    plain = office.as_family(office.receive()).open(PAGE).text
    receipt = office.receive(danger=Danger.YES)
    lead = office.sign_in(Role.SAFEGUARDING, "scc_send", name="Lee")
    assert lead.browser.open(f"/cases/{receipt.reference}").answer.status_code == 200

    assert office.as_family(receipt).open(PAGE).text == plain


def test_nobody_without_a_code_reads_it(family: Visitor) -> None:
    assert family.open(PAGE).path == "/return"


def test_the_message_leads_to_it(office: Office) -> None:
    family = office.as_family(office.receive())

    assert family.page.xpath(f"//main//a[@href='{PAGE}']")
