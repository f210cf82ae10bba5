"""Who is in charge of the answer, and why: said once it is so, and never what betrays a flag."""

import pytest

from portal.domain.people import SYSTEM, Deed, Role
from portal.domain.submissions import AuthorKind, Danger
from portal.services import return_visit
from portal.services.escalate import tick
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.web.partner.conftest import TRANSPORT, Office, Worker

GUESS = "If that is wrong, they will say so"
CHARGE = "The council's school travel team is in charge of your answer."


def in_charge(page: Visitor) -> str:
    """What stands under "Who is in charge"."""
    found = page.page.xpath("//main//h2[contains(., 'Who is in charge')]/following-sibling::*")
    words = []
    for one in found:
        if one.tag == "h2":
            break
        words.append(" ".join(one.text_content().split()))
    assert words
    return " ".join(words)


def test_until_the_team_says_yes_it_is_only_what_we_think(office: Office) -> None:
    said = in_charge(office.as_family(office.receive()))

    assert GUESS in said
    assert CHARGE not in said


def test_from_its_yes_on_the_team_is_in_charge_whatever_comes_after(
    office: Office, sam: Worker, clock: FrozenClock
) -> None:
    receipt = office.receive()
    case = f"/cases/{receipt.reference}"
    said = []
    for press in ("accept", "answer", "propose"):
        if press == "accept":
            sam.browser.open(case).send()
        else:
            sam.browser.open(f"{case}/{press}").send(words="Mended.")
        said.append(in_charge(office.as_family(receipt)))
    office.as_family(receipt).send("/case/not-changed")
    said.append(in_charge(office.as_family(receipt)))

    assert [CHARGE in one and GUESS not in one for one in said] == [True] * 4
    assert all("Why: " in one for one in said)


def test_a_team_that_took_it_over_is_in_charge(office: Office, sam: Worker) -> None:
    receipt = office.receive()
    sam.browser.open(f"/cases/{receipt.reference}").send()
    sam.browser.open(f"/cases/{receipt.reference}/hand-on").send(
        partner="scc_send", because="It is about the plan."
    )
    dana = office.sign_in(Role.CASEWORKER, "scc_send", "Dana")
    dana.browser.open(f"/cases/{receipt.reference}").send()

    assert "The council's SEND team is in charge of your answer." in in_charge(
        office.as_family(receipt)
    )


@pytest.mark.parametrize("needs", [("send_transport",), ("other",), ("ehc_plan",)])
def test_a_flag_cannot_be_read_off_what_is_said_while_nothing_is_placed(
    office: Office, needs: tuple[str, ...]
) -> None:
    """A certain route that a flag stopped reads as what nobody has a rule for."""
    flagged = office.receive(needs=needs, danger=Danger.YES)
    uncertain = office.receive(needs=("other",))

    said = [in_charge(office.as_family(one)) for one in (flagged, uncertain)]

    assert said[0] == said[1]
    assert "What our list says" not in said[0]


def test_a_young_person_who_was_asked_no_subject_reads_of_none(office: Office) -> None:
    receipt = office.receive(author_kind=AuthorKind.YOUNG_PERSON, needs=(), age=12)

    said = in_charge(office.as_family(receipt))

    assert "A person reads it first" in said
    assert "You chose" not in said


def test_once_a_person_placed_it_the_reason_is_given(office: Office) -> None:
    receipt = office.receive(needs=("other",))
    triage = office.sign_in(Role.TRIAGE, "triage")

    triage.browser.open(f"/cases/{receipt.reference}/place").send(
        partner=TRANSPORT, because="It is about the bus."
    )

    assert "Why: It is about the bus." in in_charge(office.as_family(receipt))


def test_saying_that_it_is_done_leaves_nobody_in_charge(
    office: Office, sam: Worker, clock: FrozenClock
) -> None:
    receipt = office.receive()
    sam.browser.open(f"/cases/{receipt.reference}").send()
    sam.browser.open(f"/cases/{receipt.reference}/answer").send(words="Mended.")
    sam.browser.open(f"/cases/{receipt.reference}/propose").send(words="Is it done?")
    with office.wiring.writes.begin() as session:
        author = return_visit.Author(receipt.submission_id, receipt.reference)
        return_visit.agree(session, author, clock.move(minutes=5))

    assert CHARGE not in in_charge(office.as_family(receipt))


def test_of_a_team_that_never_answered_it_is_not_said_that_it_spoke(
    office: Office, clock: FrozenClock
) -> None:
    receipt = office.receive()
    clock.move(days=2)
    with office.wiring.writes.begin() as session:
        tick(session, Deed(SYSTEM, clock.now(), "sweep"))

    text = office.as_family(receipt).text

    assert "They did not say in time that they will answer: The council's school travel" in text
    assert "the end of Wednesday 25 November 2026" in text
    assert "They said that it is not for them" not in text
