"""How the service is doing, as the public may know it: nothing of any message, nothing of whom."""

from datetime import timedelta
from enum import Enum


class WorkOn(Enum):
    """What may not work while planned work goes on."""

    EVERYTHING = "everything"
    FORM = "form"
    NEWS = "news"


NEWS_ROUND = "send_letters"
"""The worker's round that tells families by e-mail or text that there is something to read."""

REMEMBERED = timedelta(days=30)
"""For so long the last trouble is told."""

AHEAD = timedelta(days=60)
"""Planned work is told at most so far ahead."""

SEVERAL = 3
"""So many letters that fail are the carrier's trouble, and no longer one address's."""

LATELY = timedelta(minutes=30)
"""Within so long a letter must have left, where several fail."""
