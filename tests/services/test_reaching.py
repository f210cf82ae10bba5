"""The way to reach a family goes when its message is closed, unless the family chose to keep it."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.keyring import AesKeyring
from portal.domain.consents import ConsentUse
from portal.domain.letters import Channel
from portal.domain.people import SYSTEM, Author, Deed, Role
from portal.domain.reaching import erase_on
from portal.domain.submissions import AuthorKind, SubmissionKind
from portal.models import AuditEvent, Consent, OutgoingLetter, SealedContact, Submission
from portal.services import casework, close, letters, reaching, return_visit
from portal.services.casework import Words
from portal.services.letters import NOTHING_LEFT
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import deed, hire
from tests.support.wiring import KEYS

PROPOSED = TUESDAY_EVENING + timedelta(hours=12)
AGREED = PROPOSED + timedelta(hours=1)
SILENT = TUESDAY_EVENING + timedelta(days=30)


def proposed(session: Session, **changes: object) -> Submission:
    submission, _ = send(session, **{"contact": "ada@example.org", **changes})
    member = hire(session, Role.CASEWORKER, "scc_transport")
    turn, said = cases.taken_on(session, submission), deed(member, "done", PROPOSED)
    casework.answer(session, member, submission, Words("Mended.", "a"), said, referral=turn)
    casework.propose_resolved(session, member, submission, Words("Done?", "d"), said, turn)
    session.flush()
    return submission


def author_of(submission: Submission) -> Author:
    return Author(submission.id, submission.reference)


def worker(now: datetime) -> Deed:
    return Deed(SYSTEM, now, "worker")


def contacts(session: Session) -> list[SealedContact]:
    return list(session.scalars(select(SealedContact)).all())


def opened(session: Session, submission: Submission) -> str:
    (row,) = contacts(session)
    return AesKeyring(KEYS).open(row.sealed, f"contact:{submission.reference}").decode()


def told(session: Session) -> list[str]:
    query = select(AuditEvent.action).where(AuditEvent.action.like("contact.%"))
    return list(session.scalars(query.order_by(AuditEvent.id)))


def all_letters_left(session: Session, at: datetime) -> None:
    for letter in session.scalars(select(OutgoingLetter)).all():
        letter.sent_at = letter.sent_at or at
    session.flush()


def agree(session: Session, submission: Submission, keep: bool | None = None) -> None:
    return_visit.agree(session, author_of(submission), AGREED, keep)
    session.flush()


@pytest.mark.parametrize("keep", [None, False])
def test_it_is_erased_when_the_family_agrees_and_chose_nothing_else(
    session: Session, keep: bool | None
) -> None:
    submission = proposed(session)
    agree(session, submission, keep)
    all_letters_left(session, AGREED)

    assert reaching.anything_due(session, worker(AGREED))
    assert reaching.erase_due(session, worker(AGREED)) == 1
    assert reaching.erase_due(session, worker(AGREED)) == 0
    assert contacts(session) == []
    assert told(session) == ["contact.erased"]


def test_no_letter_keeps_the_address_after_it_was_erased(session: Session) -> None:
    submission = proposed(session)
    agree(session, submission)
    all_letters_left(session, AGREED)
    reaching.erase_due(session, worker(AGREED))

    kept = select(OutgoingLetter.sealed_to).where(OutgoingLetter.submission_id == submission.id)
    assert set(session.scalars(kept)) == {None}


def test_who_chose_to_keep_it_hears_of_changes_for_twelve_months(session: Session) -> None:
    submission = proposed(session)
    agree(session, submission, keep=True)
    all_letters_left(session, AGREED)

    assert reaching.erase_due(session, worker(AGREED + timedelta(days=364))) == 0
    before = cases.letters(session, submission)
    letters.to_family(session, submission, "news", worker(AGREED))
    assert len(cases.letters(session, submission)) == len(before) + 1

    all_letters_left(session, AGREED)
    assert reaching.erase_due(session, worker(AGREED + timedelta(days=365))) == 1
    assert told(session) == ["contact.chosen", "contact.erased"]


def test_after_silence_the_letter_that_says_so_leaves_before_the_address_goes(
    session: Session,
) -> None:
    submission = proposed(session)
    close.close_silent(session, worker(SILENT))
    session.flush()

    assert reaching.erase_due(session, worker(SILENT)) == 0
    all_letters_left(session, SILENT)
    assert reaching.erase_due(session, worker(SILENT)) == 1
    assert cases.letters(session, submission)[-1] == "news"


def test_a_letter_that_was_given_up_does_not_keep_the_address(session: Session) -> None:
    submission = proposed(session)
    close.close_silent(session, worker(SILENT))
    for letter in session.scalars(select(OutgoingLetter)).all():
        letter.failed_at = SILENT
    session.flush()

    assert reaching.erase_due(session, worker(SILENT)) == 1
    errors = select(OutgoingLetter.last_error).where(OutgoingLetter.submission_id == submission.id)
    assert set(session.scalars(errors)) == {NOTHING_LEFT}


def test_an_open_message_keeps_its_address(session: Session) -> None:
    proposed(session)
    all_letters_left(session, AGREED)

    assert reaching.erase_due(session, worker(AGREED + timedelta(days=9))) == 0


def test_a_reopened_message_keeps_what_is_there_and_may_be_given_another(session: Session) -> None:
    submission = proposed(session)
    agree(session, submission, keep=True)
    return_visit.reply(session, author_of(submission), "It stopped.", "r", AGREED)
    session.flush()

    (row,) = contacts(session)
    assert row.erase_on is None
    given = reaching.give(
        session, AesKeyring(KEYS), author_of(submission), "new@example.org", worker(AGREED)
    )
    assert given
    assert opened(session, submission) == "new@example.org"


def test_the_family_erases_it_at_any_time_and_twice_is_once(session: Session) -> None:
    submission = proposed(session)
    for _ in range(2):
        reaching.erase(session, author_of(submission), reaching.by_author(AGREED))

    assert contacts(session) == []
    assert told(session) == ["contact.erased"]
    letters.to_family(session, submission, "news", worker(AGREED))
    unsent = select(OutgoingLetter.id).where(
        OutgoingLetter.submission_id == submission.id, OutgoingLetter.sent_at.is_(None)
    )
    assert session.scalars(unsent).all() == []
    consents = select(Consent.yes).where(Consent.use == ConsentUse.CONTACT).order_by(Consent.id)
    assert session.scalars(consents).all() == [True, False]


def test_another_takes_its_place_and_the_same_twice_is_once(session: Session) -> None:
    submission = proposed(session)
    for _ in range(2):
        reaching.give(
            session, AesKeyring(KEYS), author_of(submission), "+447700900123", worker(AGREED)
        )
        session.flush()

    (row,) = contacts(session)
    assert row.channel is Channel.TEXT
    assert opened(session, submission) == "+447700900123"
    assert told(session) == ["contact.given"]


def test_one_family_erases_its_own_and_no_others(session: Session) -> None:
    mine, _ = send(session, "form-1", contact="ada@example.org")
    send(session, "form-2", contact="bo@example.org")

    reaching.erase(session, author_of(mine), reaching.by_author(AGREED))

    (left,) = contacts(session)
    assert left.submission_id != mine.id


def test_a_closed_message_takes_no_address(session: Session) -> None:
    submission = proposed(session)
    agree(session, submission)

    refused = reaching.give(
        session, AesKeyring(KEYS), author_of(submission), "new@example.org", worker(AGREED)
    )
    assert not refused


@pytest.mark.parametrize(
    ("changes", "may"),
    [
        ({}, True),
        ({"kind": SubmissionKind.VIEW}, False),
        ({"author_kind": AuthorKind.YOUNG_PERSON, "age": 12}, False),
        ({"author_kind": AuthorKind.YOUNG_PERSON, "age": None}, False),
        ({"author_kind": AuthorKind.YOUNG_PERSON, "age": 13}, True),
    ],
)
def test_who_may_give_one_is_who_was_offered_it_at_first(
    session: Session, changes: dict[str, object], may: bool
) -> None:
    submission, _ = send(session, **changes)

    given = reaching.give(
        session, AesKeyring(KEYS), author_of(submission), "new@example.org", worker(AGREED)
    )
    assert given is may


def test_a_year_from_the_last_of_february_is_the_last_of_february() -> None:
    assert erase_on(date(2028, 2, 29), keep=True) == date(2029, 2, 28)
    assert erase_on(date(2026, 11, 24), keep=True) == date(2027, 11, 24)
    assert erase_on(date(2026, 11, 24), keep=False) == date(2026, 11, 24)
