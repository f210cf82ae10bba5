"""Triage lets held messages go on, one or many at once (threat B21)."""

from datetime import timedelta

import pytest

from portal.domain.people import Role
from portal.domain.submissions import SubmissionStatus
from portal.models import Submission
from portal.wiring import Wiring
from tests.support.clock import FrozenClock
from tests.support.flood import comes, junk
from tests.web.partner.conftest import Office, Worker

FLOOD = 12


@pytest.fixture
def tess(office: Office) -> Worker:
    return office.sign_in(Role.TRIAGE, "triage", name="Tess")


@pytest.fixture
def held(wiring: Wiring, clock: FrozenClock) -> list[str]:
    """The references of what was held of an invented flood, the oldest first."""
    with wiring.writes.begin() as session:
        all_of = [
            comes(session, f"junk-{n}", clock.at + timedelta(seconds=n), junk(n))[0]
            for n in range(FLOOD)
        ]
        found = [one.reference for one in all_of if one.held]
    clock.move(minutes=1)
    return found


def status(office: Office, reference: str) -> tuple[bool, SubmissionStatus]:
    submission: Submission = office.submission(reference)
    return submission.held, submission.status


def test_the_inbox_says_how_many_are_held_and_lists_none(tess: Worker, held: list[str]) -> None:
    page = tess.browser.open("/inbox")

    assert f"Held ({len(held)})" in page.text
    assert "Nothing is to do here right now" in page.text


def test_the_page_of_held_ones_shows_each_with_its_words(tess: Worker, held: list[str]) -> None:
    page = tess.browser.open("/held")

    assert page.page.xpath("//input[@name='message']/@value") == held
    assert "Buy the very cheap watches" in page.text


def test_without_any_it_says_so(tess: Worker) -> None:
    assert "Nothing is held." in tess.browser.open("/held").text


def test_one_is_let_go_on(office: Office, tess: Worker, held: list[str]) -> None:
    page = tess.browser.open("/held").send(message=held[0], do="go_on")

    assert "1 message went on" in page.text
    assert status(office, held[0]) == (False, SubmissionStatus.WITH_PARTNER)
    assert status(office, held[1]) == (True, SubmissionStatus.IN_TRIAGE)


def test_all_go_on_in_one_press(office: Office, tess: Worker, held: list[str]) -> None:
    page = tess.browser.open("/held").send(all="yes", do="go_on")

    assert f"{len(held)} messages went on" in page.text
    assert {status(office, one) for one in held} == {(False, SubmissionStatus.WITH_PARTNER)}


def test_what_came_after_the_page_was_drawn_stays(
    office: Office, tess: Worker, held: list[str], wiring: Wiring, clock: FrozenClock
) -> None:
    address, body = tess.browser.open("/held").filled(all="yes", do="go_on")
    with wiring.writes.begin() as session:
        late = comes(session, "late", clock.at + timedelta(seconds=30), junk(99))[0].reference

    tess.browser.post(address, body)

    assert status(office, late) == (True, SubmissionStatus.IN_TRIAGE)


def test_part_of_a_flood_stands_apart_and_can_still_go_on(
    office: Office, tess: Worker, held: list[str]
) -> None:
    page = tess.browser.open("/held").send(message=held[:2], do="apart")
    assert "2 messages set apart" in page.text

    page = page.open("/held?show=apart")
    assert page.page.xpath("//input[@name='message']/@value") == held[:2]
    page.send(message=held[0], do="go_on")

    assert status(office, held[0]) == (False, SubmissionStatus.WITH_PARTNER)


def test_pressed_twice_it_goes_on_once(tess: Worker, held: list[str]) -> None:
    address, body = tess.browser.open("/held").filled(message=held[0], do="go_on")
    tess.browser.post(address, body)

    assert "0 messages went on" in tess.browser.post(address, body).text


def test_nothing_ticked_is_said_and_nothing_moves(
    office: Office, tess: Worker, held: list[str]
) -> None:
    page = tess.browser.open("/held").send(do="go_on")

    assert page.answer.status_code == 422
    assert page.faults == ["Tick at least one message, or “All of them”."]
    assert status(office, held[0]) == (True, SubmissionStatus.IN_TRIAGE)


@pytest.mark.parametrize(
    "changes",
    [{"do": "burn"}, {"until": "yesterday"}, {"until": "2026-11-24T21:40:00"}, {"until": ""}],
)
def test_what_no_page_offers_is_refused_and_nothing_moves(
    office: Office, tess: Worker, held: list[str], changes: dict[str, object]
) -> None:
    page = tess.browser.open("/held").send(**{"message": held[0], "do": "go_on", **changes})

    assert page.answer.status_code == 400
    assert status(office, held[0]) == (True, SubmissionStatus.IN_TRIAGE)


def test_another_sites_form_moves_nothing(office: Office, tess: Worker, held: list[str]) -> None:
    page = tess.browser.open("/held").send(message=held[0], do="go_on", csrf_token="")

    assert page.answer.status_code >= 400
    assert status(office, held[0]) == (True, SubmissionStatus.IN_TRIAGE)


def test_a_number_that_is_not_held_is_not_moved(
    office: Office, tess: Worker, held: list[str]
) -> None:
    waiting, flagged = office.unplaced(), office.restricted()

    tess.browser.open("/held").send(message=[waiting, flagged, "nobody's"], do="go_on")

    assert status(office, waiting) == (False, SubmissionStatus.IN_TRIAGE)
    assert status(office, flagged) == (False, SubmissionStatus.IN_TRIAGE)


def test_a_caseworker_has_no_such_page(sam: Worker, held: list[str]) -> None:
    assert sam.browser.open("/held").answer.status_code in (403, 404)
    assert "Held" not in sam.browser.open("/inbox").text


def test_administrators_hear_how_many_and_read_nothing(office: Office, held: list[str]) -> None:
    page = office.sign_in(Role.ADMIN, name="Ada").browser.open("/admin")

    assert f"{len(held)} messages were held as part of a flood in the last hour" in page.text
    assert "watches" not in page.text


def test_an_hour_later_nobody_is_alarmed(
    office: Office, held: list[str], clock: FrozenClock
) -> None:
    assert "part of a flood" in office.app.test_client().get("/health").text
    clock.move(minutes=61)

    assert "part of a flood" not in office.app.test_client().get("/health").text


def test_nothing_ticked_among_those_set_apart_is_said_on_their_own_page(
    tess: Worker, held: list[str]
) -> None:
    tess.browser.open("/held").send(message=held[0], do="apart")
    page = tess.browser.open("/held?show=apart").send(do="go_on")

    assert page.answer.status_code == 422
    assert page.heading == "Part of a flood"
