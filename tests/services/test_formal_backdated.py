"""A body writes down late what it says it did in time: its breach stays, and so does its word."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from portal.domain.clocks import ESCALATIONS, ClockKind, Milestone
from portal.domain.legal_routes import Outcome
from portal.domain.people import SYSTEM, Deed
from portal.models import ClockMilestone, ClockRow, FormalRoute
from portal.services import escalate, formal_clocks, formal_work, verify_clocks
from tests.services.test_formal import held, press, rows
from tests.support.families import send
from tests.support.staff import deed

FEBRUARY = datetime(2027, 2, 10, 10, tzinfo=UTC)
NOVEMBER, IN_TIME, TOO_LATE = date(2026, 11, 30), date(2026, 12, 18), date(2026, 12, 21)


@pytest.fixture
def late(session: Session) -> FormalRoute:
    """A complaint that nobody answered by 18 December, and everybody heard of it."""
    submission, _ = send(session)
    made = press(session, submission)
    sweep(session, FEBRUARY)
    return made


def sweep(session: Session, now: datetime) -> None:
    session.flush()
    while escalate.tick(session, Deed(SYSTEM, now, "worker")):
        session.flush()


def heard(clock: ClockRow) -> list[ClockMilestone]:
    """The breach and the steps of the ladder that were recorded."""
    return [
        one
        for one in clock.milestones
        if one.recorded_at is not None and one.name in (Milestone.BREACHED, *ESCALATIONS)
    ]


def ends(session: Session, route: FormalRoute, day: date | None, now: datetime = FEBRUARY) -> None:
    case, member = held(session, route)
    formal_work.finish(session, case, Outcome.UPHELD, day, deed(member, "end", now))
    session.flush()


@pytest.mark.parametrize("day", [NOVEMBER, IN_TIME])
def test_an_end_said_to_be_in_time_but_written_down_late_is_late(
    session: Session, late: FormalRoute, day: date
) -> None:
    ends(session, late, day)

    answer = rows(session, late)[ClockKind.RESPOND]
    assert (answer.on_time, answer.stopped_at) == (False, FEBRUARY)
    assert late.ended_on == day


@pytest.mark.parametrize("day", [NOVEMBER, IN_TIME, TOO_LATE, None])
def test_what_was_heard_of_a_late_answer_holds_whatever_day_is_said(
    session: Session, late: FormalRoute, day: date | None
) -> None:
    ends(session, late, day)

    found = heard(rows(session, late)[ClockKind.RESPOND])
    assert len(found) > 3
    assert {one.annulled_because for one in found} == {None}


@pytest.mark.parametrize("day", [NOVEMBER, IN_TIME, TOO_LATE, None])
def test_after_such_an_end_every_clock_still_fits_its_events(
    session: Session, late: FormalRoute, day: date | None
) -> None:
    ends(session, late, day)
    session.expire_all()

    assert list(verify_clocks.verify(session, FEBRUARY)) == []


def test_a_day_after_the_last_day_is_taken_as_it_is_told(
    session: Session, late: FormalRoute
) -> None:
    ends(session, late, TOO_LATE)

    answer = rows(session, late)[ClockKind.RESPOND]
    assert (answer.on_time, answer.stopped_at) == (False, datetime(2026, 12, 21, 12, tzinfo=UTC))


def test_a_day_is_taken_as_told_while_the_answer_is_not_yet_late(session: Session) -> None:
    submission, _ = send(session)
    made = press(session, submission)

    ends(session, made, NOVEMBER, datetime(2026, 12, 18, 23, tzinfo=UTC))

    answer = rows(session, made)[ClockKind.RESPOND]
    assert (answer.on_time, answer.stopped_at) == (True, datetime(2026, 11, 30, 12, tzinfo=UTC))


def test_an_acknowledgement_written_down_late_is_late_and_moves_no_late_answer(
    session: Session, late: FormalRoute
) -> None:
    case, member = held(session, late)

    formal_work.acknowledge(session, case, NOVEMBER, deed(member, "ack", FEBRUARY))

    found = rows(session, late)
    first, answer = found[ClockKind.ACKNOWLEDGE], found[ClockKind.RESPOND]
    assert (first.on_time, first.stopped_at) == (False, FEBRUARY)
    assert answer.due_on == IN_TIME
    assert {one.annulled_because for one in (*heard(first), *heard(answer))} == {None}


def test_the_day_that_was_said_is_kept_beside_the_day_on_which_it_was_written_down(
    session: Session, late: FormalRoute
) -> None:
    case, member = held(session, late)
    formal_work.acknowledge(session, case, NOVEMBER, deed(member, "ack", FEBRUARY))
    ends(session, late, IN_TIME)

    found = formal_clocks.told_late(formal_clocks.of_route(session, late))

    written = date(2027, 2, 10)
    assert [(one.day, one.written_on) for one in found] == [(NOVEMBER, written), (IN_TIME, written)]


@pytest.mark.parametrize("day", [TOO_LATE, None])
def test_nothing_is_said_of_a_day_that_counts_as_it_was_told(
    session: Session, late: FormalRoute, day: date | None
) -> None:
    # Its acknowledgement was said to be late as well, so neither is in doubt.
    ends(session, late, day)

    assert formal_clocks.told_late(formal_clocks.of_route(session, late)) == ()
