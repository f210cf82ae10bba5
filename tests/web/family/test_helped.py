"""Did this help? Asked after an answer, once, and changed while the message is open."""

import pytest
from sqlalchemy import select

from portal.domain.people import SYSTEM, Deed
from portal.models import AuditEvent, HelpedAnswer, SafeguardingItem
from portal.services import close
from portal.services.submit import Receipt
from portal.wiring import Wiring
from tests.support.cases import DISCLOSURE
from tests.support.clock import FrozenClock
from tests.web.partner.conftest import Office, Worker

HELPED = "/case/helped"
QUESTION = "Did this help?"


def answered(office: Office, sam: Worker, *, proposed: bool = False) -> Receipt:
    receipt = office.receive()
    case = f"/cases/{receipt.reference}"
    sam.browser.open(case).send()
    sam.browser.open(f"{case}/answer").send(words="Mended.")
    if proposed:
        sam.browser.open(f"{case}/propose").send(words="Is it done?")
    return receipt


def said(wiring: Wiring) -> list[tuple[str, str | None]]:
    with wiring.reads() as session:
        rows = session.scalars(select(HelpedAnswer).order_by(HelpedAnswer.id))
        return [(one.helped.value, one.words) for one in rows]


def test_nothing_is_asked_before_there_is_an_answer(office: Office, wiring: Wiring) -> None:
    family = office.as_family(office.receive())
    body = family.filled("/case")[1]

    assert QUESTION not in family.text
    family.post(HELPED, {**body, "helped": "yes"})
    assert said(wiring) == []


def test_what_the_family_says_is_kept_once_and_the_team_reads_it(
    office: Office, sam: Worker, wiring: Wiring
) -> None:
    receipt = answered(office, sam)
    family = office.as_family(receipt)
    form = family.filled(HELPED, helped="a_bit", more="The mornings work.")
    family.post(*form)

    family.post(*form)

    assert "We asked if this helped. You said: A bit" in family.text
    assert said(wiring) == [("a_bit", "The mornings work.")]
    with wiring.reads() as session:
        events = select(AuditEvent.id).where(AuditEvent.action == "helped.said")
        assert len(session.scalars(events).all()) == 1
    sam.browser.open(f"/cases/{receipt.reference}")
    assert "Did this help? A bit" in sam.browser.text
    assert "The mornings work." in sam.browser.text


def test_words_are_not_needed_and_it_can_be_changed_while_it_is_open(
    office: Office, sam: Worker, wiring: Wiring
) -> None:
    family = office.as_family(answered(office, sam)).send(HELPED, helped="yes")
    assert said(wiring) == [("yes", None)]

    family.send(HELPED, helped="no", more="It stopped.")

    assert said(wiring) == [("no", "It stopped.")]


def test_after_agreeing_it_is_asked_once_and_then_not_changed(
    office: Office, sam: Worker, wiring: Wiring
) -> None:
    family = office.as_family(answered(office, sam, proposed=True)).send("/case/changed")
    form = family.filled(HELPED, helped="yes")
    family.post(*form)
    assert not family.page.xpath(f"//form[@action='{HELPED}']")

    family.post(form[0], {**form[1], "helped": "no"})

    assert said(wiring) == [("yes", None)]


def test_who_said_nothing_until_it_was_closed_is_not_asked_again(
    office: Office, sam: Worker, wiring: Wiring, clock: FrozenClock
) -> None:
    receipt = answered(office, sam, proposed=True)
    clock.move(days=30)
    with wiring.writes.begin() as session:
        close.close_silent(session, Deed(SYSTEM, clock.now(), "worker"))

    assert QUESTION not in office.as_family(receipt).text


@pytest.mark.parametrize("fields", [{}, {"helped": "very"}, {"helped": "yes", "more": "x" * 2001}])
def test_what_is_no_answer_is_refused_plainly(
    office: Office, sam: Worker, wiring: Wiring, fields: dict[str, object]
) -> None:
    family = office.as_family(answered(office, sam)).send(HELPED, **fields)

    assert family.answer.status_code == 422
    assert family.faults
    assert said(wiring) == []


def test_words_that_sound_of_danger_are_looked_at_and_the_page_is_the_same(
    office: Office, sam: Worker, wiring: Wiring
) -> None:
    family = office.as_family(answered(office, sam)).send(HELPED, helped="no", more=DISCLOSURE)

    assert family.heading == "Your message"
    assert "We asked if this helped. You said: No" in family.text
    with wiring.reads() as session:
        assert len(session.scalars(select(SafeguardingItem)).all()) == 1
