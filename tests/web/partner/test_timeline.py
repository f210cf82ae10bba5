"""What happened on a case, in words: of every deed, and of every promise that came near or late."""

import re
from datetime import UTC, datetime

import pytest

from portal.domain.clocks import Milestone
from portal.domain.messages import MessagePurpose
from portal.domain.people import SYSTEM, Deed, Role
from portal.queries.history import HIDDEN
from portal.services.escalate import tick
from portal.web.partner.events import TITLES
from tests.support.clock import FrozenClock
from tests.support.running import ROOT
from tests.web.partner.conftest import TRANSPORT, Office, Worker

NOUN = "submission|referral|transfer|hold|note|themes|formal|consent|safeguarding"
FRIDAY = datetime(2026, 11, 27, 9, tzinfo=UTC)
AFTER_CHRISTMAS = datetime(2026, 12, 29, 9, tzinfo=UTC)


@pytest.mark.parametrize("milestone", Milestone)
def test_each_milestone_of_a_promise_has_words(milestone: Milestone) -> None:
    assert f"clock.{milestone.value}" in {*TITLES, *HIDDEN}


@pytest.mark.parametrize("purpose", [p for p in MessagePurpose if p is not MessagePurpose.RECEIPT])
def test_each_message_has_words(purpose: MessagePurpose) -> None:
    assert f"message.{purpose.value}" in TITLES


def test_each_deed_on_a_case_has_words() -> None:
    sources = [one.read_text() for one in (ROOT / "portal" / "services").glob("*.py")]
    found = {deed for text in sources for deed in re.findall(rf'"((?:{NOUN})\.[a-z_]+)"', text)}

    assert len(found) > 20
    assert found - set(TITLES) == set()


def entries(office: Office, reference: str) -> list[str]:
    """What the timeline says to somebody who signs in now."""
    reader = office.sign_in(Role.CASEWORKER, TRANSPORT, "Kim")
    page = reader.browser.open(f"/cases/{reference}").page
    found = page.xpath("//ol[contains(@class, 'portal-timeline')]/li")
    return [" ".join(one.text_content().split()) for one in found]


@pytest.fixture
def reference(office: Office, sam: Worker) -> str:
    """A case that a service accepted, and did nothing more about."""
    reference = office.send()
    sam.browser.open(f"/cases/{reference}").send()
    return reference


def swept(office: Office, clock: FrozenClock, at: datetime) -> None:
    clock.at = at
    with office.wiring.writes.begin() as session:
        tick(session, Deed(SYSTEM, at, "sweep"))


def test_what_came_near_and_late_says_which_promise_and_ends_with_its_last_day(
    office: Office, reference: str, clock: FrozenClock
) -> None:
    swept(office, clock, FRIDAY)

    said = entries(office, reference)

    late = (
        "A promise became late: acknowledge the end of Thursday 26 November 2026"
        " Promised to the family.Family sees this"
    )
    near = "A last day is near: acknowledge the end of Tuesday 24 November 2026"
    assert late in said
    assert f"{near} Promised to the family." in said
    assert any(one.startswith("Late still: step 1 of the ladder was told") for one in said)


def test_what_only_measures_is_never_told_as_near_or_late(
    office: Office, reference: str, clock: FrozenClock
) -> None:
    swept(office, clock, AFTER_CHRISTMAS)

    said = entries(office, reference)

    assert any("became late: answer" in one for one in said)
    assert not any("door to door" in one for one in said)


def test_the_lateness_of_a_services_own_promise_is_not_said_to_be_seen_by_the_family(
    office: Office, reference: str, clock: FrozenClock
) -> None:
    swept(office, clock, AFTER_CHRISTMAS)

    late = [one for one in entries(office, reference) if "became late: answer" in one]

    assert len(late) == 2
    for one in late:
        assert ("Family sees this" in one) is ("Promised to the family" in one)


def test_a_service_that_accepts_is_no_bare_word_among_the_reasons(
    office: Office, reference: str, sam: Worker
) -> None:
    text = sam.browser.open(f"/cases/{reference}").text

    assert ". accepted" not in text
    assert "It said that it will answer." in text
