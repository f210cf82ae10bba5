"""Deleted means gone: no word of a family is left in any column, sealed or not; counts are."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.clock_checks import Doubt
from portal.domain.clocks import GOING
from portal.domain.erasing import (
    Erased,
    Need,
    NeedsSecondHand,
    NothingPrepared,
    Part,
    Plan,
    Stays,
    StillNeeded,
    UnclearPlan,
)
from portal.domain.erasing import ErasureOutcome as Outcome
from portal.domain.errors import AlreadyChanged, NotFound
from portal.domain.evidence import Window
from portal.domain.people import SYSTEM, Author, Deed, Role
from portal.domain.safeguarding import SafeguardingStatus
from portal.models import (
    AuditEvent,
    ClockEventRow,
    ClockRow,
    DueWork,
    FormalRoute,
    OutgoingLetter,
    Referral,
    SafeguardingItem,
    SecondLook,
    Submission,
)
from portal.ports import Flag, Reading, Suggested
from portal.queries import cases, decided_texts, erasures, evidence, lacking
from portal.services import (
    audit,
    close,
    complete,
    erasing,
    label,
    look_again,
    objections,
    reaching,
    read_texts,
    return_visit,
    supporters,
    verify_clocks,
)
from portal.services.label import Decision
from tests.support import erasing as family
from tests.support.cases import DISCLOSURE
from tests.support.clock import TUESDAY_EVENING
from tests.support.erasing import ALL_OF_IT, HOUR, KEYRING, SCREEN, part
from tests.support.families import send
from tests.support.staff import deed, hire

LATER = TUESDAY_EVENING + HOUR
REACH = {"QNAME", "QREACH", "QSAFE"}
"""Marks of who wrote, and of how and when to reach the writer."""
LONG_AFTER = TUESDAY_EVENING + timedelta(days=60)
READING = Reading(
    (Suggested("transport", "likely", ("QSPAN",), 0.9),), "negative", "en", False, "1"
)
WINDOW = Window(
    ("2026-Q4",),
    date(2026, 10, 1),
    date(2026, 12, 31),
    None,
    datetime(2027, 1, 20, tzinfo=UTC),
)


def author_of(submission: Submission) -> Author:
    return Author(submission.id, submission.reference)


def going(session: Session, submission: Submission) -> int:
    query = select(func.count(ClockRow.id)).where(ClockRow.submission_id == submission.id)
    return session.scalars(query.where(ClockRow.state.in_(GOING))).one()


def test_before_it_is_erased_every_word_is_there_to_be_found(session: Session) -> None:
    family.drafted(session)
    family.everywhere(session)

    assert family.marks_in(family.every_text(session)) == set(family.MARKS)


def test_after_it_no_word_is_anywhere_in_the_database(session: Session) -> None:
    draft = family.drafted(session)
    submission = family.everywhere(session)
    family.sent(session, draft)

    family.erased(session, submission)

    assert family.marks_in(family.every_text(session)) == set()


@pytest.mark.parametrize(
    ("plan", "left"),
    [
        (part(Part.NAME), {*family.MARKS} - REACH),
        (part(Part.SUPPORTERS), {*family.MARKS} - {"QAUNT"}),
        (part(Part.WORDS), REACH | {"QAUNT"}),
        (
            part(Part.WORDS, stays=Stays.SAFEGUARDING_RECORD),
            REACH | {"QAUNT", *family.KEPT_BY_LEADS},
        ),
        (
            part(Part.WORDS, stays=Stays.LEGAL_CLAIM),
            REACH | {"QAUNT", "QNOTE", "QNUMBER"},
        ),
    ],
)
def test_of_a_part_exactly_that_part_goes(session: Session, plan: Plan, left: set[str]) -> None:
    submission = family.everywhere(session)

    family.erased(session, submission, plan)

    assert family.marks_in(family.every_text(session)) == left - {"QDRAFT"}


def test_another_family_loses_nothing(session: Session) -> None:
    submission = family.everywhere(session)
    before = family.marks_in(family.every_text(session))
    other = family.everywhere(session, "form-2")

    family.erased(session, other)

    assert family.marks_in(family.every_text(session)) == before
    assert session.get_one(Submission, submission.id).words.startswith("QWORDS")


def test_number_dates_kind_and_events_stay(session: Session) -> None:
    submission = family.everywhere(session)
    kept = (submission.reference, submission.kind, submission.received_at, submission.status)
    events = session.scalars(select(func.count(ClockEventRow.id))).one()

    family.erased(session, submission)

    row = session.get_one(Submission, submission.id)
    assert (row.reference, row.kind, row.received_at, row.status) == kept
    assert session.scalars(select(func.count(ClockEventRow.id))).one() >= events
    assert row.erased_at == LATER


def test_every_turn_ends_and_every_promise_is_cancelled(session: Session) -> None:
    submission = family.everywhere(session)
    assert going(session, submission) > 0

    family.erased(session, submission)

    turns = select(func.count(Referral.id)).where(Referral.open)
    assert session.scalars(turns).one() == 0
    assert going(session, submission) == 0
    assert session.get_one(Submission, submission.id).due_at is None


def test_its_clocks_are_still_as_their_events_say(session: Session) -> None:
    submission = family.everywhere(session)
    family.erased(session, submission)

    found = list(verify_clocks.verify(session, LATER))

    assert [one for one in found if one.doubt is Doubt.DIFFERS] == []


def test_what_the_board_counts_is_the_same_before_and_after(session: Session) -> None:
    submission = family.everywhere(session)
    member = hire(session, Role.TRIAGE, "triage")
    decision = Decision(("transport_arrangements",), "negative")
    label.decide(session, member, submission, decision, deed(member))
    session.flush()
    before = evidence.texts(session, WINDOW)
    assert before[0].themes == {"transport_arrangements"}

    family.erased(session, submission)

    assert evidence.texts(session, WINDOW) == before


def test_an_erased_text_never_goes_to_training_nor_one_that_is_to_be(session: Session) -> None:
    first, second, third = (family.everywhere(session, f"form-{n}") for n in (1, 2, 3))
    member = hire(session, Role.TRIAGE, "triage")
    for one in (first, second, third):
        label.decide(session, member, one, Decision(("send_transport",)), deed(member))
    session.flush()
    assert {one.text_id for one in decided_texts.all_of(session)} == {
        first.id,
        second.id,
        third.id,
    }

    family.erased(session, first)
    erasing.ask(session, author_of(second), LATER)

    assert {one.text_id for one in decided_texts.all_of(session)} == {third.id}


def test_nobody_reads_it_any_more_and_nothing_is_begun_for_it(session: Session) -> None:
    submission = family.everywhere(session)
    family.erased(session, submission)

    for work in (DueWork, SecondLook):
        assert session.scalars(select(work.id).where(work.done_at.is_(None))).all() == []
    assert lacking.held(session, 0, 10) == []
    assert complete.some(session, 0, Deed(SYSTEM, LONG_AFTER, "t")) == []
    assert close.close_silent(session, Deed(SYSTEM, LONG_AFTER, "t")) == 0


def test_no_member_of_staff_finds_it(session: Session) -> None:
    submission = family.everywhere(session)
    member = hire(session, Role.CASEWORKER, "scc_transport")
    assert cases.find(session, member, submission.reference).id == submission.id

    family.erased(session, submission)

    with pytest.raises(NotFound):
        cases.find(session, member, submission.reference)


def test_nothing_can_be_added_to_it(session: Session) -> None:
    submission = family.everywhere(session)
    author = author_of(submission)
    family.erased(session, submission)

    with pytest.raises(Erased):
        return_visit.reply(session, author, "Once more.", "k", LATER, SCREEN)
    with pytest.raises(Erased):
        objections.object_to_route(session, author, "Wrong.", SCREEN, LATER)
    with pytest.raises(Erased):
        reaching.give(session, KEYRING, author, "ada@example.org", reaching.by_author(LATER))


def test_no_letter_goes_to_the_family_any_more(session: Session) -> None:
    submission = family.everywhere(session)

    family.erased(session, submission)

    letter = OutgoingLetter
    mine = select(letter).where(letter.submission_id == submission.id)
    assert session.scalars(mine).all()
    assert session.scalars(mine.where(letter.sealed_to.is_not(None))).all() == []
    assert session.scalars(mine.where(letter.sent_at.is_(None))).all() == []


def test_where_the_way_to_reach_the_family_stays_it_hears_that_there_is_news(
    session: Session,
) -> None:
    submission = family.everywhere(session)

    family.erased(session, submission, part(Part.SUPPORTERS))

    kinds = select(OutgoingLetter.kind).where(OutgoingLetter.submission_id == submission.id)
    assert session.scalars(kinds.order_by(OutgoingLetter.id.desc())).first() == "news"


def test_supporters_are_shut_out(session: Session) -> None:
    submission = family.everywhere(session)
    author = author_of(submission)
    assert supporters.running(session, author)

    family.erased(session, submission)

    assert supporters.running(session, author) == []


def test_the_audit_says_what_was_done_and_holds_no_word(session: Session) -> None:
    submission = family.everywhere(session)
    audit.seal(session, TUESDAY_EVENING)
    family.erased(session, submission)
    audit.seal(session, LATER)

    assert audit.verify(session).broken_event_id is None
    query = select(AuditEvent).where(AuditEvent.submission_id == submission.id)
    found = session.scalars(query.order_by(AuditEvent.id)).all()
    assert {"erasure.prepared", "erasure.answered"} <= {one.action for one in found}
    assert family.marks_in(repr([one.detail for one in found])) == set()


@pytest.mark.parametrize("status", [SafeguardingStatus.OPEN, SafeguardingStatus.CONFIRMED])
@pytest.mark.parametrize("plan", [ALL_OF_IT, part(Part.NAME), part(Part.SUPPORTERS)])
def test_while_leads_look_or_hold_it_nothing_goes(
    session: Session, plan: Plan, status: SafeguardingStatus
) -> None:
    submission = family.everywhere(session)
    (flag,) = session.scalars(select(SafeguardingItem)).all()
    flag.status = status
    session.flush()

    with pytest.raises(StillNeeded) as refused:
        family.erased(session, submission, plan)

    assert refused.value.need is Need.SAFEGUARDING
    assert family.marks_in(family.every_text(session)) >= {"QWORDS", "QNAME", "QAUNT"}


@pytest.mark.parametrize("status", [SafeguardingStatus.OPEN, SafeguardingStatus.CONFIRMED])
def test_that_it_has_to_be_kept_is_said_while_leads_look_too(
    session: Session, status: SafeguardingStatus
) -> None:
    submission = family.everywhere(session)
    (flag,) = session.scalars(select(SafeguardingItem)).all()
    flag.status = status
    officer = hire(session, Role.DPO, name="Dee")
    erasing.ask(session, author_of(submission), LATER)

    kept = erasing.Answer(Plan(Outcome.KEPT), "It has to be kept.")
    row = erasing.answer(session, officer, submission, kept, deed(officer, "e", LATER))

    assert (row.outcome, row.answered_at) == (Outcome.KEPT, LATER)
    assert family.marks_in(family.every_text(session)) >= {"QWORDS", "QNAME", "QAUNT"}


def test_triage_reads_of_no_request_on_what_leads_hold(session: Session) -> None:
    submission = family.everywhere(session)
    triage, officer = family.two(session)
    erasing.ask(session, author_of(submission), LATER)
    assert [one.submission_id for one in erasures.waiting(session, triage)] == [submission.id]

    submission.restricted = True
    session.flush()

    assert erasures.waiting(session, triage) == []
    with pytest.raises(NotFound):
        erasures.find(session, triage, submission.reference)
    assert erasures.find(session, officer, submission.reference).submission_id == submission.id


def test_a_disclosure_that_came_after_it_was_prepared_is_not_erased(session: Session) -> None:
    submission = family.everywhere(session)
    first, second = family.two(session)
    erasing.ask(session, author_of(submission), LATER)
    erasing.answer(session, first, submission, given(ALL_OF_IT), deed(first, "e", LATER))
    return_visit.reply(session, author_of(submission), DISCLOSURE, "k", LATER, SCREEN)

    with pytest.raises(StillNeeded):
        erasing.carry_out(session, KEYRING, second, submission, deed(second, "e", LATER))

    assert DISCLOSURE in family.every_text(session)


def test_while_something_formal_runs_its_words_stay_and_the_name_may_go(session: Session) -> None:
    submission = family.everywhere(session)
    (route,) = session.scalars(select(FormalRoute)).all()
    route.ended_on = None
    session.flush()

    with pytest.raises(StillNeeded) as refused:
        family.erased(session, submission)
    assert refused.value.need is Need.FORMAL

    family.erased(session, submission, part(Part.NAME))
    assert "QNAME" not in family.every_text(session)


def given(plan: Plan) -> erasing.Answer:
    return erasing.Answer(plan, "It is gone.")


@pytest.mark.parametrize(
    ("first", "second", "enough"),
    [
        (Role.TRIAGE, Role.DPO, True),
        (Role.DPO, Role.TRIAGE, True),
        (Role.DPO, Role.DPO, True),
        (Role.TRIAGE, Role.TRIAGE, False),
    ],
)
def test_it_takes_two_people_and_one_is_the_officer(
    session: Session, first: Role, second: Role, enough: bool
) -> None:
    submission = family.everywhere(session)
    one, other = (
        hire(session, role, "triage" if role is Role.TRIAGE else None) for role in (first, second)
    )
    erasing.ask(session, author_of(submission), LATER)
    erasing.answer(session, one, submission, given(ALL_OF_IT), deed(one, "e", LATER))

    if enough:
        erasing.carry_out(session, KEYRING, other, submission, deed(other, "e", LATER))
    else:
        with pytest.raises(NeedsSecondHand):
            erasing.carry_out(session, KEYRING, other, submission, deed(other, "e", LATER))

    assert ("QWORDS" in family.every_text(session)) is not enough


def test_the_officer_alone_is_not_two(session: Session) -> None:
    submission, _ = send(session)
    officer = hire(session, Role.DPO)
    erasing.ask(session, author_of(submission), LATER)
    erasing.answer(session, officer, submission, given(ALL_OF_IT), deed(officer, "e", LATER))

    with pytest.raises(NeedsSecondHand):
        erasing.carry_out(session, KEYRING, officer, submission, deed(officer, "e", LATER))


def test_what_nobody_prepared_or_was_taken_back_is_not_carried_out(session: Session) -> None:
    submission, _ = send(session)
    first, second = family.two(session)
    erasing.ask(session, author_of(submission), LATER)
    with pytest.raises(NothingPrepared):
        erasing.carry_out(session, KEYRING, second, submission, deed(second))

    erasing.answer(session, first, submission, given(ALL_OF_IT), deed(first))
    erasing.take_back(session, submission, deed(first))

    with pytest.raises(NothingPrepared):
        erasing.carry_out(session, KEYRING, second, submission, deed(second))
    with pytest.raises(NothingPrepared):
        erasing.take_back(session, submission, deed(first))


def test_carried_out_twice_is_refused(session: Session) -> None:
    submission = family.everywhere(session)
    family.erased(session, submission)
    other = hire(session, Role.DPO)

    with pytest.raises(AlreadyChanged):
        erasing.carry_out(session, KEYRING, other, submission, deed(other))


@pytest.mark.parametrize(
    ("parts", "stays"), [((), (Stays.LEGAL_CLAIM,)), ((Part.NAME,), ()), ((), ())]
)
def test_a_part_that_nobody_names_or_gives_a_reason_for_is_no_plan(
    parts: tuple[Part, ...], stays: tuple[Stays, ...]
) -> None:
    with pytest.raises(UnclearPlan):
        Plan(Outcome.PART, frozenset(parts), frozenset(stays))


def test_what_a_model_was_reading_meanwhile_is_not_kept(session: Session) -> None:
    submission, _ = send(session)
    owed = read_texts.take(session, Deed(SYSTEM, TUESDAY_EVENING, "read"))
    look = look_again.take(session, Deed(SYSTEM, TUESDAY_EVENING, "look"))
    assert owed is not None
    assert look is not None
    family.erased(session, submission)

    found = [Flag("harm", "QSPAN")]
    read_texts.finish(session, owed, READING, Deed(SYSTEM, LATER, "read"))
    look_again.finish(session, look, found, "1", Deed(SYSTEM, LATER, "look"))

    assert "QSPAN" not in family.every_text(session)
    assert session.get_one(Submission, submission.id).restricted is False


def test_what_a_model_read_of_a_message_that_is_there_is_kept(session: Session) -> None:
    send(session)
    owed = read_texts.take(session, Deed(SYSTEM, TUESDAY_EVENING, "read"))
    assert owed is not None

    read_texts.finish(session, owed, READING, Deed(SYSTEM, LATER, "read"))

    assert "QSPAN" in family.every_text(session)
