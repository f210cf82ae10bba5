"""The sweep: what is due is noticed, once, at the instant it was crossed, however late it comes."""

from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, EventKind, Milestone, Subject
from portal.domain.messages import MessagePurpose
from portal.domain.people import SYSTEM, Deed, Role
from portal.domain.promises import Recipient
from portal.domain.referrals import ReferralStatus
from portal.domain.submissions import SubmissionStatus
from portal.models import (
    AuditEvent,
    ClockMilestone,
    ClockRow,
    OutgoingLetter,
    Partner,
    Submission,
)
from portal.services import casework, escalate, place
from portal.services.casework import Words
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import deed, hire

LONDON = ZoneInfo("Europe/London")
DIGESTS = OutgoingLetter.kind == "digest"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


CROSSING = at("2026-11-26 00:00")
"""Placed on Tuesday; the partner has until the end of Wednesday to take it on."""


def sweep(session: Session, now: datetime) -> int:
    found = escalate.tick(session, Deed(SYSTEM, now, "sweep"))
    session.flush()
    return found


def sweeps(session: Session, now: datetime) -> None:
    """As the worker does: round after round until nothing is left."""
    while sweep(session, now):
        pass


Row = tuple[object, ...]


def rows(session: Session, submission: Submission) -> list[Row]:
    """Every promise and milestone of a submission, without row numbers and hours of noticing."""
    query = (
        select(ClockMilestone, ClockRow)
        .join(ClockRow, ClockRow.id == ClockMilestone.clock_id)
        .where(ClockRow.submission_id == submission.id)
        .order_by(ClockRow.owner, ClockRow.kind, ClockRow.cycle, ClockMilestone.crosses_at)
        .order_by(ClockMilestone.name)
    )
    return [
        (
            clock.owner,
            clock.kind,
            clock.cycle,
            clock.started_at,
            clock.due_at,
            clock.state,
            clock.stopped_at,
            milestone.name,
            milestone.crosses_at,
            milestone.recorded_at is not None,
            milestone.void,
        )
        for milestone, clock in session.execute(query)
    ]


def test_a_turn_that_nobody_took_on_is_triages_again_the_moment_the_day_ends(
    session: Session,
) -> None:
    submission, _ = send(session)

    sweeps(session, CROSSING)

    referral = cases.turn(session, submission)
    placing = cases.promise(session, submission, Subject.TRIAGE, ClockKind.PLACE)
    assert submission.status is SubmissionStatus.IN_TRIAGE
    assert (referral.status, referral.ended_at) == (ReferralStatus.RETURNED, CROSSING)
    assert referral.ended_because == escalate.NOT_ACCEPTED
    assert (placing.started_at, placing.due_on) == (CROSSING, date(2026, 11, 30))


def test_a_second_earlier_it_is_still_the_partners(session: Session) -> None:
    submission, _ = send(session)

    sweeps(session, CROSSING - timedelta(seconds=1))

    assert submission.status is SubmissionStatus.WITH_PARTNER
    assert cases.turn(session, submission).status is ReferralStatus.PLACED


def test_a_turn_that_was_taken_on_in_time_stays_with_the_partner(session: Session) -> None:
    submission, _ = send(session)
    cases.taken_on(session, submission, CROSSING - timedelta(minutes=1))

    sweeps(session, CROSSING + timedelta(days=1))

    assert submission.status is SubmissionStatus.WITH_PARTNER


def test_a_turn_taken_on_late_but_before_the_sweep_came_stays_with_the_partner(
    session: Session,
) -> None:
    submission, _ = send(session)
    cases.taken_on(session, submission, CROSSING + timedelta(hours=9))

    sweeps(session, CROSSING + timedelta(hours=10))

    accept = cases.promise(session, submission, Subject.PARTNER, ClockKind.ACCEPT)
    late = [m for m in accept.milestones if m.name is Milestone.BREACHED]
    assert submission.status is SubmissionStatus.WITH_PARTNER
    assert accept.on_time is False
    assert [one.recorded_at is not None for one in late] == [True]


