"""Two people at one moment need a database that others do not roll back: one of a test's own."""

from collections.abc import Iterator
from contextlib import contextmanager

from portal.adapters.database import engine_for
from portal.wiring import Wiring
from tests.support import databases
from tests.support.clock import FrozenClock
from tests.support.wiring import settings_for, wiring_for


@contextmanager
def wired(server: str, clock: FrozenClock) -> Iterator[Wiring]:
    """A wiring on a made PostgreSQL database, dropped afterwards."""
    with databases.postgresql_database(server) as url:
        engine = engine_for(url)
        databases.make(engine)
        engine.dispose()
        wiring = wiring_for(settings_for(url), clock)
        yield wiring
        wiring.engine.dispose()
