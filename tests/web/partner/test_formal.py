"""What the body that must answer sees of a formal route, and writes down of it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from portal.domain.consents import ConsentUse
from portal.domain.legal_routes import LegalRoute
from portal.domain.people import Author, Role
from portal.models import FormalRoute, Submission
from portal.services import consent, formal
from portal.wiring import Wiring
from tests.support.clock import FrozenClock
from tests.web.partner.conftest import TRANSPORT, Office, Worker

HEALTH = {"needs": ("mental_health",), "gp_area": "suffolk_east_west"}
Pressed = Callable[..., str]


@pytest.fixture
def pressed(office: Office, wiring: Wiring, clock: FrozenClock) -> Pressed:
    """A family's message that it made formal; its reference."""

    def press(wanted: LegalRoute = LegalRoute.COUNCIL_COMPLAINT, body: str | None = None,
              **changes: object) -> str:  # fmt: skip
        reference = office.send(**changes)
        with wiring.writes.begin() as session:
            row = session.query(Submission).filter_by(reference=reference).one()
            deed = formal.by_author(clock.now(), "press")
            author = Author(row.id, reference)
            formal.make(session, author, wanted, deed, body_key=body, pass_on=True)
        return reference

    return press


@pytest.fixture
def nhs(office: Office) -> Worker:
    """A caseworker of the mental health trust."""
    return office.sign_in(Role.CASEWORKER, "nsft", "Iris")


def routes(wiring: Wiring) -> list[FormalRoute]:
    with wiring.reads() as session:
        return list(session.scalars(select(FormalRoute).order_by(FormalRoute.id)))


def legal(worker: Worker, reference: str) -> str:
    page = worker.browser.open(f"/cases/{reference}").page
    (found,) = page.xpath("//section[@aria-labelledby='legal']")
    return " ".join(found.text_content().split())


def offered(worker: Worker, reference: str) -> list[str]:
    page = worker.browser.open(f"/cases/{reference}").page
    found = page.xpath("//section[@aria-labelledby='legal']//ul[@class='portal-actions']//a/@href")
    return [one.rpartition("/")[2] for one in found]


def test_the_case_page_shows_the_legal_dates_with_their_working(pressed: Pressed, sam: Worker):
    said = legal(sam, pressed())

    assert "Complaint to the council, stage 1" in said
    assert "First told us on Tuesday 24 November 2026." in said
    assert "Acknowledge in writing By the end of Tuesday 1 December" in said
    assert "Answer By the end of Tuesday 15 December" in said
    assert "Source: LGSCO Complaint Handling Code, 6.2" in said


def test_a_last_day_to_appeal_stands_there_with_its_working(office: Office, sam: Worker):
    reference = office.send(decision_letter_on=office.wiring.clock.now().date())

    said = legal(sam, reference)

    assert "The family's last day to appeal By 5pm on Monday 25 January 2027" in said
    assert offered(sam, reference) == []


def test_it_is_on_the_list_and_nothing_of_it_changes_the_inbox(pressed: Pressed, sam: Worker):
    assert "No family has made anything formal" in sam.browser.open("/formal").text

    pressed()

    said = sam.browser.open("/formal").text
    assert "Acknowledge in writing Tuesday 1 December" in said
    assert "Accept or give back" in sam.browser.open("/inbox").text


def test_acknowledging_begins_the_days_of_the_answer(pressed: Pressed, sam: Worker, wiring: Wiring):
    reference = pressed()

    sam.browser.open(f"/cases/{reference}/formal-acknowledged").send()

    assert "It is written down as acknowledged." in sam.browser.text
    assert "Answer By the end of Tuesday 8 December" in legal(sam, reference)
    assert "formal-acknowledged" not in offered(sam, reference)


def test_more_time_is_taken_with_its_reason_and_never_too_much(
    pressed: Pressed, sam: Worker, wiring: Wiring
):
    reference = pressed()
    page = f"/cases/{reference}/formal-extend"

    sam.browser.open(page).send(amount="11", because="The driver is away.")
    assert sam.browser.faults == ["It can be extended by 10 at most"]
    assert "The driver is away." in sam.browser.text
    sam.browser.send(amount="10", because="The driver is away.")

    said = legal(sam, reference)
    assert "Extended by 10: The driver is away." in said
    assert "Answer By the end of Thursday 31 December 2026" in said


@pytest.mark.parametrize("amount", ["", "0", "-1", "ten", "1.5", "99999999999999999999"])
def test_an_odd_number_of_days_is_told_plainly(pressed: Pressed, sam: Worker, amount: str):
    sam.browser.open(f"/cases/{pressed()}/formal-extend").send(amount=amount, because="Away.")

    assert sam.browser.answer.status_code == 422
    assert any("whole number" in one for one in sam.browser.faults)


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        (["23", "11", "2026"], True),
        (["25", "11", "2026"], True),
        (["31", "2", "2026"], True),
        (["24", "11", "2026"], False),
    ],
)
def test_it_ended_on_a_day_that_can_be(
    pressed: Pressed, sam: Worker, wiring: Wiring, day: list[str], fault: bool
):
    page = f"/cases/{pressed()}/formal-ended"

    sam.browser.open(page).send(outcome="upheld", day=day)

    assert (routes(wiring)[0].outcome is None) is fault
    assert bool(sam.browser.faults) is fault


