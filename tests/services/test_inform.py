"""After the answer the family hears how it goes, and after the end what changed."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, EventKind, Subject
from portal.domain.errors import IllegalMove
from portal.domain.messages import MessagePurpose
from portal.domain.people import SYSTEM, Author, Deed, Member, Role
from portal.domain.submissions import AuthorKind, SubmissionStatus
from portal.models import ClockRow
from portal.services import casework, close, return_visit
from portal.services.casework import Words
from portal.services.projections import fold
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import deed, hire

DAY = timedelta(days=1)
INFORM, CHANGED, ALL = ClockKind.KEEP_INFORMED, ClockKind.TELL_WHAT_CHANGED, ClockKind.DOOR_TO_DOOR


class Story:
    """One concern, told day by day; day 0 is the Tuesday on which it came."""

    def __init__(self, session: Session, **changes: object) -> None:
        self.session = session
        self.submission, _ = send(session, **changes)
        cases.taken_on(session, self.submission)
        self.member: Member = hire(session, Role.CASEWORKER, "scc_transport")

    def by(self, day: int) -> Deed:
        return deed(self.member, f"day {day}", TUESDAY_EVENING + DAY * day)

    def write(self, day: int, purpose: MessagePurpose = MessagePurpose.MESSAGE) -> None:
        turn = cases.turn(self.session, self.submission)
        words = Words("We have news.", f"{purpose.value}-{day}")
        casework.write(
            self.session, self.member, self.submission, purpose, words, self.by(day), turn
        )

    def answer(self, day: int) -> None:
        turn, words = cases.turn(self.session, self.submission), Words("Mended.", f"answer-{day}")
        casework.answer(
            self.session, self.member, self.submission, words, self.by(day), referral=turn
        )

    def propose(self, day: int) -> None:
        turn, words = cases.turn(self.session, self.submission), Words("Done?", f"proposal-{day}")
        casework.propose_resolved(
            self.session, self.member, self.submission, words, self.by(day), turn
        )

    def agree(self, day: int) -> None:
        author = Author(self.submission.id, self.submission.reference)
        return_visit.agree(self.session, author, TUESDAY_EVENING + DAY * day)
        self.session.flush()

    def reply(self, day: int) -> None:
        author = Author(self.submission.id, self.submission.reference)
        now = TUESDAY_EVENING + DAY * day
        return_visit.reply(self.session, author, "It is back.", f"reply-{day}", now)
        self.session.flush()

    def clocks(self, kind: ClockKind) -> list[ClockRow]:
        self.session.flush()
        rows = cases.promises(self.session, self.submission)
        return [one for one in rows if (one.subject, one.kind) == (Subject.FAMILY, kind)]


def closed(session: Session) -> Story:
    """Answered on day 3, proposed on day 6, agreed on day 8."""
    story = Story(session)
    story.answer(3)
    story.propose(6)
    story.agree(8)
    return story


# --- keep informed ---------------------------------------------------------------------------


def test_nothing_is_promised_of_it_before_the_answer(session: Session) -> None:
    story = Story(session)

    story.write(1)

    assert story.clocks(INFORM) == []


def test_with_the_answer_the_family_is_promised_to_hear_how_it_goes(session: Session) -> None:
    story = Story(session)

    story.answer(3)

    (only,) = story.clocks(INFORM)
    assert (only.state, only.due_on) == (ClockState.RUNNING, date(2026, 12, 11))


def test_each_message_of_a_person_keeps_one_promise_and_makes_the_next(session: Session) -> None:
    story = Story(session)
    story.answer(3)

    story.write(10)
    story.write(27, MessagePurpose.QUESTION)

    first, second, third = story.clocks(INFORM)
    assert (first.state, first.on_time) == (ClockState.STOPPED, True)
    assert (second.state, second.on_time) == (ClockState.STOPPED, False)
    assert (third.state, third.cycle) == (ClockState.RUNNING, 3)


def test_a_reply_of_the_family_keeps_no_promise_of_ours(session: Session) -> None:
    story = Story(session)
    story.answer(3)

    story.reply(5)

    (only,) = story.clocks(INFORM)
    assert only.state is ClockState.RUNNING


def test_at_the_end_nothing_more_of_it_is_promised(session: Session) -> None:
    story = closed(session)

    assert [one.state for one in story.clocks(INFORM)] == [ClockState.STOPPED, ClockState.CANCELLED]


def test_a_case_closed_by_silence_did_not_break_it_at_that_moment(session: Session) -> None:
    story = Story(session)
    story.answer(3)
    story.propose(6)

    close.close_silent(session, Deed(SYSTEM, TUESDAY_EVENING + DAY * 40, "worker"))

    last = story.clocks(INFORM)[-1]
    assert story.submission.status is SubmissionStatus.CLOSED_BY_SILENCE
    assert last.state is ClockState.CANCELLED
    assert last.stopped_at == last.started_at


def test_after_a_reopening_it_begins_once_more_with_the_new_answer(session: Session) -> None:
    story = closed(session)
    story.reply(20)
    before = len(story.clocks(INFORM))

    triage = hire(session, Role.TRIAGE, "triage")
    said = deed(triage, "again", TUESDAY_EVENING + DAY * 22)
    casework.answer(session, triage, story.submission, Words("Once more.", "again"), said)

    rows = story.clocks(INFORM)
    assert len(rows) == before + 1
    assert rows[-1].state is ClockState.RUNNING


# --- tell what changed -----------------------------------------------------------------------


def test_from_the_end_on_the_family_is_promised_to_hear_what_changed(session: Session) -> None:
    (only,) = closed(session).clocks(CHANGED)

    assert only.started_at == TUESDAY_EVENING + DAY * 8
    assert only.due_on == date(2027, 3, 1)


def test_telling_what_changed_keeps_it_and_leaves_the_case_closed(session: Session) -> None:
    story = closed(session)

    casework.tell_changed(
        session, story.member, story.submission, Words("A new firm.", "c"), story.by(30)
    )

    (only,) = story.clocks(CHANGED)
    assert (only.state, only.on_time) == (ClockState.STOPPED, True)
    assert story.submission.status is SubmissionStatus.RESOLVED


def test_what_changed_cannot_be_told_while_it_is_open(session: Session) -> None:
    story = Story(session)

    with pytest.raises(IllegalMove):
        casework.tell_changed(
            session, story.member, story.submission, Words("A new firm.", "c"), story.by(1)
        )


def test_a_reopening_cancels_it(session: Session) -> None:
    story = closed(session)

    story.reply(20)

    assert [one.state for one in story.clocks(CHANGED)] == [ClockState.CANCELLED]


# --- from door to door -----------------------------------------------------------------------


def test_the_whole_way_ends_when_it_was_proposed(session: Session) -> None:
    (only,) = closed(session).clocks(ALL)

    assert (only.state, only.stopped_at) == (ClockState.STOPPED, TUESDAY_EVENING + DAY * 6)


def test_the_whole_way_goes_on_in_one_cycle_when_it_is_opened_again(session: Session) -> None:
    story = closed(session)

    story.reply(20)

    (only,) = story.clocks(ALL)
    state = fold(session, only, TUESDAY_EVENING + DAY * 21)
    assert [one.kind for one in only.events] == [EventKind.START, EventKind.STOP, EventKind.REOPEN]
    assert (only.cycle, only.state) == (1, ClockState.RUNNING)
    # Wed 25 to Fri 27 November, and Mon 14 December; by the end of Mon 30 it was over.
    assert state.elapsed == 4


def test_it_may_be_closed_by_agreement_more_than_once(session: Session) -> None:
    story = closed(session)
    story.reply(20)
    triage = hire(session, Role.TRIAGE, "triage")
    said = deed(triage, "again", TUESDAY_EVENING + DAY * 22)
    casework.answer(session, triage, story.submission, Words("Once more.", "again"), said)
    casework.propose_resolved(session, triage, story.submission, Words("Done?", "p2"), said)

    story.agree(24)

    (only,) = story.clocks(ALL)
    assert [one.kind for one in only.events].count(EventKind.STOP) == 2


# --- a young person's own promises -----------------------------------------------------------


def test_a_young_person_is_written_to_sooner_and_hears_more_often(session: Session) -> None:
    submission, _ = send(session, author_kind=AuthorKind.YOUNG_PERSON, age=15)
    triage = hire(session, Role.TRIAGE, "triage")
    said = deed(triage, "answer", TUESDAY_EVENING + DAY)
    casework.answer(session, triage, submission, Words("Yes.", "a"), said)

    rows = {one.kind: one for one in cases.promises(session, submission)}

    assert rows[ClockKind.ACKNOWLEDGE].due_on == date(2026, 11, 25)
    assert rows[INFORM].due_on == date(2026, 12, 2)
    assert rows[INFORM].matched["for_author"] == AuthorKind.YOUNG_PERSON.value
