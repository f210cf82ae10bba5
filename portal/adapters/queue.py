"""Procrastinate: who does which tick when, on any number of hosts; the work itself is our rows.

Rounds come round as periodic tasks with seconds, not by a poll of our own, so that one means
spreads them over hosts, keeps one from piling up, and has a dead host's tick done by another.
"""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from procrastinate import App, PsycopgConnector, exceptions
from procrastinate.jobs import Job, Status
from sqlalchemy import make_url

from portal.adapters.clock import SystemClock, steady_seconds

HEARTBEAT_SECONDS = 2.0
STALLED_AFTER_SECONDS = 8
"""A worker not heard of for so long is dead, and its ticks are another's."""

TRY_AGAIN_SECONDS = 1.0
"""How long to wait before going on after the database was away."""

BACK_SECONDS = 5.0
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Tick:
    """A round to call every so many `seconds`, a divisor of 60; `run` does not raise.

    `alone` where two hosts at once would only be in each other's way.
    """

    name: str
    seconds: int
    run: Callable[[], int]
    alone: bool = True

    @property
    def cron(self) -> str:
        """When, as Procrastinate takes it: the sixth field counts seconds."""
        return f"* * * * * */{self.seconds}" if self.seconds < 60 else "* * * * *"


def until_stopped(
    database_url: str, ticks: Sequence[Tick], stopping: Callable[[], None] = lambda: None
) -> None:
    """Work until SIGTERM or SIGINT; `stopping` is told, and ticks in hand are finished first."""
    # They print the messages of faults, with addresses; we say the kind of fault alone.
    for chatty in ("procrastinate", "psycopg.pool"):
        logging.getLogger(chatty).setLevel(logging.CRITICAL)
    asyncio.run(_until_stopped(database_url, ticks, stopping))


def app_of(database_url: str, ticks: Sequence[Tick]) -> App:
    """The tasks on this database: one for each tick, and one that takes over from the dead."""
    plain = make_url(database_url).set(drivername="postgresql")
    connector = PsycopgConnector(
        conninfo=plain.render_as_string(hide_password=False), min_size=1, max_size=4, timeout=5
    )
    app = App(connector=connector)
    for tick in ticks:
        _register(app, tick)
    _register_taking_over(app)
    return app


def _register(app: App, tick: Tick) -> None:
    def run(timestamp: int) -> None:  # noqa: ARG001 - the hand of the tick; rows say what is due
        tick.run()

    lock = tick.name if tick.alone else None
    task = app.task(name=tick.name, queueing_lock=tick.name, lock=lock)(run)
    app.periodic(cron=tick.cron, periodic_id=tick.name)(task)


def _register_taking_over(app: App) -> None:
    async def take_over(timestamp: int) -> None:  # noqa: ARG001
        stalled = await app.job_manager.get_stalled_jobs(
            seconds_since_heartbeat=STALLED_AFTER_SECONDS
        )
        for job in stalled:
            await _again(app, job)

    task = app.task(name="take_over", queueing_lock="take_over")(take_over)
    app.periodic(cron="* * * * * */5", periodic_id="take_over")(task)


async def _again(app: App, job: Job) -> None:
    """Offer a dead worker's tick again; where the next one waits already, only let go of it."""
    try:
        await app.job_manager.retry_job(job)
    except exceptions.UniqueViolation:
        await app.job_manager.finish_job(job, Status.FAILED, delete_job=True)
    except exceptions.ConnectorException as fault:
        # Another host was quicker, or its worker was slow and not dead.
        log.info("tick %s was not taken over: %s", job.task_name, type(fault).__name__)


async def _until_stopped(
    database_url: str, ticks: Sequence[Tick], stopping: Callable[[], None]
) -> None:
    stop = asyncio.Event()

    def ask_to_stop() -> None:
        stop.set()
        stopping()

    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ask_to_stop)
    while not stop.is_set():
        try:
            life = _life(app_of(database_url, ticks), hands=len(ticks) + 1)
            await _first_of(life, stop.wait(), _clock_set_back())
        except Exception as fault:
            log.error("the queue did not answer: %s", type(fault).__name__)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), TRY_AGAIN_SECONDS)


async def _life(app: App, hands: int) -> None:
    """One life of Procrastinate's worker; it ends by itself when the database goes.

    A hand for each round and one for taking over: none waits for another.
    """
    async with app.open_async():
        await app.run_worker_async(
            concurrency=hands,
            fetch_job_polling_interval=1.0,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=float(STALLED_AFTER_SECONDS),
            delete_jobs="always",
            install_signal_handlers=False,
        )


async def _first_of(working: Coroutine[Any, Any, Any], *others: Coroutine[Any, Any, Any]) -> None:
    """Run until one of them ends; then let the first finish what it has in hand."""
    worker = asyncio.create_task(working)
    rest = [asyncio.create_task(one) for one in others]
    try:
        await asyncio.wait([worker, *rest], return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in (worker, *rest):
            one.cancel()
        # Cancelling asks Procrastinate's worker to stop; it waits for the ticks it has begun.
        await asyncio.gather(*rest, return_exceptions=True)
        with contextlib.suppress(asyncio.CancelledError):
            await worker


async def _clock_set_back() -> None:
    """Wait until this machine's clock is set back: periodic tasks would else wait for it."""
    here = SystemClock()
    began, steady = here.now(), steady_seconds()
    while True:
        await asyncio.sleep(1)
        ahead = (here.now() - began).total_seconds() - (steady_seconds() - steady)
        if ahead < -BACK_SECONDS:
            return
