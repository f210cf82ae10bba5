"""What staff see of files: that they are there and held. Only a clean one can be had, by the case's
own readers, as something to save."""

import pytest
from sqlalchemy import select

from portal.domain.people import SYSTEM, Author, Deed, Role
from portal.file_ports import Verdict
from portal.models import Attachment, AuditEvent, Submission
from portal.services import attachments
from portal.services.attachments import Keeping
from portal.services.prepare_files import Chosen, There, prepare
from portal.wiring import Wiring
from tests.support.some_files import photo
from tests.web.partner.conftest import OTHER, TRANSPORT, Office, Worker

STATES = ("held", "clean", "refused", "erased")


def with_file(office: Office, reference: str, state: str = "held") -> Attachment:
    """A photo of the family's on that case, in that state."""
    wiring = office.wiring
    now = wiring.clock.now()
    assert wiring.files is not None
    keeping = Keeping(wiring.files, wiring.keyring)
    there = There.of(())
    ready, _ = prepare(wiring.cleaner, [Chosen("bus.jpg", photo())], reference, there)
    with wiring.writes.begin() as session:
        case = session.scalars(select(Submission).where(Submission.reference == reference)).one()
        attachments.to_message(session, keeping, Author(case.id, reference), ready, now)
        row = session.scalars(select(Attachment).where(Attachment.submission_id == case.id)).one()
        deed = Deed(SYSTEM, now, "test")
        if state in ("clean", "refused"):
            attachments.settle(session, row.id, Verdict(state), deed)
        if state == "erased":
            attachments.erase(session, case.id, deed)
    return row


def address(reference: str, row: Attachment) -> str:
    return f"/cases/{reference}/files/{row.name}"


def test_a_case_says_that_a_file_is_held_and_offers_no_way_to_it(
    office: Office, sam: Worker
) -> None:
    reference = office.send()
    row = with_file(office, reference)

    sam.browser.open(f"/cases/{reference}")

    assert "Photo, 1 kB, added at" in sam.browser.text
    assert "Held until checked" in sam.browser.text
    assert "bus.jpg" not in sam.browser.answer.get_data(as_text=True)
    assert row.name not in sam.browser.answer.get_data(as_text=True)


@pytest.mark.parametrize("state", STATES)
def test_only_a_clean_file_can_be_had_whatever_the_hat(office: Office, state: str) -> None:
    own, unplaced = office.send(), office.unplaced()
    restricted = office.restricted()
    readers = {
        own: ((Role.CASEWORKER, TRANSPORT), (Role.MANAGER, TRANSPORT)),
        unplaced: ((Role.TRIAGE, "triage"),),
        restricted: ((Role.SAFEGUARDING, "wsft"),),
    }
    hats = [(role, None) for role in Role if role.value not in
            ("caseworker", "manager", "triage", "safeguarding")]  # fmt: skip
    hats += [(Role.CASEWORKER, TRANSPORT), (Role.MANAGER, TRANSPORT), (Role.CASEWORKER, OTHER),
             (Role.TRIAGE, "triage"), (Role.SAFEGUARDING, "wsft")]  # fmt: skip
    workers = {hat: office.sign_in(*hat) for hat in hats}
    for reference, may in readers.items():
        row = with_file(office, reference, state)

        had = {
            hat
            for hat, worker in workers.items()
            if worker.browser.client.get(address(reference, row)).status_code == 200
        }

        assert had == (set(may) if state == "clean" else set()), reference


def test_a_clean_file_is_saved_under_a_name_of_ours_and_runs_nothing(
    office: Office, sam: Worker, wiring: Wiring
) -> None:
    reference = office.send()
    row = with_file(office, reference, "clean")
    assert "Download" in sam.browser.open(f"/cases/{reference}").text

    answer = sam.browser.client.get(address(reference, row))

    said = f'attachment; filename="{reference}-{row.name[:8]}.jpeg"'
    assert answer.headers["Content-Disposition"] == said
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data.startswith(b"\xff\xd8\xff")
    with wiring.reads() as session:
        reads = session.scalars(select(AuditEvent).where(AuditEvent.action == "file.read")).all()
    assert [one.staff_id for one in reads] == [sam.member.staff_id]


def test_a_file_of_one_case_is_not_had_through_another(office: Office, sam: Worker) -> None:
    first, second = office.send(), office.send()
    row = with_file(office, first, "clean")

    through_other = sam.browser.client.get(address(second, row))
    through_own = sam.browser.client.get(address(first, row))

    assert (through_other.status_code, through_own.status_code) == (404, 200)


def test_that_a_restricted_case_has_files_is_for_leads_alone(office: Office) -> None:
    reference = office.restricted()
    row = with_file(office, reference, "clean")
    lead = office.sign_in(Role.SAFEGUARDING, "wsft")
    others = [office.sign_in(Role.CASEWORKER, TRANSPORT), office.sign_in(Role.TRIAGE, "triage")]

    for worker in others:
        assert worker.browser.client.get(f"/cases/{reference}").status_code == 404
        assert worker.browser.client.get(address(reference, row)).status_code == 404
    assert "Photo, 1 kB" in lead.browser.open(f"/cases/{reference}").text


def test_the_timeline_says_that_a_file_was_added(office: Office, sam: Worker) -> None:
    reference = office.send()
    with_file(office, reference)

    assert "The family added a file" in sam.browser.open(f"/cases/{reference}").text


def test_a_file_that_is_gone_from_the_disk_is_not_found(
    office: Office, sam: Worker, wiring: Wiring
) -> None:
    reference = office.send()
    row = with_file(office, reference, "clean")
    assert wiring.files is not None
    wiring.files.remove(row.name)

    assert sam.browser.client.get(address(reference, row)).status_code == 404
    assert sam.browser.open(f"/cases/{reference}").answer.status_code == 200
