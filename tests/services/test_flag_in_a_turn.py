"""A flag raised while a partner has it: the partner's promises wait, and begin again after."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, EventKind, Subject
from portal.domain.people import SYSTEM, Deed, Role
from portal.domain.referrals import ReferralStatus
from portal.domain.submissions import SubmissionStatus
from portal.models import ClockRow, Submission
from portal.services import casework, escalate, place, return_visit, safeguard
from portal.services.casework import Words
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import intake, send
from tests.support.staff import deed, hire

LATER = TUESDAY_EVENING + timedelta(hours=15)
FREED = TUESDAY_EVENING + timedelta(days=6)


def flagged_by_a_reply(session: Session, submission: Submission) -> None:
    author = return_visit.Author(submission.id, submission.reference)
    screen = intake().screen
    return_visit.reply(session, author, cases.DISCLOSURE, "reply", LATER, screen)
    session.flush()


def let_go(session: Session, submission: Submission) -> None:
    member = hire(session, Role.SAFEGUARDING, "scc_social_care")
    (item,) = cases.flags(session, submission)
    safeguard.release(session, member, item, "A song.", deed(member, "release", FREED))
    session.flush()


def theirs(session: Session, submission: Submission) -> list[ClockRow]:
    return [r for r in cases.promises(session, submission) if r.subject is Subject.PARTNER]


def running(session: Session, submission: Submission) -> set[tuple[ClockKind, int]]:
    rows = theirs(session, submission)
    return {(row.kind, row.cycle) for row in rows if row.state is ClockState.RUNNING}


def test_the_partners_promises_end_because_of_our_check(session: Session) -> None:
    submission, _ = send(session)

    flagged_by_a_reply(session, submission)

    rows = theirs(session, submission)
    ends = [e for row in rows for e in row.events if e.kind is EventKind.CANCEL]
    assert {row.state for row in rows} == {ClockState.CANCELLED}
    assert [(e.reason, e.effective_at) for e in ends] == [("our check", LATER)] * 2


def test_the_familys_promises_run_on(session: Session) -> None:
    submission, _ = send(session)

    flagged_by_a_reply(session, submission)

    family = [r for r in cases.promises(session, submission) if r.subject is Subject.FAMILY]
    assert {row.state for row in family} == {ClockState.RUNNING}


@pytest.mark.parametrize("hours", [0, 40])
def test_the_sweep_does_not_give_back_what_its_partner_may_not_see(
    session: Session, hours: int
) -> None:
    submission, _ = send(session)
    flagged_by_a_reply(session, submission)

    escalate.tick(session, Deed(SYSTEM, FREED + timedelta(hours=hours), "sweep"))

    assert cases.turn(session, submission).status is ReferralStatus.PLACED
    assert submission.status is SubmissionStatus.WITH_PARTNER


def test_let_go_a_turn_that_nobody_took_has_both_its_promises_again(session: Session) -> None:
    submission, _ = send(session)
    flagged_by_a_reply(session, submission)

    let_go(session, submission)

    assert running(session, submission) == {(ClockKind.ACCEPT, 2), (ClockKind.RESPOND, 2)}
    again = cases.promise(session, submission, Subject.PARTNER, ClockKind.ACCEPT, 2)
    assert again.started_at == FREED


def test_let_go_a_turn_that_was_taken_on_has_only_to_answer(session: Session) -> None:
    submission, _ = send(session)
    cases.taken_on(session, submission)
    flagged_by_a_reply(session, submission)

    let_go(session, submission)

    assert running(session, submission) == {(ClockKind.RESPOND, 2)}
    accepted = cases.promise(session, submission, Subject.PARTNER, ClockKind.ACCEPT)
    assert accepted.state is ClockState.STOPPED


def test_let_go_a_turn_that_was_answered_owes_no_second_answer(session: Session) -> None:
    submission, _ = send(session)
    turn = cases.taken_on(session, submission)
    member = hire(session, Role.CASEWORKER, "scc_transport")
    casework.answer(
        session, member, submission, Words("Mended.", "a"), deed(member, "answer"), referral=turn
    )
    flagged_by_a_reply(session, submission)

    let_go(session, submission)

    assert running(session, submission) == set()


def test_triage_is_not_asked_again_to_place_what_it_said_it_keeps(session: Session) -> None:
    submission, _ = send(session, needs=("other",))
    member = hire(session, Role.TRIAGE, "triage")
    place.keep(session, member, submission, "Ours.", deed(member, "keep", LATER))
    flagged_by_a_reply(session, submission)

    let_go(session, submission)

    placing = [r for r in cases.promises(session, submission) if r.subject is Subject.TRIAGE]
    assert not submission.restricted
    assert [(row.cycle, row.state) for row in placing] == [(1, ClockState.STOPPED)]


def test_what_was_kept_closed_and_opened_again_by_a_flagged_reply_is_triages_to_place(
    session: Session,
) -> None:
    submission, _ = send(session, needs=("other",))
    member = hire(session, Role.TRIAGE, "triage")
    place.keep(session, member, submission, "Ours.", deed(member, "keep"))
    casework.answer(session, member, submission, Words("Done.", "a"), deed(member, "a"))
    casework.propose_resolved(session, member, submission, Words("Done?", "d"), deed(member, "d"))
    author = return_visit.Author(submission.id, submission.reference)
    return_visit.agree(session, author, TUESDAY_EVENING + timedelta(hours=1))
    flagged_by_a_reply(session, submission)

    let_go(session, submission)

    placing = [r for r in cases.promises(session, submission) if r.subject is Subject.TRIAGE]
    assert submission.status is SubmissionStatus.IN_TRIAGE
    assert [row.state for row in placing] == [ClockState.STOPPED, ClockState.RUNNING]
