"""A family writes while a flood runs: it gets what every family gets, held or not (threat B21)."""

from datetime import timedelta

import pytest
from flask import Flask

from portal.domain import floods
from portal.models import Submission
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.support.flood import comes, junk
from tests.web.family.journeys import concern_checked, number_of, reopened
from tests.web.partner.conftest import Office

HOME = "127.0.0.1"


@pytest.fixture
def flood(wiring: Wiring, clock: FrozenClock) -> None:
    """As many quick ones from the family's own network as make the next quick one held."""
    with wiring.writes.begin() as session:
        for number in range(floods.QUICK_OF_NETWORK):
            comes(session, f"junk-{number}", clock.at, junk(number, HOME))


def typed(family: Visitor, clock: FrozenClock, seconds: int, **changes: object) -> Visitor:
    """A concern that took somebody so many seconds from the first answer to Send."""
    concern_checked(family, **changes)
    clock.move(seconds=seconds)
    return family.send()


def kept(office: Office, family: Visitor) -> Submission:
    return office.submission(number_of(family).replace("-", "").replace(" ", ""))


def told(page: Visitor, number: str) -> str:
    """What a page says, without the number and the words that are each family's own.

    The words go by where they stand: any of them may be in a sentence of the page, too.
    """
    for own in page.page.xpath("//main//*[@translate='no']"):
        own.clear()
    return page.text.replace(number, "…")


@pytest.mark.usefixtures("flood")
def test_a_person_who_takes_time_passes_from_the_network_of_the_flood(
    office: Office, family: Visitor, clock: FrozenClock
) -> None:
    page = typed(family, clock, seconds=20)

    assert not kept(office, page).held


@pytest.mark.usefixtures("flood")
def test_a_quick_one_from_there_is_held(
    office: Office, family: Visitor, clock: FrozenClock
) -> None:
    page = typed(family, clock, seconds=19)

    assert kept(office, page).held


def test_a_quick_one_on_an_ordinary_evening_is_not(
    office: Office, family: Visitor, clock: FrozenClock
) -> None:
    page = typed(family, clock, seconds=1)

    assert not kept(office, page).held


@pytest.mark.usefixtures("flood")
def test_nothing_that_the_family_reads_tells_that_it_is_held(
    app: Flask, office: Office, clock: FrozenClock
) -> None:
    pages, sent_at = [], clock.at + timedelta(minutes=1)
    for seconds in (1, 60):
        # An uncertain one comes before triage either way: the pages must be the same.
        family, clock.at = Visitor(app.test_client()), sent_at - timedelta(seconds=seconds)
        page = typed(family, clock, seconds, hide="yes", must_not_see="My brother-in-law")
        held, number = kept(office, page).held, number_of(page)
        case_of = reopened(Visitor(page.client).open(page.answer.request.full_path))
        receipt, case = told(page, number), told(case_of, number)
        why = told(case_of.open("/case/why"), number)
        pages.append((held, (receipt, case, why)))

    (first_held, first), (second_held, second) = pages
    assert (first_held, second_held) == (True, False)
    assert first == second
    assert "held" not in "".join(first).lower().split()


def test_time_is_counted_from_the_first_answer_though_pages_are_changed(
    office: Office, family: Visitor, clock: FrozenClock
) -> None:
    concern_checked(family)
    clock.move(seconds=30)
    family.open("/tell/words?from=check").send(words="The bus came late once more.")
    with office.wiring.writes.begin() as session:
        for number in range(floods.QUICK_OF_NETWORK):
            comes(session, f"junk-{number}", clock.at, junk(number, HOME))
    page = family.open("/tell/check").send()

    assert not kept(office, page).held


def test_one_home_with_many_addresses_of_version_6_is_one_network(
    app: Flask, office: Office, clock: FrozenClock
) -> None:
    held = []
    for number in range(floods.QUICK_OF_NETWORK + 1):
        client = app.test_client()
        client.environ_base["REMOTE_ADDR"] = f"2001:db8:1:2::{number + 1:x}"
        words = f"{'abcdefghijklm'[number] * 5} {'nopqrstuvwxyz'[number] * 4} came"
        page = typed(Visitor(client), clock, seconds=1, words=words)
        held.append(kept(office, page).held)

    assert held == [False] * floods.QUICK_OF_NETWORK + [True]
