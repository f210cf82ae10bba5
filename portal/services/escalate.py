"""Noticing that a promise is due or late; finds and marks, never folds (ruling 11)."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.people import Deed
from portal.queries import due, partnership
from portal.services import close, marking, waiting
from portal.services.place import give_back

NOT_ACCEPTED = "not accepted in time"
MOST = 5_000


def tick(session: Session, deed: Deed, most: int = MOST) -> int:
    """Mark what has been crossed and let happen what time alone brings about; how much was done.

    Everything happens in the order of its own instant, whenever this comes by: before a pause
    reaches its cap, a silence is over, or a turn goes back because nobody took it on, all is
    marked that was crossed earlier; what would have come after never does. So a worker that was
    away for days leaves the same rows as one that never was. At most `most` at a time; what is
    left is for the next tick, and what another sweep has in hand is its own to finish.
    """
    done = 0
    while done < most:
        crossed, at, happen = _next(session, deed.now)
        if crossed is not None and (at is None or crossed < at):
            done += marking.mark(session, deed, crossed, at, most - done)
            if done >= most or (at is not None and due.unmarked(session, at)):
                break
        if at is None:
            break
        happened = happen(session, deed.as_of(at), most - done)
        session.flush()
        if not happened:
            break
        done += happened
    return done


def take_back(session: Session, deed: Deed, most: int = 100) -> int:
    """Turns that nobody took on in time go back to triage, as of then; how many (ruling 8).

    Undelivered is not routed: triage finds somebody who will take it.
    """
    found = due.untaken(session, deed.now, most)
    for referral, late_at in found:
        give_back(session, referral, NOT_ACCEPTED, deed.as_of(late_at))
    return len(found)


Happen = Callable[[Session, Deed, int], int]


def _next(session: Session, now: datetime) -> tuple[datetime | None, datetime | None, Happen]:
    """The earliest crossing, and the earliest instant at which more happens than marking."""
    days = partnership.in_force(session).partnership.waiting.silence
    first = due.earliest(session, now, waiting.over_since(session, days, now))
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
