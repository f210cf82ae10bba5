"""A family comes back with its number and words; a stranger who guesses is made to wait."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.errors import CodeWrong, TryAgainLater, Unstorable
from portal.domain.messages import MessagePurpose
from portal.domain.people import ActorKind, Author, Supporter
from portal.models import CodeAttempt, Message, Submission
from portal.services import return_visit, supporters
from portal.services.return_visit import FREE_TRIES, LONGEST_WAIT, Opened
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import intake, send
from tests.support.wiring import CHEAP

SECRET = "s" * 40
HOME = return_visit.bucket(SECRET, "192.0.2.1", TUESDAY_EVENING)
LIBRARY = return_visit.bucket(SECRET, "198.51.100.7", TUESDAY_EVENING)


class CountingHasher:
    """The cheap hasher, with a note of every piece of work it did."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    @property
    def decoy(self) -> str:
        return CHEAP.decoy

    def hash(self, secret: str) -> str:
        return CHEAP.hash(secret)

    def matches(self, stored: str, secret: str) -> bool:
        self.asked.append(stored)
        return CHEAP.matches(stored, secret)


def test_number_and_words_open_the_one_submission_they_belong_to(session: Session) -> None:
    send(session, "form-1")
    submission, receipt = send(session, "form-2")

    opened = return_visit.open_door(
        session, CHEAP, receipt.reference, receipt.code, TUESDAY_EVENING
    )

    assert opened.who == Author(submission.id, receipt.reference)


def test_another_familys_words_do_not_open_it(session: Session) -> None:
    _, mine = send(session, "form-1")
    _, theirs = send(session, "form-2")

    with pytest.raises(CodeWrong):
        return_visit.open_door(session, CHEAP, mine.reference, theirs.code, TUESDAY_EVENING)


def test_the_right_words_in_another_order_do_not_open_it(session: Session) -> None:
    _, receipt = send(session)

    with pytest.raises(CodeWrong):
        return_visit.open_door(
            session, CHEAP, receipt.reference, receipt.code[::-1], TUESDAY_EVENING
        )


def test_an_unknown_number_costs_the_same_work_and_says_the_same_as_wrong_words(
    session: Session,
) -> None:
    _, receipt = send(session)
    wrong, hasher = (1, 2, 3, 4, 5), CountingHasher()

    said = []
    for reference in (receipt.reference, "000000000"):
        with pytest.raises(CodeWrong) as refused:
            return_visit.open_door(session, hasher, reference, wrong, TUESDAY_EVENING)
        said.append(str(refused.value))

    known, decoy = hasher.asked
    assert said[0] == said[1]
    # Algorithm, version and cost are written before the salt: the same for both.
    assert known.split("$")[:4] == decoy.split("$")[:4]
    assert known != decoy


def test_the_decoy_opens_nothing_even_for_one_who_knows_a_real_code(session: Session) -> None:
    _, receipt = send(session)

    with pytest.raises(CodeWrong):
        return_visit.open_door(session, CHEAP, "000000000", receipt.code, TUESDAY_EVENING)


# --- ended since ----------------------------------------------------------------------------


def test_words_that_nobody_ended_still_open_it(session: Session) -> None:
    submission, receipt = send(session)
    opened = return_visit.open_door(
        session, CHEAP, receipt.reference, receipt.code, TUESDAY_EVENING
    )

    return_visit.require_open(session, opened)

    assert opened.who == Author(submission.id, receipt.reference)


def test_words_made_anew_since_open_it_no_more(session: Session) -> None:
    submission, receipt = send(session)
    opened = return_visit.open_door(
        session, CHEAP, receipt.reference, receipt.code, TUESDAY_EVENING
    )
    submission.code_hash = CHEAP.hash("other words")

    with pytest.raises(CodeWrong):
        return_visit.require_open(session, opened)


def supporter_opened(session: Session) -> tuple[Submission, Opened]:
    submission, receipt = send(session, contact="ada@example.org")
    author = Author(submission.id, receipt.reference)
    given = supporters.make(
        session, intake(), author, "Sam", reads_words=True, key="k" * 24, now=TUESDAY_EVENING
    )
    session.flush()
    door = session, CHEAP, given.reference, given.code, TUESDAY_EVENING
    return submission, return_visit.open_door(*door)


def test_a_supporters_code_that_nobody_ended_still_opens_it(session: Session) -> None:
    submission, opened = supporter_opened(session)

    return_visit.require_open(session, opened)

    assert isinstance(opened.who, Supporter)
    assert opened.who.submission_id == submission.id


def ended(session: Session, submission: Submission) -> None:
    supporters.end(session, Author(submission.id, submission.reference), 1, TUESDAY_EVENING)


def forgotten(session: Session, submission: Submission) -> None:
    supporters.erase(session, intake().keyring, submission, TUESDAY_EVENING)


@pytest.mark.parametrize("deed", [ended, forgotten])
def test_a_supporters_code_ended_since_opens_it_no_more(
    session: Session, deed: Callable[[Session, Submission], None]
) -> None:
    submission, opened = supporter_opened(session)
    deed(session, submission)
    session.flush()

    with pytest.raises(CodeWrong):
        return_visit.require_open(session, opened)


