"""A concern is made formal as well: with dates of its own, beside promises that do not move."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, EventKind, Subject
from portal.domain.consents import ConsentUse
from portal.domain.errors import IllegalMove, NoConsent, NotAllowed, NotFound
from portal.domain.legal_routes import LegalRoute, Outcome
from portal.domain.people import Author, Member, Role
from portal.domain.submissions import AuthorKind, Danger, SubmissionStatus
from portal.models import AuditEvent, ClockRow, Consent, FormalRoute, OutgoingLetter, Submission
from portal.models.base import UtcDateTime
from portal.queries import cases, desks, partnership, safeguarding
from portal.queries import formal as found_formal
from portal.services import casework, consent, formal, formal_clocks, formal_work, safeguard
from portal.services.casework import Words
from portal.services.formal_work import Case
from tests.support.cases import promises, row_counts, taken_on
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import deed, hire

R, S = LegalRoute, Subject
FRIDAY = datetime(2026, 11, 27, 10, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 10, tzinfo=UTC)
HEALTH = {"needs": ("mental_health",), "gp_area": "suffolk_east_west"}


def author_of(submission: Submission) -> Author:
    return Author(submission.id, submission.reference)


def press(
    session: Session,
    submission: Submission,
    wanted: LegalRoute = R.COUNCIL_COMPLAINT,
    now: datetime = FRIDAY,
    **more: object,
) -> FormalRoute:
    pressed = formal.by_author(now, "press")
    return formal.make(session, author_of(submission), wanted, pressed, **more)  # type: ignore[arg-type]


def to_nsft(session: Session, now: datetime = FRIDAY) -> tuple[Submission, FormalRoute]:
    submission, _ = send(session, **HEALTH)
    made = press(session, submission, R.NHS_COMPLAINT, now, body_key="nsft", pass_on=True)
    return submission, made


def rows(session: Session, route: FormalRoute) -> dict[ClockKind, ClockRow]:
    return {one.kind: one for one in formal_clocks.of_route(session, route)}


def beside(session: Session, submission: Submission) -> list[tuple[object, ...]]:
    """Everything that the concern's own promises say."""
    return [
        (one.owner, one.kind, one.cycle, one.due_at, one.state, one.stopped_at, len(one.events))
        for one in promises(session, submission)
        if one.subject is not S.FORMAL
    ]


def held(session: Session, route: FormalRoute) -> tuple[Case, Member]:
    """The route in the hands of somebody whose body must answer it."""
    submission = session.get_one(Submission, route.submission_id)
    key = route.partner_key or ""
    role = Role.TRIAGE if key in ("scc", "school") else Role.CASEWORKER
    member = hire(session, role, "triage" if role is Role.TRIAGE else key)
    return formal_work.find(session, member, submission, route.id), member


def letters_to(session: Session, key: str) -> list[str]:
    body = partnership.partner(session, key)
    query = select(OutgoingLetter.kind).where(OutgoingLetter.partner_id == body.id)
    return list(session.scalars(query.order_by(OutgoingLetter.id)))


def test_the_first_date_is_kept_and_its_own_dates_run_from_the_press(session: Session):
    submission, _ = send(session)

    made = press(session, submission)

    assert (made.first_on, made.requested_on) == (date(2026, 11, 24), date(2026, 11, 27))
    assert made.partner_key == "scc_transport"
    own = rows(session, made)
    assert {kind: one.due_on for kind, one in own.items()} == {
        ClockKind.ACKNOWLEDGE: date(2026, 12, 4),
        ClockKind.RESPOND: date(2026, 12, 18),
    }
    assert {one.owner for one in own.values()} == {f"formal:{made.id}"}


def test_the_concern_and_its_promises_do_not_move(session: Session):
    submission, _ = send(session)
    before, status, due = beside(session, submission), submission.status, submission.due_at

    made = press(session, submission)
    formal.withdraw(session, author_of(submission), made.id, formal.by_author(LATER, "back"))

    assert beside(session, submission) == before
    assert (submission.status, submission.due_at) == (status, due)


def test_an_answer_to_the_concern_stops_no_date_of_the_complaint(session: Session):
    submission, _ = send(session)
    made = press(session, submission)
    turn = taken_on(session, submission, FRIDAY)
    worker = hire(session, Role.CASEWORKER, "scc_transport")

    casework.answer(
        session, worker, submission, Words("A bus comes.", "k1"), deed(worker, "a", FRIDAY),
        referral=turn,
    )  # fmt: skip

    assert submission.status is SubmissionStatus.ANSWERED
    assert {one.state for one in rows(session, made).values()} == {ClockState.RUNNING}


