"""A body that is accused: its turns, its letters and the words that it typed in all end."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, Subject
from portal.domain.errors import CodeWrong, NotAllowed, NotFound
from portal.domain.people import SYSTEM, ActorKind, Deed, Member, Role
from portal.domain.referrals import ReferralStatus
from portal.domain.safeguarding import FlagSource, SafeguardingStatus
from portal.domain.staff_entry import CameBy, WhoseWords
from portal.domain.submissions import SubmissionStatus
from portal.models import ClockRow, FormalRoute, OutgoingLetter, Referral, StaffEntry, Submission
from portal.queries import cases, formal, inbox, locks
from portal.services import formal as making
from portal.services import keep_away, place, return_visit, safeguard
from tests.support import cases as some
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
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


def typed_in(session: Session, by: Member) -> tuple[Submission, object]:
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
