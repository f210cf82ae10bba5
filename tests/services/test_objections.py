"""A family says "that's not right": once until it is answered, on both databases."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters.screening import RulesScreen
from portal.domain.errors import AlreadyChanged, NotFound, Unstorable
from portal.domain.objections import ObjectionOutcome
from portal.domain.people import Author, Role
from portal.domain.submissions import SubmissionStatus
from portal.models import RouteObjection, Submission
from portal.queries import objections as queries
from portal.services import objections
from portal.services.objections import Answer
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import deed, hire

STAYS = Answer(ObjectionOutcome.STAYS, "They run the buses.")


def say(session: Session, submission: Submission, words: str = "") -> RouteObjection | None:
    author = Author(submission.id, submission.reference)
    return objections.object_to_route(session, author, words, RulesScreen(), TUESDAY_EVENING)


def test_said_twice_it_is_said_once(session: Session) -> None:
    submission, _ = send(session)

    first, second = say(session, submission, "Wrong."), say(session, submission, "Wrong!")

    assert first is second
    assert session.scalars(select(RouteObjection.words)).all() == ["Wrong."]


def test_the_database_itself_takes_no_second_one_that_is_open(session: Session) -> None:
    submission, _ = send(session)
    say(session, submission)

    with pytest.raises(IntegrityError), session.begin_nested():
        session.add(RouteObjection(submission_id=submission.id, made_at=TUESDAY_EVENING))


def test_it_keeps_which_decision_it_is_about(session: Session) -> None:
    submission, _ = send(session)

    row = say(session, submission)

    assert row is not None
    assert row.decision_id == cases.decisions(session, submission)[-1].id


def test_what_is_over_is_not_objected_to(session: Session) -> None:
    submission, _ = send(session)
    submission.status = SubmissionStatus.RESOLVED
    session.flush()

    assert say(session, submission) is None


def test_words_that_no_database_keeps_are_refused(session: Session) -> None:
    submission, _ = send(session)

    with pytest.raises(Unstorable):
        say(session, submission, "a\x00b")


def test_an_answer_is_given_once_and_told_to_the_family(session: Session) -> None:
    submission, _ = send(session, contact="safe@example.org")
    say(session, submission)
    member = hire(session, Role.TRIAGE, "triage", name="Tess")

    row = objections.answer(session, member, submission, STAYS, deed(member))

    assert (row.answer, row.signed_as) == ("They run the buses.", member.name)
    assert cases.letters(session, submission)[-1] == "news"
    with pytest.raises(AlreadyChanged):
        objections.answer(session, member, submission, STAYS, deed(member))


def test_it_moves_no_case_and_no_date(session: Session) -> None:
    submission, _ = send(session)
    before = [(one.kind, one.due_at, one.state) for one in cases.promises(session, submission)]

    say(session, submission, "Wrong team.")

    after = [(one.kind, one.due_at, one.state) for one in cases.promises(session, submission)]
    assert after == before
    assert submission.status is SubmissionStatus.WITH_PARTNER


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.TRIAGE])
def test_only_triage_has_the_list(session: Session, role: Role) -> None:
    submission, _ = send(session)
    say(session, submission)
    member = hire(session, role)

    assert queries.to_triage(session, member) == []
    assert queries.count_to_triage(session, member) == 0
    with pytest.raises(NotFound):
        queries.for_triage(session, member, submission.reference)


def test_a_restricted_message_is_not_on_it(session: Session) -> None:
    member = hire(session, Role.TRIAGE, "triage")
    submission, _ = send(session)
    say(session, submission)
    seen = queries.count_to_triage(session, member)

    submission.restricted = True
    session.flush()

    assert (seen, queries.count_to_triage(session, member)) == (1, 0)
    assert queries.to_triage(session, member) == []
