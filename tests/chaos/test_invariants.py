"""The look after the kills finds each promise that was broken: one planted fault for each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from portal.domain.clocks import EventKind, Milestone
from portal.domain.people import SYSTEM, Author, Deed
from portal.domain.submissions import SubmissionKind, SubmissionStatus
from portal.models import (
    AuditEvent,
    AuditSeal,
    ClockEventRow,
    ClockMilestone,
    ClockRow,
    DueWork,
    Message,
    OutgoingLetter,
    Referral,
    RouteDecision,
    Submission,
)
from portal.services import audit, escalate, return_visit
from tests.chaos.families import Acknowledged
from tests.chaos.invariants import faults
from tests.chaos.post import Taken
from tests.support import families
from tests.support.clock import TUESDAY_EVENING

LATER = TUESDAY_EVENING + timedelta(days=8)


@dataclass
class Aftermath:
    """What is left after a run: rows, what families were told, and what the server took."""

    session: Session
    told: list[Acknowledged]
    taken: list[Taken]

    def found(self) -> list[str]:
        self.session.flush()
        self.session.expire_all()
        return faults(self.session, self.told, self.taken, LATER)


@pytest.fixture
def sound(session: Session) -> Iterator[Aftermath]:
    """A run in which nothing was lost."""
    told = [
        _told(session, "bus", needs=("send_transport",), contact="bus@family.example"),
        _told(session, "other", needs=("other",), contact="other@family.example"),
        _told(session, "silent", needs=("other",)),
        _told(session, "view", kind=SubmissionKind.VIEW),
    ]
    told[0] = _written_again(session, told[0])
    while escalate.tick(session, Deed(SYSTEM, LATER, "sweep")):
        session.flush()
    session.execute(update(DueWork).values(done_at=LATER))
    session.execute(update(OutgoingLetter).values(sent_at=LATER))
    audit.seal(session, LATER)
    return Aftermath(session, told, _taken(session, told))


def _told(session: Session, mark: str, **changes: object) -> Acknowledged:
    words = f"{families.WORDS} {mark}"
    _, receipt = families.send(session, f"form-{mark}", words=words, **changes)
    concern = changes.get("kind") is not SubmissionKind.VIEW
    return Acknowledged(receipt.reference, mark, changes.get("contact"), concern)  # type: ignore[arg-type]


def _written_again(session: Session, told: Acknowledged) -> Acknowledged:
    author = Author(bus(session).id, told.reference)
    return_visit.reply(session, author, "Still no bus. bus-again", "again", TUESDAY_EVENING)
    return replace(told, replies=("bus-again",))


def _taken(session: Session, told: list[Acknowledged]) -> list[Taken]:
    numbers = {row.id: row.reference for row in session.scalars(select(Submission))}
    address = {one.reference: one.contact for one in told}
    return [
        Taken(
            row.message_id,
            (address[numbers[row.submission_id or 0]] if row.sealed_to else None) or "a@body",
            row.kind,
        )
        for row in session.scalars(select(OutgoingLetter).order_by(OutgoingLetter.id))
    ]


def test_after_a_sound_run_nothing_is_found(sound: Aftermath) -> None:
    assert sound.found() == []


def test_a_letter_that_came_twice_under_one_id_is_sound(sound: Aftermath) -> None:
    sound.taken.append(sound.taken[0])

    assert sound.found() == []


def without_rules(session: Session, table: str, unique: str) -> None:
    """Take away what keeps the database itself from holding a row twice."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT {unique}"))
        return
    for statement in (
        f"CREATE TABLE copied AS SELECT * FROM {table}",
        f"DROP TABLE {table}",
        f"ALTER TABLE copied RENAME TO {table}",
    ):
        session.execute(text(statement))


def copied(session: Session, row: object, **changes: object) -> None:
    """The same row once more."""
    table = type(row).__table__  # type: ignore[attr-defined]
    same = {one.name: getattr(row, one.name) for one in table.columns}
    highest = max(session.scalars(select(table.c.id)))
    session.execute(insert(table).values(**{**same, "id": highest + 1, **changes}))


