"""Noticing that a promise is due or late; finds and marks, never folds (ruling 11)."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from portal.domain.people import Deed
from portal.models import Referral
from portal.queries import due, partnership
from portal.queries.passed_over import PassedOver, Thing
from portal.services import close, marking, waiting
from portal.services.one_by_one import each
from portal.services.place import give_back

NOT_ACCEPTED = "not accepted in time"
MOST = 10_000
ONE_BY_ONE = 1_000
"""Of what is done row by row, each in a savepoint: many times slower than marking."""


def tick(session: Session, deed: Deed, most: int = MOST, passed: PassedOver | None = None) -> int:
    """Mark what has been crossed and let happen what time alone brings about; how much was done.

    Everything happens in the order of its own instant, whenever this comes by: before a pause
    reaches its cap, a silence is over, or a turn goes back because nobody took it on, all is
    marked that was crossed earlier; what would have come after never does. So a worker that was
    away for days leaves the same rows as one that never was. At most `most` at a time, and of them
    `ONE_BY_ONE` that more than marking is done to; what is left is for the next tick, and what
    another sweep has in hand is its own to finish. A row that raises is noted in `passed`, at most
    once a tick, and holds up nothing but its own clocks.
    """
    passed = PassedOver() if passed is None else passed
    done, left = 0, min(most, ONE_BY_ONE)
    while done < most and left > 0:
        crossed, at, happen = _next(session, deed.now, passed)
        if crossed is not None and (at is None or crossed < at):
            done += marking.mark(session, deed, crossed, at, most - done, passed.clocks)
            if done >= most or (at is not None and due.unmarked(session, at, passed.clocks)):
                break
        if at is None:
            break
        known = len(passed)
        happened = happen(session, deed.as_of(at), min(left, most - done), passed)
        if not happened and len(passed) == known:
            break
        done += happened
        left -= happened
    return done


def take_back(
    session: Session, deed: Deed, most: int = 100, passed: PassedOver | None = None
) -> int:
    """Turns that nobody took on in time go back to triage, as of then; how many (ruling 8).

    Undelivered is not routed: triage finds somebody who will take it.
    """
    found = dict(due.untaken(session, deed.now, most, passed))

    def give(number: int) -> None:
        both = joinedload(Referral.submission), joinedload(Referral.partner)
        query = select(Referral).where(Referral.id == number).options(*both)
        give_back(session, session.scalars(query).one(), NOT_ACCEPTED, deed.as_of(found[number]))

    return each(session, Thing.TURN, found, give, passed)


Happen = Callable[[Session, Deed, int, PassedOver], int]


def _next(
    session: Session, now: datetime, passed: PassedOver
) -> tuple[datetime | None, datetime | None, Happen]:
    """The earliest crossing, and the earliest instant at which more happens than marking."""
    days = partnership.in_force(session).partnership.waiting.silence
    first = due.earliest(session, now, waiting.over_since(session, days, now), passed)
    silence = waiting.over_at(session, days, first.proposed) if first.proposed else None
    at, happen = None, take_back
    for instant, what in (
        (first.capped, waiting.end_waits),
        (silence, close.close_silent),
        (first.untaken, take_back),
    ):
        if instant is not None and (at is None or instant < at):
            at, happen = instant, what
    return first.crossed, at, happen
