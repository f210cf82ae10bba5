"""If we ask a family something, our date waits for its answer, up to a cap."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, EventKind, Subject
from portal.domain.consents import ConsentUse
from portal.domain.messages import MessagePurpose
from portal.domain.people import SYSTEM, Deed, Member, Role, Supporter
from portal.models import ClockEventRow, Submission, SupporterCode
from portal.services import casework, consent, return_visit, supporters, supporting, waiting
from portal.services.casework import Words
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import intake, send
from tests.support.staff import deed, hire

WEDNESDAY = TUESDAY_EVENING + timedelta(hours=12)
WEEK = timedelta(days=7)
CAPPED = datetime(2026, 12, 10, tzinfo=ZoneInfo("Europe/London"))
"""The end of the tenth working day after Wednesday 25 November 2026."""
WAITS = {
    (Subject.FAMILY, ClockKind.RESPOND),
    (Subject.FAMILY, ClockKind.RESOLVE),
    (Subject.PARTNER, ClockKind.RESPOND),
}


def in_hand(session: Session) -> tuple[Submission, Member]:
    submission, _ = send(session)
    cases.taken_on(session, submission)
    return submission, hire(session, Role.CASEWORKER, "scc_transport")


def ask(
    session: Session, submission: Submission, member: Member, key: str = "q", now=WEDNESDAY
) -> None:
    turn = cases.turn(session, submission)
    said, words = deed(member, key, now), Words("Which bus?", key)
    casework.write(session, member, submission, MessagePurpose.QUESTION, words, said, turn)


def hear(session: Session, submission: Submission, key: str, now: datetime) -> None:
    author = return_visit.Author(submission.id, submission.reference)
    return_visit.reply(session, author, "The 7.40.", key, now)


def paused(session: Session, submission: Submission) -> set[tuple[Subject, ClockKind]]:
    rows = cases.promises(session, submission)
    return {(row.subject, row.kind) for row in rows if row.state is ClockState.PAUSED}


def test_a_question_lets_the_dates_to_answer_and_put_right_wait(session: Session) -> None:
    submission, member = in_hand(session)

    ask(session, submission, member)

    assert paused(session, submission) == WAITS


def test_another_message_lets_nothing_wait(session: Session) -> None:
    submission, member = in_hand(session)
    said, words = deed(member, "m", WEDNESDAY), Words("Hello.", "m")

    casework.write(session, member, submission, MessagePurpose.MESSAGE, words, said)

    assert paused(session, submission) == set()


def test_the_familys_reply_lets_them_run_on_a_week_later_than_before(session: Session) -> None:
    submission, member = in_hand(session)
    before = cases.promise(session, submission, Subject.FAMILY, ClockKind.RESPOND).due_on
    ask(session, submission, member)

    hear(session, submission, "r", WEDNESDAY + WEEK)

    after = cases.promise(session, submission, Subject.FAMILY, ClockKind.RESPOND)
    assert paused(session, submission) == set()
    assert after.state is ClockState.RUNNING
    assert after.due_on - before == WEEK


def test_a_second_question_while_it_waits_changes_nothing(session: Session) -> None:
    submission, member = in_hand(session)
    ask(session, submission, member)
    session.flush()
    events = len(session.scalars(select(ClockEventRow)).all())

    ask(session, submission, member, "q2", WEDNESDAY + timedelta(days=1))
    session.flush()

    assert len(session.scalars(select(ClockEventRow)).all()) == events


def test_asked_again_after_a_reply_it_waits_again(session: Session) -> None:
    submission, member = in_hand(session)
    ask(session, submission, member)
    hear(session, submission, "r", WEDNESDAY + WEEK)

    ask(session, submission, member, "q2", WEDNESDAY + WEEK)

    assert paused(session, submission) == WAITS


def test_agreeing_after_a_question_that_followed_the_proposal_is_possible(
    session: Session,
) -> None:
    submission, member = in_hand(session)
    turn, said = cases.turn(session, submission), deed(member, "a", WEDNESDAY)
    casework.answer(session, member, submission, Words("Mended.", "a"), said, referral=turn)
    casework.propose_resolved(session, member, submission, Words("Done?", "p"), said, turn)
    ask(session, submission, member, "q", WEDNESDAY + timedelta(days=1))

    author = return_visit.Author(submission.id, submission.reference)
    return_visit.agree(session, author, WEDNESDAY + WEEK)

    resolve = cases.promise(session, submission, Subject.FAMILY, ClockKind.RESOLVE)
    assert (resolve.state, resolve.on_time) == (ClockState.STOPPED, True)


def test_a_second_before_the_cap_it_still_waits(session: Session) -> None:
    submission, member = in_hand(session)
    ask(session, submission, member)

    ended = waiting.end_waits(session, Deed(SYSTEM, CAPPED - timedelta(seconds=1), "worker"))

    assert ended == 0
    assert paused(session, submission) == WAITS


@pytest.mark.parametrize("late", [timedelta(0), WEEK])
def test_at_the_cap_it_runs_on_as_of_that_days_end_whenever_that_is_noticed(
    session: Session, late: timedelta
) -> None:
    submission, member = in_hand(session)
    ask(session, submission, member)

    ended = waiting.end_waits(session, Deed(SYSTEM, CAPPED + late, "worker"))
    again = waiting.end_waits(session, Deed(SYSTEM, CAPPED + late, "worker"))

    session.flush()
    query = select(ClockEventRow.effective_at).where(ClockEventRow.kind == EventKind.RESUME)
    assert (ended, again) == (3, 0)
    assert session.scalars(query).all() == [CAPPED] * 3
    assert paused(session, submission) == set()


# --- other ways to answer ------------------------------------------------------------------------


def test_a_yes_to_a_body_is_an_answer_and_lets_them_run_on(session: Session) -> None:
    submission, member = in_hand(session)
    ask(session, submission, member)
    author = return_visit.Author(submission.id, submission.reference)

    consent.give(session, author, ConsentUse.PASS_ON, WEDNESDAY + WEEK, "nsft")

    assert paused(session, submission) == set()


def test_a_yes_to_be_quoted_answers_no_question(session: Session) -> None:
    submission, member = in_hand(session)
    ask(session, submission, member)
    author = return_visit.Author(submission.id, submission.reference)

    consent.give(session, author, ConsentUse.QUOTE_BOARD, WEDNESDAY + WEEK)

    assert paused(session, submission) == WAITS


def asked_after_the_proposal(session: Session) -> tuple[Submission, Member]:
    submission, member = in_hand(session)
    turn, said = cases.turn(session, submission), deed(member, "a", WEDNESDAY)
    casework.answer(session, member, submission, Words("Mended.", "a"), said, referral=turn)
    casework.propose_resolved(session, member, submission, Words("Done?", "p"), said, turn)
    ask(session, submission, member, "q", WEDNESDAY + timedelta(days=1))
    return submission, member


def test_no_it_has_not_is_an_answer_and_lets_them_run_on(session: Session) -> None:
    submission, _ = asked_after_the_proposal(session)
    assert paused(session, submission) == {(Subject.FAMILY, ClockKind.RESOLVE)}

    author = return_visit.Author(submission.id, submission.reference)
    return_visit.disagree(session, author, WEDNESDAY + WEEK)

    assert paused(session, submission) == set()


@pytest.mark.parametrize("way", ["yes", "no, it has not"])
def test_asked_again_after_an_answer_without_words_it_waits_again(
    session: Session, way: str
) -> None:
    submission, member = asked_after_the_proposal(session)
    author = return_visit.Author(submission.id, submission.reference)
    if way == "yes":
        consent.give(session, author, ConsentUse.PASS_ON, WEDNESDAY + WEEK, "nsft")
    else:
        return_visit.disagree(session, author, WEDNESDAY + WEEK)

    ask(session, submission, member, "q2", WEDNESDAY + WEEK)

    assert paused(session, submission) == {(Subject.FAMILY, ClockKind.RESOLVE)}


def test_what_a_supporter_writes_is_not_the_familys_answer(session: Session) -> None:
    submission, member = in_hand(session)
    ask(session, submission, member)
    author = return_visit.Author(submission.id, submission.reference)
    given = {"reads_words": False, "key": "s", "now": WEDNESDAY}
    supporters.make(session, intake(), author, "Aunt Sam", **given)
    code = session.scalars(select(SupporterCode)).one()
    supporter = Supporter(submission.id, code.reference, code.id, code.reads_words)

    supporting.add(session, supporter, "The 7.40, I think.", "m", WEDNESDAY + WEEK, intake().screen)

    assert paused(session, submission) == WAITS
