"""What a partnership just loaded means for open cases: batch by batch, each a transaction."""

from collections.abc import Callable, Sequence

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from portal.domain.people import Deed
from portal.services import complete, recount
from portal.wiring import Wiring

TRIES = 5
"""Of two that wait for each other the database sends one away; it comes back so often."""

Step = Callable[[Session, int], Sequence[int]]
"""Does the next submissions after one, by row number, and tells which; none at the end."""


def see_through(wiring: Wiring, deed: Deed, told: Callable[[int], object] = lambda _: None) -> None:
    """Count open promises by the new calendar, and begin those that an older portal had not.

    Safe to do again, and to be cut off: whoever loads the same file goes on with it. `told` hears
    after each batch how many submissions were in it.
    """
    with wiring.reads() as session:
        owed = recount.owed(session)
    if owed is not None:
        _batches(wiring, lambda session, last: recount.some(session, owed, last, deed), told)
    _batches(wiring, lambda session, last: complete.some(session, last, deed), lambda _: None)


def how_many(wiring: Wiring) -> int:
    """How many submissions are to be counted anew."""
    with wiring.reads() as session:
        return recount.how_many(session) if recount.owed(session) else 0


def _batches(wiring: Wiring, step: Step, told: Callable[[int], object]) -> None:
    last = 0
    while done := _one(wiring, step, last):
        last = done[-1]
        told(len(done))


def _one(wiring: Wiring, step: Step, last: int) -> Sequence[int]:
    for left in reversed(range(TRIES)):
        try:
            with wiring.writes.begin() as session:
                return step(session, last)
        except OperationalError:
            if not left:
                raise
    raise AssertionError("a batch is done or its fault is raised")
