"""To take a case on and give it back does not keep the promise that somebody is in charge."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, Subject
from portal.domain.people import Role
from portal.models import ClockRow, Submission
from portal.services import place, verify_clocks
from portal.services.place import decide
from portal.web.matched import newest_told
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import deed, hire

DAY = timedelta(days=1)


@pytest.fixture
def given_back(session: Session) -> Submission:
    """A message that a body took on at once, and gave back after eight days."""
    submission, _ = send(session)
    turn = cases.taken_on(session, submission)
    member = hire(session, Role.CASEWORKER, turn.partner.key)
    back = deed(member, "back", TUESDAY_EVENING + DAY * 8)
    place.give_back(session, turn, "Not ours.", back)
    session.flush()
    return submission


def in_charge(session: Session, submission: Submission) -> list[ClockRow]:
    """The promises that the family knows who is in charge, oldest first."""
    return [
        one
        for one in cases.promises(session, submission)
        if (one.subject, one.kind) == (Subject.FAMILY, ClockKind.TRIAGE)
    ]


def test_given_back_the_promise_runs_again_from_the_first_day(
    session: Session, given_back: Submission
) -> None:
    first, second = in_charge(session, given_back)

    assert (first.state, second.state) == (ClockState.STOPPED, ClockState.RUNNING)
    assert (second.cycle, second.started_at) == (2, first.started_at)
    assert second.due_on == first.due_on


def test_it_is_kept_once_the_next_body_takes_it_on_and_is_late(
    session: Session, given_back: Submission
) -> None:
    triage, now = hire(session, Role.TRIAGE, "triage"), TUESDAY_EVENING + DAY * 9
    said = deed(triage, "place", now)
    turn = decide(session, triage, given_back, "scc_send", "Theirs.", said)
    member = hire(session, Role.CASEWORKER, "scc_send")

    place.accept(session, member, turn, deed(member, "take", now))

    _, second = in_charge(session, given_back)
    assert (second.state, second.stopped_at, second.on_time) == (ClockState.STOPPED, now, False)


def test_what_nobody_took_on_leaves_the_one_promise_running(session: Session) -> None:
    submission, _ = send(session)
    turn = cases.turn(session, submission)
    member = hire(session, Role.CASEWORKER, turn.partner.key)

    place.give_back(session, turn, "Not ours.", deed(member, "back", TUESDAY_EVENING + DAY))

    (only,) = in_charge(session, submission)
    assert only.state is ClockState.RUNNING


def test_a_body_that_refuses_what_another_hands_on_starts_no_promise(session: Session) -> None:
    submission, _ = send(session)
    giver = cases.taken_on(session, submission)
    member, now = hire(session, Role.CASEWORKER, giver.partner.key), TUESDAY_EVENING + DAY
    asked = deed(member, "ask", now)
    taker = place.hand_on(session, member, giver, "scc_send", "Theirs.", asked)
    other = hire(session, Role.CASEWORKER, "scc_send")

    place.give_back(session, taker, "No.", deed(other, "no", now))

    (only,) = in_charge(session, submission)
    assert only.state is ClockState.STOPPED


def test_every_clock_fits_its_events(session: Session, given_back: Submission) -> None:
    session.expire_all()

    found = list(verify_clocks.verify(session, TUESDAY_EVENING + DAY * 8))

    assert {one.doubt.value for one in found} <= {"waits"}


def test_pages_show_the_newest_of_them_alone_while_the_first_was_kept_in_time(
    session: Session, given_back: Submission
) -> None:
    both = in_charge(session, given_back)

    assert newest_told(both) == both[1:]