def test_the_familys_promises_do_not_move_when_nobody_takes_it_on(session: Session) -> None:
    submission, _ = send(session)

    sweeps(session, CROSSING)

    family = [o for o in cases.promises(session, submission) if o.subject is Subject.FAMILY]
    assert {one.started_at for one in family} == {TUESDAY_EVENING}
    assert {one.state for one in family} == {ClockState.RUNNING}


def test_sweeping_twice_is_sweeping_once(session: Session) -> None:
    send(session, contact="a@example.org")
    sweeps(session, CROSSING)
    before = cases.row_counts(session)

    found = sweep(session, CROSSING)

    assert found == 0
    assert cases.row_counts(session) == before


def test_after_three_days_down_the_rows_are_those_of_a_sweep_each_minute(
    session: Session,
) -> None:
    punctual, _ = send(session, "form-1")
    back = CROSSING + timedelta(days=3)
    now = CROSSING - timedelta(hours=3)
    while now <= back:
        sweeps(session, now)
        now += timedelta(minutes=30)
    expected = rows(session, punctual)

    late, _ = send(session, "form-2")
    sweeps(session, back)

    assert rows(session, late) == expected
    assert any(row[0] == "triage" for row in expected)


def test_after_a_fortnight_down_what_came_after_giving_it_back_never_happened(
    session: Session,
) -> None:
    submission, _ = send(session)

    sweeps(session, at("2026-12-08 12:00"))

    answer_by = cases.promise(session, submission, Subject.PARTNER, ClockKind.RESPOND)
    assert (answer_by.state, answer_by.stopped_at) == (ClockState.CANCELLED, CROSSING)
    assert {one.void for one in answer_by.milestones} == {True}
    assert {one.recorded_at for one in answer_by.milestones} == {None}


def test_the_hour_of_noticing_is_kept_beside_the_hour_of_crossing(session: Session) -> None:
    submission, _ = send(session)
    back = CROSSING + timedelta(days=3)

    sweeps(session, back)

    accept = cases.promise(session, submission, Subject.PARTNER, ClockKind.ACCEPT)
    (late,) = (m for m in accept.milestones if m.name is Milestone.BREACHED)
    (ended,) = (e for e in accept.events if e.kind is EventKind.CANCEL)
    assert (late.crosses_at, late.recorded_at) == (CROSSING, back)
    assert (ended.effective_at, ended.recorded_at) == (CROSSING, back)


def test_every_milestone_leaves_one_line_in_the_audit(session: Session) -> None:
    submission, _ = send(session)

    sweeps(session, at("2026-12-31 12:00"))

    marked = [m for o in cases.promises(session, submission) for m in o.milestones if m.recorded_at]
    lines = session.scalars(select(AuditEvent).where(AuditEvent.action.like("clock.%"))).all()
    assert len(lines) == len(marked) > 0


OPEN_AFTER_AN_ANSWER = {ClockKind.RESOLVE, ClockKind.KEEP_INFORMED, ClockKind.DOOR_TO_DOOR}
"""Nobody has said yet whether it is put right, so these still have days to be near and late."""


def test_a_promise_that_was_kept_warns_of_nothing(session: Session) -> None:
    submission, _ = send(session)
    referral = cases.taken_on(session, submission)
    member = hire(session, Role.CASEWORKER, "scc_transport")
    wednesday = deed(member, "answer", TUESDAY_EVENING + timedelta(hours=12))
    casework.answer(
        session, member, submission, Words("Mended.", "a"), wednesday, referral=referral
    )

    sweeps(session, at("2027-01-31 12:00"))

    promises = cases.promises(session, submission)
    still_open = [m for o in promises if o.kind in OPEN_AFTER_AN_ANSWER for m in o.milestones]
    kept = [m for o in promises if o.kind not in OPEN_AFTER_AN_ANSWER for m in o.milestones]
    first = min(m.crosses_at for m in still_open if not m.void)
    assert all(m.void for m in kept if m.crosses_at > wednesday.now)
    assert digests(session, since=wednesday.now, before=first) == []
    assert digests(session, since=first) != []


