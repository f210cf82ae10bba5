"""Nobody can make a family's date look better than it is: not by pausing, handing on or closing.

The whole way is summed up here by hand, from the calendar and nothing of the portal's own sums.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from portal.adapters.holidays import calendar_of
from portal.domain.clocks import ClockKind, ClockState, Milestone, Subject
from portal.domain.errors import HoldBeyondCap, NothingToHold
from portal.domain.partnership import packaged, read
from portal.domain.people import Deed, Member, Role
from portal.models import AuditEvent, ClockRow, Submission
from portal.services import clocks, hold, load_partnership, place
from portal.services.casework import Words
from portal.services.projections import fold, project
from tests.services.test_inform import Story, closed
from tests.support import cases, databases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import deed, hire

DAY = timedelta(days=1)
RECEIVED = date(2026, 11, 24)
HOLIDAYS = {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)}


def open_days(first: date, end: date) -> int:
    """Working days from the first up to the end, the end left out, counted on fingers."""
    days = [first + DAY * n for n in range((end - first).days)]
    return sum(one.weekday() < 5 and one not in HOLIDAYS for one in days)


def whole_way(session: Session, submission: Submission) -> ClockRow:
    session.flush()
    rows = cases.promises(session, submission)
    (only,) = (one for one in rows if one.kind is ClockKind.DOOR_TO_DOOR)
    return only


def test_waits_do_not_shorten_the_whole_way(session: Session) -> None:
    story = Story(session)
    manager: Member = hire(session, Role.MANAGER, "scc_transport")
    turn = cases.turn(session, story.submission)
    for day in range(1, 20):
        said = deed(manager, f"loop {day}", TUESDAY_EVENING + DAY * day)
        try:
            hold.begin(session, manager, turn, 1, Words("We wait.", f"hold {day}"), said)
        except (HoldBeyondCap, NothingToHold):
            continue

    now = TUESDAY_EVENING + DAY * 20
    gone = fold(session, whole_way(session, story.submission), now).elapsed
    assert gone == open_days(RECEIVED + DAY, now.date())


def test_ping_pong_between_bodies_costs_the_family_nothing_and_is_all_written_down(
    session: Session,
) -> None:
    story = Story(session)
    travel, plans = story.member, hire(session, Role.CASEWORKER, "scc_send")
    for day in range(1, 9):
        giver, taker = (travel, plans) if day % 2 else (plans, travel)
        now = TUESDAY_EVENING + DAY * day
        turn = cases.turn(session, story.submission, day)
        said = deed(giver, f"ask {day}", now)
        place.hand_on(session, giver, turn, taker.partner_key or "", "Theirs.", said)
        session.flush()
        taken = cases.turn(session, story.submission, day + 1)
        place.accept(session, taker, taken, deed(taker, f"take {day}", now))

    now = TUESDAY_EVENING + DAY * 9
    row = cases.promise(session, story.submission, Subject.FAMILY, ClockKind.RESPOND)
    assert fold(session, row, now).elapsed == open_days(RECEIVED + DAY, now.date())
    assert row.due_on == date(2026, 12, 8)
    written = cases.words_in(session, AuditEvent)
    assert written.count("transfer.asked") == written.count("transfer.accepted") == 8


def test_closing_just_before_the_last_day_and_opening_again_leaves_out_only_what_was_closed(
    session: Session,
) -> None:
    story = closed(session)
    story.reply(20)

    now = TUESDAY_EVENING + DAY * 28
    gone = fold(session, whole_way(session, story.submission), now).elapsed
    before = open_days(RECEIVED + DAY, date(2026, 11, 30))
    after = open_days(date(2026, 12, 14), now.date())
    assert gone == before + after


def test_a_start_that_is_entered_later_keeps_both_times(session: Session) -> None:
    submission, _ = send(session)
    triage = hire(session, Role.TRIAGE, "triage")
    told = TUESDAY_EVENING - DAY * 4

    row = clocks.start(
        session,
        submission,
        Subject.FAMILY,
        ClockKind.RESPOND,
        deed(triage, "told by telephone"),
        at=told,
        cycle=2,
    )

    (began,) = row.events
    assert (began.effective_at, began.recorded_at) == (told, TUESDAY_EVENING)
    assert row.due_on == date(2026, 12, 4)


def test_a_machine_whose_clock_steps_back_writes_nothing_before_what_happened(
    session: Session,
) -> None:
    submission, _ = send(session)
    row = cases.promise(session, submission, Subject.FAMILY, ClockKind.RESPOND)
    triage = hire(session, Role.TRIAGE, "triage")

    clocks.stop(session, row, deed(triage, "early", TUESDAY_EVENING - DAY), "answer")

    assert row.stopped_at == TUESDAY_EVENING


# --- the calendar is corrected ---------------------------------------------------------------


WRONG = date(2026, 11, 30)
"""Closed, as it turns out; the file that was in force first did not know."""


@pytest.fixture
def breached(session: Session) -> ClockRow:
    """A promise to answer whose breach was marked under a date that the calendar made wrong."""
    submission, _ = send(session)
    row = cases.promise(session, submission, Subject.FAMILY, ClockKind.RESPOND)
    late = next(one for one in row.milestones if one.name is Milestone.BREACHED)
    late.recorded_at = late.crosses_at
    session.flush()
    return row


def correct(session: Session, said: Deed, *closed_days: date) -> None:
    """Load the same file with more closed days, and see it through."""
    told = calendar_of(read(packaged()), databases.FIRST_YEAR, databases.LAST_YEAR)
    closed = {**told.closed, **dict.fromkeys(closed_days, "Closed")}
    load_partnership.load(session, packaged(), replace(told, closed=closed), said)
    databases.seen_through(session, said)


def test_a_breach_that_a_corrected_calendar_moved_is_kept_and_annulled(
    session: Session, breached: ClockRow
) -> None:
    admin = hire(session, Role.ADMIN)
    said = deed(admin, "load", breached.due_at + DAY * 0.5)

    correct(session, said, WRONG)

    old = next(
        one
        for one in breached.milestones
        if one.name is Milestone.BREACHED and one.basis == "2026-12-08"
    )
    new = next(
        one
        for one in breached.milestones
        if one.name is Milestone.BREACHED and one.basis == "2026-12-09"
    )
    assert old.annulled_because == "the calendar was corrected"
    assert (old.annulled_at, old.annulled_by) == (said.now, admin.staff_id)
    assert new.annulled_because is None


def test_a_correction_that_moves_nothing_of_it_annuls_nothing(
    session: Session, breached: ClockRow
) -> None:
    correct(session, deed(hire(session, Role.ADMIN), "load", breached.due_at), date(2027, 3, 1))

    assert breached.due_on == date(2026, 12, 8)
    assert all(one.annulled_because is None for one in breached.milestones)


def test_a_date_that_a_family_s_wait_had_moved_was_not_the_calendars_fault(
    session: Session,
) -> None:
    submission, _ = send(session)
    row = cases.promise(session, submission, Subject.FAMILY, ClockKind.RESPOND)
    chased = next(one for one in row.milestones if one.name is Milestone.CHASED)
    chased.recorded_at = chased.crosses_at
    admin = hire(session, Role.ADMIN)
    clocks.pause(session, row, deed(admin, "q", chased.crosses_at), "waiting_for_family")
    clocks.resume(session, row, deed(admin, "a", chased.crosses_at + DAY), "waiting_for_family")
    before = row.due_on
    session.flush()

    correct(session, deed(admin, "load", chased.crosses_at + DAY * 1.5), before)

    assert row.due_on > before > date(2026, 12, 8)
    assert chased.annulled_because is None


def test_without_a_correction_no_breach_is_annulled(session: Session, breached: ClockRow) -> None:
    project(session, breached, breached.due_at)

    assert all(one.annulled_because is None for one in breached.milestones)


def test_what_is_over_is_never_counted_again(session: Session) -> None:
    story = closed(session)
    rows = cases.promises(session, story.submission)
    over = [one for one in rows if one.state not in (ClockState.RUNNING, ClockState.PAUSED)]
    for one in over:
        one.due_on = date(2020, 1, 1)

    correct(session, story.by(40), date(2027, 3, 1))

    assert len(over) > 5
    assert {one.due_on for one in over} == {date(2020, 1, 1)}
