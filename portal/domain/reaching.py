"""When the way to reach a family is erased, once its message is over (ruling 25)."""

from datetime import date


def erase_on(closed: date, *, keep: bool) -> date:
    """The day on which it goes: the day of closing or, where that was chosen, a year later.

    A message that is closed on 29 February keeps it until 28 February.
    """
    if not keep:
        return closed
    if (closed.month, closed.day) == (2, 29):
        return date(closed.year + 1, 2, 28)
    return closed.replace(year=closed.year + 1)
