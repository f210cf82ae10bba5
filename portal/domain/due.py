"""What is owed to the worker's hands, and how long it waits after a failure."""

from datetime import timedelta
from enum import Enum


class DueKind(Enum):
    """What a worker owes."""

    READ_THEMES = "read_themes"


MOST_TRIES = 26
"""Three days of trying: a mail server that is down over a weekend costs no letter."""


def wait_after(tries: int) -> timedelta:
    """How long to wait after so many failures: 1, 2, 4 … minutes, never over 4 hours."""
    return timedelta(minutes=min(2 ** max(tries - 1, 0), 240))
