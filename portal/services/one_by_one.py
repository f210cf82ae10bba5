"""Doing something to each of many rows, so that one to which it cannot be done stops no other."""

from collections.abc import Callable, Iterable

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from portal.queries.passed_over import PassedOver, Thing


def each(
    session: Session,
    thing: Thing,
    numbers: Iterable[int],
    act: Callable[[int], None],
    passed: PassedOver | None,
) -> int:
    """Do it to each row, all of it or nothing; to how many it was done.

    A row that raises is passed over; without a `passed` to note it in, its error is raised. So is
    a fault of the database's own, as when two wait for each other: the row is not to blame.
    """
    done = 0
    for number in numbers:
        try:
            with session.begin_nested():
                act(number)
        except (OperationalError, InterfaceError):
            raise
        except Exception as fault:
            if passed is None:
                raise
            passed.add(session, thing, number, type(fault).__name__)
        else:
            done += 1
    return done
