"""A flood is held with everything kept and screened; real people pass (threat B21)."""

import random
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from portal.domain import code_words, codes
from portal.domain import floods as rule
from portal.domain.clocks import ClockKind, ClockState, Subject
from portal.domain.errors import TryAgainLater
from portal.domain.evidence import Window
from portal.domain.floods import Coming
from portal.domain.people import Member, Role
from portal.domain.safeguarding import FlagSource, SafeguardingStatus
from portal.domain.submissions import AuthorKind, SubmissionKind, SubmissionStatus
from portal.models import AuditEvent, Consent, FloodMark, Submission
from portal.queries import evidence, inbox
from portal.queries import floods as queries
from portal.queries.inbox import Show
from portal.services import floods, place, safeguard
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.flood import FAMILIES, JUNK, SCHOOL, comes, junk, person
from tests.support.staff import deed, hire

LATER = TUESDAY_EVENING + timedelta(hours=3)
SECRET = b"c" * 32
FLOOD = 300
DISCLOSURE = 211
"""The message of the flood in which somebody is in danger."""


@pytest.fixture
def triage(session: Session) -> Member:
    return hire(session, Role.TRIAGE, "triage")


def held_one(session: Session, key: str = "held", **changes: object) -> Submission:
    """One message that came after as many quick ones of its network as are ordinary."""
    many = session.scalars(select(func.count(Submission.id))).one()
    for number in range(rule.QUICK_OF_NETWORK):
        one = Coming("198.51.100.1", timedelta(seconds=1), f"{FAMILIES[number]} {many}")
        comes(session, f"{key}-{number}", TUESDAY_EVENING, one)
    last = Coming("198.51.100.1", timedelta(seconds=1), "A quick word on the school bus today.")
    return comes(session, key, TUESDAY_EVENING, last, **changes)[0]


def press(session: Session, member: Member, *references: str) -> int:
    session.expire_all()
    found = floods.chosen(session, member, references or None, LATER)
    many = floods.let_go(session, found, deed(member, "held", LATER))
    session.flush()
    return many


