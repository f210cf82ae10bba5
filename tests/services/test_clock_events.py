"""What may happen to a clock, and only that: a log that cannot be read is never written."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, EventKind, IllegalEvent, Subject
from portal.domain.people import SYSTEM, Deed
from portal.models import ClockRow, Submission
from portal.services import clocks
from portal.services.clock_events import happen
from portal.services.projections import fold
from portal.services.waiting import REASON
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send

DAY = timedelta(days=1)


@pytest.fixture
def answer(session: Session) -> ClockRow:
    """The family's promise of an answer, which waited for a day."""
    submission, _ = send(session)
    clock = cases.promise(session, submission, Subject.FAMILY, ClockKind.RESPOND)
    clocks.pause(session, clock, said(1), REASON)
    clocks.resume(session, clock, said(2), REASON)
    return clock


def said(day: int) -> Deed:
    return Deed(SYSTEM, TUESDAY_EVENING + DAY * day, f"deed {day}")


def kinds(clock: ClockRow) -> list[EventKind]:
    return [one.kind for one in clock.events]


def test_a_wait_that_has_ended_is_not_ended_again(session: Session, answer: ClockRow) -> None:
    happen(session, answer, EventKind.RESUME, said(3), said(3).now, REASON)

    assert kinds(answer) == [EventKind.START, EventKind.PAUSE, EventKind.RESUME]
    assert fold(session, answer, said(4).now).state is ClockState.RUNNING


@pytest.mark.parametrize("kind", [EventKind.START, EventKind.REOPEN])
def test_what_may_not_happen_is_refused_and_nothing_is_written(
    session: Session, answer: ClockRow, kind: EventKind
) -> None:
    with pytest.raises(IllegalEvent):
        happen(session, answer, kind, said(3), said(3).now, "again")

    session.flush()
    session.expire_all()
    about = session.get_one(Submission, answer.submission_id)
    (read,) = [one for one in cases.promises(session, about) if one is answer]
    assert kinds(read) == [EventKind.START, EventKind.PAUSE, EventKind.RESUME]
