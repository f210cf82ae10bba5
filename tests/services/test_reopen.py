"""A family writes on something that was over: somebody owes it an answer again."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, Subject
from portal.domain.people import Role
from portal.domain.safeguarding import FlagSource
from portal.domain.submissions import SubmissionKind, SubmissionStatus
from portal.models import AuditEvent, ClockRow, Submission
from portal.services import casework, return_visit, safeguard
from portal.services.casework import Words
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import intake, send
from tests.support.staff import deed, hire

DAY = timedelta(days=1)
LATE = TUESDAY_EVENING + 40 * DAY
AGAIN = TUESDAY_EVENING + 41 * DAY


def write_again(session: Session, submission: Submission, words: str = "It broke again.") -> None:
    author = return_visit.Author(submission.id, submission.reference)
    return_visit.reply(session, author, words, "again", AGAIN, intake().screen)
    session.flush()


def over(session: Session, status: SubmissionStatus) -> Submission:
    """A concern that was answered late, and then agreed or closed by silence."""
    submission, _ = send(session)
    member = hire(session, Role.CASEWORKER, "scc_transport")
    turn = cases.taken_on(session, submission)
    said = deed(member, "answer", LATE)
    casework.answer(session, member, submission, Words("Mended.", "a"), said, referral=turn)
    casework.propose_resolved(session, member, submission, Words("Done?", "d"), said, turn)
    author = return_visit.Author(submission.id, submission.reference)
    return_visit.agree(session, author, LATE)
    submission.status = status
    session.flush()
    return submission


def family(session: Session, submission: Submission) -> list[tuple[ClockKind, int, ClockState]]:
    rows = [r for r in cases.promises(session, submission) if r.subject is Subject.FAMILY]
    return [(row.kind, row.cycle, row.state) for row in rows]


CLOSED = [SubmissionStatus.RESOLVED, SubmissionStatus.CLOSED_BY_SILENCE]


@pytest.mark.parametrize("status", CLOSED)
def test_a_reply_to_a_closed_concern_brings_it_before_triage_with_its_own_clock(
    session: Session, status: SubmissionStatus
) -> None:
    submission = over(session, status)

    write_again(session, submission)

    placing = cases.promise(session, submission, Subject.TRIAGE, ClockKind.PLACE)
    assert (submission.status, submission.closed_at) == (SubmissionStatus.IN_TRIAGE, None)
    assert (placing.state, placing.started_at) == (ClockState.RUNNING, AGAIN)
    assert submission.due_at == placing.due_at


@pytest.mark.parametrize("status", CLOSED)
def test_the_promises_to_answer_and_to_put_right_begin_again_and_no_other(
    session: Session, status: SubmissionStatus
) -> None:
    submission = over(session, status)

    write_again(session, submission)

    running = {row[:2] for row in family(session, submission) if row[2] is ClockState.RUNNING}
    again = {(ClockKind.RESPOND, 2), (ClockKind.RESOLVE, 2)}
    assert running == {*again, (ClockKind.DOOR_TO_DOOR, 1)}


def test_the_first_lateness_stands(session: Session) -> None:
    submission = over(session, SubmissionStatus.RESOLVED)
    respond = cases.promise(session, submission, Subject.FAMILY, ClockKind.RESPOND)
    before = (respond.due_on, respond.stopped_at, respond.on_time, len(respond.events))

    write_again(session, submission)

    respond = cases.promise(session, submission, Subject.FAMILY, ClockKind.RESPOND)
    assert before == (respond.due_on, respond.stopped_at, respond.on_time, len(respond.events))
    assert before[2] is False


def test_a_view_whose_author_writes_again_is_a_concern_with_every_promise(
    session: Session,
) -> None:
    submission, _ = send(session, kind=SubmissionKind.VIEW)

    write_again(session, submission)

    assert submission.kind is SubmissionKind.CONCERN
    assert submission.status is SubmissionStatus.IN_TRIAGE
    assert {row[0] for row in family(session, submission)} == {
        ClockKind.ACKNOWLEDGE,
        ClockKind.TRIAGE,
        ClockKind.RESPOND,
        ClockKind.RESOLVE,
        ClockKind.DOOR_TO_DOOR,
    }
    respond = cases.promise(session, submission, Subject.FAMILY, ClockKind.RESPOND)
    assert respond.due_on > date(2027, 1, 15)


def test_it_is_written_in_the_audit_as_the_familys_own_deed(session: Session) -> None:
    submission = over(session, SubmissionStatus.RESOLVED)

    write_again(session, submission)

    query = select(AuditEvent.at).where(AuditEvent.action == "submission.reopened")
    assert session.scalars(query).all() == [AGAIN]


def test_pressed_twice_it_is_opened_once(session: Session) -> None:
    submission = over(session, SubmissionStatus.RESOLVED)
    write_again(session, submission)
    before = cases.row_counts(session)

    write_again(session, submission)

    assert cases.row_counts(session) == before


def test_a_reply_to_an_open_concern_starts_no_clock(session: Session) -> None:
    submission, _ = send(session)
    before = len(session.scalars(select(ClockRow)).all())

    write_again(session, submission)

    assert len(session.scalars(select(ClockRow)).all()) == before
    assert submission.status is SubmissionStatus.WITH_PARTNER


def test_a_restricted_one_opens_again_too_and_triages_promise_waits_for_the_leads(
    session: Session,
) -> None:
    submission, _ = send(session, kind=SubmissionKind.VIEW, words=cases.DISCLOSURE)
    member = hire(session, Role.SAFEGUARDING, "scc_social_care")

    write_again(session, submission)
    held = [row.subject for row in cases.promises(session, submission)]
    (item,) = cases.flags(session, submission)
    safeguard.release(session, member, item, "A song.", deed(member, "release", AGAIN + DAY))

    placing = cases.promise(session, submission, Subject.TRIAGE, ClockKind.PLACE)
    assert set(held) == {Subject.FAMILY, Subject.SAFEGUARDING}
    assert submission.status is SubmissionStatus.IN_TRIAGE
    assert placing.started_at == AGAIN + DAY


def test_a_reply_that_sounds_like_danger_opens_it_for_the_leads_alone(session: Session) -> None:
    submission = over(session, SubmissionStatus.RESOLVED)

    write_again(session, submission, cases.DISCLOSURE)

    (item,) = cases.flags(session, submission)
    assert item.source is FlagSource.MACHINE
    assert submission.status is SubmissionStatus.IN_TRIAGE
    assert not [r for r in cases.promises(session, submission) if r.subject is Subject.TRIAGE]
