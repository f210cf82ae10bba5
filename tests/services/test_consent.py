"""May we use your words? Only the author says so, each use by itself, and may take it back."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.consents import QUOTES, WORDING, ConsentUse
from portal.domain.errors import NotAllowed
from portal.domain.people import ActorKind, Author
from portal.domain.submissions import AuthorKind, Danger
from portal.models import AuditEvent, Consent, Submission
from portal.services import consent
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send

BOARD, PUBLIC = QUOTES


def later(minutes: int) -> datetime:
    return TUESDAY_EVENING + timedelta(minutes=minutes)


def author_of(submission: Submission) -> Author:
    return Author(submission.id, submission.reference)


def said(session: Session, submission: Submission) -> list[tuple[ConsentUse, bool]]:
    """Every answer about quotes, in the order in which it was given."""
    query = select(Consent).where(Consent.submission_id == submission.id, Consent.use.in_(QUOTES))
    return [(one.use, one.yes) for one in session.scalars(query.order_by(Consent.id))]


def audited(session: Session, submission: Submission) -> list[tuple[str, ActorKind, object]]:
    query = select(AuditEvent).where(
        AuditEvent.submission_id == submission.id, AuditEvent.action.like("consent.%")
    )
    rows = session.scalars(query.order_by(AuditEvent.id))
    return [(one.action, one.actor, one.detail["use"]) for one in rows]


def test_a_yes_is_kept_with_its_words_and_who_gave_it(session: Session) -> None:
    submission, _ = send(session)

    consent.give(session, author_of(submission), BOARD, later(5))

    query = select(Consent).where(Consent.use == BOARD, Consent.submission_id == submission.id)
    row = session.scalars(query).one()
    assert (row.yes, row.partner_key, row.wording, row.given_by, row.given_at) == (
        True,
        None,
        WORDING,
        "author",
        later(5),
    )
    assert audited(session, submission) == [
        ("consent.given", ActorKind.AUTHOR, "quote_board"),
    ]


def test_what_was_said_already_is_not_said_again(session: Session) -> None:
    submission, _ = send(session)
    author = author_of(submission)
    consent.choose_quotes(session, author, {BOARD}, later(1))

    consent.choose_quotes(session, author, {BOARD}, later(2))

    assert said(session, submission) == [(BOARD, True)]
    assert len(audited(session, submission)) == 1


def test_a_no_that_was_never_a_yes_leaves_no_trace(session: Session) -> None:
    submission, _ = send(session)

    consent.choose_quotes(session, author_of(submission), (), later(1))

    assert said(session, submission) == []
    assert audited(session, submission) == []


def test_a_yes_can_be_taken_back_and_given_again_and_every_answer_is_kept(
    session: Session,
) -> None:
    submission, _ = send(session)
    author = author_of(submission)

    consent.choose_quotes(session, author, {BOARD, PUBLIC}, later(1))
    consent.choose_quotes(session, author, {BOARD}, later(2))
    consent.choose_quotes(session, author, {BOARD, PUBLIC}, later(3))

    assert said(session, submission) == [
        (BOARD, True),
        (PUBLIC, True),
        (PUBLIC, False),
        (PUBLIC, True),
    ]
    assert [action for action, _, _ in audited(session, submission)] == [
        "consent.given",
        "consent.given",
        "consent.withdrawn",
        "consent.given",
    ]


def test_one_familys_yes_is_nobody_elses(session: Session) -> None:
    mine, _ = send(session, "form-1")
    theirs, _ = send(session, "form-2")

    consent.give(session, author_of(mine), BOARD, later(1))

    assert said(session, mine) == [(BOARD, True)]
    assert said(session, theirs) == []


@pytest.mark.parametrize(
    ("author_kind", "age"),
    [
        (AuthorKind.HELPER, 17),
        (AuthorKind.PROFESSIONAL, 17),
        (AuthorKind.YOUNG_PERSON, 12),
        (AuthorKind.YOUNG_PERSON, None),
    ],
)
@pytest.mark.parametrize("use", QUOTES)
def test_a_writer_who_is_not_asked_cannot_say_yes(
    session: Session, use: ConsentUse, author_kind: AuthorKind, age: int | None
) -> None:
    submission, _ = send(session, author_kind=author_kind, age=age)

    with pytest.raises(NotAllowed):
        consent.choose_quotes(session, author_of(submission), {use}, later(1))

    assert said(session, submission) == []


@pytest.mark.parametrize(
    ("author_kind", "age"), [(AuthorKind.YOUNG_PERSON, 13), (AuthorKind.PARENT_OR_CARER, 3)]
)
def test_a_writer_who_is_asked_can_say_yes(
    session: Session, author_kind: AuthorKind, age: int
) -> None:
    submission, _ = send(session, author_kind=author_kind, age=age)

    consent.choose_quotes(session, author_of(submission), {PUBLIC}, later(1))

    assert said(session, submission) == [(PUBLIC, True)]


def passed(session: Session, submission: Submission) -> list[tuple[str | None, bool]]:
    """Every answer about a body outside the council, in the order in which it was given."""
    query = select(Consent).where(Consent.submission_id == submission.id)
    rows = session.scalars(query.where(Consent.use == ConsentUse.PASS_ON).order_by(Consent.id))
    return [(one.partner_key, one.yes) for one in rows]


def asked(session: Session, submission: Submission) -> list[str]:
    day = TUESDAY_EVENING.date()
    return [one.key for one in consent.bodies(session, author_of(submission), day)]


@pytest.mark.parametrize("age", [9, None])
def test_a_young_person_of_any_age_says_yes_to_a_body_after_sending(
    session: Session, age: int | None
) -> None:
    submission, _ = send(session, author_kind=AuthorKind.YOUNG_PERSON, age=age, needs=())

    consent.choose_bodies(session, author_of(submission), {"wsft"}, later(1))

    assert passed(session, submission) == [("wsft", True)]
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "consent.given")).one()
    assert event.detail == {"use": "pass_on", "partner": "wsft"}


def test_a_yes_to_a_body_is_taken_back_and_what_is_so_already_leaves_no_trace(
    session: Session,
) -> None:
    submission, _ = send(session, needs=("other",), pass_on=("wsft", "nsft"))
    author = author_of(submission)

    for minute in (1, 2):
        consent.choose_bodies(session, author, {"nsft"}, later(minute))

    assert passed(session, submission) == [("wsft", True), ("nsft", True), ("wsft", False)]
    assert [row[0] for row in audited(session, submission)] == ["consent.withdrawn"]
    assert "wsft" in asked(session, submission)


@pytest.mark.parametrize("body", ["scc", "school", "nobody"])
def test_a_body_that_the_author_is_not_asked_about_is_refused(session: Session, body: str) -> None:
    submission, _ = send(session, needs=("other",))

    with pytest.raises(NotAllowed):
        consent.choose_bodies(session, author_of(submission), {"wsft", body}, later(1))

    assert passed(session, submission) == []


def test_a_matter_of_the_councils_own_asks_about_no_other_body(session: Session) -> None:
    submission, _ = send(session)

    assert asked(session, submission) == []


def test_a_flag_changes_nothing_in_whom_the_author_is_asked_about(session: Session) -> None:
    plain, _ = send(session, "form-1", needs=("other",))
    flagged, _ = send(session, "form-2", needs=("other",), danger=Danger.YES)

    assert flagged.restricted
    assert asked(session, flagged) == asked(session, plain) != []
