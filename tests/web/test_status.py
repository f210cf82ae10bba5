"""The public page of the service: true, calm, telling of nobody, and never an error itself."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from portal.app import create_app
from portal.domain.people import Role
from portal.domain.service_status import WorkOn
from portal.jobs import rounds
from portal.jobs.ticks import Ticker
from portal.models import OutgoingLetter
from portal.services import beats, planned_work
from portal.services.planned_work import Plan
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.support.families import send
from tests.support.running import free_port
from tests.support.staff import deed, hire
from tests.support.wiring import Outbox, settings_for, wiring_for

NEWS = "E-mails and texts that tell you of news"


def told(client: FlaskClient) -> dict[str, str]:
    page = Visitor(client).open("/status")
    assert page.answer.status_code == 200
    found = page.page.xpath("//main//dl[contains(@class, 'govuk-summary-list')]/div")
    return {
        " ".join(one.xpath("string(dt)").split()): " ".join(one.xpath("string(dd)").split())
        for one in found
    }


def text(client: FlaskClient) -> str:
    return Visitor(client).open("/status").text


def beat(wiring: Wiring) -> None:
    Ticker(wiring).attempt(rounds.send_letters)


def test_with_a_worker_that_goes_round_everything_works(client: FlaskClient, wiring: Wiring):
    beat(wiring)

    facts = told(client)

    assert facts["Sending us a message"] == "It works"
    assert facts["Reading our answers"].startswith("It works")
    assert facts[NEWS] == "They go out"
    assert "We know of none in the last 30 days." in text(client)
    assert "None that would stop you." in text(client)


def test_without_a_worker_news_come_late_and_the_form_works(client: FlaskClient):
    facts = told(client)

    assert facts["Sending us a message"] == "It works"
    assert facts[NEWS].startswith("They come late now")


def test_a_worker_that_stood_still_is_told_afterwards(
    client: FlaskClient, wiring: Wiring, clock: FrozenClock
):
    beat(wiring)
    clock.move(minutes=50)
    during = told(client)[NEWS]
    beat(wiring)
    clock.move(minutes=1)

    assert during.startswith("They come late now")
    assert told(client)[NEWS] == "They go out"
    said = "From 9:40pm on Tuesday 24 November 2026 until 10:30pm on Tuesday 24 November 2026"
    assert said in text(client)


def test_trouble_is_forgotten_after_thirty_days(
    client: FlaskClient, wiring: Wiring, clock: FrozenClock
):
    beat(wiring)
    clock.move(minutes=50)
    beat(wiring)
    with wiring.writes.begin() as session:
        row = beats.last(session, "send_letters")
        row.away_from -= timedelta(days=31)
        row.away_until -= timedelta(days=31)

    assert "We know of none in the last 30 days." in text(client)


def test_a_short_breath_of_the_worker_is_no_trouble(
    client: FlaskClient, wiring: Wiring, clock: FrozenClock
):
    beat(wiring)
    clock.move(minutes=4)
    beat(wiring)

    assert "We know of none in the last 30 days." in text(client)


def families_write(wiring: Wiring, many: int) -> None:
    with wiring.writes.begin() as session:
        for number in range(many):
            contact = f"family{number}@example.org"
            send(session, f"form-{number}", wiring.clock.now(), contact=contact)
        due = update(OutgoingLetter).values(next_attempt_at=OutgoingLetter.written_at)
        session.execute(due)


@pytest.mark.parametrize(("many", "said"), [(1, "They go out"), (3, "They come late now")])
def test_several_letters_that_fail_are_trouble_and_one_is_its_own_affair(
    client: FlaskClient, wiring: Wiring, many: int, said: str
):
    assert isinstance(wiring.mailer, Outbox)
    wiring.mailer.down = True
    families_write(wiring, many)

    # A round gives up after a few that fail, so that it holds up no other.
    for _ in range(4):
        beat(wiring)

    assert told(client)[NEWS].startswith(said)


def plan(wiring: Wiring, start: timedelta, end: timedelta, work_on: WorkOn = WorkOn.FORM) -> None:
    now = wiring.clock.now()
    with wiring.writes.begin() as session:
        ada = hire(session, Role.ADMIN)
        told = Plan(f"form-{start}", work_on, now + start, now + end)
        planned_work.announce(session, told, ada, deed(ada, now=now))


def test_planned_work_is_told_until_it_is_over(
    client: FlaskClient, wiring: Wiring, clock: FrozenClock
):
    plan(wiring, timedelta(days=1), timedelta(days=1, hours=2))

    before = text(client)
    clock.move(days=2)
    after = text(client)

    assert "From 9:40pm on Wednesday 25 November 2026 until 11:40pm" in before
    assert "You may not be able to send us anything then." in before
    assert "25 November" not in after


def test_work_far_ahead_is_not_told_yet(client: FlaskClient, wiring: Wiring):
    plan(wiring, timedelta(days=61), timedelta(days=62))

    assert "None that would stop you." in text(client)


def test_where_the_database_is_away_the_page_says_so_and_is_no_error(clock: FrozenClock):
    wiring = wiring_for(
        settings_for(f"postgresql+psycopg://nobody@127.0.0.1:{free_port()}/none"), clock
    )
    client = create_app(wiring.settings, wiring).test_client()
    client.set_cookie("staff", "s" * 43)

    facts = told(client)

    wiring.engine.dispose()
    assert facts["Sending us a message"].startswith("It does not work now")
    assert facts[NEWS] == "We cannot tell now"


def test_where_nothing_is_loaded_the_page_says_so_and_is_no_error(
    tmp_path: Path, clock: FrozenClock
):
    wiring = wiring_for(settings_for(f"sqlite:///{tmp_path}/empty.db"), clock)
    client = create_app(wiring.settings, wiring).test_client()

    facts = told(client)

    wiring.engine.dispose()
    assert facts["Sending us a message"].startswith("It does not work now")


def test_the_page_tells_of_no_message_and_of_no_inner_fault(client: FlaskClient, wiring: Wiring):
    with wiring.writes.begin() as session:
        beats.note(session, "sweep_clocks", wiring.clock.now(), "a row of MARKER is broken")
    families_write(wiring, 2)

    shown = text(client)

    assert "MARKER" not in shown
    for inner in ("sweep", "worker", "letter", "horizon", "flag", "example.org"):
        assert inner not in shown.lower(), inner