def bus(session: Session) -> Submission:
    found = select(Submission).where(Submission.words.endswith("bus"))
    return session.scalars(found).one()


def marked(session: Session) -> ClockMilestone:
    query = select(ClockMilestone).where(ClockMilestone.recorded_at.is_not(None))
    return session.scalars(query.order_by(ClockMilestone.id)).first() or pytest.fail("none")


def event_of(session: Session, action: str) -> AuditEvent:
    query = select(AuditEvent).where(AuditEvent.action.startswith(action))
    return session.scalars(query.order_by(AuditEvent.id)).first() or pytest.fail("none")


def lost(after: Aftermath) -> None:
    after.told.append(Acknowledged("0000000000", "never-kept", None, concern=True))


def under_another_number(after: Aftermath) -> None:
    after.told[0] = replace(after.told[0], reference="0000000000")


def twice(after: Aftermath) -> None:
    copied(after.session, bus(after.session), reference="1111111111", idempotency_hash="x")


def of_another_kind(after: Aftermath) -> None:
    after.told[3] = replace(after.told[3], concern=True)


def a_lost_reply(after: Aftermath) -> None:
    after.session.execute(update(Message).values(words="Something else."))


def a_reply_that_is_another_familys(after: Aftermath) -> None:
    after.told[1:2] = [replace(after.told[1], replies=("bus-again",))]


def a_reply_twice_in_the_audit(after: Aftermath) -> None:
    copied(after.session, event_of(after.session, "message.reply"))


def without_a_clock(after: Aftermath) -> None:
    query = select(ClockRow.id).where(ClockRow.owner == "family").order_by(ClockRow.id)
    clock = after.session.scalars(query).first()
    for table in (ClockEventRow, ClockMilestone):
        after.session.execute(delete(table).where(table.clock_id == clock))
    after.session.execute(delete(ClockRow).where(ClockRow.id == clock))


def without_a_start(after: Aftermath) -> None:
    clock = after.session.scalars(select(ClockRow.id).order_by(ClockRow.id)).first()
    after.session.execute(
        delete(ClockEventRow).where(
            ClockEventRow.clock_id == clock, ClockEventRow.kind == EventKind.START
        )
    )


def without_a_milestone(after: Aftermath) -> None:
    query = select(ClockMilestone).where(
        ClockMilestone.name == Milestone.BREACHED, ClockMilestone.recorded_at.is_(None),
        ClockMilestone.void.is_(False),
    )  # fmt: skip
    row = after.session.scalars(query.order_by(ClockMilestone.id)).first()
    after.session.execute(delete(ClockMilestone).where(ClockMilestone.id == row.id))  # type: ignore[union-attr]


def due_on_another_day(after: Aftermath) -> None:
    clock = after.session.scalars(select(ClockRow).order_by(ClockRow.id)).first()
    assert clock is not None
    clock.due_at += timedelta(days=1)


def not_routed(after: Aftermath) -> None:
    other = select(Submission.id).where(Submission.words.endswith("silent"))
    number = after.session.scalars(other).one()
    after.session.execute(delete(RouteDecision).where(RouteDecision.submission_id == number))


def with_nobody(after: Aftermath) -> None:
    other = select(Submission).where(Submission.words.endswith("silent"))
    after.session.scalars(other).one().status = SubmissionStatus.RECEIVED


def not_counted(after: Aftermath) -> None:
    view = select(Submission).where(Submission.kind == SubmissionKind.VIEW)
    after.session.scalars(view).one().status = SubmissionStatus.RECEIVED


def a_turn_without_clocks(after: Aftermath) -> None:
    turn = after.session.scalars(select(Referral.id).order_by(Referral.id)).first()
    after.session.execute(
        update(ClockRow).where(ClockRow.referral_id == turn).values(referral_id=None)
    )


def received_without_a_row(after: Aftermath) -> None:
    event_of(after.session, "submission.received").action = "submission.forgotten"


def received_with_two_rows(after: Aftermath) -> None:
    copied(after.session, event_of(after.session, "submission.received"))