def test_a_breach_that_happened_before_the_answer_stays(session: Session) -> None:
    submission, _ = send(session)
    referral = cases.taken_on(session, submission)
    member = hire(session, Role.CASEWORKER, "scc_transport")
    late = deed(member, "answer", at("2026-12-15 12:00"))

    casework.answer(session, member, submission, Words("Mended.", "a"), late, referral=referral)
    sweeps(session, at("2026-12-16 12:00"))

    respond = cases.promise(session, submission, Subject.FAMILY, ClockKind.RESPOND)
    breach = [m for m in respond.milestones if m.name is Milestone.BREACHED]
    assert respond.on_time is False
    assert [(m.void, m.crosses_at) for m in breach] == [(False, at("2026-12-09 00:00"))]
    assert breach[0].recorded_at is not None


def test_a_partner_that_has_it_is_told_before_and_after_its_day(session: Session) -> None:
    submission, _ = send(session)
    cases.taken_on(session, submission)

    sweeps(session, at("2026-12-04 00:00"))
    before = times(session, CASEWORKER)
    sweeps(session, at("2026-12-05 00:00"))

    # To answer by Friday the fourth: near on Thursday, late on Saturday, told of on Monday.
    assert "2026-12-03T09:00" in before
    assert "2026-12-07T09:00" not in before
    assert times(session, CASEWORKER) == [*before, "2026-12-07T09:00"]


def test_a_turn_left_lying_after_triage_answered_does_not_stop_the_sweep(
    session: Session,
) -> None:
    stuck, _ = send(session, "form-1")
    member = hire(session, Role.TRIAGE, "triage")
    casework.answer(session, member, stuck, Words("Done.", "a"), deed(member, "answer"))
    other, _ = send(session, "form-2")

    sweeps(session, CROSSING)

    assert stuck.status is SubmissionStatus.ANSWERED
    assert other.status is SubmissionStatus.IN_TRIAGE


def test_a_turn_given_back_by_hand_is_not_given_back_again(session: Session) -> None:
    submission, _ = send(session)
    member = hire(session, Role.CASEWORKER, "scc_transport")
    referral = cases.turn(session, submission)
    place.give_back(session, referral, "Not ours.", deed(member, "back"))

    sweeps(session, CROSSING)

    placing = [o for o in cases.promises(session, submission) if o.subject is Subject.TRIAGE]
    assert len(placing) == 1
    assert cases.turn(session, submission).ended_because == "Not ours."


@pytest.mark.parametrize("most", [1, 2, 500])
def test_small_bites_and_one_big_one_come_to_the_same(session: Session, most: int) -> None:
    submission, _ = send(session)

    while escalate.tick(session, Deed(SYSTEM, CROSSING, "sweep"), most):
        session.flush()

    assert submission.status is SubmissionStatus.IN_TRIAGE
    marked = [m for o in cases.promises(session, submission) for m in o.milestones if m.recorded_at]
    # "Take it on" was chased, near, due and late; "write to the family" was chased and near.
    near = {Milestone.WARNED: 2, Milestone.CHASED: 2}
    late = {Milestone.DUE: 1, Milestone.BREACHED: 1, Milestone.ESCALATED_1: 1}
    assert Counter(one.name for one in marked) == {**near, **late}


