"""A manager says that a promise was not late after all: everybody reads why, and it is kept."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from portal.domain.clock_checks import Doubt
from portal.domain.clocks import ClockKind, Milestone
from portal.domain.people import SYSTEM, Deed, Role
from portal.models import ClockMilestone, ClockRow, Submission
from portal.services import verify_clocks
from portal.services.escalate import tick
from portal.services.place import accept
from portal.services.submit import Receipt
from portal.wiring import Wiring
from tests.support import cases
from tests.support.clock import FrozenClock
from tests.support.staff import deed
from tests.web.partner.conftest import OTHER, TRANSPORT, Office, Worker

CHRISTMAS = datetime(2026, 12, 17, 9, tzinfo=UTC)
WHY = "The letter was answered by post on the first day."


@pytest.fixture
def late(office: Office, wiring: Wiring, clock: FrozenClock) -> Receipt:
    """A message whose answer is late: school travel accepted it, and wrote nothing."""
    receipt = office.receive(contact="ada@example.org")
    worker = office.hire(Role.CASEWORKER, TRANSPORT, "Ray")
    with wiring.writes.begin() as session:
        submission = session.get_one(Submission, receipt.submission_id)
        accept(session, worker.member, cases.turn(session, submission), deed(worker.member))
    clock.at = CHRISTMAS
    with wiring.writes.begin() as session:
        while tick(session, Deed(SYSTEM, CHRISTMAS, "sweep")):
            session.flush()
    return receipt


@pytest.fixture
def mia(office: Office, late: Receipt) -> Worker:
    """School travel's manager."""
    return office.sign_in(Role.MANAGER, TRANSPORT, "Mia")


def breaches(wiring: Wiring, kind: ClockKind = ClockKind.RESPOND) -> list[ClockMilestone]:
    with wiring.reads() as session:
        query = (
            select(ClockMilestone)
            .join(ClockRow, ClockRow.id == ClockMilestone.clock_id)
            .where(ClockMilestone.name == Milestone.BREACHED, ClockRow.kind == kind)
            .where(ClockRow.owner == "family")
        )
        return list(session.scalars(query))


def annul(worker: Worker, late: Receipt, wiring: Wiring, because: str = WHY):
    page = worker.browser.open(f"/cases/{late.reference}/annul")
    return page.send(breach=str(breaches(wiring)[0].id), because=because)


def test_it_is_kept_with_who_annulled_it_when_and_why(mia: Worker, late: Receipt, wiring: Wiring):
    annul(mia, late, wiring)

    (row,) = breaches(wiring)
    assert (row.annulled_because, row.annulled_by) == (WHY, mia.member.staff_id)
    assert row.annulled_at == CHRISTMAS
    assert row.recorded_at is not None


def test_what_was_worked_out_anew_is_still_what_was_written_down(
    mia: Worker, late: Receipt, wiring: Wiring
):
    annul(mia, late, wiring)

    with wiring.reads() as session:
        found = list(verify_clocks.verify(session, CHRISTMAS))
    assert [one for one in found if one.doubt is Doubt.DIFFERS] == []


def test_the_family_and_the_service_both_read_why(
    office: Office, mia: Worker, late: Receipt, wiring: Wiring
):
    annul(mia, late, wiring)

    family = office.as_family(late).text
    assert "A manager says that we were not late after all" in family
    assert WHY in family
    assert WHY in mia.browser.open(f"/cases/{late.reference}").text


def test_without_a_reason_nothing_is_annulled(mia: Worker, late: Receipt, wiring: Wiring):
    page = annul(mia, late, wiring, because=" ")

    assert page.faults == ["Say why it does not count"]
    assert breaches(wiring)[0].annulled_because is None


def test_a_caseworker_of_the_same_service_may_not(
    office: Office, late: Receipt, mia: Worker, wiring: Wiring
):
    kim = office.sign_in(Role.CASEWORKER, TRANSPORT, "Kim")
    page = mia.browser.open(f"/cases/{late.reference}/annul")
    address, body = page.filled(breach=str(breaches(wiring)[0].id), because=WHY)

    answer = kim.browser.client.post(address, data=body)

    assert answer.status_code in (400, 403)
    assert kim.browser.client.get(address).status_code == 403
    assert breaches(wiring)[0].annulled_because is None


def test_a_manager_of_another_service_finds_no_such_case(
    office: Office, late: Receipt, mia: Worker, wiring: Wiring
):
    other = office.sign_in(Role.MANAGER, OTHER, "Olu")

    assert other.browser.client.get(f"/cases/{late.reference}/annul").status_code == 404
    assert breaches(wiring)[0].annulled_because is None


def test_what_is_not_late_cannot_be_annulled(office: Office):
    mia, reference = office.sign_in(Role.MANAGER, TRANSPORT, "Mia"), office.send()

    page = mia.browser.open(f"/cases/{reference}/annul")

    assert "annul" not in page.path
    assert "annul" not in page.answer.get_data(as_text=True)
