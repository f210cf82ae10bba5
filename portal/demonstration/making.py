"""Making the demonstration's database: whole, or not at all."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.demonstration import answers_to_all, cast, history
from portal.demonstration.calendar import first_day
from portal.demonstration.history import Theatre, WoundClock
from portal.domain.partnership import packaged
from portal.domain.people import SYSTEM, Deed
from portal.domain.working_days import Calendar
from portal.jobs import after_load, rounds
from portal.jobs.close_quarter import close_quarter
from portal.models import Comment, SecondLook, Submission
from portal.ports import ThemeReader
from portal.queries import due
from portal.services import label, load_partnership, tries
from portal.services.submit import Intake
from portal.wiring import Wiring

MOST_A_DAY = 1000

Text = TypeVar("Text", Submission, Comment)


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
    theatre = Theatre(wiring.writes, intake, clock, lambda: _end_day(wiring, clock, last), told)
    history.play(theatre, last)
    rounds.seal_audit(wiring)


def _end_day(wiring: Wiring, clock: WoundClock, last: date) -> None:
    """What a worker would have done by the end of the day, in fewer transactions."""
    while rounds.sweep_clocks(wiring):
        pass
    with wiring.writes.begin() as session:
        _read_all(session, wiring.themes, Deed(SYSTEM, clock.at, "worker"))
        _pass_looks(session, clock.at)
        _post_all(session, wiring, clock.at)
    if clock.at.weekday() == 0:
        close_quarter(wiring)
        rounds.seal_audit(wiring)
    with wiring.writes.begin() as session:
        answers_to_all.of_day(session, clock.at, last)


def _read_all(session: Session, reader: ThemeReader | None, deed: Deed) -> None:
    if reader is None:
        return
    owing = due.work(session, deed.now, MOST_A_DAY)
    sent = _by_id(session, Submission, [owed.submission_id for owed in owing])
    gathered = _by_id(session, Comment, [owed.comment_id for owed in owing])
    for owed in owing:
        text = sent.get(owed.submission_id) or gathered[owed.comment_id]
        label.keep_reading(session, text, reader.read(text.words), deed)
        owed.tries, owed.done_at = 1, deed.now


def _pass_looks(session: Session, now: datetime) -> None:
    """No second look is left over: which invented families are in danger is written in the play."""
    session.execute(update(SecondLook).where(SecondLook.done_at.is_(None)).values(done_at=now))


def _by_id(
    session: Session, model: type[Text], numbers: list[int | None]
) -> dict[int | None, Text]:
    wanted = [one for one in numbers if one is not None]
    if not wanted:
        return {}
    query = select(model).where(model.id.in_(wanted))
    return {row.id: row for row in session.scalars(query.order_by(model.id))}


def _post_all(session: Session, wiring: Wiring, now: datetime) -> None:
    """Every letter goes through the outbox, as if its worker had been there when it was written."""
    deed = Deed(SYSTEM, now, "worker")
    while waiting := due.letters(session, now, MOST_A_DAY):
        for row in waiting:
            if tries.begin(row, deed):
                rounds.carry(session, wiring, row)
        session.flush()
