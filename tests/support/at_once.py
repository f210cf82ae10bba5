"""Several processes that sweep one database at one moment, as several hosts do."""

import multiprocessing
from datetime import datetime
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier

from sqlalchemy.exc import DBAPIError

from portal.jobs.rounds import sweep_clocks
from tests.support.clock import FrozenClock
from tests.support.wiring import settings_for, wiring_for

PATIENCE = 120


def sweeps(url: str, at: datetime, processes: int) -> list[int]:
    """How many milestones each of them marked, all begun together, until nothing was left."""
    context = multiprocessing.get_context("spawn")
    gate, told = context.Barrier(processes), context.Queue()
    started = [context.Process(target=_sweep, args=(url, at, gate, told)) for _ in range(processes)]
    for one in started:
        one.start()
    marked = [told.get(timeout=PATIENCE) for _ in started]
    for one in started:
        one.join(timeout=PATIENCE)
        assert one.exitcode == 0
    told.close()
    return marked


def _sweep(url: str, at: datetime, gate: Barrier, told: "Queue[int]") -> None:
    wiring = wiring_for(settings_for(url), FrozenClock(at))
    wiring.engine.connect().close()
    gate.wait(timeout=PATIENCE)
    marked, quiet = 0, 0
    while quiet < 3:
        try:
            done = sweep_clocks(wiring)
        except DBAPIError:
            # Two that wait for each other: one of them is sent away, and comes back.
            continue
        marked += done
        quiet = 0 if done else quiet + 1
    wiring.engine.dispose()
    told.put(marked)
