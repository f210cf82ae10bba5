"""Counting tries before they are made, so that work which kills its worker is counted too."""

from datetime import timedelta

from portal.domain.due import MOST_TRIES, wait_after
from portal.domain.people import Deed
from portal.models import DueWork, OutgoingLetter, SecondLook

SOON = timedelta(seconds=10)
NEVER_CAME_BACK = "the worker never came back"


def begin(owed: DueWork | OutgoingLetter | SecondLook, deed: Deed) -> bool:
    """Count one more try and put the next one off; False when there were enough of them.

    To be committed before the try: nobody else takes the row meanwhile, and no lock is held.
    """
    if owed.tries >= MOST_TRIES:
        owed.failed_at, owed.last_error = deed.now, NEVER_CAME_BACK
        return False
    owed.tries += 1
    owed.next_attempt_at = deed.now + wait_after(owed.tries)
    return True


def put_back(owed: DueWork | SecondLook, deed: Deed) -> None:
    """It was no try of this row: what would do it is away. Soon again, and as often as before."""
    owed.tries -= 1
    owed.next_attempt_at = deed.now + SOON


def failed(
    owed: DueWork | OutgoingLetter | SecondLook,
    error: str,
    deed: Deed,
    *,
    for_good: bool = False,
) -> None:
    """The try failed: the row waits for its next one, or is given up after the last, to look at.

    `error` is a kind of failure, never words or an address; `for_good` is one that no other try
    would mend.
    """
    owed.last_error = error
    if for_good or owed.tries >= MOST_TRIES:
        owed.failed_at = deed.now