def test_twenty_families_amid_three_hundred_of_a_machine(session: Session, triage: Member) -> None:
    families, machines = [], []
    for number in range(FLOOD):
        now = TUESDAY_EVENING + timedelta(seconds=number)
        if number % 15 == 7:
            who = person(number // 15)
            families.append(comes(session, f"family-{number}", now, who)[1])
        words = {"words": cases.DISCLOSURE} if number == DISCLOSURE else {}
        machines.append(comes(session, f"machine-{number}", now, junk(number), **words)[1])
        # Each comes in a request of its own, which knows nothing of the ones before.
        session.expunge_all()

    assert len(families) == len(FAMILIES)
    assert all(one.reference and len(one.code) == codes.SECRET_WORDS for one in families + machines)
    theirs = [session.get_one(Submission, one.submission_id) for one in families]
    assert {(one.held, one.status) for one in theirs} == {(False, SubmissionStatus.WITH_PARTNER)}
    others = [session.get_one(Submission, one.submission_id) for one in machines]
    (flagged,) = (one for one in others if one.restricted)
    assert flagged is others[DISCLOSURE]
    assert cases.flags(session, flagged)[0].status is SafeguardingStatus.OPEN
    held = [one for one in others if one.held]
    assert len(held) == FLOOD - rule.ALIKE - 1
    assert queries.count(session, triage) == len(held)
    assert {one.words for one in held} <= {JUNK.format(number) for number in range(FLOOD)}


def test_a_flood_from_many_networks_with_other_words_each_time_is_held(session: Session) -> None:
    held = [
        comes(
            session,
            f"form-{number}",
            TUESDAY_EVENING,
            Coming(f"198.51.100.{number}", timedelta(seconds=2), f"{letters} {letters[::-1]} x"),
        )[0].held
        for number, letters in enumerate(f"{a}{b}q" for a in "abcdefghij" for b in "klmnopq")
    ]

    assert held == [False] * rule.QUICK_IN_ALL + [True] * (70 - rule.QUICK_IN_ALL)


def test_a_class_that_picks_the_same_pictures_is_no_flood(session: Session) -> None:
    found = [
        comes(
            session,
            f"pupil-{number}",
            TUESDAY_EVENING,
            Coming(SCHOOL, timedelta(minutes=1), ""),
            words="School. Sad.",
            author_kind=AuthorKind.YOUNG_PERSON,
        )[0]
        for number in range(30)
    ]

    assert not any(one.held for one in found)


def test_ten_minutes_later_the_network_is_ordinary_again(session: Session) -> None:
    held_one(session)
    soon = TUESDAY_EVENING + rule.WINDOW
    again = Coming("198.51.100.1", timedelta(seconds=1), "Nobody rings us back on Fridays.")

    assert not comes(session, "later", soon, again)[0].held


def test_the_same_form_pressed_again_and_again_counts_once(session: Session) -> None:
    for _ in range(20):
        submission, _ = comes(session, "pressed", TUESDAY_EVENING, person(0))

    assert not submission.held
    assert session.scalars(select(func.count(Submission.id))).one() == 1


def test_what_comes_by_no_network_is_not_counted(session: Session) -> None:
    for number in range(20):
        submission, _ = send(session, f"form-{number}")

    assert not submission.held
    assert session.scalars(select(func.count(FloodMark.id))).one() == 0


def test_a_held_message_has_the_familys_promises_and_no_partner(session: Session) -> None:
    ordinary = cases.promises(session, send(session)[0])
    submission = held_one(session)

    assert submission.held
    assert submission.status is SubmissionStatus.IN_TRIAGE
    assert cases.turns(session, submission) == 0
    family = {one.kind: one.due_at for one in ordinary if one.subject is Subject.FAMILY}
    mine = {
        one.kind: one.due_at
        for one in cases.promises(session, submission)
        if one.subject is Subject.FAMILY and one.state is ClockState.RUNNING
    }
    assert mine == family
    assert cases.letters(session, submission) == cases.letters(session, send(session)[0])


def test_let_go_on_it_goes_where_the_rules_say(session: Session, triage: Member) -> None:
    submission = held_one(session)

    assert press(session, triage, submission.reference) == 1

    assert not submission.held
    assert submission.status is SubmissionStatus.WITH_PARTNER
    assert cases.turn(session, submission).partner.key == "scc_transport"
    clock = cases.promise(session, submission, Subject.TRIAGE, ClockKind.PLACE)
    assert clock.state is ClockState.STOPPED
    done = select(AuditEvent.action).where(AuditEvent.submission_id == submission.id)
    said = set(session.scalars(done))
    assert {"submission.held", "submission.let_go", "referral.placed"} <= said


def test_let_go_on_twice_it_is_placed_once(session: Session, triage: Member) -> None:
    submission = held_one(session)
    press(session, triage, submission.reference)

    assert press(session, triage, submission.reference) == 0
    assert cases.turns(session, submission) == 1


def test_all_at_once_means_what_had_come_when_the_page_was_drawn(
    session: Session, triage: Member
) -> None:
    first = held_one(session)
    late = Coming("198.51.100.1", timedelta(seconds=1), "The ramp at the gate is broken.")
    second, _ = comes(session, "late", TUESDAY_EVENING + timedelta(minutes=5), late)

    found = floods.chosen(session, triage, None, TUESDAY_EVENING)

    assert second.held
    assert found == [first]


@pytest.mark.parametrize(
    "changes",
    [
        {"author_kind": AuthorKind.YOUNG_PERSON},
        {"must_not_see": "My brother-in-law"},
        {"needs": ("other",)},
        {"needs": ("autism_assessment",), "gp_area": "suffolk_east_west"},
    ],
)
def test_what_a_person_looks_at_anyway_stays_with_triage(
    session: Session, triage: Member, changes: dict[str, object]
) -> None:
    submission = held_one(session, **changes)

    press(session, triage, submission.reference)

    assert not submission.held
    assert submission.status is SubmissionStatus.IN_TRIAGE
    assert cases.turns(session, submission) == 0


def test_a_yes_for_a_body_outside_the_council_is_kept_through_it(
    session: Session, triage: Member
) -> None:
    about = {"needs": ("autism_assessment",), "gp_area": "suffolk_east_west"}
    submission = held_one(session, pass_on=("wsft",), **about)

    press(session, triage, submission.reference)

    assert cases.turn(session, submission).partner.key == "wsft"


def test_a_yes_that_was_taken_back_meanwhile_is_none(session: Session, triage: Member) -> None:
    about = {"needs": ("autism_assessment",), "gp_area": "suffolk_east_west"}
    submission = held_one(session, pass_on=("wsft",), **about)
    session.execute(update(Consent).where(Consent.partner_key == "wsft").values(yes=False))

    press(session, triage, submission.reference)

    assert cases.turns(session, submission) == 0


def test_a_view_is_read_once_it_goes_on(session: Session, triage: Member) -> None:
    submission = held_one(session, kind=SubmissionKind.VIEW)
    assert submission.status is SubmissionStatus.COUNTED
    assert not inbox.of_triage(session, triage, Show.VIEWS, None).rows

    press(session, triage, submission.reference)

    assert [e.submission for e in inbox.of_triage(session, triage, Show.VIEWS, None).rows] == [
        submission
    ]


def test_it_is_on_a_list_of_its_own_and_in_no_other(session: Session, triage: Member) -> None:
    submission = held_one(session)

    assert list(queries.held(session, triage, apart=False)) == [submission]
    assert not inbox.of_triage(session, triage, Show.TO_DO, None).rows


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.TRIAGE])
def test_nobody_but_triage_sees_or_moves_what_is_held(session: Session, role: Role) -> None:
    held_one(session)
    other = hire(session, role, "scc_transport")

    assert not queries.held(session, other, apart=False)
    assert queries.count(session, other) == 0
    assert floods.chosen(session, other, None, LATER) == []


