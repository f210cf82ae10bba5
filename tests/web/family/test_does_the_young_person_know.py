"""Who writes about somebody of 16 to 25 is asked whether they know; staff read a no as an alert."""

import pytest

from portal.domain.people import Role
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.web.family.journeys import concern_checked
from tests.web.family.test_sent_before import newest
from tests.web.partner.conftest import Office

QUESTION = "Does the young person know you are writing?"
ALERT = "The young person does not know that somebody wrote."


@pytest.mark.parametrize(("age", "asked"), [(15, False), (16, True), (25, True)])
def test_it_is_asked_from_16_to_25(family: Visitor, age: int, asked: bool) -> None:
    concern_checked(family, age=str(age))

    assert (QUESTION in family.open("/tell/reach").text) is asked


@pytest.mark.parametrize(("answer", "known"), [("yes", True), ("no", False), ("", None)])
def test_the_answer_is_kept_and_nobody_is_reproached(
    family: Visitor, wiring: Wiring, answer: str, known: bool | None
) -> None:
    concern_checked(family, age="17", **({"knows": answer} if answer else {}))
    family.send()

    assert newest(wiring).young_person_knows is known
    assert family.heading == "We have your message"
    assert "know you are writing" not in family.text


@pytest.mark.parametrize(("known", "alarmed"), [(False, True), (True, False), (None, False)])
def test_staff_read_a_no_as_an_alert(office: Office, known: bool | None, alarmed: bool) -> None:
    sam = office.sign_in(Role.CASEWORKER, "scc_transport")
    reference = office.send(age=17, young_person_knows=known)

    page = sam.browser.open(f"/cases/{reference}")

    assert page.answer.status_code == 200
    assert (ALERT in page.text) is alarmed
