"""A formal complaint that came by telephone, letter or e-mail: staff write it down on its case."""

from datetime import date

import pytest
from sqlalchemy import select

from portal.domain.clocks import ClockKind
from portal.domain.people import ActorKind, Role
from portal.domain.staff_entry import CameBy
from portal.models import AuditEvent, ClockRow, Consent, FormalRoute, OutgoingLetter
from tests.support.browserless import Visitor
from tests.web.partner.conftest import OTHER, TRANSPORT, Office, Worker

COUNCIL = "council_complaint:scc_transport"
MONDAY = ["16", "11", "2026"]
HEALTH = {"needs": ("mental_health",), "gp_area": "suffolk_east_west"}
TOLD = {"came_by": "letter", "day": MONDAY}


def write_down(worker: Worker, reference: str, **fields: object) -> Visitor:
    page = worker.browser.open(f"/cases/{reference}/formal-told")
    return page.send(**{**TOLD, "wanted": COUNCIL, **fields})


def routes(office: Office) -> list[FormalRoute]:
    with office.wiring.reads() as session:
        return list(session.scalars(select(FormalRoute).order_by(FormalRoute.id)))


def test_a_letter_of_last_monday_has_its_dates_from_that_monday(office: Office, sam: Worker):
    reference = office.send()

    write_down(sam, reference)

    (route,) = routes(office)
    assert (route.first_on, route.requested_on) == (date(2026, 11, 16), date(2026, 11, 16))
    assert (route.made_by, route.came_by) == (ActorKind.STAFF, CameBy.LETTER)
    with office.wiring.reads() as session:
        rows = session.scalars(select(ClockRow).where(ClockRow.formal_route_id == route.id))
        due = {one.kind: one.due_on for one in rows}
    assert due[ClockKind.ACKNOWLEDGE] == date(2026, 11, 23)


def test_the_day_of_the_concern_stays_the_first_where_it_came_before(office: Office, sam: Worker):
    reference = office.send()

    write_down(sam, reference, came_by="call", day=["24", "11", "2026"])

    (route,) = routes(office)
    assert route.first_on == route.requested_on == date(2026, 11, 24)


def test_the_family_reads_it_on_its_own_page_and_is_told_that_there_is_news(office: Office):
    sam = office.sign_in(Role.CASEWORKER, TRANSPORT)
    receipt = office.receive(contact="ada@example.org")

    write_down(sam, receipt.reference)

    assert "You made it formal as well" in office.as_family(receipt).text
    with office.wiring.reads() as session:
        kinds = [one.kind for one in session.scalars(select(OutgoingLetter))]
        query = select(AuditEvent).where(AuditEvent.action == "formal.heard")
        heard = session.scalars(query).one()
    assert kinds.count("news") == 1
    assert (heard.staff_id, heard.detail["came"]) == (sam.member.staff_id, "letter")


def test_written_down_twice_it_is_one(office: Office, sam: Worker):
    reference = office.send()
    page = sam.browser.open(f"/cases/{reference}/formal-told")
    address, body = page.filled(**TOLD, wanted=COUNCIL)

    sam.browser.post(address, body)
    sam.browser.post(address, body)

    assert len(routes(office)) == 1


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        (["25", "11", "2026"], "The day must not be after today"),
        (["1", "1", "2025"], "The day must be within the last year. Check it"),
        (["", "", ""], "Enter the day on which it came"),
    ],
)
def test_a_day_that_cannot_be_makes_nothing_formal(
    office: Office, sam: Worker, day: list[str], fault: str
):
    page = write_down(sam, office.send(), day=day)

    assert page.faults == [fault]
    assert routes(office) == []


def test_it_goes_to_a_body_of_the_nhs_only_with_the_yes_that_was_given(office: Office):
    tess = office.sign_in(Role.TRIAGE, "triage")
    reference = office.unplaced(**HEALTH)
    fields = {"wanted": "nhs_complaint:nsft"}

    refused = write_down(tess, reference, **fields).faults
    none_yet = routes(office)
    write_down(tess, reference, **fields, said_how="signed")

    assert refused == ["Choose how they said yes. Without it, it cannot go there"]
    assert none_yet == []
    assert [one.partner_key for one in routes(office)] == ["nsft"]
    with office.wiring.reads() as session:
        given = session.scalars(select(Consent).where(Consent.yes.is_(True))).one()
    assert (given.partner_key, given.given_by) == ("nsft", "staff")


def test_somebody_of_another_team_finds_no_such_case(office: Office):
    reference, stranger = office.send(), office.sign_in(Role.CASEWORKER, OTHER)

    answer = stranger.browser.client.get(f"/cases/{reference}/formal-told")

    assert answer.status_code == 404
