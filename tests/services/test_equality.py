"""Answers of equality are added up, once each, and lead to nobody."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import literal_column, select
from sqlalchemy.orm import Session

from portal.adapters.screening import codebook
from portal.domain.equality import ANSWERS, ASKED, Question
from portal.domain.submissions import AuthorKind
from portal.models import AuditEvent, Base, EqualityCount, EqualityMark, Submission
from portal.queries import equality as queries
from portal.queries import snapshots
from portal.services import equality, publish
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send

SECRET = b"c" * 32
PARENT = AuthorKind.PARENT_OR_CARER
FEMALE = {Question.SEX: "female"}
NEXT_FEBRUARY = datetime(2027, 2, 10, 9, tzinfo=UTC)


def say(
    session: Session,
    page: str,
    answers: dict[Question, str] | None = None,
    author: AuthorKind = PARENT,
    now: datetime = TUESDAY_EVENING,
) -> bool:
    return equality.answer(session, SECRET, page, author, answers or FEMALE, now)


def number(session: Session, question: Question, answer: str, year: int = 2026) -> int:
    return queries.counts(session, year).get((question, answer), 0)


def test_each_answer_is_counted_in_its_year_with_who_gave_it(session: Session) -> None:
    say(session, "a")
    say(session, "b", {Question.SEX: "male", Question.LANGUAGE: "another"})
    say(session, "c", author=AuthorKind.YOUNG_PERSON, now=datetime(2027, 1, 1, tzinfo=UTC))

    assert number(session, Question.SEX, "female") == 1
    assert number(session, Question.VOICE, "parent_or_carer") == 2
    assert number(session, Question.VOICE, "young_person", 2027) == 1


def test_one_page_is_counted_once(session: Session) -> None:
    assert say(session, "a")
    assert not say(session, "a", {Question.SEX: "male"})
    assert say(session, "b")

    assert number(session, Question.SEX, "female") == 2
    assert number(session, Question.SEX, "male") == 0


@pytest.mark.parametrize("author", [AuthorKind.HELPER, AuthorKind.PROFESSIONAL])
def test_who_writes_for_somebody_else_is_not_counted(session: Session, author: AuthorKind) -> None:
    assert not say(session, "a", author=author)
    assert say(session, "a")


def test_nothing_chosen_and_nothing_that_was_not_offered_is_counted(session: Session) -> None:
    assert not say(session, "a", {Question.SEX: "purple"})
    assert say(session, "a", {Question.SEX: "prefer_not"})


def test_a_mark_is_gone_after_a_day_and_says_no_minute(session: Session) -> None:
    say(session, "a")

    mark = session.scalars(select(EqualityMark)).one()
    assert (mark.until.minute, mark.until.second) == (0, 0)
    assert equality.forget(session, mark.until - timedelta(seconds=1)) == 0
    assert equality.forget(session, TUESDAY_EVENING + timedelta(hours=24)) == 1


def test_no_table_of_answers_leads_to_a_message_or_a_person(session: Session) -> None:
    names = ("equality_count", "equality_mark")
    for table in Base.metadata.sorted_tables:
        targets = {key.column.table.name for key in table.foreign_keys}
        assert not (targets & set(names))
        assert table.name not in names or not targets
    assert set(EqualityCount.__table__.columns.keys()) == {"year", "question", "answer", "number"}


def test_a_copy_of_the_database_does_not_say_who_answered_what(session: Session) -> None:
    first, _ = send(session, "form-1")
    second, _ = send(session, "form-2", now=TUESDAY_EVENING + timedelta(minutes=5))
    say(session, "page of the first", {Question.ETHNIC_GROUP: "asian"})
    say(session, "page of the second", {Question.ETHNIC_GROUP: "black"})
    session.flush()

    rows = session.execute(select(EqualityCount.__table__)).all()
    known = {str(one) for row in rows for one in row}
    for submission in (first, second):
        for name in ("reference", "idempotency_hash", "received_at", "quarter"):
            assert str(getattr(submission, name)) not in known
    assert session.scalars(select(EqualityMark.name)).all() != []
    actions = set(session.scalars(select(AuditEvent.action)))
    assert not any("equality" in one or "about_you" in one for one in actions)


def written(session: Session) -> set[str]:
    """What the database itself keeps of when rows were written: by which command, or in what order.

    SQLite never moves a row that is changed: there the order of the rows is that of the questions.
    """
    columns = EqualityCount.question, EqualityCount.answer
    if session.get_bind().dialect.name == "postgresql":
        command = literal_column("xmin::text || ' ' || cmin::text")
        return set(session.scalars(select(command).select_from(EqualityCount)))
    rows = session.execute(select(*columns).order_by(literal_column("rowid"))).all()
    every = [(one, said) for one, answers in ANSWERS.items() for said in answers]
    return {"in order"} if [tuple(row) for row in rows] == every else {"in order", "or not"}


def test_nothing_in_the_database_says_which_numbers_grew_last(session: Session) -> None:
    every = [(one, said) for one in ASKED for said in ANSWERS[one]]

    for page, (question, said) in enumerate(reversed(every)):
        say(session, str(page), {question: said})

        assert len(written(session)) == 1


def test_a_year_is_frozen_once_and_what_comes_later_changes_nothing(session: Session) -> None:
    send(session)
    for page in range(12):
        say(session, str(page))
    publish.close_due(session, codebook(), NEXT_FEBRUARY)
    frozen = snapshots.find(session, "2026-Y")
    assert frozen.tables["about_sex"].cell("female", "people") == 10

    say(session, "late", now=TUESDAY_EVENING)
    assert publish.close_due(session, codebook(), NEXT_FEBRUARY + timedelta(days=1)) == []

    assert snapshots.find(session, "2026-Y").fingerprint == frozen.fingerprint


def test_a_year_that_is_not_over_is_not_frozen(session: Session) -> None:
    send(session)
    say(session, "a")

    publish.close_due(session, codebook(), datetime(2027, 1, 2, 9, tzinfo=UTC))

    assert snapshots.latest(session, snapshots.YEAR) is None


def test_where_nobody_ever_answered_no_year_is_frozen(session: Session) -> None:
    submission, _ = send(session)

    publish.close_due(session, codebook(), NEXT_FEBRUARY)

    assert snapshots.latest(session, snapshots.YEAR) is None
    assert session.get(Submission, submission.id) is submission
