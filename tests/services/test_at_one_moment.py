"""Two at one moment: the same form pressed twice, two workers on one queue."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, ClockState, EventKind, Milestone, Subject
from portal.domain.consents import ConsentUse
from portal.domain.equality import Question
from portal.domain.errors import AlreadyChanged, IllegalMove
from portal.domain.messages import MessagePurpose
from portal.domain.opening import Tried, WhoseLife
from portal.domain.people import SYSTEM, Author, Deed, Role
from portal.domain.submissions import AuthorKind, Danger, SubmissionStatus
from portal.models import (
    AuditEvent,
    ClockMilestone,
    Consent,
    EqualityCount,
    Message,
    OutgoingLetter,
    Submission,
)
from portal.queries import due
from portal.services import (
    casework,
    clocks,
    close,
    consent,
    equality,
    escalate,
    letters,
    opening,
    return_visit,
    waiting,
)
from portal.services.casework import Words
from portal.services.opening import Asking
from portal.services.projections import DONE_BEFORE, fold
from portal.services.submit import receive
from portal.wiring import Wiring
from tests.conftest import leave_out
from tests.support import cases, databases
from tests.support.clock import TUESDAY_EVENING, FrozenClock
from tests.support.families import answers, intake, send
from tests.support.postgresql import wired
from tests.support.staff import deed, hire

TEN = 10


@pytest.fixture(scope="module")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wiring]:
    server = databases.postgresql_server()
    if server is None:
        leave_out("postgresql")
        return
    with wired(server, FrozenClock()) as wiring:
        yield wiring


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def shared(request: pytest.FixtureRequest) -> Wiring:
    """A portal whose transactions are really committed, so that two can meet."""
    name = "wiring" if request.param == "sqlite" else "postgresql"
    found: Wiring = request.getfixturevalue(name)
    return found


def in_step(acts: list[Callable[[], object]]) -> list[object]:
    """Do all of it at once, each in a thread of its own; what each came to."""
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        gate.wait(timeout=20)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        running: list[Future[object]] = [pool.submit(run, act) for act in acts]
        return [one.result(timeout=60) for one in running]


def count(session: Session, model: type) -> int:
    return session.scalars(select(func.count()).select_from(model)).one()


def test_the_same_form_posted_ten_times_at_once_is_one_submission(shared: Wiring) -> None:
    with shared.reads() as session:
        before = count(session, Submission)

    def post() -> str:
        with shared.writes.begin() as session:
            told = answers(contact="a@example.org", name="Ada")
            return receive(session, intake(), told, "pressed", TUESDAY_EVENING).reference

    found = in_step([post] * TEN)

    assert len(set(found)) == 1
    with shared.reads() as session:
        assert count(session, Submission) == before + 1
        submission = session.scalars(
            select(Submission).where(Submission.reference == found[0])
        ).one()
        assert cases.turns(session, submission) == 1
        promised = len(clocks.FAMILY_CLOCKS) + len(clocks.PARTNER_CLOCKS)
        assert len(cases.promises(session, submission)) == promised
        assert cases.letters(session, submission) == ["receipt"]


@pytest.mark.postgresql
def test_the_one_that_lost_waits_for_the_other_and_shows_its_receipt(postgresql: Wiring) -> None:
    lost: list[tuple[str, bool]] = []

    def second() -> None:
        with postgresql.writes.begin() as session:
            _, receipt = send(session, "raced")
            lost.append((receipt.reference, receipt.again))

    with postgresql.writes.begin() as session:
        _, first = send(session, "raced")
        other = threading.Thread(target=second)
        other.start()
        other.join(timeout=0.5)
        waited = other.is_alive()
    other.join(timeout=20)

    assert waited
    assert lost == [(first.reference, True)]


@pytest.mark.postgresql
def test_when_the_first_one_fails_the_second_is_taken_in(postgresql: Wiring) -> None:
    lost: list[bool] = []

    def second() -> None:
        with postgresql.writes.begin() as session:
            lost.append(send(session, "raced-2")[1].again)

    session = postgresql.writes()
    send(session, "raced-2")
    other = threading.Thread(target=second)
    other.start()
    other.join(timeout=0.5)
    session.rollback()
    session.close()
    other.join(timeout=20)

    assert lost == [False]


def test_a_reply_pressed_five_times_at_once_is_one_message(shared: Wiring) -> None:
    with shared.writes.begin() as session:
        submission, receipt = send(session, "reply-form")
        author = return_visit.Author(submission.id, receipt.reference)

    def press() -> int:
        with shared.writes.begin() as session:
            return return_visit.reply(session, author, "Hello?", "pressed", TUESDAY_EVENING).id

    found = in_step([press] * 5)

    assert len(set(found)) == 1
    with shared.reads() as session:
        query = select(func.count(Message.id)).where(Message.submission_id == author.submission_id)
        assert session.scalars(query).one() == 1


def test_a_caseworkers_message_pressed_five_times_at_once_is_one_message(shared: Wiring) -> None:
    with shared.writes.begin() as session:
        submission, _ = send(session, "message-form", contact="a@example.org")
        member = hire(session, Role.CASEWORKER, "scc_transport")

    def press() -> int:
        with shared.writes.begin() as session:
            mine = session.get_one(Submission, submission.id)
            words = Words("Hello.", "message-pressed")
            purpose = MessagePurpose.ACKNOWLEDGEMENT
            return casework.write(session, member, mine, purpose, words, deed(member)).id

    found = in_step([press] * 5)

    assert len(set(found)) == 1
    with shared.reads() as session:
        assert cases.letters(session, submission) == ["receipt", "news"]


def test_two_workers_never_take_the_same_letter(shared: Wiring) -> None:
    with shared.writes.begin() as session:
        for number in range(6):
            send(session, f"letter-{number}", contact="a@example.org")
    with shared.reads() as session:
        waiting = len(due.letters(session, TUESDAY_EVENING, 500))

    def take() -> int | None:
        with shared.writes.begin() as session:
            row = letters.take(session, Deed(SYSTEM, TUESDAY_EVENING, "worker"))
            return row.id if row else None

    taken: list[object] = []
    while len(found := [one for one in in_step([take] * 3) if one is not None]) > 0:
        taken += found

    assert len(taken) == len(set(taken)) == waiting >= 6


@pytest.mark.parametrize("sweeps", [2, 8])
def test_sweeps_at_once_mark_tell_and_write_down_every_crossing_once(
    shared: Wiring, sweeps: int
) -> None:
    with shared.writes.begin() as session:
        submissions = [send(session, f"sweep-{sweeps}-{number}")[0].id for number in range(6)]
    crossing = TUESDAY_EVENING.replace(day=26, hour=0, minute=0)
    # Two in small bites; eight with a long way to catch up, for whom SQLite has one lock.
    asked, most = (datetime(2027, 1, 20, tzinfo=UTC), 100) if sweeps == 8 else (crossing, 3)

    def sweep() -> int:
        total = nothing = 0
        while nothing < 3:
            with shared.writes.begin() as session:
                found = escalate.tick(session, Deed(SYSTEM, asked, "sweep"), most)
            nothing = 0 if found else nothing + 1
            total += found
        return total

    in_step([sweep] * sweeps)
    sweep()

    with shared.reads() as session:
        for number in submissions:
            one = session.get_one(Submission, number)
            found = cases.promises(session, one)
            assert [c.cycle for c in found if c.subject.value == "triage"] == [1]
            assert cases.turn(session, one).ended_because == escalate.NOT_ACCEPTED
        assert session.execute(due.crossed(None, asked, 1)).first() is None
        marked = select(func.count(ClockMilestone.id)).where(
            ClockMilestone.recorded_at.is_not(None)
        )
        lines = select(func.count(AuditEvent.id)).where(AuditEvent.action.like("clock.%"))
        assert session.scalars(marked).one() == session.scalars(lines).one() > 0
        keys = select(OutgoingLetter.digest_key).where(OutgoingLetter.digest_key.is_not(None))
        digests = session.scalars(keys).all()
        assert len(digests) == len(set(digests)) > 0


@pytest.mark.postgresql
@pytest.mark.parametrize("swept", ["before it is stopped", "while it is being stopped"])
def test_a_breach_that_a_sweep_marks_while_it_is_done_in_time_is_annulled(
    postgresql: Wiring, swept: str
) -> None:
    with postgresql.writes.begin() as session:
        submission, _ = send(session, swept)
        turn = cases.taken_on(session, submission)
        clock = cases.promise(session, submission, Subject.PARTNER, ClockKind.RESPOND)
        due_at, number = clock.due_at, clock.id
    done = Deed(SYSTEM, due_at - timedelta(milliseconds=200), "answered")
    sweeping = postgresql.writes()

    with postgresql.writes.begin() as session:
        going = clocks.of_referral(session, turn)
        mine = next(one for one in going if one.id == number)
        escalate.tick(sweeping, Deed(SYSTEM, due_at + timedelta(milliseconds=500), "sweep"))
        late = 0.0 if swept == "before it is stopped" else 0.5
        commits = threading.Timer(late, sweeping.commit)
        commits.start()
        commits.join(None if late == 0 else 0)
        clocks.stop(session, mine, done, "answered")
    commits.join()
    sweeping.close()

    with postgresql.reads() as session:
        query = select(ClockMilestone).where(
            ClockMilestone.clock_id == number, ClockMilestone.name == Milestone.BREACHED
        )
        breach = session.scalars(query).one()
        assert breach.recorded_at is not None
        assert (breach.annulled_because, breach.annulled_at) == (DONE_BEFORE, done.now)
        assert not breach.void


def test_what_was_committed_is_on_the_disk_for_the_next_process(
    wiring: Wiring, tmp_path: Path
) -> None:
    with wiring.writes.begin() as session:
        submission, _ = send(session, "kept")
    wiring.engine.dispose()

    with wiring.reads() as session:
        assert session.scalars(select(Submission.reference)).all() == [submission.reference]
        assert session.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
        assert session.scalars(select(OutgoingLetter.kind)).all() == ["referral_placed"]


def test_a_yes_pressed_ten_times_at_once_is_one_yes(shared: Wiring) -> None:
    with shared.writes.begin() as session:
        submission, _ = send(session, "quoted ten times")
    author = Author(submission.id, submission.reference)

    def press() -> None:
        with shared.writes.begin() as session:
            consent.choose_quotes(session, author, {ConsentUse.QUOTE_BOARD}, TUESDAY_EVENING)

    in_step([press] * TEN)

    with shared.reads() as session:
        query = select(Consent.yes).where(
            Consent.submission_id == author.submission_id,
            Consent.use == ConsentUse.QUOTE_BOARD,
        )
        assert session.scalars(query).all() == [True]


def test_two_who_decide_on_an_opening_at_one_moment_decide_once(shared: Wiring) -> None:
    with shared.writes.begin() as session:
        submission, _ = send(session, "opened", danger=Danger.YES, contact="a@example.org")
        ann = hire(session, Role.SAFEGUARDING, "scc_send", name="Ann")
        others = [hire(session, Role.SAFEGUARDING, "wsft", name=f"Lead {n}") for n in range(4)]
        asking = Asking(WhoseLife.CHILD, (Tried.WROTE_HERE,), "Now.")
        opening.ask(session, ann, submission, asking, deed(ann))

    def decide(number: int) -> bool:
        act = opening.refuse if number % 2 else opening.agree
        member = others[number]
        try:
            with shared.writes.begin() as session:
                mine = session.get_one(Submission, submission.id)
                act(session, member, mine, "Said.", deed(member))
        except AlreadyChanged:
            return False
        return True

    found = in_step([partial(decide, number) for number in range(4)])

    assert sorted(map(bool, found)) == [False, False, False, True]
    with shared.reads() as session:
        query = select(func.count(AuditEvent.id)).where(
            AuditEvent.submission_id == submission.id,
            AuditEvent.action.in_(("safeguarding.opening_agreed", "safeguarding.opening_refused")),
        )
        assert session.scalars(query).one() == 1


def test_answers_of_equality_pressed_ten_times_at_once_are_counted_once(shared: Wiring) -> None:
    def press(page: str) -> bool:
        given = {Question.SEX: "female"}
        with shared.writes.begin() as session:
            return equality.answer(
                session, b"c" * 32, page, AuthorKind.PARENT_OR_CARER, given, TUESDAY_EVENING
            )

    found = in_step([partial(press, page) for page in ["one"] * 5 + ["a", "b", "c", "d", "e"]])

    assert sorted(map(bool, found)) == [False] * 4 + [True] * 6
    with shared.reads() as session:
        query = select(EqualityCount.number).where(EqualityCount.answer == "female")
        assert session.scalars(query).one() == 6


ASKED = TUESDAY_EVENING + timedelta(hours=12)
CAPPED = datetime(2026, 12, 10, tzinfo=UTC)
"""The end of the tenth working day after Wednesday 25 November 2026."""
LAST_SECONDS = CAPPED - timedelta(seconds=2)


def asked_on(wiring: Wiring, key: str) -> Author:
    """A concern whose family was asked something on Wednesday, with ten working days for it."""
    with wiring.writes.begin() as session:
        submission, receipt = send(session, key)
        turn = cases.taken_on(session, submission)
        member = hire(session, Role.CASEWORKER, "scc_transport", name=f"Sam {key}")
        words, said = Words("Which bus?", f"{key}-question"), deed(member, key, ASKED)
        casework.write(session, member, submission, MessagePurpose.QUESTION, words, said, turn)
        return Author(submission.id, receipt.reference)


def proposed_on(wiring: Wiring, key: str) -> Author:
    """A concern that was proposed as done on Wednesday."""
    with wiring.writes.begin() as session:
        submission, receipt = send(session, key)
        turn = cases.taken_on(session, submission)
        member = hire(session, Role.CASEWORKER, "scc_transport", name=f"Sam {key}")
        answer, done = Words("It is mended.", f"{key}-a"), Words("Done?", f"{key}-d")
        said = deed(member, key, ASKED)
        casework.answer(session, member, submission, answer, said, referral=turn)
        casework.propose_resolved(session, member, submission, done, said, turn)
        return Author(submission.id, receipt.reference)


Sweep = Callable[[Session, Deed], int]


def swept_and_written(
    wiring: Wiring, author: Author, sweep: Sweep, by: datetime, reply: datetime
) -> bool:
    """A sweep that is not committed yet when the family writes; whether the family waited."""

    def write() -> None:
        with wiring.writes.begin() as session:
            # Whatever the page had looked at before is of no account.
            cases.promises(session, session.get_one(Submission, author.submission_id))
            return_visit.reply(session, author, "The 7.40.", f"reply-{author.reference}", reply)

    with wiring.writes.begin() as session:
        assert sweep(session, Deed(SYSTEM, by, "sweep"))
        family = threading.Thread(target=write)
        family.start()
        family.join(timeout=1)
        waited = family.is_alive()
    family.join(timeout=20)
    return waited


@pytest.mark.postgresql
def test_a_reply_while_the_sweep_ends_the_wait_leaves_a_clock_that_can_be_read(
    postgresql: Wiring,
) -> None:
    author = asked_on(postgresql, "cap-and-reply")

    waited = swept_and_written(postgresql, author, waiting.end_waits, CAPPED, LAST_SECONDS)

    with postgresql.reads() as session:
        rows = cases.promises(session, session.get_one(Submission, author.submission_id))
        states = {fold(session, row, CAPPED + timedelta(days=1)).state for row in rows}
        ends = [[one.kind for one in row.events].count(EventKind.RESUME) for row in rows]
    assert waited
    assert ClockState.PAUSED not in states
    assert max(ends) == 1


@pytest.mark.postgresql
def test_a_reply_while_the_sweep_closes_for_silence_opens_it_again(postgresql: Wiring) -> None:
    author = proposed_on(postgresql, "silence-and-reply")
    late = datetime(2027, 1, 20, tzinfo=UTC)

    waited = swept_and_written(postgresql, author, close.close_silent, late, late)

    with postgresql.reads() as session:
        status = session.get_one(Submission, author.submission_id).status
    assert waited
    assert status is SubmissionStatus.IN_TRIAGE


@pytest.mark.postgresql
@pytest.mark.parametrize("says", [return_visit.agree, return_visit.disagree])
def test_yes_or_no_while_the_sweep_closes_for_silence_waits_for_it(
    postgresql: Wiring, says: Callable[[Session, Author, datetime], None]
) -> None:
    author = proposed_on(postgresql, f"silence-{says.__name__}")
    late = datetime(2027, 1, 20, tzinfo=UTC)
    came_to: list[object] = []

    def say() -> None:
        try:
            with postgresql.writes.begin() as session:
                says(session, author, late)
        except IllegalMove as fault:
            came_to.append(fault)

    with postgresql.writes.begin() as session:
        assert close.close_silent(session, Deed(SYSTEM, late, "sweep"))
        family = threading.Thread(target=say)
        family.start()
        family.join(timeout=1)
        waited = family.is_alive()
    family.join(timeout=20)

    with postgresql.reads() as session:
        status = session.get_one(Submission, author.submission_id).status
    assert waited
    assert status is SubmissionStatus.CLOSED_BY_SILENCE
    assert len(came_to) == 1


def test_a_reply_written_in_the_last_seconds_and_taken_after_the_sweep_ends_no_wait_again(
    shared: Wiring,
) -> None:
    author = asked_on(shared, "cap-then-reply")
    with shared.writes.begin() as session:
        assert waiting.end_waits(session, Deed(SYSTEM, CAPPED, "sweep"))

    with shared.writes.begin() as session:
        return_visit.reply(session, author, "The 7.40.", "cap-then-reply", LAST_SECONDS)

    with shared.reads() as session:
        rows = cases.promises(session, session.get_one(Submission, author.submission_id))
        states = {fold(session, row, CAPPED + timedelta(days=1)).state for row in rows}
        ends = [[one.kind for one in row.events].count(EventKind.RESUME) for row in rows]
    assert ClockState.PAUSED not in states
    assert max(ends) == 1