def not_sent(after: Aftermath) -> None:
    after.taken.pop()


def sent_and_not_said(after: Aftermath) -> None:
    query = select(OutgoingLetter).order_by(OutgoingLetter.id)
    letter = after.session.scalars(query).first()
    assert letter is not None
    letter.sent_at = None


def one_id_for_two(after: Aftermath) -> None:
    after.taken.append(replace(after.taken[0], body="something else"))


def never_written(after: Aftermath) -> None:
    after.taken.append(Taken("<stranger@portal.invalid>", "a@body", "news"))


def under_two_ids(after: Aftermath) -> None:
    after.taken.append(Taken("<second@portal.invalid>", "bus@family.example", "receipt"))


def a_milestone_twice(after: Aftermath) -> None:
    row = marked(after.session)
    unique = "uq_clock_milestone_clock_id_cycle_name_basis"
    kept = {one.name: getattr(row, one.name) for one in ClockMilestone.__table__.columns}
    without_rules(after.session, "clock_milestone", unique)
    highest = max(after.session.scalars(select(ClockMilestone.id)))
    kept |= {"id": highest + 1, "recorded_at": None, "void": True}
    after.session.execute(insert(ClockMilestone).values(**kept))


def marked_and_not_told(after: Aftermath) -> None:
    event_of(after.session, "clock.").action = "clock.forgotten"


def told_twice(after: Aftermath) -> None:
    copied(after.session, event_of(after.session, "clock."))


def told_and_not_marked(after: Aftermath) -> None:
    marked(after.session).recorded_at = None


def a_changed_row_of_the_audit(after: Aftermath) -> None:
    event_of(after.session, "submission.received").detail = {"kind": "view"}


def not_sealed(after: Aftermath) -> None:
    last = after.session.scalars(select(AuditSeal.id).order_by(AuditSeal.id.desc())).first()
    after.session.execute(delete(AuditSeal).where(AuditSeal.id == last))


def never_read(after: Aftermath) -> None:
    after.session.execute(update(DueWork).values(done_at=None))


PLANTED: list[tuple[Callable[[Aftermath], None], str]] = [
    (lost, "kept once: never-kept was told"),
    (under_another_number, "kept once: bus was told 0000000000"),
    (twice, "kept once: bus was told"),
    (of_another_kind, "kept once: view is of another kind"),
    (a_lost_reply, "heard again: bus-again is there 0"),
    (a_reply_that_is_another_familys, "heard again: bus-again is there 1"),
    (a_reply_twice_in_the_audit, "heard again: bus-again is in the audit 2"),
    (without_a_clock, "clocks: submission"),
    (without_a_start, "clocks: clock"),
    (without_a_milestone, "clocks: clock"),
    (due_on_another_day, "clocks: clock"),
    (not_routed, "on their way: nobody decided"),
    (with_nobody, "on their way: submission"),
    (not_counted, "on their way: the view"),
    (a_turn_without_clocks, "on their way: turn"),
    (received_without_a_row, "received: submission"),
    (received_with_two_rows, "received: submission"),
    (not_sent, "letters: letter"),
    (sent_and_not_said, "letters: letter"),
    (one_id_for_two, "letters: <"),
    (never_written, "letters: <stranger@portal.invalid>"),
    (under_two_ids, "letters: bus had"),
    (a_milestone_twice, "milestones: clock"),
    (marked_and_not_told, "milestones: clock."),
    (told_twice, "milestones: clock."),
    (told_and_not_marked, "milestones: clock."),
    (a_changed_row_of_the_audit, "chain: broken"),
    (not_sealed, "chain: 1 events"),
    (never_read, "owed: work"),
]


@pytest.mark.parametrize(("plant", "said"), PLANTED, ids=[one.__name__ for one, _ in PLANTED])
def test_a_planted_fault_is_found(
    sound: Aftermath, plant: Callable[[Aftermath], None], said: str
) -> None:
    plant(sound)

    found = sound.found()

    assert [line for line in found if line.startswith(said)], found
