"""A body that is accused: its turns, its letters and the words that it typed in all end."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, Subject
from portal.domain.errors import CodeWrong, NotAllowed, NotFound
from portal.domain.legal_routes import LegalRoute
from portal.domain.people import AUTHOR, SYSTEM, ActorKind, Author, Deed, Member, Role
from portal.domain.referrals import ReferralStatus
from portal.domain.safeguarding import FlagSource, SafeguardingStatus
from portal.domain.staff_entry import CameBy, WhoseWords
from portal.domain.submissions import Danger, SubmissionStatus
from portal.models import (
    ClockRow,
    CodeRequest,
    FormalRoute,
    OutgoingLetter,
    Partner,
    Referral,
    StaffEntry,
    Submission,
)
from portal.queries import cases, code_requests, formal, inbox, locks, partnership
from portal.queries.digests import counts
from portal.services import (
    casework,
    formal_work,
    keep_away,
    place,
    return_visit,
    safeguard,
    supporters,
)
from portal.services import formal as making
from portal.services.casework import Words
from portal.services.submit import Receipt
from tests.services.test_escalate import sweeps
from tests.services.test_inform import closed
from tests.support import cases as some
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import intake, send
from tests.support.staff import deed, hire
from tests.support.wiring import CHEAP

WHY = "It accuses a nurse."
SOMEHOW = Deed(SYSTEM, TUESDAY_EVENING, "test")


@pytest.fixture
def lead(session: Session) -> Member:
    """A lead of the council."""
    return hire(session, Role.SAFEGUARDING, "scc_social_care", name="Lea")


@pytest.fixture
def other(session: Session) -> Member:
    """A lead of a hospital."""
    return hire(session, Role.SAFEGUARDING, "wsft", name="Bryn")


def flagged(session: Session, submission: Submission) -> None:
    safeguard.flag(session, submission, FlagSource.STAFF, [], SOMEHOW)
    session.flush()


def let_go(session: Session, submission: Submission, *leads: Member) -> None:
    item = some.flags(session, submission)[0]
    for one in leads:
        safeguard.release(session, one, item, "Nothing in it.", deed(one))
    session.flush()
    assert item.status is SafeguardingStatus.RELEASED


def lock(session: Session, member: Member, submission: Submission, body: str) -> None:
    keep_away.keep_away(session, member, submission, body, WHY, deed(member))
    session.flush()


def letters(session: Session, kind: str) -> int:
    query = select(OutgoingLetter.id).where(OutgoingLetter.kind == kind)
    return len(session.scalars(query.order_by(OutgoingLetter.id)).all())


def test_the_turn_of_a_body_that_is_kept_away_goes_back_to_who_can_see_it(
    session: Session, lead: Member, other: Member
) -> None:
    submission, _ = send(session)
    turn = some.taken_on(session, submission)
    flagged(session, submission)
    lock(session, other, submission, "scc")
    keep_away.let_back(session, other, submission, "scc", deed(other))
    session.flush()

    assert (turn.status, turn.open) == (ReferralStatus.RETURNED, False)
    assert submission.status is SubmissionStatus.IN_TRIAGE
    query = select(ClockRow.state).where(ClockRow.referral_id == turn.id)
    assert "running" not in {one.value for one in session.scalars(query)}


def test_the_turn_of_another_body_stays(session: Session, lead: Member, other: Member) -> None:
    submission, _ = send(session)
    turn = some.taken_on(session, submission)
    flagged(session, submission)

    lock(session, lead, submission, "wsft")

    assert (turn.status, turn.open) == (ReferralStatus.ACCEPTED, True)


def test_nothing_is_placed_with_a_body_that_is_kept_away(
    session: Session, lead: Member, other: Member
) -> None:
    submission, _ = send(session, must_not_see="A nurse", pass_on=("wsft", "nsft"))
    triage = hire(session, Role.TRIAGE, "triage")
    flagged(session, submission)
    lock(session, lead, submission, "wsft")
    let_go(session, submission, lead, hire(session, Role.SAFEGUARDING, "nsft", name="Noa"))

    with pytest.raises(NotAllowed):
        place.decide(session, triage, submission, "wsft", "Theirs", deed(triage))
    assert letters(session, "referral_placed") == 0
    session.rollback()


def test_it_is_placed_with_a_body_that_is_not(
    session: Session, lead: Member, other: Member
) -> None:
    submission, _ = send(session, must_not_see="A nurse", pass_on=("wsft", "nsft"))
    triage = hire(session, Role.TRIAGE, "triage")
    flagged(session, submission)
    lock(session, lead, submission, "wsft")
    let_go(session, submission, lead, hire(session, Role.SAFEGUARDING, "nsft", name="Noa"))

    assert place.decide(session, triage, submission, "nsft", "Theirs", deed(triage)).open


def test_while_triages_own_body_is_kept_away_it_stays_with_the_leads_of_others(
    session: Session, lead: Member, other: Member
) -> None:
    submission, _ = send(session, must_not_see="A social worker")
    triage = hire(session, Role.TRIAGE, "triage")
    flagged(session, submission)
    lock(session, other, submission, "scc")
    let_go(session, submission, other, hire(session, Role.SAFEGUARDING, "nsft", name="Noa"))

    for member in (triage, lead):
        with pytest.raises(NotFound):
            cases.find(session, member, submission.reference)
    assert inbox.of_triage(session, triage, inbox.Show.TO_DO, None).rows == []
    assert cases.find(session, other, submission.reference) is submission


def test_once_it_is_let_back_it_goes_on_as_if_nothing_had_been(
    session: Session, lead: Member, other: Member
) -> None:
    submission, _ = send(session, must_not_see="A social worker")
    triage = hire(session, Role.TRIAGE, "triage")
    flagged(session, submission)
    lock(session, other, submission, "scc")
    let_go(session, submission, other, hire(session, Role.SAFEGUARDING, "nsft", name="Noa"))

    keep_away.let_back(session, other, submission, "scc", deed(other))
    session.flush()

    assert cases.find(session, triage, submission.reference) is submission
    query = select(ClockRow).where(
        ClockRow.submission_id == submission.id,
        ClockRow.subject == Subject.TRIAGE,
        ClockRow.kind == ClockKind.PLACE,
    )
    assert session.scalars(query.order_by(ClockRow.id.desc())).first().state.value == "running"


def owed(session: Session, submission: Submission) -> None:
    session.add(
        FormalRoute(
            submission_id=submission.id,
            regime="nhs_complaint",
            partner_key="wsft",
            made_by=ActorKind.AUTHOR,
            first_on=date(2026, 11, 24),
            requested_on=date(2026, 11, 24),
        )
    )
    session.flush()


def test_a_complaint_about_a_body_that_is_kept_away_is_neither_listed_nor_told_to_it(
    session: Session, lead: Member
) -> None:
    submission, _ = send(session)
    worker = hire(session, Role.MANAGER, "wsft")
    owed(session, submission)
    assert [one.submission.id for one in formal.to_do(session, worker)] == [submission.id]
    session.rollback()

    submission, _ = send(session, "form-2")
    lead = hire(session, Role.SAFEGUARDING, "scc_social_care", name="Lea")
    worker = hire(session, Role.MANAGER, "wsft")
    owed(session, submission)
    lock(session, lead, submission, "wsft")
    submission.restricted = False
    making.tell_bodies(session, submission, deed(lead))
    session.flush()

    assert formal.to_do(session, worker) == []
    assert letters(session, "formal_route") == 0


def typed_in(session: Session, by: Member) -> tuple[Submission, Receipt]:
    submission, receipt = send(session)
    session.add(
        StaffEntry(
            submission_id=submission.id,
            staff_id=by.staff_id,
            partner_id=by.partner_id,
            came_by=CameBy.CALL,
            contact_on=date(2026, 11, 24),
            typed_at=TUESDAY_EVENING,
            whose_words=WhoseWords.NOTES,
        )
    )
    flagged(session, submission)
    return submission, receipt


@pytest.mark.parametrize(("away", "opens"), [("wsft", False), ("nsft", True)])
def test_words_that_an_accused_body_typed_in_open_nothing_any_more(
    session: Session, lead: Member, other: Member, away: str, opens: bool
) -> None:
    submission, receipt = typed_in(session, hire(session, Role.CASEWORKER, "wsft"))

    lock(session, lead, submission, away)

    try:
        return_visit.open_door(session, CHEAP, receipt.reference, receipt.code, TUESDAY_EVENING)
        opened = True
    except CodeWrong:
        opened = False
    assert opened is opens


def test_the_officer_alone_has_the_list_of_what_is_kept_away(
    session: Session, lead: Member, other: Member
) -> None:
    submission, _ = send(session)
    flagged(session, submission)
    lock(session, lead, submission, "wsft")

    officer = hire(session, Role.DPO, name="Olu")
    (line,) = locks.listed(session, officer)
    assert (line.reference, line.since) == (submission.reference, TUESDAY_EVENING)
    assert WHY not in repr(line)
    assert locks.listed(session, other) == []


def test_no_turn_of_the_accused_body_is_left_open_whatever_it_was(
    session: Session, lead: Member, other: Member
) -> None:
    submission, _ = send(session)
    giver = some.taken_on(session, submission)
    worker = hire(session, Role.CASEWORKER, giver.partner.key)
    taker = place.hand_on(session, worker, giver, "scc_send", "Yours", deed(worker))
    flagged(session, submission)

    lock(session, other, submission, "scc")

    query = select(Referral).where(Referral.submission_id == submission.id, Referral.open)
    assert session.scalars(query).all() == []
    assert {giver.status, taker.status} == {ReferralStatus.RETURNED}


# --- what came before it was kept away, and what comes after ------------------------------------


def answered_by(session: Session, submission: Submission) -> Referral:
    turn = some.taken_on(session, submission)
    worker = hire(session, Role.CASEWORKER, turn.partner.key)
    words = Words("A taxi comes.", "the answer")
    casework.answer(session, worker, submission, words, deed(worker), referral=turn)
    session.flush()
    return turn


def test_an_answered_turn_of_the_accused_body_is_over(
    session: Session, lead: Member, other: Member
) -> None:
    submission, _ = send(session)
    turn = answered_by(session, submission)

    lock(session, other, submission, "scc")

    assert (turn.status, turn.open) == (ReferralStatus.DONE, False)


def proposed(session: Session) -> tuple[Submission, Author, Referral]:
    """A body has answered and asked the family whether it is done."""
    submission, receipt = send(session)
    turn = answered_by(session, submission)
    worker = hire(session, Role.CASEWORKER, turn.partner.key)
    words = Words("We think that it is done.", "the proposal")
    casework.propose_resolved(session, worker, submission, words, deed(worker), turn)
    session.flush()
    return submission, Author(submission.id, receipt.reference), turn


def test_a_family_that_disagrees_gives_it_no_turn(
    session: Session, lead: Member, other: Member
) -> None:
    submission, author, turn = proposed(session)
    lock(session, other, submission, "scc")

    return_visit.disagree(session, author, TUESDAY_EVENING)
    session.flush()

    assert submission.status is SubmissionStatus.DISPUTED
    assert not turn.open


def test_a_family_that_disagrees_gives_another_body_its_turn_back(
    session: Session, lead: Member, other: Member
) -> None:
    submission, author, turn = proposed(session)
    lock(session, lead, submission, "wsft")

    return_visit.disagree(session, author, TUESDAY_EVENING)

    assert (turn.status, turn.open) == (ReferralStatus.ACCEPTED, True)


def told_since(session: Session, before: int) -> list[str]:
    """The bodies that got a letter since, by key, once each."""
    query = select(Partner.key).join(OutgoingLetter, OutgoingLetter.partner_id == Partner.id)
    return sorted(set(session.scalars(query.where(OutgoingLetter.id > before))))


def newest(session: Session) -> int:
    return session.scalars(select(func.max(OutgoingLetter.id))).one() or 0


@pytest.mark.parametrize(("body", "told"), [("wsft", ["scc_social_care"]), ("scc", ["wsft"])])
def test_a_new_flag_is_told_to_no_lead_of_the_accused_body(
    session: Session, lead: Member, other: Member, body: str, told: list[str]
) -> None:
    submission, _ = send(session)
    flagged(session, submission)
    lock(session, lead if body == "wsft" else other, submission, body)
    before = newest(session)

    flagged(session, submission)

    assert told_since(session, before) == told


MONTHS_LATER = datetime(2027, 6, 1, 10, tzinfo=UTC)


def counted(session: Session, key: str) -> int:
    """Promises of which the digests of a body say something, and letters about flags to it."""
    query = select(OutgoingLetter).join(Partner, OutgoingLetter.partner_id == Partner.id)
    query = query.where(Partner.key == key).order_by(OutgoingLetter.id)
    found = 0
    for letter in session.scalars(query):
        if letter.kind == "digest":
            number = counts(session, letter, MONTHS_LATER)
            found += number.soon + number.late
        found += letter.kind == "safeguarding_late"
    return found


@pytest.mark.parametrize(
    ("body", "kept", "hears"),
    [("wsft", "wsft", "scc_social_care"), ("scc", "scc_social_care", "wsft")],
)
def test_nothing_that_runs_out_on_what_leads_hold_is_counted_to_the_accused_body(
    session: Session, lead: Member, other: Member, body: str, kept: str, hears: str
) -> None:
    submission, _ = send(session, danger=Danger.YES)
    lock(session, lead if body == "wsft" else other, submission, body)

    sweeps(session, MONTHS_LATER)

    assert counted(session, kept) == 0
    assert counted(session, hears) > 0


def test_what_changed_is_triages_to_tell_once_who_led_to_the_end_is_kept_away(
    session: Session, lead: Member, other: Member
) -> None:
    story = closed(session)
    some.turn(session, story.submission).partner_id = other.partner_id
    session.flush()
    triage = hire(session, Role.TRIAGE, "triage")
    assert list(inbox.to_tell(session, triage, None).rows) == []

    lock(session, lead, story.submission, "wsft")
    sweeps(session, MONTHS_LATER)

    assert counted(session, "wsft") == 0
    (line,) = inbox.to_tell(session, triage, None).rows
    assert line.submission is story.submission


def test_what_changed_is_counted_to_who_led_to_the_end_and_is_not_kept_away(
    session: Session, lead: Member, other: Member
) -> None:
    story = closed(session)
    some.turn(session, story.submission).partner_id = other.partner_id
    session.flush()

    lock(session, lead, story.submission, "nsft")
    sweeps(session, MONTHS_LATER)

    assert counted(session, "wsft") > 0


def complain(session: Session, submission: Submission) -> FormalRoute:
    author = Author(submission.id, submission.reference)
    by = Deed(AUTHOR, TUESDAY_EVENING, "press")
    return making.make(session, author, LegalRoute.COUNCIL_COMPLAINT, by)


def test_a_complaint_that_the_accused_body_would_have_to_answer_goes_to_leads(
    session: Session, other: Member
) -> None:
    submission, _ = send(session)
    lock(session, other, submission, "scc")
    # As after a time in which nothing was owed by the council.
    submission.restricted = False
    before = newest(session)

    complain(session, submission)

    assert submission.restricted
    assert told_since(session, before) == []
    assert cases.find(session, other, submission.reference) is submission


def test_a_complaint_that_another_body_answers_stays_where_it_is(
    session: Session, lead: Member
) -> None:
    submission, _ = send(session)
    lock(session, lead, submission, "wsft")

    complain(session, submission)

    assert not submission.restricted


def test_the_wrong_body_cannot_pass_a_complaint_on_to_the_accused_one(
    session: Session, lead: Member
) -> None:
    submission, _ = send(session, pass_on=("wsft", "nsft", "esneft"))
    owed(session, submission)
    route = formal.of_submission(session, submission)[0]
    route.partner_key = "nsft"
    session.flush()
    case = formal_work.Case(route, submission)
    worker = hire(session, Role.MANAGER, "nsft")
    lock(session, lead, submission, "wsft")
    bodies = {one.key for one in formal_work.passable_to(session, case)}
    assert "wsft" not in bodies
    assert "esneft" in bodies

    wanted = partnership.partner(session, "wsft")
    with pytest.raises(NotAllowed):
        formal_work.pass_on(session, case, wanted, deed(worker))


@pytest.mark.parametrize(("body", "opens"), [("wsft", False), ("nsft", True)])
def test_supporters_codes_that_an_accused_body_may_have_made_open_nothing(
    session: Session, lead: Member, other: Member, body: str, opens: bool
) -> None:
    submission, receipt = typed_in(session, hire(session, Role.CASEWORKER, "wsft"))
    author = Author(submission.id, receipt.reference)
    supporters.make(
        session, intake(), author, "Sam", reads_words=True, key="k" * 24, now=TUESDAY_EVENING
    )
    session.flush()

    lock(session, lead, submission, body)

    assert bool(supporters.running(session, author)) is opens


def test_new_words_for_what_leads_hold_wait_on_no_list(session: Session, lead: Member) -> None:
    submission, _ = send(session)
    triage = hire(session, Role.TRIAGE, "triage")
    session.add(
        CodeRequest(
            submission_id=submission.id,
            asked_by=triage.staff_id,
            asked_at=TUESDAY_EVENING,
            reason="Lost",
            checked="Rang back",
        )
    )
    session.flush()
    assert len(code_requests.waiting(session, triage)) == 1

    flagged(session, submission)

    assert code_requests.waiting(session, triage) == []
