"""A family that does not reply to "is it done?": closed by silence, which is not resolved."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, Subject
from portal.domain.people import SYSTEM, Deed, Role
from portal.domain.referrals import ReferralStatus
from portal.domain.submissions import SubmissionStatus
from portal.jobs import rounds
from portal.models import AuditEvent, Submission
from portal.services import casework, close, return_visit
from portal.services.casework import Words
from portal.wiring import Wiring
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING, FrozenClock
from tests.support.families import send
from tests.support.staff import deed, hire

PROPOSED = TUESDAY_EVENING + timedelta(hours=12)
SILENT = datetime(2026, 12, 10, tzinfo=ZoneInfo("Europe/London"))
"""The end of the tenth working day after Wednesday 25 November 2026."""


def proposed(session: Session, key: str = "form-1", now: datetime = PROPOSED) -> Submission:
    submission, _ = send(session, key, contact="ada@example.org")
    member = hire(session, Role.CASEWORKER, "scc_transport")
    turn, said = cases.taken_on(session, submission), deed(member, f"done {key}", now)
    answer, done = Words("Mended.", f"a {key}"), Words("Done?", f"d {key}")
    casework.answer(session, member, submission, answer, said, referral=turn)
    casework.propose_resolved(session, member, submission, done, said, turn)
    session.flush()
    return submission


def close_silent(session: Session, now: datetime = SILENT, most: int = 100) -> int:
    found = close.close_silent(session, Deed(SYSTEM, now, "worker"), most)
    session.flush()
    return found


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=9)])
def test_after_ten_working_days_it_is_closed_as_of_that_days_end(
    session: Session, late: timedelta
) -> None:
    submission = proposed(session)

    found = close_silent(session, SILENT + late)

    turn = cases.turn(session, submission)
    assert found == 1
    assert submission.status is SubmissionStatus.CLOSED_BY_SILENCE
    assert submission.closed_at == turn.ended_at == SILENT
    assert (turn.status, turn.open) == (ReferralStatus.DONE, False)


def test_it_was_done_when_it_was_proposed(session: Session) -> None:
    submission = proposed(session)

    close_silent(session)

    resolve = cases.promise(session, submission, Subject.FAMILY, ClockKind.RESOLVE)
    assert (resolve.state, resolve.stopped_at) == (ClockState.STOPPED, PROPOSED)
    changed = cases.promise(session, submission, Subject.FAMILY, ClockKind.TELL_WHAT_CHANGED)
    assert submission.due_at == changed.due_at


def test_it_is_in_the_audit_and_the_family_hears_that_there_is_news(session: Session) -> None:
    submission = proposed(session)
    before = cases.letters(session, submission)

    close_silent(session)

    query = select(AuditEvent.id).where(AuditEvent.action == "submission.closed_by_silence")
    assert len(session.scalars(query).all()) == 1
    assert cases.letters(session, submission) == [*before, "news"]


def test_a_second_earlier_the_family_still_has_time(session: Session) -> None:
    submission = proposed(session)

    found = close_silent(session, SILENT - timedelta(seconds=1))

    assert found == 0
    assert submission.status is SubmissionStatus.RESOLUTION_PROPOSED


def test_who_replied_was_not_silent(session: Session) -> None:
    submission = proposed(session)
    author = return_visit.Author(submission.id, submission.reference)
    return_visit.reply(session, author, "Not quite.", "r", PROPOSED + timedelta(days=1))
    session.flush()

    assert close_silent(session) == 0


def test_a_reply_from_before_the_proposal_is_no_answer_to_it(session: Session) -> None:
    submission, _ = send(session)
    author = return_visit.Author(submission.id, submission.reference)
    return_visit.reply(session, author, "Any news?", "r", TUESDAY_EVENING)
    member = hire(session, Role.CASEWORKER, "scc_transport")
    turn, said = cases.taken_on(session, submission), deed(member, "done", PROPOSED)
    casework.answer(session, member, submission, Words("Mended.", "a"), said, referral=turn)
    casework.propose_resolved(session, member, submission, Words("Done?", "d"), said, turn)
    session.flush()

    assert close_silent(session) == 1


def test_small_bites_take_the_oldest_first(session: Session) -> None:
    newer = proposed(session, "form-2", PROPOSED + timedelta(hours=1))
    older = proposed(session, "form-1")

    close_silent(session, most=1)

    assert older.status is SubmissionStatus.CLOSED_BY_SILENCE
    assert newer.status is SubmissionStatus.RESOLUTION_PROPOSED


def test_the_worker_does_it_in_its_rounds(wiring: Wiring, clock: FrozenClock) -> None:
    with wiring.writes.begin() as session:
        number = proposed(session).id
    clock.move(days=30)

    done = [rounds.sweep_clocks(wiring) for _ in range(2)]

    with wiring.reads() as session:
        assert session.get_one(Submission, number).status is SubmissionStatus.CLOSED_BY_SILENCE
    assert (done[0] > 0, done[1]) == (True, 0)
    assert rounds.sweep_clocks in rounds.ROUNDS
