"""A family asks us to delete what it sent: asked once, due in a month, answered by a person."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.erasing import ErasureOutcome, Plan
from portal.domain.errors import AlreadyChanged, NotFound
from portal.domain.people import Author, Role
from portal.models import AuditEvent, ErasureRequest, Submission
from portal.queries import erasures
from portal.services import erasing
from portal.services.erasing import Answer
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import deed, hire

LATER = TUESDAY_EVENING + timedelta(days=1)
KEPT = Answer(Plan(ErasureOutcome.KEPT), "The law says that we keep it for now.")


def author_of(submission: Submission) -> Author:
    return Author(submission.id, submission.reference)


def asked(session: Session, key: str = "form-1", now: datetime = TUESDAY_EVENING) -> Submission:
    submission, _ = send(session, key, contact="ada@example.org")
    erasing.ask(session, author_of(submission), now)
    session.flush()
    return submission


def test_it_is_to_be_answered_by_the_same_day_of_the_next_month(session: Session) -> None:
    submission = asked(session)

    row = erasures.open_one(session, submission.id)
    assert row is not None
    assert row.due_on == date(2026, 12, 24)


def test_a_last_day_that_is_closed_moves_to_the_next_open_one(session: Session) -> None:
    # 26 December 2026 is a Saturday, and the Monday after it is a bank holiday.
    found = erasing.last_day(session, date(2026, 11, 26), TUESDAY_EVENING)

    assert found == date(2026, 12, 29)


def test_asked_twice_is_asked_once(session: Session) -> None:
    submission = asked(session)
    erasing.ask(session, author_of(submission), LATER)

    assert session.scalars(select(func.count(ErasureRequest.id))).one() == 1
    actions = select(AuditEvent.id).where(AuditEvent.action == "erasure.asked")
    assert len(session.scalars(actions).all()) == 1


def test_an_answer_reaches_the_family_with_news(session: Session) -> None:
    submission, member = asked(session), hire(session, Role.DPO)
    before = cases.letters(session, submission)

    erasing.answer(session, member, submission, KEPT, deed(member, "answer", LATER))
    session.flush()

    (row,) = erasures.of_author(session, author_of(submission))
    assert (row.outcome, row.answer) == (ErasureOutcome.KEPT, KEPT.words)
    assert row.answered_at == LATER
    assert cases.letters(session, submission) == [*before, "news"]


def test_answered_twice_is_refused(session: Session) -> None:
    submission, member = asked(session), hire(session, Role.DPO)
    erasing.answer(session, member, submission, KEPT, deed(member, "answer", LATER))
    session.flush()

    with pytest.raises(AlreadyChanged):
        erasing.answer(session, member, submission, KEPT, deed(member, "answer", LATER))


def test_after_an_answer_it_may_be_asked_again(session: Session) -> None:
    submission, member = asked(session), hire(session, Role.DPO)
    erasing.answer(session, member, submission, KEPT, deed(member, "answer", LATER))
    session.flush()

    erasing.ask(session, author_of(submission), LATER)

    assert len(erasures.of_author(session, author_of(submission))) == 2


@pytest.mark.parametrize("role", [Role.DPO, Role.TRIAGE])
def test_the_officer_and_triage_see_the_first_asked_first(session: Session, role: Role) -> None:
    second = asked(session, "form-2", LATER)
    first = asked(session, "form-1")
    member = hire(session, role, "triage" if role is Role.TRIAGE else None)

    found = erasures.waiting(session, member)

    assert [one.submission_id for one in found] == [first.id, second.id]


@pytest.mark.parametrize("role", [Role.BOARD, Role.ADMIN, Role.ANALYST])
def test_nobody_else_sees_them(session: Session, role: Role) -> None:
    submission, member = asked(session), hire(session, role)

    assert erasures.waiting(session, member) == []
    with pytest.raises(NotFound):
        erasures.find(session, member, submission.reference)


def test_a_family_sees_its_own_requests_alone(session: Session) -> None:
    asked(session, "form-1")
    other, _ = send(session, "form-2")

    assert erasures.of_author(session, author_of(other)) == []