def test_what_was_opened_shows_no_hash(session: Session) -> None:
    _, opened = supporter_opened(session)

    assert opened.code_hash not in repr(opened)


# --- patience -------------------------------------------------------------------------------


def guess(session: Session, times: int, named: str = HOME, now: datetime = TUESDAY_EVENING) -> None:
    for _ in range(times):
        return_visit.remember_wrong(session, named, now)
    session.flush()


def waits(session: Session, named: str = HOME, now: datetime = TUESDAY_EVENING) -> int:
    """The seconds that a network is asked to wait; 0 for none."""
    try:
        return_visit.check_patience(session, named, now)
    except TryAgainLater as later:
        return later.seconds
    return 0


def test_a_few_wrong_codes_are_free(session: Session) -> None:
    guess(session, FREE_TRIES - 1)

    assert waits(session) == 0


def test_then_the_wait_grows_with_every_guess_up_to_its_limit(session: Session) -> None:
    guess(session, FREE_TRIES - 1)

    found = []
    for _ in range(9):
        guess(session, 1)
        found.append(waits(session))

    assert found == [15, 30, 60, 120, 240, 480, 900, 900, 900]
    assert found[-1] == LONGEST_WAIT.total_seconds()


def test_after_the_wait_it_may_be_tried_again(session: Session) -> None:
    guess(session, FREE_TRIES)

    assert waits(session, now=TUESDAY_EVENING + timedelta(seconds=14)) == 1
    assert waits(session, now=TUESDAY_EVENING + timedelta(seconds=15)) == 0


def test_one_network_waits_and_another_does_not(session: Session) -> None:
    guess(session, 50)

    assert waits(session) > 0
    assert waits(session, LIBRARY) == 0


def test_no_number_of_guesses_locks_a_family_out_of_its_own(session: Session) -> None:
    _, receipt = send(session)
    guess(session, 200)

    return_visit.check_patience(session, LIBRARY, TUESDAY_EVENING)
    opened = return_visit.open_door(
        session, CHEAP, receipt.reference, receipt.code, TUESDAY_EVENING
    )

    assert opened.who == Author(receipt.submission_id, receipt.reference)


def test_very_many_guesses_ask_for_no_longer_wait_than_the_longest(session: Session) -> None:
    guess(session, 300)

    assert waits(session) == LONGEST_WAIT.total_seconds()


def test_a_networks_name_is_not_its_address_and_changes_with_the_day() -> None:
    tomorrow = return_visit.bucket(SECRET, "192.0.2.1", TUESDAY_EVENING + timedelta(days=1))

    assert "192" not in HOME
    assert len({HOME, LIBRARY, tomorrow}) == 3
    assert return_visit.bucket("t" * 40, "192.0.2.1", TUESDAY_EVENING) != HOME


def test_guesses_are_forgotten_after_a_day(session: Session) -> None:
    guess(session, 3)

    guess(session, 1, LIBRARY, TUESDAY_EVENING + timedelta(hours=24, seconds=1))

    assert session.scalars(select(CodeAttempt.bucket)).all() == [LIBRARY]


def test_a_guess_of_a_few_hours_ago_is_remembered(session: Session) -> None:
    guess(session, 3)

    guess(session, 1, LIBRARY, TUESDAY_EVENING + timedelta(hours=2))

    assert len(session.scalars(select(CodeAttempt)).all()) == 4


# --- writing again --------------------------------------------------------------------------


def test_a_reply_is_the_authors_and_unsigned(session: Session) -> None:
    submission, receipt = send(session, language="ar")
    author = return_visit.Author(submission.id, receipt.reference)

    message = return_visit.reply(session, author, "شكرا", "reply", TUESDAY_EVENING)

    assert (message.purpose, message.sender) == (MessagePurpose.REPLY, ActorKind.AUTHOR)
    assert (message.signed_as, message.staff_id, message.language) == ("", None, "ar")
    assert message.words == "شكرا"


def test_a_reply_pressed_twice_is_one_message(session: Session) -> None:
    submission, receipt = send(session)
    author = return_visit.Author(submission.id, receipt.reference)
    return_visit.reply(session, author, "Thank you.", "reply", TUESDAY_EVENING)
    before = cases.row_counts(session)

    later = datetime(2026, 11, 25, tzinfo=UTC)
    return_visit.reply(session, author, "Thank you.", "reply", later)

    assert cases.row_counts(session) == before


def test_two_replies_of_the_same_words_are_two(session: Session) -> None:
    submission, receipt = send(session)
    author = return_visit.Author(submission.id, receipt.reference)

    for key in ("reply-1", "reply-2"):
        return_visit.reply(session, author, "Still no bus.", key, TUESDAY_EVENING)

    assert len(session.scalars(select(Message)).all()) == 2


@pytest.mark.parametrize("bad", ["a\x00b", "a\ud800b"])
def test_a_reply_that_no_database_can_keep_is_refused(session: Session, bad: str) -> None:
    submission, receipt = send(session)
    author = return_visit.Author(submission.id, receipt.reference)

    with pytest.raises(Unstorable):
        return_visit.reply(session, author, bad, "reply", TUESDAY_EVENING)

    assert session.scalars(select(Message)).all() == []
