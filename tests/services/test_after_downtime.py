"""Three days without a worker, over a weekend: the same rows as if it had never been away."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockState, Milestone
from portal.domain.messages import MessagePurpose
from portal.domain.people import SYSTEM, Deed, Member, Role
from portal.domain.referrals import ReferralStatus
from portal.domain.submissions import SubmissionStatus
from portal.models import (
    AuditEvent,
    ClockEventRow,
    ClockMilestone,
    ClockRow,
    OutgoingLetter,
    Partner,
    Referral,
    Submission,
)
from portal.services import casework, escalate, return_visit
from portal.services.casework import Words
from tests.support import cases
from tests.support.families import send
from tests.support.staff import deed, hire

LONDON = ZoneInfo("Europe/London")
SIX_HOURS = timedelta(hours=6)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=LONDON)


BEGAN, ENDED = at("11-12 00:30"), at("12-04 00:30")
WENT, CAME_BACK = at("11-27 18:00"), at("11-30 18:00")
"""A Friday evening, and the Monday evening after."""

Act = tuple[datetime, Callable[[], object]]


class Town:
    """What families and staff do, each at its own time, whether or not a worker is there."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.member: Member = hire(session, Role.CASEWORKER, "scc_transport")
        self.known: dict[str, Submission] = {}
        self.acts: list[Act] = []

    def sends(self, when: str, name: str, **told: object) -> None:
        def act() -> None:
            self.known[name], _ = send(
                self.session, name, at(when), contact="a@example.org", **told
            )

        self.acts.append((at(when), act))

    def accepts(self, when: str, name: str) -> None:
        self.acts.append(
            (at(when), lambda: cases.taken_on(self.session, self.known[name], at(when)))
        )

    def asks(self, when: str, name: str) -> None:
        self._writes(when, name, MessagePurpose.QUESTION)

    def greets(self, when: str, name: str) -> None:
        self._writes(when, name, MessagePurpose.ACKNOWLEDGEMENT)

    def answers(self, when: str, name: str, *, done: bool = False) -> None:
        def act() -> None:
            submission, said = self.known[name], self._deed(when, name)
            turn = cases.turn(self.session, submission)
            words = Words("Mended.", f"answer {name} {when}")
            casework.answer(self.session, self.member, submission, words, said, referral=turn)
            if done:
                words = Words("Done?", f"done {name} {when}")
                casework.propose_resolved(self.session, self.member, submission, words, said, turn)

        self.acts.append((at(when), act))

    def replies(self, when: str, name: str) -> None:
        def act() -> None:
            one = self.known[name]
            author = return_visit.Author(one.id, one.reference)
            return_visit.reply(self.session, author, "Here.", f"reply {name} {when}", at(when))

        self.acts.append((at(when), act))

    def agrees(self, when: str, name: str) -> None:
        def act() -> None:
            one = self.known[name]
            return_visit.agree(self.session, return_visit.Author(one.id, one.reference), at(when))

        self.acts.append((at(when), act))

    def _writes(self, when: str, name: str, purpose: MessagePurpose) -> None:
        def act() -> None:
            one, said = self.known[name], self._deed(when, name)
            turn = cases.turn(self.session, one)
            words = Words("Which bus is it?", f"{purpose} {name} {when}")
            casework.write(self.session, self.member, one, purpose, words, said, turn)

        self.acts.append((at(when), act))

    def _deed(self, when: str, name: str) -> Deed:
        return deed(self.member, f"{name} {when}", at(when))


def busy(session: Session) -> Town:
    """Answers, silence, caps, turns that nobody takes, replies: before, during and after."""
    town = Town(session)
    town.sends("11-26 10:00", "nobody takes it")
    town.sends("11-27 10:00", "nobody takes it by Monday")
    town.sends("11-25 10:00", "triage has it", needs=("other",))
    for name in ("silent", "answered on Saturday", "asked, then the cap", "cap, then a reply",
                 "cap, then asked again", "asked on Saturday", "replied on Saturday",
                 "late for weeks", "agreed on Sunday", "greeted on Sunday"):  # fmt: skip
        town.sends("11-12 09:00", name)
        town.accepts("11-12 10:00", name)
    town.answers("11-13 10:00", "silent", done=True)
    town.answers("11-20 10:00", "agreed on Sunday", done=True)
    for name in ("asked, then the cap", "cap, then a reply", "cap, then asked again"):
        town.asks("11-13 11:00", name)
    town.asks("11-26 11:00", "replied on Saturday")
    town.answers("11-28 10:00", "answered on Saturday")
    town.asks("11-28 11:00", "asked on Saturday")
    town.replies("11-28 12:00", "replied on Saturday")
    town.replies("11-29 12:00", "cap, then a reply")
    town.asks("11-29 13:00", "cap, then asked again")
    town.agrees("11-29 14:00", "agreed on Sunday")
    town.greets("11-29 15:00", "greeted on Sunday")
    town.answers("12-01 10:00", "asked, then the cap")
    return town


