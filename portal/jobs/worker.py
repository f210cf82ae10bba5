"""The loop of the worker: round after round until it is told to stop."""

import logging
import signal
import threading
from types import FrameType

from portal.jobs.rounds import ROUNDS
from portal.wiring import Wiring

SECONDS_BETWEEN = 2.0
log = logging.getLogger(__name__)


def once(wiring: Wiring) -> int:
    """One pass over every round; how much was done. A round that fails does not stop the rest."""
    done = 0
    for job in ROUNDS:
        try:
            done += job(wiring)
        except Exception as fault:
            log.error("round %s failed: %s", job.__name__, type(fault).__name__)
    return done


def until_stopped(wiring: Wiring) -> None:
    """Work until SIGTERM or SIGINT; the pass in hand is finished first."""
    stop = threading.Event()

    def ask_to_stop(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    while not stop.is_set():
        if once(wiring) == 0:
            stop.wait(SECONDS_BETWEEN)