def test_pressed_twice_is_one(session: Session):
    submission, _ = send(session)
    first = press(session, submission)
    before = row_counts(session)

    again = press(session, submission, now=LATER)

    assert again.id == first.id
    assert row_counts(session) == before


def test_taken_back_nothing_is_deleted_and_said_twice_is_said_once(session: Session):
    submission, _ = send(session)
    made, back = press(session, submission), formal.by_author(LATER, "back")
    kept = row_counts(session)

    formal.withdraw(session, author_of(submission), made.id, back)
    once = row_counts(session)
    formal.withdraw(session, author_of(submission), made.id, back)

    assert (made.outcome, made.ended_on) == ("withdrawn", date(2026, 12, 1))
    assert {one.state for one in rows(session, made).values()} == {ClockState.CANCELLED}
    assert row_counts(session) == once
    assert all(once[table] >= number for table, number in kept.items())


def test_after_taking_it_back_it_can_be_made_again(session: Session):
    submission, _ = send(session)
    first = press(session, submission)
    formal.withdraw(session, author_of(submission), first.id, formal.by_author(LATER, "back"))

    second = press(session, submission, now=LATER)

    assert second.id != first.id
    assert (second.first_on, second.requested_on) == (date(2026, 11, 24), date(2026, 12, 1))


def test_another_family_s_route_is_not_found(session: Session):
    (mine, _), (theirs, _) = send(session), send(session, "form-2")
    made = press(session, theirs)

    with pytest.raises(NotFound):
        formal.withdraw(session, author_of(mine), made.id, formal.by_author(LATER, "back"))

    assert made.outcome is None


def test_a_body_outside_the_council_needs_a_yes_in_the_same_step(session: Session):
    submission, _ = send(session, **HEALTH)

    with pytest.raises(NoConsent):
        press(session, submission, R.NHS_COMPLAINT, body_key="nsft")
    assert found_formal.of_submission(session, submission) == []
    made = press(session, submission, R.NHS_COMPLAINT, body_key="nsft", pass_on=True)

    query = select(Consent.partner_key).where(Consent.use == ConsentUse.PASS_ON, Consent.yes)
    assert session.scalars(query.order_by(Consent.id)).all() == ["nsft"]
    assert made.partner_key == "nsft"


@pytest.mark.parametrize(
    ("wanted", "key"),
    [(R.NHS_COMPLAINT, "scc"), (R.SCHOOL_COMPLAINT, None), (R.COUNCIL_COMPLAINT, "nsft")],
)
def test_a_way_that_is_not_open_and_a_body_that_does_not_answer_are_refused(
    session: Session, wanted: LegalRoute, key: str | None
):
    submission, _ = send(session, **HEALTH)

    with pytest.raises(NotAllowed):
        press(session, submission, wanted, body_key=key, pass_on=True)

    assert found_formal.of_submission(session, submission) == []


def test_an_nhs_complaint_has_six_months_that_end_the_day_before(session: Session):
    _, made = to_nsft(session)

    own = rows(session, made)

    assert own[ClockKind.RESPOND].due_on == date(2027, 5, 26)
    assert own[ClockKind.ACKNOWLEDGE].service_level.verified is False


def test_a_school_has_no_clock_and_triage_hands_it_over(session: Session):
    submission, _ = send(session, needs=("school_support",), school_name="Oak School")

    made = press(session, submission, R.SCHOOL_COMPLAINT, pass_on=True)
    case, member = held(session, made)
    formal_work.finish(session, case, Outcome.HANDED_OVER, None, deed(member, "end", LATER))

    assert (made.partner_key, rows(session, made)) == ("school", {})
    assert (made.outcome, made.ended_on) == ("handed_over", date(2026, 12, 1))


def test_a_young_person_s_complaint_goes_to_the_council_as_a_whole(session: Session):
    submission, _ = send(session, author_kind=AuthorKind.YOUNG_PERSON, age=15)

    made = press(session, submission)

    assert made.partner_key == "scc"
    assert letters_to(session, "triage")[-1] == "formal_route"


@pytest.mark.parametrize("safe", [Danger.NO, Danger.YES])
def test_a_body_hears_and_sees_of_it_only_once_it_is_let_go(session: Session, safe: Danger):
    submission, _ = send(session, **HEALTH, danger=safe)
    worker = hire(session, Role.CASEWORKER, "nsft")
    leads = [hire(session, Role.SAFEGUARDING, key) for key in ("scc_social_care", "nsft")]

    made = press(session, submission, R.NHS_COMPLAINT, body_key="nsft", pass_on=True)
    flagged = safe is Danger.YES
    assert letters_to(session, "nsft").count("formal_route") == (0 if flagged else 1)
    assert len(found_formal.to_do(session, worker)) == (0 if flagged else 1)
    assert len(rows(session, made)) == 2
    for lead in leads if flagged else ():
        item = safeguarding.undecided(session, lead, submission)
        safeguard.release(session, lead, item, "Nobody is.", deed(lead, "r", LATER))

    assert letters_to(session, "nsft").count("formal_route") == 1
    assert cases.find(session, worker, submission.reference) is submission
    assert rows(session, made)[ClockKind.RESPOND].due_on == date(2027, 5, 26)


