"""Procrastinate calls the rounds: soon, one at a time, on any host, and again after a death."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from procrastinate import App
from sqlalchemy import Engine, create_engine, text

from portal.adapters import queue
from portal.adapters.queue import Tick, app_of
from portal.cli.worker import ticks_of
from portal.jobs.rounds import ROUNDS
from portal.jobs.ticks import TOGETHER, Ticker
from portal.wiring import Wiring
from tests.chaos.cluster import wait_until
from tests.conftest import leave_out
from tests.support import databases
from tests.support.running import ROOT, environment

pytestmark = pytest.mark.postgresql

WORKER = """
import sys, time
from pathlib import Path
from portal.adapters.queue import Tick, until_stopped
url, folder, seconds = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])

def work():
    name = str(time.monotonic_ns())
    (folder / f"{name}.begun").touch()
    time.sleep(seconds)
    (folder / f"{name}.done").touch()
    return 1

def fails():
    (folder / "failed").touch()
    raise RuntimeError("quokkazebra")

until_stopped(url, [Tick("work", 1, work), Tick("fails", 1, fails)])
"""


@pytest.fixture
def url() -> Iterator[str]:
    """A database with its tables, and nobody else in it."""
    server = databases.postgresql_server()
    if server is None:
        leave_out("postgresql")
    with databases.made_postgresql(str(server)) as url:
        yield url


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = create_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def start(url: str, tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a worker whose one round takes so many seconds."""
    started: list[subprocess.Popen[str]] = []

    def begin(seconds: float = 0.0) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", WORKER, url, str(tmp_path), str(seconds)]
        started.append(
            subprocess.Popen(
                command, cwd=ROOT, env=environment(), stderr=subprocess.PIPE, text=True
            )
        )
        return started[-1]

    yield begin
    for one in started:
        if one.poll() is None:
            one.kill()
        one.communicate()


Start = Callable[..., subprocess.Popen[str]]


def seen(folder: Path, what: str) -> list[str]:
    return sorted(one.name for one in folder.glob(f"*.{what}"))


def jobs(engine: Engine, status: str) -> int:
    with engine.connect() as connection:
        asked = "SELECT count(*) FROM procrastinate_jobs WHERE status::text = :status"
        return int(connection.execute(text(asked), {"status": status}).scalar_one())


def test_every_round_is_a_tick_and_what_must_be_soon_comes_every_two_seconds(
    wiring: Wiring,
) -> None:
    ticks = {tick.name: tick for tick in ticks_of(Ticker(wiring))}

    assert list(ticks) == [job.__name__ for job in ROUNDS]
    assert {ticks[name].seconds for name in ("read_themes", "send_letters")} == {2}
    assert all(60 % tick.seconds == 0 for tick in ticks.values())
    assert {name for name, tick in ticks.items() if not tick.alone} == TOGETHER


def test_a_tick_runs_its_round_within_seconds(start: Start, tmp_path: Path) -> None:
    start()

    assert wait_until(lambda: len(seen(tmp_path, "done")) >= 3, 60)


def test_a_round_that_takes_long_is_not_begun_twice_and_does_not_pile_up(
    start: Start, tmp_path: Path, engine: Engine
) -> None:
    for _ in range(2):
        start(seconds=4)
    assert wait_until(lambda: seen(tmp_path, "begun") != [], 60)

    time.sleep(2.5)

    assert len(seen(tmp_path, "begun")) == 1
    with engine.connect() as connection:
        waiting = connection.execute(
            text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'work'")
        ).scalar_one()
    assert waiting <= 2


def test_told_to_stop_it_finishes_what_it_has_in_hand(start: Start, tmp_path: Path) -> None:
    worker = start(seconds=2)
    assert wait_until(lambda: seen(tmp_path, "begun") != [], 60)

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(timeout=60) == 0
    assert len(seen(tmp_path, "done")) == len(seen(tmp_path, "begun"))


def test_a_dead_hosts_tick_is_done_by_another(start: Start, tmp_path: Path, engine: Engine) -> None:
    dying = start(seconds=600)
    assert wait_until(lambda: seen(tmp_path, "begun") != [], 60)
    dying.kill()
    dying.wait()

    start()

    assert wait_until(lambda: seen(tmp_path, "done") != [], 90)
    assert wait_until(lambda: jobs(engine, "doing") <= 2, 30)


def test_a_round_that_fails_stops_no_other_and_its_words_are_not_said(
    start: Start, tmp_path: Path, engine: Engine
) -> None:
    worker = start()
    assert wait_until(lambda: (tmp_path / "failed").exists(), 60)
    before = len(seen(tmp_path, "done"))

    assert wait_until(lambda: len(seen(tmp_path, "done")) > before + 1, 60)
    worker.send_signal(signal.SIGTERM)

    assert "quokka" not in str(worker.communicate(timeout=60)[1])
    assert jobs(engine, "failed") == 0


def test_a_worker_without_its_database_waits_and_ends_when_told(tmp_path: Path) -> None:
    nowhere = "postgresql+psycopg://nobody@127.0.0.1:1/none"
    command = [sys.executable, "-c", WORKER, nowhere, str(tmp_path), "0"]
    with subprocess.Popen(command, cwd=ROOT, env=environment()) as worker:
        time.sleep(3)
        still_there = worker.poll() is None
        worker.send_signal(signal.SIGTERM)

        assert worker.wait(timeout=20) == 0
    assert still_there


def test_a_stalled_tick_whose_next_one_waits_already_is_only_let_go_of(
    url: str, engine: Engine
) -> None:
    tick = Tick("work", 1, lambda: 0)
    app = app_of(url, [tick])

    async def stall_and_take_over() -> None:
        async with app.open_async():
            await _stalled(app)
            await app.tasks["work"].defer_async(timestamp=0)
            await app.tasks["take_over"](timestamp=0)

    asyncio.run(stall_and_take_over())

    assert (jobs(engine, "doing"), jobs(engine, "todo")) == (0, 1)


def test_a_stalled_tick_is_offered_again(url: str, engine: Engine) -> None:
    app = app_of(url, [Tick("work", 1, lambda: 0)])

    async def stall_and_take_over() -> None:
        async with app.open_async():
            await _stalled(app)
            await app.tasks["take_over"](timestamp=0)

    asyncio.run(stall_and_take_over())

    assert (jobs(engine, "doing"), jobs(engine, "todo")) == (0, 1)


async def _stalled(app: App) -> None:
    """A tick that a worker took and never came back from."""
    await app.tasks["work"].defer_async(timestamp=0)
    worker = await app.job_manager.register_worker()
    taken = await app.job_manager.fetch_job(queues=None, worker_id=worker)
    assert taken is not None
    await app.job_manager.unregister_worker(worker)


def test_a_clock_set_back_begins_a_new_life_of_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    steady = iter([100.0, 101.0, 110.0])

    async def at_once(_: float) -> None:
        return

    monkeypatch.setattr(queue, "steady_seconds", lambda: next(steady))
    monkeypatch.setattr(asyncio, "sleep", at_once)

    asyncio.run(asyncio.wait_for(queue._clock_set_back(), 10))

    assert next(steady, None) is None


def test_nobody_is_asked_for_a_password_on_the_way(url: str) -> None:
    made: Any = app_of(url, []).connector

    assert "+psycopg" not in made._pool_args["conninfo"]
    assert os.environ.get("PGPASSWORD") is None
