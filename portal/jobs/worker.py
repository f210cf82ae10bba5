"""The rounds of one process on SQLite: round after round until it is told to stop; or one pass."""

import signal
import threading
from collections.abc import Callable
from types import FrameType

from portal.jobs.rounds import ROUNDS
from portal.jobs.ticks import Round, Ticker
from portal.wiring import Wiring

SECONDS_BETWEEN = 2.0
Stopped = Callable[[], bool]
Show = Callable[[str, int], None]


def once(wiring: Wiring, ticker: Ticker | None = None, stopped: Stopped = lambda: False) -> int:
    """One tick of every round; how much was done. A round that fails does not stop the rest."""
    ticker = ticker or Ticker(wiring)
    done = 0
    for job in ROUNDS:
        if not stopped():
            done += ticker.attempt(job)
    return done


def rounds_by_hand(ticker: Ticker, job: Round, show: Show) -> int:
    """One round, batch after batch, until nothing of it is due; `show` hears of each batch."""
    done = 0
    while batch := ticker.attempt(job):
        done += batch
        show(job.__name__, done)
    return done


def until_stopped(ticker: Ticker) -> None:
    """Work until SIGTERM or SIGINT; the round in hand is finished first."""
    stop = threading.Event()

    def ask_to_stop(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    while not stop.is_set():
        if once(ticker.wiring, ticker, stop.is_set) == 0:
            stop.wait(SECONDS_BETWEEN)