def test_after_the_end_the_next_stage_may_begin_once(pressed: Pressed, sam: Worker, wiring: Wiring):
    reference = pressed()
    sam.browser.open(f"/cases/{reference}/formal-ended").send(outcome="not_upheld")
    assert offered(sam, reference) == ["formal-next-stage"]

    address, body = sam.browser.open(f"/cases/{reference}/formal-next-stage").filled()
    sam.browser.post(address, body)
    sam.browser.post(address, body)

    regimes = [one.regime for one in routes(wiring)]
    assert regimes == ["council_complaint_1", "council_complaint_2"]
    assert "Complaint to the council, stage 2" in legal(sam, reference)
    assert "Not checked at its source." in legal(sam, reference)


def test_its_number_is_kept_for_the_family(pressed: Pressed, sam: Worker, wiring: Wiring):
    sam.browser.open(f"/cases/{pressed()}/formal-number").send(other=" CC/2026/17 <b> ")

    assert routes(wiring)[0].other_number == "CC/2026/17 <b>"
    assert "CC/2026/17 <b>" in sam.browser.text


def test_the_wrong_body_needs_the_family_s_yes_before_it_sends_it_on(
    pressed: Pressed, nhs: Worker, wiring: Wiring, clock: FrozenClock
):
    reference = pressed(LegalRoute.NHS_COMPLAINT, "nsft", **HEALTH)
    nhs.browser.open(f"/cases/{reference}/formal-pass-on").send(body="snee_icb")
    assert "Ask them first." in " ".join(nhs.browser.faults)
    assert len(routes(wiring)) == 1
    with wiring.writes.begin() as session:
        row = session.query(Submission).filter_by(reference=reference).one()
        author = Author(row.id, reference)
        consent.give(session, author, ConsentUse.PASS_ON, clock.now(), "snee_icb")

    nhs.browser.open(f"/cases/{reference}/formal-pass-on").send(body="snee_icb")

    first, second = routes(wiring)
    assert (first.outcome, second.partner_key) == ("passed_on", "snee_icb")
    assert second.passed_from_id == first.id


def test_a_body_elsewhere_sees_nothing_of_it_and_may_do_nothing(
    pressed: Pressed, office: Office, nhs: Worker, wiring: Wiring
):
    reference = pressed()

    for page in (f"/cases/{reference}", f"/cases/{reference}/formal-ended"):
        assert nhs.browser.open(page).answer.status_code == 404
    assert reference not in nhs.browser.open("/formal").answer.text

    ours = office.sign_in(Role.CASEWORKER, TRANSPORT, "Olu")
    assert ours.browser.open(f"/cases/{reference}/formal-ended").answer.status_code == 200


def test_the_council_s_own_team_does_not_learn_of_a_complaint_to_the_nhs(
    pressed: Pressed, office: Office, sam: Worker, nhs: Worker
):
    both = {"needs": ("send_transport", "mental_health"), "gp_area": "suffolk_east_west"}
    reference = pressed(LegalRoute.NHS_COMPLAINT, "nsft", **both)
    triage = office.sign_in(Role.TRIAGE, "triage", "Asha")

    assert "NHS complaint" in legal(nhs, reference)
    assert "NHS complaint" in legal(triage, reference)
    assert offered(triage, reference) == []
    assert "formal-ended" in offered(nhs, reference)


def test_what_leads_hold_is_on_no_list(pressed: Pressed, office: Office, wiring: Wiring):
    reference = pressed(LegalRoute.COUNCIL_COMPLAINT, needs=("other",))
    triage = office.sign_in(Role.TRIAGE, "triage", "Asha")
    assert "Complaint to the council" in triage.browser.open("/formal").text

    with wiring.writes.begin() as session:
        session.query(Submission).filter_by(reference=reference).one().restricted = True

    assert "No family has made anything formal" in triage.browser.open("/formal").text
    assert triage.browser.open(f"/cases/{reference}").answer.status_code == 404


@pytest.mark.parametrize("role", [Role.SAFEGUARDING, Role.BOARD, Role.ANALYST])
def test_the_list_is_for_those_alone_who_answer(office: Office, role: Role):
    key = "scc_social_care" if role is Role.SAFEGUARDING else None
    worker = office.sign_in(role, key, "Pat")

    assert worker.browser.client.get("/formal").status_code == 403


def test_a_day_in_time_that_is_written_down_late_is_shown_as_what_they_say(
    office: Office, pressed: Pressed, clock: FrozenClock
):
    reference = pressed()
    clock.at = datetime(2027, 2, 10, 10, tzinfo=UTC)
    iris = office.sign_in(Role.CASEWORKER, TRANSPORT, "Iris")

    iris.browser.open(f"/cases/{reference}/formal-ended")
    iris.browser.send(outcome="upheld", day=["30", "11", "2026"])

    said = legal(iris, reference)
    assert "They say that they did this on Monday 30 November." in said
    assert "Written down here on Wednesday 10 February 2027." in said


def test_a_body_with_a_formal_route_alone_sees_its_own_dates_next_and_nothing_of_the_lead_s(
    pressed: Pressed, nhs: Worker
):
    reference = pressed(LegalRoute.NHS_COMPLAINT, "nsft", **HEALTH, must_not_see="My brother")

    page = nhs.browser.open(f"/cases/{reference}").page

    box = " ".join(page.xpath("//*[@id='next']")[0].text_content().split())
    links = page.xpath("//main//a/@href")
    assert "Next: acknowledge in writing By the end of Friday 27 November" in box
    assert "Promised to the family" not in box
    assert not [one for one in links if one.endswith(("/themes", "/answer", "/accept"))]
