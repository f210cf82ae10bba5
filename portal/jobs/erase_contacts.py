"""Erasing ways to reach families whose day has come (ruling 25)."""

from portal.domain.people import SYSTEM, Deed
from portal.services import reaching
from portal.wiring import Wiring


def erase_contacts(wiring: Wiring) -> int:
    """Erase what has come to its day; how many rows went."""
    deed = Deed(SYSTEM, wiring.clock.now(), "worker")
    with wiring.reads() as session:
        # Nearly always there is nothing to do, and then nobody should wait for the write lock.
        if not reaching.anything_due(session, deed):
            return 0
    with wiring.writes.begin() as session:
        return reaching.erase_due(session, deed)