def test_part_of_a_flood_is_counted_apart_and_can_go_on_still(
    session: Session, triage: Member
) -> None:
    submission = held_one(session)
    act = deed(triage, "held", LATER)

    assert floods.set_apart(session, floods.chosen(session, triage, None, LATER), act) == 1
    session.flush()

    assert queries.count(session, triage) == 0
    assert list(queries.held(session, triage, apart=True)) == [submission]
    assert floods.chosen(session, triage, None, LATER) == []
    assert press(session, triage, submission.reference) == 1
    assert not submission.part_of_flood
    assert submission.status is SubmissionStatus.WITH_PARTNER


def test_what_is_only_held_counts_and_a_flood_does_not(session: Session, triage: Member) -> None:
    submission = held_one(session)
    as_at = TUESDAY_EVENING + timedelta(days=50)
    window = Window(("2026-Q4",), date(2026, 10, 1), date(2026, 12, 31), None, as_at)
    texts, promises = evidence.texts(session, window), evidence.promises(session, window)

    floods.set_apart(session, [submission], deed(triage, "held", LATER))
    session.flush()

    assert len(evidence.texts(session, window)) == len(texts) - 1
    assert len(evidence.promises(session, window)) == len(promises) - 2


def test_a_flag_that_comes_later_takes_it_out_of_the_flood(
    session: Session, triage: Member
) -> None:
    submission = held_one(session)
    act = deed(triage, "held", LATER)
    floods.set_apart(session, [submission], act)
    safeguard.flag(session, submission, FlagSource.MACHINE, [], act)
    session.flush()

    assert (submission.held, submission.part_of_flood, submission.restricted) == (
        False,
        False,
        True,
    )
    assert floods.chosen(session, triage, [submission.reference], LATER) == []


