"""How gunicorn serves the portal; read by it as its configuration file."""

import signal
from types import FrameType
from typing import Protocol

_STOPS = (signal.SIGINT, signal.SIGQUIT)


class Worker(Protocol):
    """What is used here of a worker of gunicorn, which brings no types along."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take no more requests; the one in hand is answered."""


workers = 2
control_socket_disable = True
accesslog = "/dev/null"
loglevel = "warning"
worker_tmp_dir = "/dev/shm"  # noqa: S108 - a heartbeat in memory, not a file of ours


def post_worker_init(worker: Worker) -> None:
    """Let Ctrl-C finish the request in hand.

    Gunicorn would leave in the middle of an answer: a family's words could be kept without the
    page that says so, and the trace of it printed over the terminal.
    """
    for number in _STOPS:
        signal.signal(number, worker.handle_exit)


def worker_exit(_server: object, _worker: Worker) -> None:
    """Do not let the same Ctrl-C, passed on, kill a worker that is already leaving."""
    for number in _STOPS:
        signal.signal(number, signal.SIG_IGN)
