"""Freezing the quarters and half-years whose freezing day has come."""

from portal.services import publish
from portal.wiring import Wiring


def close_quarter(wiring: Wiring) -> int:
    """Close what is due, all of it in one transaction; how many periods were frozen."""
    now = wiring.clock.now()
    with wiring.reads() as session:
        # Nearly always there is nothing to do, and then nobody should wait for the write lock.
        if not publish.due_periods(session, now):
            return 0
    with wiring.writes.begin() as session:
        return len(publish.close_due(session, wiring.codebook, now))
