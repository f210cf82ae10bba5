"""Who lost the words writes anew and asks for a link: triage reads the wish, nothing is shared."""

import pytest
from sqlalchemy import select

from portal.domain.people import Role
from portal.models import Submission
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.web.family.conftest import TRANSPORT, Office
from tests.web.family.journeys import concern_checked, sent

NOBODYS = "0001-1ZGW-C"


def newest(wiring: Wiring) -> Submission:
    with wiring.reads() as session:
        return session.scalars(select(Submission).order_by(Submission.id.desc())).first()


@pytest.mark.parametrize("known", [True, False])
def test_a_number_is_kept_whether_or_not_it_is_anybodys(
    family: Visitor, wiring: Wiring, known: bool
) -> None:
    number = sent(family, words="The first matter.")[0] if known else NOBODYS

    concern_checked(family, before="y", earlier=number.lower().replace("-", " "))

    assert number in family.text
    family.send()
    assert newest(wiring).earlier_reference == number.replace("-", "")
    assert newest(wiring).sent_before is True
    assert "The first matter." not in family.text
    assert family.heading == "We have your message"


def test_somebody_who_lost_the_number_too_can_say_so(family: Visitor, wiring: Wiring) -> None:
    sent(family, before="y")

    assert (newest(wiring).sent_before, newest(wiring).earlier_reference) == (True, None)


def test_nothing_is_asked_of_those_who_say_nothing(family: Visitor, wiring: Wiring) -> None:
    sent(family)

    assert (newest(wiring).sent_before, newest(wiring).earlier_reference) == (False, None)


@pytest.mark.parametrize("wrong", ["0001-1ZGW-D", "12", "x" * 150])
def test_a_mistyped_number_is_said_and_may_be_left_out(
    family: Visitor, wiring: Wiring, wrong: str
) -> None:
    concern_checked(family)
    family.open("/tell/reach").send(earlier=wrong)

    assert family.faults == ["Check this number, or leave it empty"]
    family.send(earlier="")
    assert family.path == "/tell/check"


def test_triage_reads_the_wish_and_the_team_does_not(family: Visitor, office: Office) -> None:
    unplaced = {"hide": "yes", "must_not_see": "My neighbour"}
    number = sent(family, before="y", earlier=NOBODYS, **unplaced)[0]
    other = Visitor(office.app.test_client())
    placed = sent(other, before="y", earlier=NOBODYS)[0]
    triage = office.sign_in(Role.TRIAGE)
    sam = office.sign_in(Role.CASEWORKER, TRANSPORT)

    wish = triage.browser.open(f"/cases/{number}").text
    assert "They ask to link this with something sent before." in wish
    assert NOBODYS in wish
    theirs = sam.browser.open(f"/cases/{placed}").text
    assert "The bus has not come" in theirs
    assert "They ask to link" not in theirs
