"""The only place that asks what time it is."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, text

from portal.ports import Clock

SKEW_ALLOWED_SECONDS = 5.0
ASK_AFTER_SECONDS = 1.0
"""The database is asked no more often; in between the reading goes on by `steady_seconds`."""

_BACK_BY_THE_WAY = timedelta(seconds=1)
log = logging.getLogger(__name__)


def steady_seconds() -> float:
    """Seconds of a clock that nobody can set; it counts the time that the machine slept too."""
    # Without the sleep, a laptop shut over a weekend would look as if its clock had jumped.
    sleeping_too = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return time.clock_gettime(sleeping_too)


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        return datetime.now(UTC)


class DatabaseClock:
    """The clock of PostgreSQL: one for every process on every host (ruling 12).

    `here` is this machine's clock, to compare with; `steady` is in seconds and is never set.
    """

    def __init__(
        self,
        engine: Engine,
        here: Clock | None = None,
        steady: Callable[[], float] = steady_seconds,
    ) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._here, self._steady = here or SystemClock(), steady
        self._asked: tuple[datetime, float] | None = None
        self._told: datetime | None = None
        self._skew = 0.0
        self._one_asks = threading.Lock()

    def now(self) -> datetime:
        """The instant, aware, in UTC; raises SQLAlchemy's error where the database is away."""
        with self._one_asks:
            at = self._steady()
            if self._asked is None or at - self._asked[1] >= ASK_AFTER_SECONDS:
                self._asked = (self._ask(), at)
            found = self._asked[0] + timedelta(seconds=at - self._asked[1])
            # A slower answer than the last may seem to go back by its milliseconds; a clock that
            # was set back is passed on, for the worker to notice.
            if self._told is not None and found < self._told <= found + _BACK_BY_THE_WAY:
                found = self._told
            self._told = found
            return found

    def alarm(self) -> str | None:
        """A sentence where this machine's clock and the database's disagreed when last asked."""
        if self._skew <= SKEW_ALLOWED_SECONDS:
            return None
        return f"this clock and the database's differ by {self._skew:.0f} seconds"

    def _ask(self) -> datetime:
        with self._engine.connect() as connection:
            theirs: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        rang = self.alarm() is not None
        self._skew = abs((theirs - self._here.now()).total_seconds())
        if self.alarm() and not rang:
            log.error("%s: set this machine's", self.alarm())
        return theirs.astimezone(UTC)


def clock_for(engine: Engine) -> Clock:
    """The database's on PostgreSQL; SQLite lives on this machine, and so does its time."""
    return DatabaseClock(engine) if engine.dialect.name == "postgresql" else SystemClock()


class ClockSkewed(Exception):
    """This machine's clock and the database's disagree by more than five seconds."""


def check_skew(engine: Engine, here: Clock) -> float:
    """Seconds between this machine's clock and PostgreSQL's; raises `ClockSkewed` over five.

    SQLite lives on this machine's clock, so that there is nothing to compare (ruling 12).
    """
    if engine.dialect.name != "postgresql":
        return 0.0
    theirs = DatabaseClock(engine, here)
    skew = abs((theirs.now() - here.now()).total_seconds())
    if said := theirs.alarm():
        raise ClockSkewed(said)
    return skew
