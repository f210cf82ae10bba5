"""A manager agrees to wait: with a reason that the family reads, and never beyond the cap."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from portal.domain.clock_checks import Doubt
from portal.domain.clocks import ClockKind, ClockState, Subject
from portal.domain.errors import HoldBeyondCap, NotAllowed, NothingToHold
from portal.domain.messages import MessagePurpose
from portal.domain.people import Author, Deed, Member, Role
from portal.models import Message, Referral, Submission
from portal.services import casework, hold, return_visit, verify_clocks
from portal.services.casework import Words
from portal.services.projections import fold
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import deed, hire

DAY = timedelta(days=1)
WAITS = {
    (Subject.FAMILY, ClockKind.RESPOND),
    (Subject.FAMILY, ClockKind.RESOLVE),
    (Subject.PARTNER, ClockKind.RESPOND),
}


class Held:
    """A concern in hand at school travel, and its manager; day 0 is a Tuesday."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.submission: Submission = send(session)[0]
        self.turn: Referral = cases.taken_on(session, self.submission)
        self.manager: Member = hire(session, Role.MANAGER, "scc_transport")
        self.key = 0

    def by(self, day: float, member: Member | None = None) -> Deed:
        self.key += 1
        return deed(member or self.manager, f"deed {self.key}", TUESDAY_EVENING + DAY * day)

    def words(self) -> Words:
        return Words("We wait for the new timetable.", f"words-{self.key}")

    def hold(self, day: float, days: int, member: Member | None = None) -> Message:
        said = self.by(day, member)
        return hold.begin(self.session, member or self.manager, self.turn, days, self.words(), said)

    def end(self, day: float) -> Message:
        said = self.by(day)
        return hold.end(self.session, self.manager, self.turn, self.words(), said)

    def ask(self, day: float) -> None:
        said = self.by(day)
        question = MessagePurpose.QUESTION
        casework.write(
            self.session, self.manager, self.submission, question, self.words(), said, self.turn
        )

    def reply(self, day: float) -> None:
        self.key += 1
        author = Author(self.submission.id, self.submission.reference)
        now = TUESDAY_EVENING + DAY * day
        return_visit.reply(self.session, author, "Yes.", f"reply-{self.key}", now)

    def paused(self) -> set[tuple[Subject, ClockKind]]:
        self.session.flush()
        rows = cases.promises(self.session, self.submission)
        return {(one.subject, one.kind) for one in rows if one.state is ClockState.PAUSED}

    def respond_by(self, day: float) -> date:
        row = cases.promise(self.session, self.submission, Subject.FAMILY, ClockKind.RESPOND)
        return fold(self.session, row, TUESDAY_EVENING + DAY * day).due_on


@pytest.fixture
def held(session: Session) -> Held:
    return Held(session)


def test_the_dates_to_answer_and_to_put_right_wait_and_no_other(held: Held) -> None:
    held.hold(1, 5)

    assert held.paused() == WAITS


def test_the_family_reads_why_and_until_when(held: Held) -> None:
    message = held.hold(1, 5)

    row = cases.promise(held.session, held.submission, Subject.FAMILY, ClockKind.RESPOND)
    assert (message.purpose, message.words) == (
        MessagePurpose.HOLD,
        "We wait for the new timetable.",
    )
    assert row.resumes_at is not None
    # Five working days after Wednesday 25 November: by the end of Wednesday 2 December.
    assert (row.resumes_at - timedelta(hours=1)).date() == date(2026, 12, 2)


def test_it_runs_on_by_itself_at_its_end(held: Held) -> None:
    before = held.respond_by(1)
    held.hold(1, 5)

    assert before == date(2026, 12, 8)
    assert held.respond_by(9) == held.respond_by(30) == date(2026, 12, 16)


def test_a_manager_ends_it_earlier(held: Held) -> None:
    held.hold(1, 5)

    held.end(3)

    assert held.paused() == set()
    assert held.respond_by(3) == date(2026, 12, 10)


@pytest.mark.parametrize(
    ("role", "partner"),
    [
        (Role.CASEWORKER, "scc_transport"),
        (Role.MANAGER, "scc_send"),
        (Role.TRIAGE, "triage"),
    ],
)
def test_nobody_else_may_agree_to_it(held: Held, role: Role, partner: str) -> None:
    other = hire(held.session, role, partner)

    with pytest.raises(NotAllowed):
        held.hold(1, 5, other)

    assert held.paused() == set()


@pytest.mark.parametrize("days", [0, -3, 21, 10_000])
def test_no_wait_of_no_days_or_of_more_than_the_cap(held: Held, days: int) -> None:
    with pytest.raises(HoldBeyondCap):
        held.hold(1, days)

    assert held.paused() == set()


def test_begun_and_ended_again_and_again_it_never_waits_longer_than_the_cap(held: Held) -> None:
    first = held.respond_by(0)
    refused = 0
    for day in range(1, 100):
        try:
            held.hold(day + 0.1, 1)
        except (HoldBeyondCap, NothingToHold):
            refused += 1

    calendar_days = (held.respond_by(100) - first).days
    assert refused > 60
    # Twenty working days and at most one, which are 28 or 29 days and the holidays of Christmas.
    assert calendar_days <= 36


def test_a_promise_that_is_late_already_cannot_be_held(held: Held) -> None:
    with pytest.raises(NothingToHold):
        held.hold(60, 5)


def test_while_it_waits_a_second_wait_is_refused(held: Held) -> None:
    held.hold(1, 5)

    with pytest.raises(NothingToHold):
        held.hold(2, 5)


def test_an_answer_of_the_family_does_not_end_what_a_manager_agreed_to(held: Held) -> None:
    held.ask(1)
    held.hold(2, 5)

    held.reply(3)

    assert held.paused() == WAITS


# --- asking again and again ------------------------------------------------------------------


def test_after_a_wait_that_ran_out_a_new_question_lets_nothing_wait(held: Held) -> None:
    held.ask(1)
    moved = held.respond_by(20)

    held.ask(17)

    assert held.respond_by(30) == moved


def test_when_the_family_has_written_in_between_it_waits_again(held: Held) -> None:
    held.ask(1)
    held.reply(3)

    held.ask(4)

    assert held.paused() == WAITS


def test_a_question_does_not_silence_a_promise_that_is_late(held: Held) -> None:
    held.ask(60)

    assert held.paused() == set()


def test_what_waits_for_the_family_within_its_cap_is_in_time_for_a_hold(held: Held) -> None:
    # Asked on Tuesday 1 December, two days before the partner's own last day; asked again of
    # the manager on Tuesday 8 December, when a date that stood still would be long past.
    held.ask(7)

    held.hold(14, 5)

    rows = cases.promises(held.session, held.submission)
    on_hold = {(one.subject, one.kind) for one in rows if hold.holds(one)}
    assert hold.left(held.session, held.submission, held.turn, TUESDAY_EVENING + DAY * 14) == 0
    assert on_hold == WAITS


def test_the_next_promise_of_what_waits_is_owed_when_its_wait_is_over(held: Held) -> None:
    held.ask(7)
    held.session.flush()

    rows = cases.promises(held.session, held.submission)
    waits = [one for one in rows if one.resumes_at and one.referral_id == held.turn.id]
    assert len(waits) == 1
    assert held.turn.due_at is not None
    assert held.turn.due_at > waits[0].due_at
    found = verify_clocks.verify(held.session, TUESDAY_EVENING + DAY * 14)
    assert [one for one in found if one.doubt is Doubt.DIFFERS] == []