def test_the_body_that_must_answer_sees_the_case_until_it_is_taken_back(session: Session):
    submission, made = to_nsft(session)
    ours = hire(session, Role.CASEWORKER, "nsft")
    others = hire(session, Role.CASEWORKER, "wsft")
    assert cases.find(session, ours, submission.reference) is submission
    with pytest.raises(NotFound):
        cases.find(session, others, submission.reference)

    formal.withdraw(session, author_of(submission), made.id, formal.by_author(LATER, "back"))

    with pytest.raises(NotFound):
        cases.find(session, ours, submission.reference)


def test_only_the_body_that_must_answer_acts_and_others_do_not_learn_of_it(session: Session):
    submission, made = to_nsft(session)
    council = hire(session, Role.CASEWORKER, "scc_send")

    assert found_formal.shown_to(session, council, submission) == []
    with pytest.raises(NotAllowed):
        formal_work.find(session, council, submission, made.id)
    case, _ = held(session, made)
    assert case.route is made


def test_an_acknowledgement_begins_the_second_leg(session: Session):
    submission, _ = send(session)
    made = press(session, submission)
    case, member = held(session, made)

    formal_work.acknowledge(session, case, date(2026, 11, 30), deed(member, "ack", LATER))

    own = rows(session, made)
    assert own[ClockKind.ACKNOWLEDGE].state is ClockState.STOPPED
    assert own[ClockKind.ACKNOWLEDGE].on_time is True
    assert own[ClockKind.RESPOND].due_on == date(2026, 12, 14)
    starts = [one.reason for one in own[ClockKind.RESPOND].events if one.kind is EventKind.START]
    assert starts == ["received", "acknowledged"]


@pytest.mark.parametrize("day", [date(2026, 11, 26), date(2026, 12, 2)])
def test_it_is_acknowledged_neither_before_it_was_made_nor_tomorrow(session: Session, day: date):
    submission, _ = send(session)
    made = press(session, submission)
    case, member = held(session, made)

    with pytest.raises(formal_work.DayOutOfOrder):
        formal_work.acknowledge(session, case, day, deed(member, "ack", LATER))

    assert {one.state for one in rows(session, made).values()} == {ClockState.RUNNING}


def test_more_time_is_given_with_a_reason_up_to_what_the_code_allows(session: Session):
    submission, _ = send(session)
    made = press(session, submission)
    case, member = held(session, made)

    formal_work.extend(session, case, 4, "The driver is away.", deed(member, "more", LATER))

    own = rows(session, made)[ClockKind.RESPOND]
    assert own.due_on == date(2026, 12, 24)
    assert formal_clocks.left_to_extend(own) == 6
    with pytest.raises(formal_clocks.CannotExtend):
        formal_work.extend(session, case, 7, "Again.", deed(member, "again", LATER))
    late = datetime(2027, 1, 4, 10, tzinfo=UTC)
    with pytest.raises(formal_clocks.CannotExtend):
        formal_work.extend(session, case, 1, "Too late.", deed(member, "late", late))


def test_an_end_stops_its_dates_and_nothing_ends_twice(session: Session):
    submission, _ = send(session)
    made = press(session, submission)
    case, member = held(session, made)

    formal_work.finish(session, case, Outcome.UPHELD, None, deed(member, "end", LATER))

    assert {one.on_time for one in rows(session, made).values()} == {True}
    with pytest.raises(IllegalMove):
        formal_work.finish(session, case, Outcome.NOT_UPHELD, None, deed(member, "2", LATER))
    assert made.outcome == "upheld"


def test_the_next_stage_is_a_row_of_its_own_that_keeps_the_first_day(session: Session):
    submission, _ = send(session)
    made = press(session, submission)
    case, member = held(session, made)
    with pytest.raises(IllegalMove):
        formal_work.next_stage(session, case, None, deed(member, "early", LATER))
    formal_work.finish(session, case, Outcome.NOT_UPHELD, None, deed(member, "end", LATER))

    second = formal_work.next_stage(session, case, None, deed(member, "next", LATER))

    assert (second.regime, second.first_on) == ("council_complaint_2", made.first_on)
    assert second.requested_on == date(2026, 12, 1)
    assert set(rows(session, second)) == {ClockKind.ACKNOWLEDGE, ClockKind.RESPOND}
    with pytest.raises(IllegalMove):
        formal_work.next_stage(session, case, None, deed(member, "again", LATER))


