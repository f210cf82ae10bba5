"""While a family has our question our date waits, up to a cap (ruling 10)."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, PauseReason
from portal.domain.people import Deed
from portal.domain.working_days import ONE_DAY, add_working_days, end_of, local_date
from portal.models import ClockRow, Referral, Submission
from portal.queries import due, partnership, questions
from portal.queries.passed_over import PassedOver, Thing
from portal.services import clocks
from portal.services.one_by_one import each
from portal.services.projections import run_on, with_events

REASON = PauseReason.WAITING_FOR_FAMILY.value
WAIT = frozenset({ClockKind.RESPOND, ClockKind.RESOLVE})


def ask(session: Session, submission: Submission, turn: Referral | None, deed: Deed) -> None:
    """A question goes out: the family's dates wait, and that of the body that asks.

    They do not when the family has not answered the question before: no date is moved by asking
    again and again.
    """
    session.flush()
    if questions.unanswered(session, submission.id):
        return
    theirs = clocks.of_referral(session, turn) if turn else []
    for clock in (*clocks.of_family(session, submission), *theirs):
        if clock.kind in WAIT:
            clocks.pause(session, clock, deed, REASON)


def hear(session: Session, submission: Submission, deed: Deed) -> None:
    """The family answered, in words or by a press: what waited for it runs on."""
    paused = clocks.waiting(session, submission)
    for clock in paused:
        clocks.resume(session, clock, deed, REASON)
    if paused:
        clocks.refresh_due(session, submission)


def end_waits(
    session: Session, deed: Deed, most: int = 100, passed: PassedOver | None = None
) -> int:
    """Let run on what has waited as long as it may, as of the end of that day; how many."""

    def end(number: int) -> None:
        clock = session.scalars(with_events().where(ClockRow.id == number)).one()
        run_on(session, clock, deed)
        clocks.refresh_due(session, session.get_one(Submission, clock.submission_id))

    return each(session, Thing.CLOCK, due.capped(session, deed.now, most, passed), end, passed)


def over_at(session: Session, days: int, began: datetime) -> datetime:
    """The end of the last of so many working days after `began`."""
    calendar = partnership.in_force(session).calendar
    return end_of(add_working_days(local_date(began), days, calendar))


def over_since(session: Session, days: int, now: datetime) -> datetime:
    """The instant before which everything began whose working days are over at `now`."""
    day = local_date(now)
    calendar = partnership.in_force(session).calendar
    while end_of(add_working_days(day, days, calendar)) > now:
        day -= ONE_DAY
    return end_of(day)
