"""The sweep of a million clocks against the barest statement that could mark the same rows.

Both under the same settings of the database, so that what differs is the work alone.
"""

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from portal.adapters.database import engine_for, sessions_for
from portal.domain.people import SYSTEM, Deed
from portal.services import escalate
from tests.bench import town
from tests.bench.table import Figure
from tests.support import databases

ROUNDS = 7
AS_OURS = {"options": "-c jit=off -c synchronous_commit=off"}
"""What the sweep sets for itself; without it the bare statement alone would wait for the disk."""

BARE = text(
    "UPDATE clock_milestone SET recorded_at = :now "
    "WHERE recorded_at IS NULL AND void IS FALSE AND crosses_at <= :now "
    "RETURNING id, clock_id, name, crosses_at"
)

UNDO = text("UPDATE clock_milestone SET recorded_at = NULL WHERE recorded_at = :now")


def figures(told: Callable[[str], None]) -> list[Figure]:
    """Ratio, seconds, what nothing costs, and the most memory this process ever had."""
    with _loaded(told) as engine:
        _, writes = sessions_for(engine)
        plain = engine_for(_with(engine, AS_OURS))
        bare, ours, idle = [], [], []
        for number in range(ROUNDS):
            now = town.sweep_at(number)
            told(f"sweep {number + 1} of {ROUNDS}")
            # Now one goes first and now the other; between them the rows are as they were.
            for sweeps in (number % 2 == 0, number % 2 == 1):
                if len(bare) != len(ours):
                    _undo(engine, now)
                if sweeps:
                    ours.append(_sweep(writes, now))
                else:
                    bare.append(_bare(plain, now))
            _sweep(writes, now, expected=0)
            idle += [_sweep(writes, now, expected=0) for _ in range(5)]
        plain.dispose()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Figure("sweep of 1,000,000 clocks, 1 % due, to bare UPDATE",
               [a / b for a, b in zip(ours, bare, strict=True)], 3, "times"),
        Figure("  the sweep: rows, audit, letters", ours, None, "s"),
        Figure("  the bare UPDATE … RETURNING", bare, None, "s"),
        Figure("sweep with nothing due", [1000 * one for one in idle], 5, "ms"),
        Figure("memory of the sweeping process, at most", [memory], 250, "MB"),
    ]  # fmt: skip


@contextmanager
def _loaded(told: Callable[[str], None]) -> Iterator[Engine]:
    server = databases.postgresql_server()
    if server is None:
        raise SystemExit("make bench needs a PostgreSQL: set PORTAL_TESTS_POSTGRESQL")
    with databases.postgresql_database(server) as url:
        engine = engine_for(url)
        told("loading 1,000,000 clocks")
        databases.make(engine)
        with engine.begin() as connection:
            town.settle(connection)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
            connection.execute(text("CHECKPOINT"))
        yield engine
        engine.dispose()


def _with(engine: Engine, settings: dict[str, str]) -> str:
    """The address of the same database, for connections of other settings."""
    return engine.url.update_query_dict(settings).render_as_string(hide_password=False)


def _bare(engine: Engine, now: datetime) -> float:
    """Seconds for the statement alone and its commit."""
    began = time.perf_counter()
    with engine.begin() as connection:
        found = connection.execute(BARE, {"now": now}).all()
    took = time.perf_counter() - began
    _expect(len(found), town.CLOCKS // 100)
    return took


def _undo(engine: Engine, now: datetime) -> None:
    with engine.begin() as connection:
        connection.execute(UNDO, {"now": now})


def _sweep(
    writes: Callable[[], Session], now: datetime, expected: int = town.CLOCKS // 100
) -> float:
    """Seconds from the first tick to the last commit, as the worker does it."""
    done = 0
    began = time.perf_counter()
    while True:
        with writes() as session, session.begin():
            batch = escalate.tick(session, Deed(SYSTEM, now, "worker"))
        done += batch
        if done >= expected or not batch:
            break
    took = time.perf_counter() - began
    _expect(done, expected)
    return took


def _expect(found: int, wanted: int) -> None:
    if found != wanted:
        raise SystemExit(f"{found} rows were marked, not {wanted}: the figure would mean nothing")
