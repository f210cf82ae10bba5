"""Where an end is, the family reads by which day, and what it can still do."""

import itertools
from collections.abc import Callable
from datetime import date

import pytest

from portal.domain.legal_routes import LegalRoute, Outcome
from portal.domain.people import Author
from portal.services import formal
from portal.services.submit import Receipt
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.web.partner.conftest import Office, Worker

Ended = Callable[..., str]
HEALTH = {"needs": ("mental_health",), "gp_area": "suffolk_east_west"}
SOCIAL = {"needs": ("social_care",)}


@pytest.fixture
def ended(office: Office, clock: FrozenClock) -> Ended:
    """A formal route that came to its end: what the family's page says of it."""
    numbers = itertools.count(1)

    def end(
        wanted: LegalRoute, outcome: Outcome, body: str | None = None, **changes: object
    ) -> str:
        receipt = office.receive(**changes)
        author = Author(receipt.submission_id, receipt.reference)
        with office.wiring.writes.begin() as session:
            deed = formal.by_author(clock.now(), f"press-{next(numbers)}")
            made = formal.make(session, author, wanted, deed, body_key=body, pass_on=True)
            made.outcome, made.ended_on = outcome.value, date(2026, 11, 24)
        return said(office.as_family(receipt))

    return end


def said(page: Visitor) -> str:
    (found,) = page.page.xpath("//section[@aria-labelledby='made']")
    return " ".join(found.text_content().split())


NOT = Outcome.NOT_UPHELD


def test_silence_ends_it_by_a_day_and_writing_opens_it_again(office: Office, sam: Worker) -> None:
    receipt: Receipt = office.receive()
    sam.browser.open(f"/cases/{receipt.reference}").send()
    sam.browser.open(f"/cases/{receipt.reference}/answer").send(words="Mended.")
    sam.browser.open(f"/cases/{receipt.reference}/propose").send(words="Is it done?")

    text = office.as_family(receipt).text

    # Ten working days after Tuesday 24 November.
    assert "If you say nothing by the end of Tuesday 8 December, we close it" in text
    assert "If you write to us after that, we open it again." in text


def test_a_family_that_has_written_since_is_not_told_that_silence_closes_it(
    office: Office, sam: Worker, clock: FrozenClock
) -> None:
    receipt = office.receive()
    sam.browser.open(f"/cases/{receipt.reference}").send()
    sam.browser.open(f"/cases/{receipt.reference}/answer").send(words="Mended.")
    sam.browser.open(f"/cases/{receipt.reference}/propose").send(words="Is it done?")
    clock.move(minutes=5)

    text = office.as_family(receipt).send("/case", words="I must look first.").text

    assert "You have written since, so it stays open until you say." in text
    assert "If you say nothing" not in text


def test_after_the_council_said_no_the_second_step_and_the_ombudsman_come_next(
    ended: Ended,
) -> None:
    text = ended(LegalRoute.COUNCIL_COMPLAINT, NOT)

    assert "You can ask for the second step" in text
    assert "Each council says by when. Ask soon." in text
    assert "Local Government and Social Care Ombudsman" in text
    assert "Who can help you with this" in text


def test_after_the_nhs_said_no_the_health_ombudsman_comes_next_without_a_date(
    ended: Ended,
) -> None:
    text = ended(LegalRoute.NHS_COMPLAINT, NOT, "nsft", **HEALTH)

    assert "Parliamentary and Health Service Ombudsman" in text
    assert "Ask them by when" in text
    assert "year" not in text.partition("What can come next")[2]


def test_after_social_care_said_no_the_second_step_is_asked_for_soon(ended: Ended) -> None:
    text = ended(LegalRoute.SOCIAL_CARE_COMPLAINT, NOT, **SOCIAL)

    assert "You can ask for the second step" in text
    assert "Ask soon" in text
    assert "20" not in text.partition("What can come next")[2].partition("Who can help")[0]


@pytest.mark.parametrize("outcome", [Outcome.WITHDRAWN, Outcome.OMBUDSMAN, Outcome.PASSED_ON])
def test_what_the_family_took_back_or_others_hold_has_no_next_step(
    ended: Ended, outcome: Outcome
) -> None:
    assert "What can come next" not in ended(LegalRoute.COUNCIL_COMPLAINT, outcome)


def test_what_still_runs_has_no_next_step(office: Office, clock: FrozenClock) -> None:
    receipt = office.receive()
    with office.wiring.writes.begin() as session:
        author = Author(receipt.submission_id, receipt.reference)
        deed = formal.by_author(clock.now(), "press")
        formal.make(session, author, LegalRoute.COUNCIL_COMPLAINT, deed)

    assert "What can come next" not in said(office.as_family(receipt))