def test_turns_go_back_a_few_at_a_tick_so_that_nobody_waits_long_for_their_rows(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(escalate, "ONE_BY_ONE", 1)
    sent = [send(session, key)[0] for key in ("one", "two")]
    back = []

    while escalate.tick(session, Deed(SYSTEM, CROSSING, "sweep")):
        session.flush()
        back.append(sum(one.status is SubmissionStatus.IN_TRIAGE for one in sent))

    assert back[:2] == [1, 2]


def test_words_to_the_family_after_the_day_are_late_whatever_the_sweep_did(
    session: Session,
) -> None:
    submission, _ = send(session)
    referral = cases.taken_on(session, submission)
    member = hire(session, Role.CASEWORKER, "scc_transport")
    friday = deed(member, "hello", at("2026-11-27 00:00"))

    casework.write(
        session,
        member,
        submission,
        MessagePurpose.ACKNOWLEDGEMENT,
        Words("Hello.", "h"),
        friday,
        referral,
    )

    write_by = cases.promise(session, submission, Subject.FAMILY, ClockKind.ACKNOWLEDGE)
    assert write_by.on_time is False


# --- digests --------------------------------------------------------------------------------

CASEWORKER, MANAGER, PARTNER_LEAD = (
    Recipient.CASEWORKER,
    Recipient.MANAGER,
    Recipient.PARTNER_LEAD,
)


def times(session: Session, desk: Recipient) -> list[str]:
    """The times of the digests to a desk of whichever body, earliest first."""
    query = select(OutgoingLetter.digest_key).where(DIGESTS, OutgoingLetter.recipient == desk)
    return sorted(one.split(":", 2)[2] for one in session.scalars(query))


def digests(
    session: Session, since: datetime | None = None, before: datetime | None = None
) -> list[tuple[str | None, Recipient | None]]:
    """The bodies and desks that have a digest, in the order of its time; between two instants."""
    query = (
        select(OutgoingLetter.digest_key, Partner.key, OutgoingLetter.recipient)
        .join(Partner, OutgoingLetter.partner_id == Partner.id, isouter=True)
        .where(DIGESTS)
        .order_by(OutgoingLetter.id)
    )
    found = [(key.split(":", 2)[2], body, desk) for key, body, desk in session.execute(query)]
    first = f"{since:%Y-%m-%dT%H:%M}" if since else ""
    last = f"{before:%Y-%m-%dT%H:%M}" if before else "9999"
    return [(body, desk) for when, body, desk in sorted(found, key=lambda one: one[0])
            if first <= when < last]  # fmt: skip


def test_the_body_that_leads_hears_of_a_promise_to_the_family_that_is_near_and_late(
    session: Session,
) -> None:
    submission, _ = send(session)
    cases.taken_on(session, submission)

    sweeps(session, at("2026-11-27 00:00"))

    # "Write to the family" was due on the second working day: near, chased, and late.
    assert digests(session) == [("scc_transport", CASEWORKER)] * 3


def test_triage_hears_of_it_for_what_nobody_leads(session: Session) -> None:
    send(session, needs=("other",))

    sweeps(session, at("2026-11-27 00:00"))

    assert set(digests(session)) == {("triage", CASEWORKER)}


def test_a_promise_that_is_not_near_its_day_tells_nobody(session: Session) -> None:
    submission, _ = send(session)
    cases.taken_on(session, submission)

    sweeps(session, at("2026-11-24 23:59"))

    assert digests(session) == []


def test_a_restricted_one_is_triages_to_hear_of_and_stays_with_its_partner(
    session: Session,
) -> None:
    submission, _ = send(session)
    submission.restricted = True

    sweeps(session, at("2026-11-27 00:00"))

    assert {key for key, _ in digests(session)} == {"triage"}
    assert cases.turn(session, submission).status is ReferralStatus.PLACED


def test_many_that_fall_due_together_are_one_digest_to_each_desk(session: Session) -> None:
    for number in range(6):
        submission, _ = send(session, f"form-{number}")
        cases.taken_on(session, submission)

    sweeps(session, at("2026-11-26 00:00"))

    # Wednesday's and Thursday's, at nine.
    assert digests(session) == [("scc_transport", CASEWORKER)] * 2


def test_a_digest_waits_for_nine_o_clock_of_the_next_working_day(session: Session) -> None:
    submission, _ = send(session, now=at("2026-11-24 12:00"))
    cases.taken_on(session, submission)
    sweeps(session, at("2026-11-27 23:59"))
    before = session.scalars(select(OutgoingLetter.id).where(DIGESTS)).all()

    sweeps(session, at("2026-11-28 03:00"))

    # The Friday ended as Saturday began.
    new = select(OutgoingLetter.next_attempt_at).where(DIGESTS, OutgoingLetter.id > max(before))
    assert set(session.scalars(new)) == {at("2026-11-30 09:00")}


def test_what_is_noticed_after_its_digest_has_left_goes_with_the_next(session: Session) -> None:
    send(session, "form-1", needs=("other",))
    sweeps(session, at("2026-11-25 08:00"))
    for letter in session.scalars(select(OutgoingLetter).where(DIGESTS)):
        letter.sent_at = at("2026-11-25 09:00")
    send(session, "form-2", needs=("other",), now=TUESDAY_EVENING)

    sweeps(session, at("2026-11-25 10:00"))

    waiting = select(OutgoingLetter).where(DIGESTS, OutgoingLetter.sent_at.is_(None))
    (letter,) = session.scalars(waiting).all()
    assert letter.next_attempt_at == at("2026-11-25 13:00")


def test_each_step_of_the_ladder_reaches_a_higher_desk_and_the_last_is_no_letter(
    session: Session,
) -> None:
    submission, _ = send(session)
    cases.taken_on(session, submission)
    resolve = cases.promise(session, submission, Subject.FAMILY, ClockKind.RESOLVE)

    sweeps(session, at("2027-01-31 12:00"))

    marked = {one.name for one in resolve.milestones if one.recorded_at}
    desks = {desk for _, desk in digests(session)}
    assert Milestone.ESCALATED_5 in marked
    assert desks == {CASEWORKER, MANAGER, PARTNER_LEAD, Recipient.SENIOR_OFFICER}
    assert (None, Recipient.SENIOR_OFFICER) in digests(session)


def flagged_late(session: Session, *bodies: str) -> ClockRow:
    """A flag on Tuesday evening that leads of these bodies must look at by Wednesday at eleven."""
    for body in bodies:
        hire(session, Role.SAFEGUARDING, body)
    submission, _ = send(session, needs=("other",))
    return cases.look_by(session, submission, at("2026-11-25 11:00"))


def test_a_flag_that_nobody_looked_at_is_told_to_every_body_of_leads_at_once(
    session: Session,
) -> None:
    flagged_late(session, "scc", "wsft")
    eleven = at("2026-11-25 11:00")

    sweeps(session, eleven)

    query = select(Partner.key, OutgoingLetter).where(OutgoingLetter.kind == "safeguarding_late")
    told = session.execute(query.join(Partner, Partner.id == OutgoingLetter.partner_id)).all()
    assert sorted(key for key, _ in told) == ["scc", "wsft"]
    assert {(one.next_attempt_at, one.digest_key) for _, one in told} == {(eleven, None)}


def test_a_flag_that_stays_late_reaches_the_senior_officer_at_any_hour(session: Session) -> None:
    flagged_late(session, "scc")
    sweeps(session, at("2026-11-25 11:00"))

    sweeps(session, at("2026-11-27 00:00"))

    officer = select(OutgoingLetter).where(OutgoingLetter.recipient == Recipient.SENIOR_OFFICER)
    (letter,) = session.scalars(officer.where(OutgoingLetter.kind == "safeguarding_late")).all()
    assert (letter.partner_id, letter.next_attempt_at) == (None, at("2026-11-27 00:00"))


def test_without_any_lead_triage_hears_of_a_late_flag(session: Session) -> None:
    flagged_late(session)

    sweeps(session, at("2026-11-25 11:00"))

    query = select(Partner.key).join(OutgoingLetter, OutgoingLetter.partner_id == Partner.id)
    assert session.scalars(query.where(OutgoingLetter.kind == "safeguarding_late")).all() == [
        "triage"
    ]
