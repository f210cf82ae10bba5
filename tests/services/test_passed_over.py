"""One row to which nothing can be done stops no sweep: what is due behind it is still done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from portal.domain.clock_faults import BadExtension
from portal.domain.clocks import ClockKind, ClockState, EventKind, Milestone, Subject
from portal.domain.messages import MessagePurpose
from portal.domain.people import SYSTEM, ActorKind, Deed, Role
from portal.domain.referrals import ReferralStatus
from portal.domain.submissions import SubmissionStatus
from portal.models import (
    AuditEvent,
    ClockEventRow,
    ClockMilestone,
    ClockRow,
    OutgoingLetter,
    Submission,
)
from portal.queries.passed_over import PassedOver, Thing
from portal.services import casework, escalate
from portal.services.casework import Words
from tests.support import cases
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import send
from tests.support.staff import deed, hire

LONDON = ZoneInfo("Europe/London")
WEDNESDAY = TUESDAY_EVENING + timedelta(hours=12)
CAPPED = SILENT = datetime(2026, 12, 10, tzinfo=LONDON)
"""The end of the tenth working day after Wednesday 25 November 2026."""
UNTAKEN = datetime(2026, 11, 26, tzinfo=LONDON)
LATER = datetime(2027, 1, 20, tzinfo=LONDON)


def asked(session: Session, key: str) -> Submission:
    """The family has our question since Wednesday."""
    submission, _ = send(session, key)
    cases.taken_on(session, submission)
    member = hire(session, Role.CASEWORKER, "scc_transport")
    turn, said = cases.turn(session, submission), deed(member, key, WEDNESDAY)
    words = Words("Which bus?", key)
    casework.write(session, member, submission, MessagePurpose.QUESTION, words, said, turn)
    return submission


def proposed(session: Session, key: str) -> Submission:
    """The family is asked whether it is done since Wednesday."""
    submission, _ = send(session, key)
    turn = cases.taken_on(session, submission)
    member = hire(session, Role.CASEWORKER, "scc_transport")
    said = deed(member, key, WEDNESDAY)
    answer, done = Words("Mended.", f"a {key}"), Words("Done?", f"d {key}")
    casework.answer(session, member, submission, answer, said, referral=turn)
    casework.propose_resolved(session, member, submission, done, said, turn)
    return submission


def untaken(session: Session, key: str) -> Submission:
    return send(session, key)[0]


@dataclass(frozen=True)
class Case:
    """How a case comes to be, what time alone does to it, and the clock that can spoil that."""

    arrives: Callable[[Session, str], Submission]
    thing: Thing
    at: datetime
    subject: Subject
    kind: ClockKind

    def number(self, session: Session, submission: Submission) -> int:
        if self.thing is Thing.CLOCK:
            return self.clock(session, submission).id
        turn = cases.turn(session, submission)
        return turn.id if self.thing is Thing.TURN else submission.id

    def clock(self, session: Session, submission: Submission) -> ClockRow:
        return cases.promise(session, submission, self.subject, self.kind)

    def happened(self, session: Session, submission: Submission) -> bool:
        session.flush()
        session.expire_all()
        if self.thing is Thing.CLOCK:
            return self.clock(session, submission).state is ClockState.RUNNING
        if self.thing is Thing.TURN:
            return cases.turn(session, submission).status is ReferralStatus.RETURNED
        return submission.status is SubmissionStatus.CLOSED_BY_SILENCE


CASES = [
    Case(asked, Thing.CLOCK, CAPPED, Subject.FAMILY, ClockKind.RESPOND),
    Case(proposed, Thing.SUBMISSION, SILENT, Subject.FAMILY, ClockKind.RESOLVE),
    Case(untaken, Thing.TURN, UNTAKEN, Subject.PARTNER, ClockKind.ACCEPT),
]
each_kind = pytest.mark.parametrize("case", CASES, ids=lambda case: case.thing.value)


def spoil(session: Session, clock: ClockRow) -> int:
    """An event by hand that no rule allows: more time, of no days."""
    session.flush()
    row = ClockEventRow(
        clock_id=clock.id,
        kind=EventKind.EXTEND,
        effective_at=clock.started_at,
        recorded_at=clock.started_at,
        actor=ActorKind.SYSTEM,
        reason="by hand",
        amount=0,
        source_id="by hand",
    )
    session.add(row)
    session.flush()
    session.expire_all()
    return row.id


def mend(session: Session, event: int) -> None:
    session.execute(delete(ClockEventRow).where(ClockEventRow.id == event))
    session.expire_all()


def sweep(session: Session, now: datetime = LATER) -> PassedOver:
    """Tick after tick until nothing is left; what the last one passed over."""
    passed = PassedOver()
    while escalate.tick(session, Deed(SYSTEM, now, "worker"), passed=passed):
        session.flush()
        passed = PassedOver()
    return passed


def marked(session: Session, clock: ClockRow) -> set[Milestone]:
    query = select(ClockMilestone.name).where(
        ClockMilestone.clock_id == clock.id, ClockMilestone.recorded_at.is_not(None)
    )
    return set(session.scalars(query))


@each_kind
def test_what_is_due_behind_a_row_that_raises_is_still_done(session: Session, case: Case) -> None:
    bad, good = case.arrives(session, "bad"), case.arrives(session, "good")
    bystander = asked(session, "bystander")
    spoil(session, case.clock(session, bad))

    sweep(session)

    answer = cases.promise(session, bystander, Subject.FAMILY, ClockKind.RESPOND)
    assert not case.happened(session, bad)
    assert case.happened(session, good)
    assert Milestone.BREACHED in marked(session, answer)


@each_kind
def test_it_is_named_by_its_number_and_the_kind_of_its_error(session: Session, case: Case) -> None:
    bad = case.arrives(session, "bad")
    spoil(session, case.clock(session, bad))

    passed = sweep(session)

    number = case.number(session, bad)
    assert passed.told() == f"{case.thing.value} {number}: BadExtension"


@each_kind
def test_it_is_tried_once_a_tick_and_leaves_nothing_half_written(
    session: Session, case: Case
) -> None:
    bad = case.arrives(session, "bad")
    spoil(session, case.clock(session, bad))
    sweep(session)
    before = left(session)

    done = escalate.tick(session, Deed(SYSTEM, LATER, "worker"))

    session.flush()
    assert done == 0
    assert left(session) == before


@each_kind
def test_when_it_is_mended_it_happens_as_of_its_own_instant(session: Session, case: Case) -> None:
    bad, good = case.arrives(session, "bad"), case.arrives(session, "good")
    event = spoil(session, case.clock(session, bad))
    sweep(session)

    mend(session, event)
    passed = sweep(session)

    assert case.happened(session, bad)
    assert story(session, bad) == story(session, good)
    assert passed.told() == ""


@each_kind
def test_without_a_place_to_note_it_in_its_error_is_raised(session: Session, case: Case) -> None:
    bad = case.arrives(session, "bad")
    spoil(session, case.clock(session, bad))
    acts = {
        Thing.CLOCK: escalate.waiting.end_waits,
        Thing.SUBMISSION: escalate.close.close_silent,
        Thing.TURN: escalate.take_back,
    }

    with pytest.raises(BadExtension):
        acts[case.thing](session, Deed(SYSTEM, case.at, "worker"))


def left(session: Session) -> list[int]:
    tables = (AuditEvent, ClockEventRow, ClockMilestone, OutgoingLetter, ClockRow)
    return [session.scalars(select(func.count()).select_from(one)).one() for one in tables]


def story(session: Session, submission: Submission) -> list[tuple[object, ...]]:
    """What its clocks came to and what they crossed, without row numbers."""
    query = (
        select(
            ClockRow.owner,
            ClockRow.kind,
            ClockRow.state,
            ClockRow.started_at,
            ClockRow.stopped_at,
            ClockRow.due_at,
            ClockMilestone.name,
            ClockMilestone.crosses_at,
            ClockMilestone.void,
            ClockMilestone.recorded_at.is_not(None),
            ClockMilestone.annulled_because,
        )
        .join(ClockMilestone, ClockMilestone.clock_id == ClockRow.id)
        .where(ClockRow.submission_id == submission.id)
    )
    return sorted((tuple(one) for one in session.execute(query)), key=repr)


def test_more_than_twenty_rows_are_counted() -> None:
    passed = PassedOver({(Thing.CLOCK, n): "ValueError" for n in range(23)})

    assert passed.told().startswith("clock 0: ValueError; clock 1: ")
    assert passed.told().endswith("clock 19: ValueError; and 3 more")
