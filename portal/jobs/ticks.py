"""One tick of a round: under a clock that can be trusted, and without stopping the others."""

import logging
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from portal.domain.errors import ClockJumped, ClockWentBack
from portal.domain.steady import Seen, check_no_jump, check_not_back
from portal.jobs.rounds import look_again, read_themes, seal_audit, send_letters
from portal.services import beats
from portal.wiring import Wiring

Round = Callable[[Wiring], int]

AT_ANY_RATE = frozenset(
    {one.__name__ for one in (look_again, read_themes, send_letters, seal_audit)}
)
"""Rounds that mark nothing by the clock: a letter about a child leaves whatever the time is."""

TOGETHER = frozenset({one.__name__ for one in (look_again, read_themes, send_letters)})
"""Rounds that hosts share row by row; of the others one host at a time does the whole."""

SECONDS_BETWEEN = {
    "look_again": 2,
    "read_themes": 2,
    "send_letters": 2,
    "seal_audit": 20,
    "close_quarter": 60,
    "wipe_drafts": 60,
    "erase_contacts": 60,
    "end_openings": 20,
    "tend_files": 60,
}
"""On PostgreSQL, by name; a safeguarding letter and the themes are out within seconds."""

ORDINARY_SECONDS = 5
log = logging.getLogger(__name__)


class Ticker:
    """The rounds of one process; `steady` is a clock in seconds that nobody can set.

    `failed` names the rounds that have met an error since the process began.
    """

    def __init__(self, wiring: Wiring, steady: Callable[[], float] = time.monotonic) -> None:
        self.wiring = wiring
        self._steady = steady
        self._first: Seen | None = None
        self._jumped: ClockJumped | None = None
        self._latest: dict[str, datetime] = {}
        self._held: dict[str, str] = {}
        self.stopping = threading.Event()
        self.failed: set[str] = set()
        self._going: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def attempt(self, job: Round) -> int:
        """One tick, whatever comes of it; how much was done. What went wrong is logged."""
        name = job.__name__
        if not self._going[name].acquire(blocking=False):
            # A mail server that hangs may hold one thread of this process, never all of them.
            return 0
        try:
            return self.tick(job)
        except (ClockWentBack, ClockJumped) as held:
            self._hold(name, held)
        except Exception as fault:
            self.failed.add(name)
            log.error("round %s failed: %s", name, type(fault).__name__)
        finally:
            self._going[name].release()
        return 0

    def drain(self, job: Round) -> int:
        """Tick after tick while there is something to do, or until the worker is to stop."""
        done = 0
        while (batch := self.attempt(job)) and not self.stopping.is_set():
            done += batch
        return done + batch

    def tick(self, job: Round) -> int:
        """One tick of a round; raises `ClockWentBack` or `ClockJumped`, having marked nothing."""
        now = self.wiring.clock.now()
        name = job.__name__
        if name not in AT_ANY_RATE:
            self._check(name, now)
        done = job(self.wiring)
        self._beat(name, now, worked=done > 0)
        return done

    def _check(self, name: str, now: datetime) -> None:
        seen = Seen(now, self._steady())
        self._first = self._first or seen
        if self._jumped:
            raise self._jumped
        try:
            check_no_jump(self._first, seen)
        except ClockJumped as jumped:
            # Also after the clock was put right: somebody has to look at what happened first.
            self._jumped = jumped
            raise
        check_not_back(self._latest.get(name), now)
        with self.wiring.reads() as session:
            beats.check(session, name, now)

    def _beat(self, name: str, now: datetime, *, worked: bool) -> None:
        self._latest[name] = now
        self._held.pop(name, None)
        with self.wiring.reads() as session:
            if not worked and not beats.is_due(session, name, now):
                return
        with self.wiring.writes.begin() as session:
            beats.beat(session, name, now)

    def _hold(self, name: str, held: ClockWentBack | ClockJumped) -> None:
        """Say it in the log and in the beat's note: once, not at every tick."""
        why = f"{type(held).__name__}: {held}"
        if self._held.get(name, "").partition(":")[0] == type(held).__name__:
            return
        log.error("round %s marks nothing: %s", name, why)
        try:
            with self.wiring.writes.begin() as session:
                beats.note(session, name, self.wiring.clock.now(), why)
            self._held[name] = why
        except Exception as fault:
            log.error("round %s: the note was not kept: %s", name, type(fault).__name__)