def ticks(away: tuple[datetime, datetime] | None) -> Iterator[datetime]:
    now = BEGAN
    while now <= ENDED:
        if away is None or not away[0] <= now < away[1]:
            yield now
        now += SIX_HOURS


def lived(
    session: Session, away: tuple[datetime, datetime] | None, most: int = escalate.MOST
) -> dict[str, list[object]]:
    """Every row that this history leaves, with a worker that is away for a time or never."""
    town = busy(session)
    worker = [(now, lambda now=now: works(session, now, most)) for now in ticks(away)]
    for _, act in sorted([*town.acts, *worker], key=lambda one: one[0]):
        act()
        session.flush()
    found = everything(session)
    session.rollback()
    return found


def works(session: Session, now: datetime, most: int) -> None:
    while escalate.tick(session, Deed(SYSTEM, now, "worker"), most):
        session.flush()


def everything(session: Session) -> dict[str, list[object]]:
    """All that must not depend on when a worker came by, told without row numbers."""
    session.expire_all()
    clock, submission = ClockRow, Submission
    whose = (submission.idempotency_hash, clock.owner, clock.kind, clock.cycle)
    of_clock = (*whose, clock.started_at, clock.due_on, clock.due_at, clock.state,
                clock.resumes_at, clock.stopped_at, clock.on_time)  # fmt: skip
    row, event, turn, letter = ClockMilestone, ClockEventRow, Referral, OutgoingLetter
    with_case = submission.id == clock.submission_id
    queries = {
        "clocks": select(*of_clock).join(submission, with_case),
        "milestones": select(*whose, row.name, row.basis, row.crosses_at, row.void,
                             row.recorded_at.is_not(None), row.annulled_because)
        .join(clock, clock.id == row.clock_id).join(submission, with_case),
        "events": select(*whose, event.kind, event.effective_at)
        .join(clock, clock.id == event.clock_id).join(submission, with_case),
        "cases": select(submission.idempotency_hash, submission.status, submission.closed_at,
                        submission.due_at),
        "turns": select(submission.idempotency_hash, turn.number, turn.status, turn.open,
                        turn.ended_at, turn.ended_because, turn.due_at)
        .join(submission, submission.id == turn.submission_id),
        "letters": select(letter.kind, Partner.key, letter.recipient, letter.digest_key)
        .join(Partner, Partner.id == letter.partner_id, isouter=True),
        "audit": select(AuditEvent.action, func.count()).group_by(AuditEvent.action),
    }  # fmt: skip
    return {
        name: sorted((tuple(found) for found in session.execute(query)), key=repr)
        for name, query in queries.items()
    }


@pytest.mark.parametrize("most", [escalate.MOST, 3], ids=["at once", "in small bites"])
def test_a_weekend_without_a_worker_leaves_the_rows_of_one_that_never_stopped(
    session: Session, most: int
) -> None:
    punctual = lived(session, None)

    late = lived(session, (WENT, CAME_BACK), most)

    for name, found in punctual.items():
        assert late[name] == found, name


def test_three_weeks_without_a_worker_still_leave_the_same_crossings(session: Session) -> None:
    punctual = lived(session, None)

    late = lived(session, (BEGAN + SIX_HOURS, ENDED))

    crossed = {name: [one for one in rows["milestones"] if one[8]] for name, rows in
               (("punctual", punctual), ("late", late))}  # fmt: skip
    assert late["cases"] == punctual["cases"]
    assert crossed["late"] == crossed["punctual"]


def test_the_history_has_something_of_everything(session: Session) -> None:
    found = lived(session, None)

    statuses = {one[1] for one in found["cases"]}
    assert {
        SubmissionStatus.CLOSED_BY_SILENCE,
        SubmissionStatus.RESOLVED,
        SubmissionStatus.IN_TRIAGE,
        SubmissionStatus.ANSWERED,
    } <= statuses
    assert {ReferralStatus.RETURNED, ReferralStatus.DONE} <= {one[2] for one in found["turns"]}
    assert ClockState.PAUSED in {one[7] for one in found["clocks"]}
    assert {Milestone.CHASED, Milestone.BREACHED, Milestone.ESCALATED_3} <= {
        one[4] for one in found["milestones"] if one[8]
    }
