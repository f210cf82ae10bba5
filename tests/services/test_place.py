"""Turns: given, taken, given back; never to a body that the family has not said yes to."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, EventKind, Subject
from portal.domain.consents import ConsentUse, PartnerKind, outside_council
from portal.domain.errors import IllegalMove, NoConsent, NotAllowed
from portal.domain.people import Member, Role
from portal.domain.referrals import ReferralPart, ReferralStatus, RouteSource
from portal.domain.submissions import SubmissionStatus
from portal.models import Consent, Partner, RouteDecision, Submission
from portal.queries import partnership
from portal.services import place
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import deed, hire

HEALTH = ("wsft", "nsft", "esneft", "jpuh", "snee_icb", "nw_icb")
TEAMS = ("scc_send", "scc_transport", "scc_social_care", "scc_inclusion", "scc")
WEDNESDAY = TUESDAY_EVENING + timedelta(hours=12)


def triage(session: Session) -> Member:
    return hire(session, Role.TRIAGE, "triage", name="Tess")


def says(session: Session, submission: Submission, lead: str, **time: float) -> None:
    """Triage places it with a body."""
    member = triage(session)
    now = TUESDAY_EVENING + timedelta(**time)
    place.decide(session, member, submission, lead, "It is theirs.", deed(member, "t", now))
    session.flush()


def consents(session: Session, submission: Submission, body: str, yes: bool, days: int) -> None:
    session.add(
        Consent(
            submission_id=submission.id,
            use=ConsentUse.PASS_ON,
            partner_key=body,
            yes=yes,
            wording="test",
            given_at=TUESDAY_EVENING + timedelta(days=days),
            given_by="author",
        )
    )
    session.flush()


# --- consent --------------------------------------------------------------------------------


def test_the_bodies_tried_here_are_all_that_there_are(session: Session) -> None:
    keys = partnership.partners_by_key(session)

    assert {*HEALTH, *TEAMS, "school", "triage"} == set(keys)
    assert {key for key, one in keys.items() if outside_council(one.kind)} == {*HEALTH, "school"}


@pytest.mark.parametrize("body", HEALTH)
def test_triage_cannot_place_words_outside_the_council_without_the_familys_yes(
    session: Session, body: str
) -> None:
    submission, _ = send(session, needs=("other",))

    with pytest.raises(NoConsent):
        says(session, submission, body)

    assert cases.turns(session, submission) == 0
    assert submission.status is SubmissionStatus.IN_TRIAGE


@pytest.mark.parametrize("body", HEALTH)
def test_triage_places_them_once_the_family_said_yes_to_that_body(
    session: Session, body: str
) -> None:
    submission, _ = send(session, needs=("other",), pass_on=(body,))

    says(session, submission, body)

    assert cases.turn(session, submission).partner.key == body


@pytest.mark.parametrize("body", TEAMS)
def test_the_councils_own_teams_need_no_yes(session: Session, body: str) -> None:
    submission, _ = send(session, needs=("other",))

    says(session, submission, body)

    assert cases.turn(session, submission).partner.key == body


def test_a_yes_that_was_taken_back_is_a_no(session: Session) -> None:
    submission, _ = send(session, needs=("other",), pass_on=("wsft",))
    consents(session, submission, "wsft", yes=False, days=1)

    with pytest.raises(NoConsent):
        says(session, submission, "wsft", days=2)


def test_a_yes_that_came_later_by_message_is_a_yes(session: Session) -> None:
    submission, _ = send(session, needs=("other",))
    consents(session, submission, "wsft", yes=True, days=1)

    says(session, submission, "wsft", days=2)

    assert cases.turn(session, submission).partner.key == "wsft"


def test_another_familys_yes_is_not_this_familys(session: Session) -> None:
    send(session, "form-1", needs=("other",), pass_on=("wsft",))
    submission, _ = send(session, "form-2", needs=("other",))

    with pytest.raises(NoConsent):
        says(session, submission, "wsft")


def test_a_contributing_turn_needs_the_yes_too(session: Session) -> None:
    submission, _ = send(session)
    member = triage(session)

    with pytest.raises(NoConsent):
        contribute(session, submission, member, "wsft")

    assert cases.turns(session, submission) == 1


def contribute(session: Session, submission: Submission, member: Member, body: str) -> None:
    decision = RouteDecision(
        submission_id=submission.id,
        source=RouteSource.PERSON,
        lead_key=body,
        also_keys=[],
        certain=True,
        because="They know the child.",
        staff_id=member.staff_id,
        decided_at=TUESDAY_EVENING,
    )
    session.add(decision)
    session.flush()
    part = ReferralPart.CONTRIBUTING
    place.place(session, submission, decision, deed(member), part)


def test_a_contributing_turn_stands_beside_the_lead_and_changes_nothing_of_it(
    session: Session,
) -> None:
    submission, _ = send(session, pass_on=("wsft",))
    cases.taken_on(session, submission)

    contribute(session, submission, triage(session), "wsft")

    lead, other = cases.turn(session, submission, 1), cases.turn(session, submission, 2)
    assert submission.status is SubmissionStatus.WITH_PARTNER
    assert (lead.status, lead.open) == (ReferralStatus.ACCEPTED, True)
    assert (other.part, other.partner.key) == (ReferralPart.CONTRIBUTING, "wsft")


def test_a_contributing_turn_given_back_leaves_the_lead_where_it_is(session: Session) -> None:
    submission, _ = send(session, pass_on=("wsft",))
    cases.taken_on(session, submission)
    member = triage(session)
    contribute(session, submission, member, "wsft")

    place.give_back(session, cases.turn(session, submission, 2), "not ours", deed(member))

    assert submission.status is SubmissionStatus.WITH_PARTNER
    assert cases.turn(session, submission, 1).open


def test_consents_that_were_all_deleted_are_not_a_yes(session: Session) -> None:
    submission, _ = send(session, needs=("other",), pass_on=("wsft",))
    session.execute(delete(Consent).where(Consent.submission_id == submission.id))

    wsft = partnership.partner(session, "wsft")

    assert not place.may_place(session, submission, wsft)


# --- bodies that can take no turn -----------------------------------------------------------


def test_a_named_school_is_needed_for_any_school_cannot_read(session: Session) -> None:
    submission, _ = send(session, needs=("school_support",), pass_on=("school",))

    with pytest.raises(NotAllowed):
        says(session, submission, "school")


def test_a_school_with_a_row_of_its_own_can_take_a_turn(session: Session) -> None:
    session.add(partner("hazel_primary", kind=PartnerKind.SCHOOL))
    submission, _ = send(session, needs=("school_support",), pass_on=("hazel_primary",))

    says(session, submission, "hazel_primary")

    assert cases.turn(session, submission).partner.key == "hazel_primary"


def test_triage_places_nothing_with_itself_for_it_can_keep_it(session: Session) -> None:
    submission, _ = send(session, needs=("other",))

    with pytest.raises(NotAllowed):
        says(session, submission, "triage")


def partner(key: str, **changes: object) -> Partner:
    base: dict[str, object] = {
        "key": key,
        "name": key,
        "official_name": key,
        "kind": PartnerKind.COUNCIL_TEAM,
        "valid_from": date(2022, 7, 1),
        "verified": True,
        "standing_agreement": False,
    }
    return Partner(**{**base, **changes})


@pytest.mark.parametrize(
    ("dates", "able"),
    [
        ({}, True),
        ({"valid_to": date(2026, 11, 24)}, True),
        ({"valid_to": date(2026, 11, 23)}, False),
        ({"valid_from": date(2026, 11, 24)}, True),
        ({"valid_from": date(2026, 11, 25)}, False),
    ],
)
def test_a_body_takes_work_from_its_first_day_to_its_last(
    session: Session, dates: dict[str, object], able: bool
) -> None:
    session.add(partner("old_team", **dates))
    submission, _ = send(session, needs=("other",))

    if able:
        says(session, submission, "old_team")
    else:
        with pytest.raises(NotAllowed):
            says(session, submission, "old_team")

    assert cases.turns(session, submission) == int(able)


def test_nothing_is_placed_while_safeguarding_leads_hold_it(session: Session) -> None:
    submission, _ = send(session, words=cases.DISCLOSURE)

    with pytest.raises(NotAllowed):
        says(session, submission, "scc_send")

    assert cases.turns(session, submission) == 0


# --- taking it on ---------------------------------------------------------------------------


def test_taking_it_on_stops_the_promise_to_say_who_is_in_charge(session: Session) -> None:
    submission, _ = send(session)

    cases.taken_on(session, submission, WEDNESDAY)

    accept = cases.promise(session, submission, Subject.PARTNER, ClockKind.ACCEPT)
    in_charge = cases.promise(session, submission, Subject.FAMILY, ClockKind.TRIAGE)
    assert (accept.state, accept.on_time) == (ClockState.STOPPED, True)
    assert (in_charge.state, in_charge.on_time) == (ClockState.STOPPED, True)


def test_taking_it_on_leaves_the_promises_to_write_and_to_answer_running(session: Session) -> None:
    submission, _ = send(session)

    cases.taken_on(session, submission, WEDNESDAY)

    running = {
        (one.subject, one.kind)
        for one in cases.promises(session, submission)
        if one.state is ClockState.RUNNING
    }
    assert running == {
        (Subject.FAMILY, ClockKind.ACKNOWLEDGE),
        (Subject.FAMILY, ClockKind.RESPOND),
        (Subject.FAMILY, ClockKind.RESOLVE),
        (Subject.FAMILY, ClockKind.DOOR_TO_DOOR),
        (Subject.PARTNER, ClockKind.RESPOND),
    }


def test_taking_it_on_is_kept_as_a_persons_word_beside_the_rules(session: Session) -> None:
    submission, _ = send(session)

    cases.taken_on(session, submission)

    sources = [(one.source, one.lead_key) for one in cases.decisions(session, submission)]
    assert sources == [
        (RouteSource.RULE, "scc_transport"),
        (RouteSource.PERSON, "scc_transport"),
    ]


def test_what_the_leading_partner_owes_next_is_then_the_first_word_to_the_family(
    session: Session,
) -> None:
    submission, _ = send(session)

    referral = cases.taken_on(session, submission)

    write_by = cases.promise(session, submission, Subject.FAMILY, ClockKind.ACKNOWLEDGE)
    assert referral.due_at == submission.due_at == write_by.due_at


def test_nobody_takes_the_same_turn_twice(session: Session) -> None:
    submission, _ = send(session)
    referral = cases.taken_on(session, submission)
    member = hire(session, Role.CASEWORKER, "scc_transport")

    with pytest.raises(IllegalMove):
        place.accept(session, member, referral, deed(member, "again"))


# --- giving it back -------------------------------------------------------------------------


def given_back(session: Session, submission: Submission, now: datetime = WEDNESDAY) -> None:
    referral = cases.turn(session, submission)
    member = hire(session, Role.CASEWORKER, referral.partner.key)
    place.give_back(session, referral, "Not our school.", deed(member, "back", now))
    session.flush()


def test_a_turn_given_back_ends_with_its_reason_and_triage_begins_its_own(
    session: Session,
) -> None:
    submission, _ = send(session)

    given_back(session, submission)

    referral = cases.turn(session, submission)
    placing = cases.promise(session, submission, Subject.TRIAGE, ClockKind.PLACE)
    assert submission.status is SubmissionStatus.IN_TRIAGE
    assert (referral.status, referral.open) == (ReferralStatus.RETURNED, False)
    assert (referral.ended_at, referral.ended_because) == (WEDNESDAY, "Not our school.")
    assert (placing.started_at, placing.due_on) == (WEDNESDAY, date(2026, 11, 27))


def test_the_partners_promises_are_cancelled_and_nothing_of_theirs_is_due(
    session: Session,
) -> None:
    submission, _ = send(session)

    given_back(session, submission)

    partners = [o for o in cases.promises(session, submission) if o.subject is Subject.PARTNER]
    assert {one.state for one in partners} == {ClockState.CANCELLED}
    assert {one.on_time for one in partners} == {None}
    assert all(m.void for one in partners for m in one.milestones if m.crosses_at > WEDNESDAY)
    assert cases.turn(session, submission).due_at is None


def test_the_familys_promises_run_on_as_if_nothing_had_happened(session: Session) -> None:
    submission, _ = send(session)
    before = family(session, submission)

    given_back(session, submission)
    says(session, submission, "scc_send", hours=14)
    referral = cases.turn(session, submission, 2)
    thursday = deed(triage(session), "back-2", WEDNESDAY + timedelta(days=1))
    place.give_back(session, referral, "Nor ours.", thursday)

    assert family(session, submission) == before
    assert all(row[2:] == (1, TUESDAY_EVENING) for row in before)


def family(session: Session, submission: Submission) -> list[tuple[object, ...]]:
    return [
        (one.kind, one.due_at, one.cycle, one.started_at)
        for one in cases.promises(session, submission)
        if one.subject is Subject.FAMILY
    ]


def test_each_time_before_triage_is_a_cycle_of_its_own(session: Session) -> None:
    submission, _ = send(session, needs=("other",))
    says(session, submission, "scc_send", hours=1)
    given_back(session, submission)

    first = cases.promise(session, submission, Subject.TRIAGE, ClockKind.PLACE, cycle=1)
    second = cases.promise(session, submission, Subject.TRIAGE, ClockKind.PLACE, cycle=2)
    assert (first.state, first.on_time) == (ClockState.STOPPED, True)
    assert (second.state, second.started_at) == (ClockState.RUNNING, WEDNESDAY)


def test_a_turn_can_be_given_back_after_it_was_taken_on(session: Session) -> None:
    submission, _ = send(session)
    cases.taken_on(session, submission)

    given_back(session, submission)

    in_charge = cases.promise(session, submission, Subject.FAMILY, ClockKind.TRIAGE)
    assert submission.status is SubmissionStatus.IN_TRIAGE
    assert [event.kind for event in in_charge.events] == [EventKind.START, EventKind.STOP]


def test_a_turn_that_has_ended_cannot_be_given_back_again(session: Session) -> None:
    submission, _ = send(session)
    given_back(session, submission)

    with pytest.raises(IllegalMove):
        given_back(session, submission)


# --- triage ---------------------------------------------------------------------------------


def test_what_triage_decides_stands_beside_what_the_rules_said(session: Session) -> None:
    submission, _ = send(session, needs=("send_transport", "social_care"))

    says(session, submission, "scc_send", hours=1)

    rule, person = cases.decisions(session, submission)
    assert (rule.source, rule.lead_key, rule.certain) == (RouteSource.RULE, "scc_transport", False)
    assert (person.source, person.lead_key) == (RouteSource.PERSON, "scc_send")
    assert cases.turn(session, submission).decision_id == person.id


def test_placing_stops_triages_own_promise_and_starts_the_partners(session: Session) -> None:
    submission, _ = send(session, needs=("other",))

    says(session, submission, "scc_send", days=1)

    placing = cases.promise(session, submission, Subject.TRIAGE, ClockKind.PLACE)
    answer_by = cases.promise(session, submission, Subject.PARTNER, ClockKind.RESPOND)
    assert (placing.state, placing.on_time) == (ClockState.STOPPED, True)
    assert answer_by.started_at == TUESDAY_EVENING + timedelta(days=1)


def test_keeping_it_tells_the_family_who_is_in_charge(session: Session) -> None:
    submission, _ = send(session, needs=("other",))
    member = triage(session)

    place.keep(session, member, submission, "We can answer this.", deed(member, "k", WEDNESDAY))

    in_charge = cases.promise(session, submission, Subject.FAMILY, ClockKind.TRIAGE)
    placing = cases.promise(session, submission, Subject.TRIAGE, ClockKind.PLACE)
    assert {in_charge.state, placing.state} == {ClockState.STOPPED}
    assert submission.status is SubmissionStatus.IN_TRIAGE
    assert cases.decisions(session, submission)[-1].lead_key == "triage"


def test_what_is_due_next_moves_on_when_a_promise_is_kept(session: Session) -> None:
    submission, _ = send(session, needs=("other",))
    member = triage(session)
    write_by = cases.promise(session, submission, Subject.FAMILY, ClockKind.ACKNOWLEDGE)

    place.keep(session, member, submission, "Ours.", deed(member, "keep", WEDNESDAY))

    assert submission.due_at == write_by.due_at


def test_a_clock_that_was_set_back_ends_no_promise_before_it_began(session: Session) -> None:
    submission, _ = send(session)

    given_back(session, submission, TUESDAY_EVENING - timedelta(hours=1))

    accept = cases.promise(session, submission, Subject.PARTNER, ClockKind.ACCEPT)
    assert (accept.state, accept.stopped_at) == (ClockState.CANCELLED, TUESDAY_EVENING)


def test_a_turn_twice_with_one_body_has_its_own_promises_each_time(session: Session) -> None:
    submission, _ = send(session)
    given_back(session, submission)

    says(session, submission, "scc_transport", days=2)

    rows = [o for o in cases.promises(session, submission) if o.subject is Subject.PARTNER]
    assert [(one.owner, one.state) for one in rows] == [
        ("referral:1", ClockState.CANCELLED),
        ("referral:1", ClockState.CANCELLED),
        ("referral:2", ClockState.RUNNING),
        ("referral:2", ClockState.RUNNING),
    ]


def test_a_rule_names_its_partner_even_at_the_last_minute_of_the_year(session: Session) -> None:
    submission, _ = send(session, now=datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC))

    accept = cases.promise(session, submission, Subject.PARTNER, ClockKind.ACCEPT)
    assert accept.due_on == date(2027, 1, 4)
    assert session.scalars(select(Submission.received_on)).one() == date(2026, 12, 31)
