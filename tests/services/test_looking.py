"""The clock of a flag: the file's same working day, each flag its own, and for leads alone."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, Subject
from portal.domain.people import SYSTEM, Author, Deed, Member, Role
from portal.domain.submissions import Danger, SubmissionStatus
from portal.models import ClockRow, Submission
from portal.queries import cases as case_queries
from portal.queries import history, inbox, safeguarding, tracking
from portal.queries.inbox import Show
from portal.services import audit, clocks, return_visit, safeguard
from portal.services.projections import fold
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import intake, send
from tests.support.staff import deed, hire

WEDNESDAY_ELEVEN = datetime(2026, 11, 25, 11, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 10, tzinfo=UTC)


def looks(session: Session, submission: Submission) -> list[ClockRow]:
    session.flush()
    rows = cases.promises(session, submission)
    return [one for one in rows if one.subject is Subject.SAFEGUARDING]


def flagged(session: Session) -> tuple[Submission, Member]:
    submission, _ = send(session, danger=Danger.YES)
    return submission, hire(session, Role.SAFEGUARDING, "wsft")


def test_a_flag_is_due_when_its_clock_is(session: Session) -> None:
    submission, _lead = flagged(session)

    (clock,) = looks(session, submission)
    (item,) = cases.flags(session, submission)
    assert (clock.kind, clock.flag_id, clock.owner) == (ClockKind.LOOK, item.id, f"flag:{item.id}")
    assert item.due_at == clock.due_at == WEDNESDAY_ELEVEN


def test_a_leads_word_stops_it_in_time(session: Session) -> None:
    submission, lead = flagged(session)
    (item,) = cases.flags(session, submission)

    safeguard.confirm(session, lead, item, "Rang.", deed(lead, "c", TUESDAY_EVENING))

    (clock,) = looks(session, submission)
    assert (clock.state, clock.on_time) == (ClockState.STOPPED, True)


def test_each_flag_has_a_clock_of_its_own(session: Session) -> None:
    submission, lead = flagged(session)
    author = Author(submission.id, submission.reference)
    return_visit.reply(session, author, cases.DISCLOSURE, "again", TUESDAY_EVENING, intake().screen)
    session.flush()
    first, _second = cases.flags(session, submission)

    safeguard.confirm(session, lead, first, "Rang.", deed(lead, "c", TUESDAY_EVENING))

    states = [one.state for one in looks(session, submission)]
    assert states == [ClockState.STOPPED, ClockState.RUNNING]


@pytest.mark.parametrize("reason", ["waiting_for_family", "agreed_hold"])
def test_it_never_waits(session: Session, reason: str) -> None:
    submission, lead = flagged(session)
    (clock,) = looks(session, submission)

    clocks.pause(session, clock, deed(lead, "p", TUESDAY_EVENING), reason)

    assert clock.state is ClockState.RUNNING


def test_nobody_but_a_lead_finds_it_in_any_query(session: Session) -> None:
    submission, _lead = flagged(session)
    (clock,) = looks(session, submission)
    audit.record(
        session,
        Deed(SYSTEM, TUESDAY_EVENING, "worker"),
        "clock.breached",
        submission_id=submission.id,
        kind=clock.kind.value,
    )
    session.flush()
    triage = hire(session, Role.TRIAGE, "triage")
    worker = hire(session, Role.CASEWORKER, "scc_transport")
    (item,) = cases.flags(session, submission)

    author = Author(submission.id, submission.reference)
    theirs = tracking.find(session, author).clocks
    staff = case_queries.clocks(session, submission, None)
    assert clock.id not in [one.id for one in (*theirs, *staff)]
    for member in (triage, worker):
        assert safeguarding.clocks_of(session, member, [item]) == {}
        told = [one.action for one in history.of_case(session, member, submission)]
        assert "clock.breached" not in told
        assert "submission.received" in told


def test_a_lead_finds_it_with_its_working(session: Session) -> None:
    submission, lead = flagged(session)
    (item,) = cases.flags(session, submission)

    found = safeguarding.clocks_of(session, lead, [item])[item.id]

    assert [one.date.day for one in fold(session, found, TUESDAY_EVENING).days] == [24, 25]


def test_it_moves_no_date_by_which_inboxes_are_sorted(session: Session) -> None:
    morning = send(session, "plain", MORNING, must_not_see="My brother")[0]
    both = send(session, "flagged", MORNING, must_not_see="My brother")[0]
    lead = hire(session, Role.SAFEGUARDING, "wsft")

    safeguard.flag(session, both, safeguard.FlagSource.STAFF, [], deed(lead, "f", MORNING))
    clocks.refresh_due(session, both)

    assert both.due_at == morning.due_at
    assert looks(session, both)[0].due_at < both.due_at


def test_a_partners_inbox_does_not_name_it_once_the_flag_is_let_go(session: Session) -> None:
    submission, _ = send(session)
    lead, other = hire(session, Role.SAFEGUARDING, "wsft"), hire(session, Role.SAFEGUARDING, "nsft")
    worker = hire(session, Role.CASEWORKER, "scc_transport")
    said = deed(lead, "f", TUESDAY_EVENING)
    item = safeguard.flag(session, submission, safeguard.FlagSource.MACHINE, [], said)
    safeguard.release(session, lead, safeguard.with_steps(session, item.id), "Fine.", said)
    later = said.now + timedelta(minutes=5)
    second = safeguard.flag(
        session, submission, safeguard.FlagSource.STAFF, [], deed(other, "g", later)
    )
    # Still restricted by the second flag: nothing is in the inbox at all.
    assert inbox.of_partner(session, worker, Show.TO_DO, None).rows == []

    for number, one in enumerate((lead, other)):
        flag = safeguard.with_steps(session, second.id)
        safeguard.release(session, one, flag, "Fine.", deed(one, f"r{number}", later))

    (entry,) = inbox.of_partner(session, worker, Show.TO_DO, None).rows
    assert submission.status is SubmissionStatus.WITH_PARTNER
    assert entry.owed is not None
    assert entry.owed.kind is not ClockKind.LOOK