def test_placing_it_by_hand_ends_the_holding(session: Session, triage: Member) -> None:
    submission = held_one(session)

    place.decide(
        session, triage, submission, "scc_send", "It is theirs", deed(triage, "place", LATER)
    )

    assert not submission.held


def test_the_hour_before_is_counted_for_the_alarm_also_what_went_on(
    session: Session, triage: Member
) -> None:
    submission = held_one(session)
    press(session, triage, submission.reference)

    assert queries.in_the_last_hour(session, TUESDAY_EVENING) == 1
    assert queries.in_the_last_hour(session, TUESDAY_EVENING + timedelta(hours=1)) == 0


def test_nothing_of_the_counting_says_who_or_what_and_all_of_it_goes_in_a_day(
    session: Session,
) -> None:
    held_one(session)
    names = set(session.scalars(select(FloodMark.name)))
    assert {len(one) for one in names} == {4, 5, 64}
    assert names >= {queries.HELD, floods.QUICK}
    assert not floods.anything_old(session, TUESDAY_EVENING + timedelta(hours=23))

    late = TUESDAY_EVENING + timedelta(hours=24, minutes=1)
    assert floods.anything_old(session, late)
    floods.forget(session, late)

    assert session.scalars(select(func.count(FloodMark.id))).one() == 0


# --- answers that are put away ------------------------------------------------------------------


def saves(session: Session, network: str, times: int, now=TUESDAY_EVENING) -> int:
    """How many of so many were counted before somebody had to wait."""
    for number in range(times):
        try:
            floods.save_comes(session, SECRET, network, now)
        except TryAgainLater:
            return number
        session.flush()
    return times


def test_thirty_parents_of_one_school_put_their_answers_away_thrice_each(session: Session) -> None:
    assert saves(session, SCHOOL, 90) == 90


def test_a_machine_must_wait_until_an_hour_is_over(session: Session) -> None:
    assert saves(session, SCHOOL, 1000) == rule.SAVES_OF_NETWORK

    with pytest.raises(TryAgainLater) as later:
        floods.save_comes(session, SECRET, SCHOOL, TUESDAY_EVENING + timedelta(minutes=20))

    assert later.value.seconds == 40 * 60
    assert saves(session, SCHOOL, 1, TUESDAY_EVENING + timedelta(hours=1)) == 1


def test_another_network_does_not_wait_for_it(session: Session) -> None:
    saves(session, SCHOOL, 1000)

    assert saves(session, "198.51.100.200", 1) == 1


def test_nothing_that_is_counted_says_which_network_it_was(session: Session) -> None:
    saves(session, SCHOOL, 1)

    (mark,) = session.scalars(select(FloodMark)).all()
    assert SCHOOL not in mark.name
    assert mark.at == TUESDAY_EVENING.replace(second=0, microsecond=0)


def test_families_who_begin_with_the_same_words_are_not_one_flood(session: Session) -> None:
    # On that day the rows of words that they share are among those that are kept of each.
    words, unlucky = code_words.word_list("en"), TUESDAY_EVENING + timedelta(days=17)

    held = []
    for family in range(20):
        others = " ".join(random.Random(family).sample(words, 12))
        text = f"The bus has not come. {others}."
        coming = Coming(f"198.51.100.{family}", timedelta(minutes=1), text)
        held.append(comes(session, f"form-{family}", unlucky, coming)[0].held)

    assert not any(held)


def test_the_same_text_with_another_number_each_time_is_held(session: Session) -> None:
    held = [
        comes(
            session,
            f"form-{number}",
            TUESDAY_EVENING,
            Coming(
                f"198.51.100.{number}",
                timedelta(minutes=1),
                f"Buy cheap watches now number {number}",
            ),
        )[0].held
        for number in range(rule.ALIKE + 1)
    ]

    assert held == [False] * rule.ALIKE + [True]
