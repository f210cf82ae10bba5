"""Ending what nobody decided in time, and what two leads could read for long enough."""

from portal.domain.people import SYSTEM, Deed
from portal.services import opening_ends
from portal.wiring import Wiring


def end_openings(wiring: Wiring) -> int:
    """End what has come to its time; how many."""
    deed = Deed(SYSTEM, wiring.clock.now(), "worker")
    with wiring.reads() as session:
        # Nearly always there is nothing to do, and then nobody should wait for the write lock.
        if not opening_ends.anything_due(session, deed):
            return 0
    with wiring.writes.begin() as session:
        return opening_ends.end_due(session, deed)
