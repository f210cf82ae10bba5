"""On PostgreSQL now is the database's, asked for at most once a second."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import OperationalError

from portal.adapters.clock import DatabaseClock, SystemClock, clock_for, steady_seconds
from portal.adapters.database import engine_for
from portal.web.watching import skew
from portal.wiring import wire
from tests.conftest import leave_out
from tests.support.clock import FrozenClock
from tests.support.running import free_port
from tests.support.wiring import settings_for

pytestmark = pytest.mark.postgresql


class Steady:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def engine(postgresql_url: str | None) -> Iterator[Engine]:
    if postgresql_url is None:
        leave_out("postgresql")
    engine = engine_for(str(postgresql_url))
    yield engine
    engine.dispose()


@pytest.fixture
def asked(engine: Engine) -> list[str]:
    """What the database was asked."""
    heard: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *told: heard.append(told[2]))
    return heard


def theirs(engine: Engine) -> datetime:
    with engine.connect() as connection:
        found: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        return found


def test_now_is_what_the_database_says_and_not_this_machine(engine: Engine) -> None:
    elsewhere = FrozenClock(datetime(2020, 1, 1, tzinfo=UTC))

    now = DatabaseClock(engine, elsewhere).now()

    assert now.tzinfo is UTC
    assert abs(theirs(engine) - now) < timedelta(seconds=5)


def test_within_a_second_it_is_asked_once_and_time_goes_on(
    engine: Engine, asked: list[str]
) -> None:
    steady = Steady()
    clock = DatabaseClock(engine, steady=steady)

    first = clock.now()
    steady.at += 0.25
    second = clock.now()
    steady.at += 0.5
    third = clock.now()

    assert len(asked) == 1
    assert (second - first, third - second) == (
        timedelta(seconds=0.25),
        timedelta(seconds=0.5),
    )


def test_after_a_second_it_is_asked_again(engine: Engine, asked: list[str]) -> None:
    steady = Steady()
    clock = DatabaseClock(engine, steady=steady)

    clock.now()
    steady.at += 1.0
    clock.now()

    assert len(asked) == 2


def test_a_slower_answer_never_lets_time_run_back(engine: Engine) -> None:
    steady = Steady()
    clock = DatabaseClock(engine, steady=steady)
    clock.now()
    steady.at += 0.9
    ahead = clock.now()

    steady.at += 0.1
    found = clock.now()

    assert found >= ahead


def test_a_clock_that_was_really_set_back_is_passed_on(engine: Engine) -> None:
    steady = Steady()
    clock = DatabaseClock(engine, steady=steady)
    clock.now()
    steady.at += 0.99
    clock._asked = (clock._asked[0] + timedelta(hours=1), steady.at)  # type: ignore[index]
    ahead = clock.now()

    steady.at += 2
    found = clock.now()

    assert ahead - found > timedelta(minutes=59)


@pytest.mark.parametrize("minutes", [-10, 10])
def test_a_machine_whose_clock_differs_raises_an_alarm_once_in_the_log(
    engine: Engine, caplog: pytest.LogCaptureFixture, minutes: int
) -> None:
    here = FrozenClock(theirs(engine) + timedelta(minutes=minutes))
    steady = Steady()
    clock = DatabaseClock(engine, here, steady)

    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            clock.now()
            steady.at += 2

    assert clock.alarm() is not None
    assert len(caplog.records) == 1
    assert "differ by" in caplog.text


def test_the_alarm_ends_when_the_clock_was_put_right(engine: Engine) -> None:
    here = FrozenClock(theirs(engine) + timedelta(minutes=10))
    steady = Steady()
    clock = DatabaseClock(engine, here, steady)
    clock.now()
    rang = clock.alarm()

    here.at = theirs(engine)
    steady.at += 2
    clock.now()

    assert rang is not None
    assert clock.alarm() is None


def test_the_watcher_is_told_without_asking_the_database(engine: Engine, asked: list[str]) -> None:
    clock = DatabaseClock(engine, FrozenClock(datetime(2020, 1, 1, tzinfo=UTC)))
    wiring = replace(wire(settings_for("sqlite://")), clock=clock)
    before = skew(wiring.clock)

    clock.now()
    asked.clear()

    assert before is None
    assert "differ by" in str(skew(wiring.clock))
    assert asked == []


def test_on_sqlite_there_is_one_clock_and_nothing_to_warn_of() -> None:
    wiring = wire(settings_for("sqlite://"))

    assert isinstance(clock_for(wiring.engine), SystemClock)
    assert skew(wiring.clock) is None


def test_on_postgresql_the_portal_is_wired_to_the_databases_clock(postgresql_url: str) -> None:
    wiring = wire(settings_for(postgresql_url))

    assert isinstance(wiring.clock, DatabaseClock)
    wiring.engine.dispose()


def test_a_database_that_is_away_is_not_replaced_by_a_guess() -> None:
    engine = engine_for(f"postgresql+psycopg://nobody@127.0.0.1:{free_port()}/none")

    with pytest.raises(OperationalError):
        DatabaseClock(engine).now()


def test_the_steady_clock_goes_forward() -> None:
    first = steady_seconds()

    assert steady_seconds() >= first > 0
