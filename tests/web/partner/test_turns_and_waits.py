"""Waits, handing on, and telling what changed, as staff press them and families read them."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from portal.domain.clocks import ClockKind, ClockState, Subject
from portal.domain.people import Author, Role
from portal.domain.submissions import Danger
from portal.models import ClockEventRow, ClockRow, SafeguardingItem
from portal.services import return_visit
from tests.support.clock import FrozenClock
from tests.web.partner.conftest import OTHER, TRANSPORT, Office, Worker

WHY = "You asked us to wait for the meeting."


@pytest.fixture
def nell(office: Office) -> Worker:
    """The manager of school travel."""
    return office.sign_in(Role.MANAGER, TRANSPORT, "Nell")


def accepted(office: Office, worker: Worker) -> str:
    reference = office.send()
    worker.browser.open(f"/cases/{reference}").send(f"/cases/{dashed(reference)}/accept")
    return reference


def dashed(reference: str) -> str:
    return f"{reference[:4]}-{reference[4:8]}-{reference[8:]}"


def clocks(office: Office, reference: str, kind: ClockKind) -> list[ClockRow]:
    with office.wiring.reads() as session:
        query = select(ClockRow).where(
            ClockRow.submission_id == office.submission(reference).id,
            ClockRow.subject == Subject.FAMILY,
            ClockRow.kind == kind,
        )
        return list(session.scalars(query.order_by(ClockRow.id)))


def test_a_manager_agrees_to_wait_and_the_family_reads_why_and_until_when(
    office: Office, nell: Worker
) -> None:
    receipt = office.receive()
    nell.browser.open(f"/cases/{receipt.reference}").send()

    nell.browser.open(f"/cases/{receipt.reference}/hold").send(days="5", words=WHY)

    page = office.as_family(receipt)
    assert "Our dates wait." in nell.browser.text
    assert "Held by agreement since Tuesday 24 November" in nell.browser.text
    assert WHY in page.text
    assert "We agreed on Tuesday 24 November to wait until Tuesday 1 December at most." in page.text
    assert "By the end of Tuesday 8 December" in page.text


@pytest.mark.parametrize("days", ["0", "21", "-1", "1.5", "many", "", "9" * 30])
def test_a_wait_of_no_sense_changes_nothing(office: Office, nell: Worker, days: str) -> None:
    reference = accepted(office, nell)

    nell.browser.open(f"/cases/{reference}/hold").send(days=days, words=WHY)

    (row,) = clocks(office, reference, ClockKind.RESPOND)
    assert nell.browser.answer.status_code == 422
    assert nell.browser.faults
    assert row.state is ClockState.RUNNING


def test_a_manager_ends_the_wait(office: Office, nell: Worker) -> None:
    reference = accepted(office, nell)
    nell.browser.open(f"/cases/{reference}/hold").send(days="5", words=WHY)

    nell.browser.open(f"/cases/{reference}/end-hold").send(words="The meeting was held.")

    (row,) = clocks(office, reference, ClockKind.RESPOND)
    assert row.state is ClockState.RUNNING


def test_a_caseworker_is_not_offered_a_wait_and_cannot_press_it(
    office: Office, sam: Worker
) -> None:
    reference = accepted(office, sam)
    _address, body = sam.browser.open(f"/cases/{reference}/message").filled(days="5", words=WHY)

    answer = sam.browser.client.post(f"/cases/{reference}/hold", data=body)

    (row,) = clocks(office, reference, ClockKind.RESPOND)
    assert answer.status_code == 403
    assert row.state is ClockState.RUNNING


def test_dates_that_are_forged_into_a_form_are_not_read(
    office: Office, sam: Worker, clock: FrozenClock
) -> None:
    reference = accepted(office, sam)
    clock.move(minutes=5)
    old = "2026-01-01T00:00:00+00:00"
    forged = {"now": old, "at": old, "effective_at": old, "sent_at": old, "closed_at": old}

    sam.browser.open(f"/cases/{reference}/answer").send(words="Mended.", **forged)

    (row,) = clocks(office, reference, ClockKind.RESPOND)
    with office.wiring.reads() as session:
        times = set(session.scalars(select(ClockEventRow.effective_at)))
    assert row.stopped_at == clock.now()
    assert min(times) > datetime.fromisoformat(old)


def test_a_case_is_handed_on_and_the_family_sees_it_once_it_is_taken(
    office: Office, sam: Worker
) -> None:
    receipt = office.receive()
    sam.browser.open(f"/cases/{receipt.reference}").send()
    other = office.sign_in(Role.CASEWORKER, OTHER, "Dana")

    why = "It is about the plan."
    sam.browser.open(f"/cases/{receipt.reference}/hand-on").send(partner=OTHER, because=why)
    before = office.as_family(receipt).text
    other.browser.open(f"/cases/{receipt.reference}").send()
    after = office.as_family(receipt).text

    assert "Asked to take over from The council's school travel team" in other.browser.text or (
        "Taken over from The council's school travel team" in other.browser.text
    )
    assert "Another team took it over" not in before
    assert "Another team took it over: The council's SEND team" in after
    assert sam.browser.client.get(f"/cases/{receipt.reference}").status_code == 404


def test_a_body_that_refuses_leaves_it_where_it_was(office: Office, sam: Worker) -> None:
    reference = accepted(office, sam)
    other = office.sign_in(Role.CASEWORKER, OTHER, "Dana")
    sam.browser.open(f"/cases/{reference}/hand-on").send(partner=OTHER, because="Theirs.")

    other.browser.open(f"/cases/{reference}/refuse").send(because="It is not about the plan.")

    assert other.browser.client.get(f"/cases/{reference}").status_code == 404
    assert "Refused: It is not about the plan." in sam.browser.open(f"/cases/{reference}").text


def test_what_changed_is_told_on_the_closed_case(
    office: Office, sam: Worker, clock: FrozenClock
) -> None:
    receipt = office.receive()
    sam.browser.open(f"/cases/{receipt.reference}").send()
    sam.browser.open(f"/cases/{receipt.reference}/answer").send(words="Mended.")
    sam.browser.open(f"/cases/{receipt.reference}/propose").send(words="Is it done?")
    with office.wiring.writes.begin() as session:
        author = Author(receipt.submission_id, receipt.reference)
        return_visit.agree(session, author, clock.move(minutes=5))
    listed = sam.browser.open("/inbox?show=changed").text

    sam.browser.open(f"/cases/{receipt.reference}/changed").send(words="A new firm drives.")

    page = office.as_family(receipt).text
    assert dashed(receipt.reference) in listed
    assert "A new firm drives." in page
    assert "They told you what changed" in page
    assert dashed(receipt.reference) not in sam.browser.open("/inbox?show=changed").text


def test_a_question_shows_the_family_since_when_and_until_when_our_date_waits(
    office: Office, sam: Worker
) -> None:
    receipt = office.receive()
    sam.browser.open(f"/cases/{receipt.reference}").send()

    sam.browser.open(f"/cases/{receipt.reference}/ask").send(words="Which bus?")

    text = office.as_family(receipt).text
    assert "Our date waits for you until Tuesday 8 December at most." in text
    assert "If you answer today, this is our date." in text


# --- the clock of a flag ---------------------------------------------------------------------

STRANGE = datetime.fromisoformat("2031-07-17T11:37:00+00:00")
MARKS = ("2031", "17 July", "Look at the flag", "safeguarding leads alone")


def plant(office: Office) -> None:
    """A time in every clock of a flag that could come from nowhere else."""
    with office.wiring.writes.begin() as session:
        query = select(ClockRow).where(ClockRow.subject == Subject.SAFEGUARDING)
        rows = session.scalars(query.order_by(ClockRow.id)).all()
        assert rows
        for row in rows:
            row.due_at, row.due_on, row.stopped_at = STRANGE, STRANGE.date(), None
            row.state = ClockState.RUNNING


def test_nothing_of_a_flags_clock_is_on_any_page_but_a_leads(
    office: Office, sam: Worker, clock: FrozenClock
) -> None:
    receipt = office.receive(words="He says that he wants to die of boredom on that bus.")
    lead = office.sign_in(Role.SAFEGUARDING, "wsft")
    seen = lead.browser.open(f"/cases/{receipt.reference}").text
    lead.browser.open(f"/cases/{receipt.reference}/release").send(reason="A figure of speech.")
    triage = office.sign_in(Role.TRIAGE, "triage")
    plant(office)

    pages = [
        triage.browser.open(one).answer.text
        for one in ("/inbox", f"/cases/{dashed(receipt.reference)}")
    ]
    triage.browser.open(f"/cases/{receipt.reference}/place").send(
        partner=TRANSPORT, because="Bus.", nobody_named="y"
    )
    pages += [
        sam.browser.open(one).answer.text for one in ("/inbox", f"/cases/{receipt.reference}")
    ]
    pages.append(office.as_family(receipt).answer.text)

    assert "Look at the flag" in seen
    for page in pages:
        assert [mark for mark in MARKS if mark in page] == []


def test_a_lead_sees_in_the_list_how_the_days_were_counted(office: Office) -> None:
    office.send(danger=Danger.YES)
    lead = office.sign_in(Role.SAFEGUARDING, "wsft")

    text = lead.browser.open("/inbox").text

    with office.wiring.reads() as session:
        (due,) = session.scalars(select(SafeguardingItem.due_at))
    assert due - office.wiring.clock.now() < timedelta(hours=14)
    assert "Wednesday 25 November counted, until 11am" in text
