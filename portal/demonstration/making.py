"""Making the demonstration's database: whole, or not at all."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from portal.demonstration import cast, history
from portal.demonstration.calendar import first_day
from portal.demonstration.history import Theatre, WoundClock
from portal.domain.partnership import packaged
from portal.domain.people import SYSTEM, Deed
from portal.domain.working_days import Calendar
from portal.jobs import after_load, rounds
from portal.jobs.close_quarter import close_quarter
from portal.models import Comment, DueWork, Submission
from portal.ports import ThemeReader
from portal.queries import due
from portal.services import label, letters, load_partnership
from portal.services.submit import Intake
from portal.wiring import Wiring

MOST_A_DAY = 1000


def make(
    wiring: Wiring,
    clock: WoundClock,
    calendar: Calendar,
    last: date,
    told: Callable[[str], None],
) -> None:
    """Fill an empty database with the partnership, the cast and fourteen months of history.

    `wiring` has `clock` as its clock.
    """
    clock.at = datetime.combine(first_day(last) - timedelta(days=1), time(9), UTC)
    deed = Deed(SYSTEM, clock.at, "demonstration")
    with wiring.writes.begin() as session:
        load_partnership.load(session, packaged(), calendar, deed)
        cast.engage(session, wiring.hasher.hash, deed)
    after_load.see_through(wiring, deed)
    intake = Intake(wiring.keyring, wiring.hasher, wiring.screen, wiring.settings.code_key)
    theatre = Theatre(wiring.writes, intake, clock, lambda: _end_day(wiring, clock), told)
    history.play(theatre, last)
    rounds.seal_audit(wiring)


def _end_day(wiring: Wiring, clock: WoundClock) -> None:
    """What a worker would have done by the end of the day, in fewer transactions."""
    while rounds.sweep_clocks(wiring):
        pass
    with wiring.writes.begin() as session:
        _read_all(session, wiring.themes, Deed(SYSTEM, clock.at, "worker"))
        _post_all(session, wiring, clock.at)
    if clock.at.weekday() == 0:
        close_quarter(wiring)
        rounds.seal_audit(wiring)


def _read_all(session: Session, reader: ThemeReader | None, deed: Deed) -> None:
    if reader is None:
        return
    for owed in due.work(session, deed.now, MOST_A_DAY):
        text = _text(session, owed)
        label.keep_reading(session, text, reader.read(text.words), deed)
        owed.tries, owed.done_at = 1, deed.now


def _text(session: Session, owed: DueWork) -> Submission | Comment:
    if owed.submission_id is not None:
        return session.get_one(Submission, owed.submission_id)
    return session.get_one(Comment, owed.comment_id)


def _post_all(session: Session, wiring: Wiring, now: datetime) -> None:
    """Every letter goes through the outbox, as if its worker had been there when it was written."""
    while (row := letters.take(session, Deed(SYSTEM, now, "worker"))) is not None:
        rounds.carry(session, wiring, row)
        session.flush()
