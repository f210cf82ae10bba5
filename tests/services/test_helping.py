"""What a family says of an answer: one row a message, changed and not added to."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.adapters.screening import RulesScreen
from portal.domain.errors import Unstorable
from portal.domain.helping import Helped
from portal.domain.people import AUTHOR, Author, Deed, Role
from portal.models import HelpedAnswer, Submission
from portal.services import casework, helping
from portal.services.casework import Words
from portal.services.helping import Given
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import deed, hire

LATER = TUESDAY_EVENING + timedelta(days=1)


def answered(session: Session) -> Submission:
    submission, _ = send(session)
    member = hire(session, Role.CASEWORKER, "scc_transport")
    turn, answer = cases.taken_on(session, submission), Words("Mended.", "a")
    done = deed(member, "done", LATER)
    casework.answer(session, member, submission, answer, done, referral=turn)
    session.flush()
    return submission


def say(session: Session, submission: Submission, helped: Helped, words: str = "") -> bool:
    author = Author(submission.id, submission.reference)
    said = Deed(AUTHOR, LATER, "helped")
    return helping.say(session, author, Given(helped, words), RulesScreen(), said)


def test_it_is_said_and_changed_in_one_row(session: Session) -> None:
    submission = answered(session)

    assert say(session, submission, Helped.NO, "Not yet.")
    assert say(session, submission, Helped.YES)

    row = helping.said(session, submission.id)
    assert row is not None
    assert (row.helped, row.words) == (Helped.YES, None)
    assert session.scalars(select(func.count(HelpedAnswer.id))).one() == 1


def test_nobody_is_asked_before_an_answer(session: Session) -> None:
    submission, _ = send(session)

    assert not say(session, submission, Helped.YES)
    assert helping.said(session, submission.id) is None


def test_words_that_no_database_keeps_are_refused(session: Session) -> None:
    submission = answered(session)

    with pytest.raises(Unstorable):
        say(session, submission, Helped.YES, "a\x00b")
