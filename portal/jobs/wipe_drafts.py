"""Forgetting answers that were never sent, and what was counted, once their time is over."""

from portal.services import equality, floods, saved_drafts
from portal.wiring import Wiring


def wipe_drafts(wiring: Wiring) -> int:
    """Wipe drafts after a day, or 28 where they were saved; how many rows went.

    What was counted of who sends goes after a day too.
    """
    now = wiring.clock.now()
    with wiring.reads() as session:
        # Nearly always there is nothing to do, and then nobody should wait for the write lock.
        counted = floods.anything_old(session, now) or equality.anything_old(session, now)
        if not (counted or saved_drafts.anything_expired(session, now)):
            return 0
    with wiring.writes.begin() as session:
        forgotten = floods.forget(session, now) + equality.forget(session, now)
        return saved_drafts.wipe_expired(session, now) + forgotten
