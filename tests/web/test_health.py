"""`/health`: it serves, and what somebody should look at though it does."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, update

from portal.domain.horizon import ROUNDS
from portal.models import ClockMilestone, OutgoingLetter, WorkerBeat
from portal.services import beats
from portal.web.watching import skew
from portal.wiring import Wiring
from tests.support.clock import TUESDAY_EVENING, FrozenClock
from tests.support.families import send

Change = Callable[[Any], None]


@pytest.fixture
def beating(wiring: Wiring) -> Wiring:
    """A worker went all its rounds a minute ago."""
    with wiring.writes.begin() as session:
        before = TUESDAY_EVENING - timedelta(minutes=1)
        session.add_all(WorkerBeat(name=name, at=before) for name in ROUNDS)
    return wiring


def told(client: FlaskClient) -> list[str]:
    answer = client.get("/health")
    assert answer.status_code == 200
    return answer.text.splitlines()


def test_all_is_well_with_a_partnership_a_worker_and_a_calendar(
    client: FlaskClient, beating: Wiring
) -> None:
    assert client.get("/health").text == "ok\n"


def test_a_worker_that_was_never_seen_is_a_warning(client: FlaskClient) -> None:
    assert told(client) == ["ok", "warning: no worker has been seen"]


def test_a_worker_that_is_away_for_more_than_five_minutes_is_a_warning(
    client: FlaskClient, beating: Wiring, clock: FrozenClock
) -> None:
    clock.move(minutes=4)
    assert told(client) == ["ok"]

    clock.move(seconds=1)
    assert told(client) == ["ok", "warning: the worker was last seen at 2026-11-24T21:39:00+00:00"]


def test_a_round_that_is_dead_while_others_go_is_a_warning(
    client: FlaskClient, beating: Wiring, clock: FrozenClock
) -> None:
    clock.move(minutes=10)
    with beating.writes.begin() as session:
        alive = WorkerBeat.name != "sweep_clocks"
        session.execute(update(WorkerBeat).where(alive).values(at=clock.now()))

    said = "warning: the worker last went its round sweep_clocks at 2026-11-24T21:39:00+00:00"
    assert told(client) == ["ok", said]


def test_a_round_that_was_never_seen_is_a_warning(client: FlaskClient, beating: Wiring) -> None:
    with beating.writes.begin() as session:
        session.execute(delete(WorkerBeat).where(WorkerBeat.name == "seal_audit"))

    assert told(client) == ["ok", "warning: the worker has never gone its round seal_audit"]


def test_a_round_that_marks_nothing_says_why(client: FlaskClient, beating: Wiring) -> None:
    with beating.writes.begin() as session:
        beats.note(session, "sweep_clocks", TUESDAY_EVENING, "ClockJumped: by 8760 hours")

    said = "warning: The worker holds sweep_clocks: ClockJumped: by 8760 hours"
    assert told(client) == ["ok", said]


def test_rows_that_the_sweep_passes_over_are_a_warning(
    client: FlaskClient, beating: Wiring
) -> None:
    with beating.writes.begin() as session:
        beats.pass_over(session, TUESDAY_EVENING, "clock 7: BadExtension", all_done=True)

    assert told(client) == ["ok", "warning: The sweep passes over clock 7: BadExtension"]


def test_fewer_than_twelve_months_of_holidays_ahead_are_a_warning(
    client: FlaskClient, beating: Wiring, clock: FrozenClock
) -> None:
    clock.at = datetime.fromisoformat("2029-12-31T12:00:00+00:00")
    assert len(told(client)) == 2

    clock.at = datetime.fromisoformat("2030-01-01T12:00:00+00:00")
    assert (
        "warning: bank holidays are known to 2030-12-31 alone, and are needed to 2031-01-01"
        in told(client)
    )


def test_a_promise_that_runs_far_ahead_asks_for_more_of_the_calendar(
    client: FlaskClient, beating: Wiring
) -> None:
    with beating.writes.begin() as session:
        send(session)
        far = datetime.fromisoformat("2030-02-01T00:00:00+00:00")
        session.execute(update(ClockMilestone).values(crosses_at=far))

    assert told(client)[1].endswith("needed to 2031-02-01")


def test_letters_that_were_given_up_are_a_warning(client: FlaskClient, beating: Wiring) -> None:
    with beating.writes.begin() as session:
        send(session)
        session.flush()
        session.execute(update(OutgoingLetter).values(failed_at=TUESDAY_EVENING))

    (warning,) = told(client)[1:]
    assert "given up" in warning


def test_a_clock_that_differs_from_the_databases_is_a_warning() -> None:
    ringing = SimpleNamespace(now=lambda: TUESDAY_EVENING, alarm=lambda: "the clocks differ")

    assert skew(ringing) == "the clocks differ"
    assert skew(FrozenClock()) is None
