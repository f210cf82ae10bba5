"""Who has looked: each job, body and day once; never safeguarding, never another's message."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from portal.domain.people import Actor, Author, Deed, Role
from portal.models import Submission
from portal.queries import readers
from portal.services import audit
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import hire

BODIES = {Role.CASEWORKER: "scc_transport", Role.MANAGER: "scc_transport", Role.TRIAGE: "triage"}


def looked(
    session: Session, submission: Submission, role: Role, now: datetime = TUESDAY_EVENING
) -> None:
    member = hire(session, role, BODIES.get(role, "scc_send"))
    read = Deed(Actor.of(member), now, "read")
    audit.record(session, read, "case.read", submission_id=submission.id)
    session.flush()


def of(session: Session, submission: Submission) -> list[tuple[date, Role]]:
    found = readers.of_author(session, Author(submission.id, submission.reference))
    return [(one.day, one.role) for one in found]


def test_many_looks_of_one_day_and_job_are_one_line_and_the_newest_day_is_first(
    session: Session,
) -> None:
    submission, _ = send(session)
    looked(session, submission, Role.CASEWORKER)
    looked(session, submission, Role.CASEWORKER)
    looked(session, submission, Role.MANAGER, TUESDAY_EVENING + timedelta(days=1))

    assert of(session, submission) == [
        (date(2026, 11, 25), Role.MANAGER),
        (date(2026, 11, 24), Role.CASEWORKER),
    ]


@pytest.mark.parametrize("role", [role for role in Role if role not in readers.SHOWN])
def test_no_other_hat_is_ever_shown(session: Session, role: Role) -> None:
    submission, _ = send(session)

    looked(session, submission, role)

    assert of(session, submission) == []


def test_a_look_late_at_night_counts_for_the_day_in_london(session: Session) -> None:
    submission, _ = send(session)
    summer = datetime.fromisoformat("2026-07-01T23:30:00+00:00")

    looked(session, submission, Role.TRIAGE, summer)

    assert of(session, submission) == [(date(2026, 7, 2), Role.TRIAGE)]


def test_a_look_at_another_message_is_not_shown(session: Session) -> None:
    mine, _ = send(session, "form-1")
    other, _ = send(session, "form-2")

    looked(session, other, Role.CASEWORKER)

    assert of(session, mine) == []
