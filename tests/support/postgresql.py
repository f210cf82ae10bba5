"""Two people at one moment need a database that others do not roll back: one of a test's own."""

from collections.abc import Iterator
from contextlib import contextmanager

from portal.wiring import Wiring
from tests.support import databases
from tests.support.clock import FrozenClock
from tests.support.wiring import settings_for, wiring_for


@contextmanager
def wired(server: str, clock: FrozenClock) -> Iterator[Wiring]:
    """A wiring on a made PostgreSQL database, dropped afterwards."""
    with databases.made_postgresql(server) as url:
        wiring = wiring_for(settings_for(url), clock)
        yield wiring
        wiring.engine.dispose()