def test_the_wrong_body_sends_it_on_and_two_clocks_run(session: Session):
    submission, made = to_nsft(session)
    case, member = held(session, made)
    right = partnership.partner(session, "snee_icb")
    with pytest.raises(NoConsent):
        formal_work.pass_on(session, case, right, deed(member, "on", LATER))
    consent.give(session, author_of(submission), ConsentUse.PASS_ON, LATER, "snee_icb")

    second = formal_work.pass_on(session, case, right, deed(member, "on", LATER))

    assert (second.passed_from_id, second.first_on) == (made.id, made.first_on)
    assert rows(session, second)[ClockKind.RESPOND].due_on == date(2027, 5, 31)
    first = rows(session, made)
    assert first[ClockKind.RESPOND].due_on == date(2027, 5, 26)
    assert first[ClockKind.RESPOND].state is ClockState.RUNNING
    assert first[ClockKind.ACKNOWLEDGE].state is ClockState.CANCELLED
    assert letters_to(session, "snee_icb") == ["formal_route"]


def test_the_family_s_own_clock_ends_with_the_answer_of_the_second_body(session: Session):
    submission, made = to_nsft(session)
    case, member = held(session, made)
    consent.give(session, author_of(submission), ConsentUse.PASS_ON, LATER, "snee_icb")
    right = partnership.partner(session, "snee_icb")
    second = formal_work.pass_on(session, case, right, deed(member, "on", LATER))
    after, other = held(session, second)

    formal_work.finish(session, after, Outcome.UPHELD, None, deed(other, "end", LATER))

    assert rows(session, made)[ClockKind.RESPOND].state is ClockState.STOPPED
    assert rows(session, second)[ClockKind.RESPOND].state is ClockState.STOPPED


def test_what_is_told_of_the_family_s_own_clock_goes_to_the_body_that_has_it_now(session: Session):
    submission, made = to_nsft(session)
    case, member = held(session, made)
    consent.give(session, author_of(submission), ConsentUse.PASS_ON, LATER, "snee_icb")
    right = partnership.partner(session, "snee_icb")
    formal_work.pass_on(session, case, right, deed(member, "on", LATER))
    clock = rows(session, made)[ClockKind.RESPOND]

    query = (
        select(desks.keeper(literal(LATER, UtcDateTime())))
        .select_from(ClockRow)
        .join(Submission, Submission.id == ClockRow.submission_id)
        .where(ClockRow.id == clock.id)
    )

    assert session.scalars(query).all() == [right.id]


@pytest.mark.parametrize("key", ["scc", "nsft"])
def test_it_is_sent_on_to_another_body_of_the_nhs_alone(session: Session, key: str):
    _, made = to_nsft(session)
    case, member = held(session, made)

    with pytest.raises(NotAllowed):
        formal_work.pass_on(
            session, case, partnership.partner(session, key), deed(member, "on", LATER)
        )

    assert made.outcome is None


def test_a_family_can_say_yes_to_every_body_of_the_nhs_while_it_complains_there(session: Session):
    submission, _ = send(session, **HEALTH)
    before = {one.key for one in consent.bodies(session, author_of(submission), FRIDAY.date())}

    press(session, submission, R.NHS_COMPLAINT, body_key="nsft", pass_on=True)

    after = {one.key for one in consent.bodies(session, author_of(submission), FRIDAY.date())}
    assert before < after
    assert {"snee_icb", "nw_icb", "wsft", "jpuh", "esneft", "nsft"} <= after


def test_what_was_done_is_written_down_without_a_word_of_it(session: Session):
    submission, _ = send(session)
    made = press(session, submission)
    case, member = held(session, made)

    formal_work.extend(session, case, 2, "A secret reason.", deed(member, "more", LATER))

    query = select(AuditEvent).where(AuditEvent.action.like("formal.%")).order_by(AuditEvent.id)
    events = session.scalars(query).all()
    assert [one.action for one in events] == ["formal.made", "formal.told", "formal.extended"]
    assert "secret" not in repr([one.detail for one in events])


def test_every_promise_of_the_press_began_at_the_press(session: Session):
    submission, _ = send(session)

    made = press(session, submission)

    assert {one.started_at for one in rows(session, made).values()} == {FRIDAY}
    assert TUESDAY_EVENING < FRIDAY
