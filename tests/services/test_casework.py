"""What staff write to a family, and which promises it keeps."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, EventKind, Milestone, Subject
from portal.domain.errors import IllegalMove, Unstorable
from portal.domain.messages import MessagePurpose, NoteScope
from portal.domain.people import SYSTEM, Deed, Member, Role
from portal.domain.referrals import ReferralStatus
from portal.domain.submissions import PointStatus, SubmissionStatus
from portal.models import ClockRow, Message, Note, Point, Referral, Submission
from portal.services import casework, escalate, place, return_visit
from portal.services.casework import Words
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import deed, hire

DAY = timedelta(days=1)
WEDNESDAY = TUESDAY_EVENING + DAY / 2
HELLO = Words("I am Sam. I have read that the bus does not come.", "hello")
PLAN = Words("A new bus starts on Monday.", "plan")
DONE = Words("We think this is done. Is it?", "done")


def worker(session: Session) -> Member:
    return hire(session, Role.CASEWORKER, "scc_transport", name="Sam")


def in_hand(session: Session, **changes: object) -> tuple[Submission, Referral, Member]:
    """A concern that a caseworker has taken on."""
    submission, _ = send(session, **changes)
    return submission, cases.taken_on(session, submission), worker(session)


def by(member: Member, days: float = 0.5) -> Deed:
    return deed(member, f"day {days}", TUESDAY_EVENING + DAY * days)


def family(session: Session, submission: Submission, kind: ClockKind) -> ClockRow:
    return cases.promise(session, submission, Subject.FAMILY, kind)


# --- the first word of a person -------------------------------------------------------------


@pytest.mark.parametrize(
    "purpose",
    [
        MessagePurpose.ACKNOWLEDGEMENT,
        MessagePurpose.MESSAGE,
        MessagePurpose.QUESTION,
        MessagePurpose.ANSWER,
    ],
)
def test_the_first_words_of_a_person_keep_the_promise_to_write(
    session: Session, purpose: MessagePurpose
) -> None:
    submission, referral, member = in_hand(session)

    casework.write(session, member, submission, purpose, HELLO, by(member), referral)

    write_by = family(session, submission, ClockKind.ACKNOWLEDGE)
    assert (write_by.state, write_by.on_time) == (ClockState.STOPPED, True)
    assert write_by.stopped_at == WEDNESDAY


def test_triages_first_words_count_too(session: Session) -> None:
    submission, _ = send(session, needs=("other",))
    member = hire(session, Role.TRIAGE, "triage")

    casework.write(session, member, submission, MessagePurpose.QUESTION, HELLO, by(member))

    assert family(session, submission, ClockKind.ACKNOWLEDGE).state is ClockState.STOPPED


def test_neither_the_receipt_nor_taking_it_on_keeps_that_promise(session: Session) -> None:
    submission, _, _ = in_hand(session, contact="a@example.org")

    assert cases.letters(session, submission) == ["receipt"]
    assert family(session, submission, ClockKind.ACKNOWLEDGE).state is ClockState.RUNNING


def test_a_note_keeps_no_promise_and_writes_no_letter(session: Session) -> None:
    submission, _, member = in_hand(session, contact="a@example.org")

    casework.note(session, member, submission, NoteScope.SHARED, HELLO, by(member))

    states = {one.kind: one.state for one in cases.promises(session, submission)}
    assert states[ClockKind.ACKNOWLEDGE] is states[ClockKind.RESPOND] is ClockState.RUNNING
    assert cases.letters(session, submission) == ["receipt"]


def test_the_familys_own_words_keep_no_promise(session: Session) -> None:
    submission, receipt = send(session)
    author = return_visit.Author(submission.id, receipt.reference)

    return_visit.reply(session, author, "Is anyone there?", "reply-1", WEDNESDAY)

    assert family(session, submission, ClockKind.ACKNOWLEDGE).state is ClockState.RUNNING


@pytest.mark.parametrize("purpose", [MessagePurpose.ACKNOWLEDGEMENT, MessagePurpose.MESSAGE])
def test_only_an_answer_keeps_the_promise_to_answer(
    session: Session, purpose: MessagePurpose
) -> None:
    submission, referral, member = in_hand(session)

    casework.write(session, member, submission, purpose, HELLO, by(member), referral)

    theirs = cases.promise(session, submission, Subject.PARTNER, ClockKind.RESPOND)
    assert family(session, submission, ClockKind.RESPOND).state is ClockState.RUNNING
    assert theirs.state is ClockState.RUNNING
    assert submission.status is SubmissionStatus.WITH_PARTNER


def test_a_second_message_does_not_move_the_hour_of_the_first(session: Session) -> None:
    submission, referral, member = in_hand(session)
    first, second = MessagePurpose.ACKNOWLEDGEMENT, MessagePurpose.MESSAGE
    casework.write(session, member, submission, first, HELLO, by(member), referral)

    casework.write(session, member, submission, second, PLAN, by(member, 9), referral)

    write_by = family(session, submission, ClockKind.ACKNOWLEDGE)
    assert (write_by.stopped_at, write_by.on_time) == (WEDNESDAY, True)


def test_a_first_word_after_the_day_is_kept_as_late(session: Session) -> None:
    submission, referral, member = in_hand(session)

    casework.write(
        session, member, submission, MessagePurpose.MESSAGE, HELLO, by(member, 3), referral
    )

    write_by = family(session, submission, ClockKind.ACKNOWLEDGE)
    assert (write_by.state, write_by.on_time) == (ClockState.STOPPED, False)


def test_a_message_is_signed_with_name_and_service(session: Session) -> None:
    submission, referral, member = in_hand(session)

    message = casework.write(
        session, member, submission, MessagePurpose.MESSAGE, HELLO, by(member), referral
    )

    assert message.signed_as == "Sam, The council's school travel team"


def test_the_family_gets_a_letter_for_each_message_when_it_gave_an_address(
    session: Session,
) -> None:
    submission, referral, member = in_hand(session, contact="a@example.org")

    casework.write(session, member, submission, MessagePurpose.MESSAGE, HELLO, by(member), referral)
    casework.answer(session, member, submission, PLAN, by(member, 1), referral=referral)

    assert cases.letters(session, submission) == ["receipt", "news", "news"]


# --- the answer -----------------------------------------------------------------------------


def test_an_answer_keeps_the_promises_to_answer_of_family_and_partner(session: Session) -> None:
    submission, referral, member = in_hand(session)

    casework.answer(session, member, submission, PLAN, by(member), referral=referral)

    running = [o for o in cases.promises(session, submission) if o.state is ClockState.RUNNING]
    assert [(one.subject, one.kind) for one in running] == [
        (Subject.FAMILY, ClockKind.RESOLVE),
        (Subject.FAMILY, ClockKind.DOOR_TO_DOOR),
        (Subject.FAMILY, ClockKind.KEEP_INFORMED),
    ]
    assert submission.status is SubmissionStatus.ANSWERED
    assert (referral.status, referral.answered_at) == (ReferralStatus.ANSWERED, WEDNESDAY)
    assert submission.due_at == referral.due_at == running[2].due_at


def test_an_answer_of_triage_keeps_its_own_promise_and_says_who_was_in_charge(
    session: Session,
) -> None:
    submission, _ = send(session, needs=("other",))
    member = hire(session, Role.TRIAGE, "triage")

    casework.answer(session, member, submission, PLAN, by(member))

    states = {(one.kind, one.state) for one in cases.promises(session, submission)}
    assert states == {
        (ClockKind.ACKNOWLEDGE, ClockState.STOPPED),
        (ClockKind.TRIAGE, ClockState.STOPPED),
        (ClockKind.RESPOND, ClockState.STOPPED),
        (ClockKind.PLACE, ClockState.STOPPED),
        (ClockKind.RESOLVE, ClockState.RUNNING),
        (ClockKind.DOOR_TO_DOOR, ClockState.RUNNING),
        (ClockKind.KEEP_INFORMED, ClockState.RUNNING),
    }
    assert submission.status is SubmissionStatus.ANSWERED


def test_a_late_answer_stays_late_for_the_family_and_the_partner(session: Session) -> None:
    submission, referral, member = in_hand(session)

    casework.answer(session, member, submission, PLAN, by(member, 20), referral=referral)

    theirs = cases.promise(session, submission, Subject.PARTNER, ClockKind.RESPOND)
    assert (family(session, submission, ClockKind.RESPOND).on_time, theirs.on_time) == (
        False,
        False,
    )


def points(session: Session, submission: Submission) -> list[PointStatus]:
    query = select(Point).where(Point.submission_id == submission.id).order_by(Point.number)
    return [one.status for one in session.scalars(query)]


def test_an_answer_marks_the_points_that_it_answers_and_no_others(session: Session) -> None:
    submission, referral, member = in_hand(session, words="One.\nTwo.\nThree.")
    send(session, "form-2", words="One.\nTwo.\nThree.")

    casework.answer(
        session, member, submission, PLAN, by(member), referral=referral, points=(1, 3, 9)
    )

    assert points(session, submission) == [
        PointStatus.ANSWERED,
        PointStatus.OPEN,
        PointStatus.ANSWERED,
    ]
    answered = select(Point.submission_id).where(Point.status == PointStatus.ANSWERED)
    assert set(session.scalars(answered)) == {submission.id}


def test_a_point_left_over_can_be_answered_in_a_second_answer(session: Session) -> None:
    submission, referral, member = in_hand(session, words="One.\nTwo.")
    casework.answer(session, member, submission, PLAN, by(member), referral=referral, points=(1,))

    more = Words("And this is about the other matter.", "plan-2")
    casework.answer(
        session, member, submission, more, by(member, 1), referral=referral, points=(2,)
    )

    assert points(session, submission) == [PointStatus.ANSWERED] * 2
    assert submission.status is SubmissionStatus.ANSWERED
    assert family(session, submission, ClockKind.RESPOND).stopped_at == WEDNESDAY


def test_a_turn_that_nobody_took_on_cannot_be_answered_and_nothing_changes(
    session: Session,
) -> None:
    submission, _ = send(session)
    referral, member = cases.turn(session, submission), worker(session)

    with pytest.raises(IllegalMove):
        casework.answer(session, member, submission, PLAN, by(member), referral=referral)

    assert submission.status is SubmissionStatus.WITH_PARTNER
    assert referral.status is ReferralStatus.PLACED
    assert session.scalars(select(Message)).all() == []


def test_an_answer_pressed_twice_is_one_answer(session: Session) -> None:
    submission, referral, member = in_hand(session, contact="a@example.org")
    first = casework.answer(session, member, submission, PLAN, by(member), referral=referral)
    session.flush()
    before = cases.row_counts(session)

    again = casework.answer(session, member, submission, PLAN, by(member, 1), referral=referral)

    session.flush()
    assert again is first
    assert cases.row_counts(session) == before


@pytest.mark.parametrize("purpose", [MessagePurpose.MESSAGE, MessagePurpose.QUESTION])
def test_a_message_pressed_twice_is_one_message(session: Session, purpose: MessagePurpose) -> None:
    submission, referral, member = in_hand(session, contact="a@example.org")
    casework.write(session, member, submission, purpose, HELLO, by(member), referral)
    session.flush()
    before = cases.row_counts(session)

    casework.write(session, member, submission, purpose, HELLO, by(member, 1), referral)

    session.flush()
    assert cases.row_counts(session) == before


def test_a_note_pressed_twice_is_one_note(session: Session) -> None:
    submission, _, member = in_hand(session)

    for _ in range(2):
        casework.note(session, member, submission, NoteScope.OWN_PARTNER, HELLO, by(member))

    assert len(session.scalars(select(Note)).all()) == 1


# --- is it done? ----------------------------------------------------------------------------


def proposed(session: Session) -> tuple[Submission, Referral, Member, return_visit.Author]:
    """A concern that was answered, and that the partner thinks is done."""
    submission, referral, member = in_hand(session)
    casework.answer(session, member, submission, PLAN, by(member), referral=referral)
    casework.propose_resolved(session, member, submission, DONE, by(member, 1), referral)
    author = return_visit.Author(submission.id, submission.reference)
    return submission, referral, member, author


def test_staff_can_only_ask_whether_it_is_done(session: Session) -> None:
    submission, referral, _, _ = proposed(session)

    assert submission.status is SubmissionStatus.RESOLUTION_PROPOSED
    assert submission.closed_at is None
    assert (referral.status, referral.open) == (ReferralStatus.ANSWERED, True)


def test_it_cannot_be_asked_before_there_was_an_answer(session: Session) -> None:
    submission, referral, member = in_hand(session)

    with pytest.raises(IllegalMove):
        casework.propose_resolved(session, member, submission, DONE, by(member), referral)

    assert session.scalars(select(Message)).all() == []


def test_asking_whether_it_is_done_twice_is_one_question(session: Session) -> None:
    submission, referral, member, _ = proposed(session)

    casework.propose_resolved(session, member, submission, DONE, by(member, 2), referral)

    purposes = session.scalars(select(Message.purpose).order_by(Message.id)).all()
    assert purposes == [MessagePurpose.ANSWER, MessagePurpose.PROPOSAL]


def test_only_the_familys_yes_resolves_it(session: Session) -> None:
    submission, referral, _, author = proposed(session)

    return_visit.agree(session, author, TUESDAY_EVENING + 5 * DAY)

    assert submission.status is SubmissionStatus.RESOLVED
    assert submission.closed_at == TUESDAY_EVENING + 5 * DAY
    assert (referral.status, referral.open) == (ReferralStatus.DONE, False)
    assert referral.ended_at == TUESDAY_EVENING + 5 * DAY
    changed = family(session, submission, ClockKind.TELL_WHAT_CHANGED)
    assert (submission.due_at, referral.due_at) == (changed.due_at, None)


def test_what_the_family_agrees_to_was_done_when_it_was_proposed(session: Session) -> None:
    submission, _, _, author = proposed(session)

    return_visit.agree(session, author, TUESDAY_EVENING + 60 * DAY)

    resolve = family(session, submission, ClockKind.RESOLVE)
    assert (resolve.state, resolve.stopped_at) == (ClockState.STOPPED, TUESDAY_EVENING + DAY)
    assert resolve.on_time is True


def test_a_breach_noticed_while_the_family_was_thinking_is_kept_and_said_to_be_none(
    session: Session,
) -> None:
    submission, referral, member = in_hand(session)
    casework.answer(session, member, submission, PLAN, by(member), referral=referral)
    proposing = by(member, 20)
    casework.propose_resolved(session, member, submission, DONE, proposing, referral)
    while escalate.tick(session, Deed(SYSTEM, TUESDAY_EVENING + 30 * DAY, "sweep")):
        pass

    author = return_visit.Author(submission.id, submission.reference)
    return_visit.agree(session, author, TUESDAY_EVENING + 31 * DAY)

    resolve = family(session, submission, ClockKind.RESOLVE)
    late = [one for one in resolve.milestones if one.recorded_at]
    marked = {one.name for one in late if one.crosses_at > proposing.now}
    assert {Milestone.WARNED, Milestone.DUE, Milestone.BREACHED} <= marked
    assert all(one.annulled_because for one in late if one.crosses_at > proposing.now)
    assert resolve.on_time is True


def test_what_the_family_does_not_agree_to_was_never_proposed(session: Session) -> None:
    submission, _, _, author = proposed(session)

    return_visit.disagree(session, author, TUESDAY_EVENING + 5 * DAY)

    resolve = family(session, submission, ClockKind.RESOLVE)
    assert (resolve.state, resolve.stopped_at) == (ClockState.RUNNING, None)
    assert [event.kind for event in resolve.events] == [EventKind.START]


def test_a_yes_pressed_twice_is_one_yes(session: Session) -> None:
    submission, _, _, author = proposed(session)
    return_visit.agree(session, author, TUESDAY_EVENING + 5 * DAY)
    session.flush()
    before = cases.row_counts(session)

    return_visit.agree(session, author, TUESDAY_EVENING + 6 * DAY)

    session.flush()
    assert cases.row_counts(session) == before
    assert submission.closed_at == TUESDAY_EVENING + 5 * DAY


def test_a_no_opens_it_again_with_the_partner_that_answered(session: Session) -> None:
    submission, referral, _, author = proposed(session)

    return_visit.disagree(session, author, TUESDAY_EVENING + 5 * DAY)

    assert submission.status is SubmissionStatus.DISPUTED
    assert submission.closed_at is None
    assert (referral.status, referral.open) == (ReferralStatus.ACCEPTED, True)


def test_a_no_pressed_twice_is_one_no(session: Session) -> None:
    submission, _, _, author = proposed(session)
    return_visit.disagree(session, author, TUESDAY_EVENING + 5 * DAY)
    session.flush()
    before = cases.row_counts(session)

    return_visit.disagree(session, author, TUESDAY_EVENING + 5 * DAY)

    session.flush()
    assert cases.row_counts(session) == before
    assert submission.status is SubmissionStatus.DISPUTED


@pytest.mark.parametrize("word", [return_visit.agree, return_visit.disagree])
def test_nobody_can_say_that_it_is_done_or_not_before_being_asked(
    session: Session, word: object
) -> None:
    submission, _, _ = in_hand(session)
    author = return_visit.Author(submission.id, submission.reference)

    with pytest.raises(IllegalMove):
        word(session, author, WEDNESDAY)  # type: ignore[operator]

    assert submission.status is SubmissionStatus.WITH_PARTNER


def test_a_yes_after_a_no_needs_to_be_asked_again(session: Session) -> None:
    _, _, _, author = proposed(session)
    return_visit.disagree(session, author, TUESDAY_EVENING + 5 * DAY)

    with pytest.raises(IllegalMove):
        return_visit.agree(session, author, TUESDAY_EVENING + 6 * DAY)


def test_after_a_no_there_can_be_a_new_answer_and_then_a_yes(session: Session) -> None:
    submission, referral, member, author = proposed(session)
    return_visit.disagree(session, author, TUESDAY_EVENING + 5 * DAY)

    better = Words("Then a taxi comes from tomorrow.", "plan-2")
    casework.answer(session, member, submission, better, by(member, 6), referral=referral)
    again = Words("Is it done now?", "done-2")
    casework.propose_resolved(session, member, submission, again, by(member, 7), referral)
    return_visit.agree(session, author, TUESDAY_EVENING + 8 * DAY)

    assert submission.status is SubmissionStatus.RESOLVED
    assert referral.status is ReferralStatus.DONE


def test_after_a_no_the_partner_can_still_find_that_it_is_not_theirs(session: Session) -> None:
    submission, referral, member, author = proposed(session)
    return_visit.disagree(session, author, TUESDAY_EVENING + 5 * DAY)

    place.give_back(session, referral, "It is the school's.", by(member, 6))

    assert submission.status is SubmissionStatus.IN_TRIAGE


def test_an_answer_of_triage_can_be_disputed_and_answered_again(session: Session) -> None:
    submission, _ = send(session, needs=("other",))
    member = hire(session, Role.TRIAGE, "triage")
    author = return_visit.Author(submission.id, submission.reference)
    casework.answer(session, member, submission, PLAN, by(member))
    casework.propose_resolved(session, member, submission, DONE, by(member, 1))
    return_visit.disagree(session, author, TUESDAY_EVENING + 2 * DAY)

    better = Words("A better answer.", "plan-2")
    casework.answer(session, member, submission, better, by(member, 3))

    assert submission.status is SubmissionStatus.ANSWERED


@pytest.mark.parametrize("bad", ["a\x00b", "a\ud800b"])
def test_staff_words_that_no_database_can_keep_are_refused(bad: str) -> None:
    with pytest.raises(Unstorable):
        Words(bad, "key")
