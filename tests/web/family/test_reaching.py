"""The author sees that there is a way to reach it, never what it is; it changes or deletes it."""

import pytest
from sqlalchemy import func, select

from portal.jobs import rounds, worker
from portal.models import SealedContact
from portal.services.submit import Receipt
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.web.partner.conftest import Office, Worker

ADDRESS = "ada@example.org"


def count(wiring: Wiring) -> int:
    with wiring.reads() as session:
        return session.scalars(select(func.count(SealedContact.id))).one()


def proposed(office: Office, sam: Worker) -> Receipt:
    receipt = office.receive(contact=ADDRESS)
    sam.browser.open(f"/cases/{receipt.reference}").send()
    sam.browser.open(f"/cases/{receipt.reference}/answer").send(words="Mended.")
    sam.browser.open(f"/cases/{receipt.reference}/propose").send(words="Is it done?")
    return receipt


def test_the_page_says_that_there_is_one_and_never_what_it_is(office: Office) -> None:
    family = office.as_family(office.receive(contact=ADDRESS))

    assert "We have an e-mail address from you. Staff do not see it." in family.text
    family.open("/case/contact")
    assert "We have an e-mail address from you." in family.text
    assert ADDRESS not in family.answer.get_data(as_text=True)
    assert family.answer.headers["Cache-Control"] == "no-store"


def test_deleting_is_chosen_when_the_family_is_asked_whether_it_is_done(
    office: Office, sam: Worker, wiring: Wiring
) -> None:
    family = office.as_family(proposed(office, sam))
    assert family.filled("/case/changed")[1]["after"] == ["erase"]

    family.send("/case/changed")
    worker.once(wiring)
    worker.once(wiring)

    assert count(wiring) == 0
    assert "We have an e-mail" not in family.open("/case").text


def test_who_keeps_it_reads_until_when_and_deletes_it_sooner(
    office: Office, sam: Worker, wiring: Wiring
) -> None:
    family = office.as_family(proposed(office, sam))

    family.send("/case/changed", after="keep")
    rounds.erase_contacts(wiring)

    assert count(wiring) == 1
    text = family.open("/case/contact").text
    assert "We delete it on Wednesday 24 November 2027." in text
    family.send("/case/contact/erase")
    assert count(wiring) == 0
    assert "You can give one while we are working on your message." in family.text


@pytest.mark.parametrize("after", ["", "for ever", "KEEP"])
def test_an_answer_that_was_not_offered_keeps_nothing(
    office: Office, sam: Worker, wiring: Wiring, after: str
) -> None:
    family = office.as_family(proposed(office, sam))
    address, body = family.filled("/case/changed")

    family.post(address, {**body, "after": after})
    worker.once(wiring)
    worker.once(wiring)

    assert count(wiring) == 0


def test_the_choice_is_made_before_and_stands_after_silence(office: Office, sam: Worker) -> None:
    family = office.as_family(proposed(office, sam)).open("/case/contact")

    family.send("/case/contact/after", after="keep")

    assert family.filled("/case/contact/after")[1]["after"] == ["keep"]
    family.open("/case")
    assert family.filled("/case/changed")[1]["after"] == ["keep"]
    family.open("/case/contact").send("/case/contact/after", after="neither")
    assert family.answer.status_code == 422
    assert family.faults == ["Choose from the answers on this page"]


def test_deleting_twice_from_two_tabs_is_deleting_once(office: Office, wiring: Wiring) -> None:
    family = office.as_family(office.receive(contact=ADDRESS)).open("/case/contact")
    form = family.filled("/case/contact/erase")
    family.post(*form)

    family.post(*form)

    assert family.answer.status_code == 200
    assert count(wiring) == 0


@pytest.mark.parametrize("typed", ["", "nowhere", "07700 900123", "a@b", "x" * 300])
def test_what_is_no_address_is_refused_plainly_and_the_old_one_stays(
    office: Office, wiring: Wiring, typed: str
) -> None:
    family = office.as_family(office.receive(contact=ADDRESS)).open("/case/contact")

    family.send("/case/contact", contact=typed)

    assert family.answer.status_code == 422
    assert family.faults
    assert count(wiring) == 1


def test_another_is_given_and_not_shown(office: Office, wiring: Wiring) -> None:
    family = office.as_family(office.receive()).open("/case")
    assert "We have no e-mail address or number from you." in family.text

    family.open("/case/contact").send("/case/contact", contact=" new@example.org ")

    assert count(wiring) == 1
    assert "new@example.org" not in family.answer.get_data(as_text=True)


def test_a_form_of_another_message_changes_nothing(office: Office, wiring: Wiring) -> None:
    first = office.as_family(office.receive(contact=ADDRESS)).open("/case/contact")
    address, body = first.filled("/case/contact/erase")
    second = office.as_family(office.receive(contact="bo@example.org")).open("/case/contact")
    token = second.filled("/case/contact/erase")[1]["csrf_token"]

    second.post(address, {**body, "csrf_token": token})

    assert second.answer.status_code == 409
    assert count(wiring) == 2


@pytest.mark.parametrize("path", ["/case/contact", "/case/contact/after", "/case/contact/erase"])
def test_nobody_without_a_code_changes_it(family: Visitor, path: str) -> None:
    assert family.open("/case/contact").path == "/return"
    family.open("/return")
    token = family.filled()[1]["csrf_token"]
    assert family.post(path, {"csrf_token": token}).answer.status_code == 403
