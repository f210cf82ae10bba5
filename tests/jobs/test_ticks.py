"""A tick marks nothing by a clock that cannot be trusted, and says so where people look."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, select

from portal.domain import horizon
from portal.domain.clocks import ClockKind, EventKind
from portal.domain.errors import ClockJumped, ClockWentBack
from portal.domain.people import ActorKind
from portal.domain.referrals import ReferralStatus
from portal.jobs import rounds, worker
from portal.jobs.ticks import Ticker
from portal.models import (
    AuditEvent,
    ClockEventRow,
    ClockMilestone,
    ClockRow,
    OutgoingLetter,
    Referral,
    WorkerBeat,
)
from portal.services import beats
from portal.wiring import Wiring
from tests.support.clock import FrozenClock
from tests.support.families import send
from tests.support.wiring import Outbox

HOUR = 3600.0


class Steady:
    """Time itself, as a test lets it pass."""

    def __init__(self, clock: FrozenClock) -> None:
        self.at = 1000.0
        self._clock = clock

    def __call__(self) -> float:
        return self.at

    def pass_together(self, hours: float) -> None:
        """An ordinary stretch of time: both clocks go on."""
        self.at += hours * HOUR
        self._clock.move(hours=hours)


@pytest.fixture
def steady(clock: FrozenClock) -> Steady:
    return Steady(clock)


@pytest.fixture
def ticker(wiring: Wiring, steady: Steady) -> Ticker:
    return Ticker(wiring, steady)


def arrive(wiring: Wiring, key: str = "form-1", **changes: object) -> None:
    with wiring.writes.begin() as session:
        send(session, key, wiring.clock.now(), **changes)


def spoil(wiring: Wiring) -> int:
    """Write by hand what no rule allows into the clock of the first turn."""
    with wiring.writes.begin() as session:
        accept = select(ClockRow).where(ClockRow.kind == ClockKind.ACCEPT).order_by(ClockRow.id)
        clock = session.scalars(accept).first()
        assert clock is not None
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
        return row.id


def mend(wiring: Wiring, event: int) -> None:
    with wiring.writes.begin() as session:
        session.execute(delete(ClockEventRow).where(ClockEventRow.id == event))


def marked(wiring: Wiring) -> int:
    with wiring.reads() as session:
        found = select(ClockMilestone.id).where(ClockMilestone.recorded_at.is_not(None))
        return len(session.scalars(found).all())


def beat_of(wiring: Wiring, job: Callable[[Wiring], int]) -> WorkerBeat | None:
    with wiring.reads() as session:
        return beats.last(session, job.__name__)


def at_of(wiring: Wiring, job: Callable[[Wiring], int]) -> datetime:
    found = beat_of(wiring, job)
    assert found is not None
    return found.at


# --- beats ----------------------------------------------------------------------------------


def test_each_round_keeps_the_instant_of_its_last_tick(wiring: Wiring, ticker: Ticker) -> None:
    worker.once(wiring, ticker)

    with wiring.reads() as session:
        kept = {row.name: row.at for row in session.scalars(select(WorkerBeat))}
    assert kept == {job.__name__: wiring.clock.now() for job in rounds.ROUNDS}


def test_whoever_watches_knows_every_round(wiring: Wiring) -> None:
    assert tuple(job.__name__ for job in rounds.ROUNDS) == horizon.ROUNDS


def test_a_row_to_which_nothing_can_be_done_is_noted_and_the_round_goes_on(
    wiring: Wiring, ticker: Ticker, steady: Steady
) -> None:
    arrive(wiring, "form-1")
    arrive(wiring, "form-2")
    spoilt = spoil(wiring)
    steady.pass_together(72)

    while ticker.attempt(rounds.sweep_clocks):
        pass
    with wiring.reads() as session:
        noted = beats.troubles(session)
        returned = session.scalars(select(Referral.status).order_by(Referral.id)).all()
    mend(wiring, spoilt)
    while ticker.attempt(rounds.sweep_clocks):
        pass

    assert at_of(wiring, rounds.sweep_clocks) == wiring.clock.now()
    assert noted == ["The sweep passes over turn 1: BadExtension"]
    assert returned == [ReferralStatus.PLACED, ReferralStatus.RETURNED]
    with wiring.reads() as session:
        assert beats.troubles(session) == []
        after = session.scalars(select(Referral.status)).all()
    assert after == [ReferralStatus.RETURNED, ReferralStatus.RETURNED]


def test_a_round_that_finds_nothing_is_not_written_down_at_every_tick(
    wiring: Wiring, ticker: Ticker, steady: Steady
) -> None:
    began = wiring.clock.now()
    ticker.attempt(rounds.sweep_clocks)

    steady.pass_together(5 / HOUR)
    ticker.attempt(rounds.sweep_clocks)
    soon = at_of(wiring, rounds.sweep_clocks)
    steady.pass_together(5 / HOUR)
    ticker.attempt(rounds.sweep_clocks)

    assert soon == began
    assert at_of(wiring, rounds.sweep_clocks) == began + timedelta(seconds=10)


# --- a clock that goes back -----------------------------------------------------------------


def test_a_tick_before_the_last_beat_marks_nothing_and_says_why(
    wiring: Wiring, ticker: Ticker, clock: FrozenClock
) -> None:
    clock.move(days=30)
    ticker.attempt(rounds.sweep_clocks)
    clock.move(days=-10)
    arrive(wiring, "form-1")
    clock.move(days=9)

    with pytest.raises(ClockWentBack, match="86400 seconds"):
        ticker.tick(rounds.sweep_clocks)

    assert marked(wiring) == 0


def test_it_is_noticed_by_another_process_that_only_has_the_beat(
    wiring: Wiring, ticker: Ticker, clock: FrozenClock
) -> None:
    ticker.attempt(rounds.sweep_clocks)
    clock.move(seconds=-6)

    with pytest.raises(ClockWentBack):
        Ticker(wiring).tick(rounds.sweep_clocks)


def test_five_seconds_back_are_forgiven(wiring: Wiring, ticker: Ticker, clock: FrozenClock) -> None:
    ticker.attempt(rounds.sweep_clocks)
    clock.move(seconds=-5)

    assert ticker.tick(rounds.sweep_clocks) == 0


def test_it_is_logged_once_and_kept_in_the_note_until_the_clock_has_caught_up(
    wiring: Wiring, ticker: Ticker, clock: FrozenClock, caplog: pytest.LogCaptureFixture
) -> None:
    ticker.attempt(rounds.sweep_clocks)
    clock.move(minutes=-10)

    with caplog.at_level(logging.ERROR):
        done = [ticker.attempt(rounds.sweep_clocks) for _ in range(3)]
    held = beat_of(wiring, rounds.sweep_clocks)
    with wiring.reads() as session:
        troubles = beats.troubles(session)
    clock.move(minutes=11)
    ticker.attempt(rounds.sweep_clocks)
    after = beat_of(wiring, rounds.sweep_clocks)

    assert done == [0, 0, 0]
    assert len(caplog.records) == 1
    assert held is not None
    assert held.note == "ClockWentBack: the clock went back by 600 seconds"
    assert troubles == [f"The worker holds sweep_clocks: {held.note}"]
    assert after is not None
    assert after.note is None


def test_the_beat_itself_does_not_go_back(
    wiring: Wiring, ticker: Ticker, clock: FrozenClock
) -> None:
    ticker.attempt(rounds.sweep_clocks)
    before = at_of(wiring, rounds.sweep_clocks)
    clock.move(hours=-1)

    ticker.attempt(rounds.sweep_clocks)

    assert at_of(wiring, rounds.sweep_clocks) == before


def test_letters_leave_and_texts_are_read_whatever_the_clock_does(
    wiring: Wiring, ticker: Ticker, clock: FrozenClock
) -> None:
    worker.once(wiring, ticker)
    clock.move(hours=-3)
    arrive(wiring, needs=("other",), contact="ada@example.org")

    worker.once(wiring, ticker)

    assert isinstance(wiring.mailer, Outbox)
    assert [one.to for one in wiring.mailer.sent] == ["ada@example.org"]


def test_somebody_who_put_the_clock_right_may_say_so(
    wiring: Wiring, ticker: Ticker, clock: FrozenClock
) -> None:
    clock.move(days=400)
    worker.once(wiring, ticker)
    clock.move(days=-400)
    worker.once(wiring, ticker)

    with wiring.writes.begin() as session:
        forgotten = beats.forget_ahead(session, clock.now())
    done = Ticker(wiring).tick(rounds.sweep_clocks)

    assert forgotten == len(rounds.ROUNDS)
    assert done == 0


# --- a clock that jumps ---------------------------------------------------------------------


def test_a_clock_that_jumps_while_the_worker_runs_escalates_nobody(
    wiring: Wiring, ticker: Ticker, clock: FrozenClock
) -> None:
    arrive(wiring, contact="ada@example.org")
    ticker.attempt(rounds.sweep_clocks)

    clock.move(days=365)
    with pytest.raises(ClockJumped, match="8760 hours"):
        ticker.tick(rounds.sweep_clocks)

    assert marked(wiring) == 0
    with wiring.reads() as session:
        actions = session.scalars(select(AuditEvent.action)).all()
        assert not [one for one in actions if one.startswith("clock.")]


def test_it_holds_every_round_that_goes_by_the_clock_and_lets_letters_out(
    wiring: Wiring, ticker: Ticker, clock: FrozenClock
) -> None:
    arrive(wiring, needs=("other",), contact="ada@example.org")
    ticker.attempt(rounds.sweep_clocks)

    clock.move(days=365)
    worker.once(wiring, ticker)

    with wiring.reads() as session:
        held = {row.name for row in session.scalars(select(WorkerBeat)) if row.note}
        letters = session.scalars(select(OutgoingLetter.kind)).all()
    assert held == {
        "sweep_clocks", "close_quarter", "wipe_drafts", "erase_contacts", "end_openings",
        "tend_files",
    }  # fmt: skip
    assert letters == ["receipt"]
    assert isinstance(wiring.mailer, Outbox)
    assert len(wiring.mailer.sent) == 1


def test_it_holds_on_even_when_the_clock_was_put_right_until_somebody_restarts_it(
    wiring: Wiring, ticker: Ticker, clock: FrozenClock, steady: Steady
) -> None:
    arrive(wiring)
    ticker.attempt(rounds.sweep_clocks)
    clock.move(days=3)
    ticker.attempt(rounds.sweep_clocks)
    clock.move(days=-3)
    steady.pass_together(2)

    with pytest.raises(ClockJumped):
        ticker.tick(rounds.sweep_clocks)
    clock.move(days=3)
    restarted = Ticker(wiring, steady).attempt(rounds.sweep_clocks)

    assert restarted > 0
    held = beat_of(wiring, rounds.sweep_clocks)
    assert held is not None
    assert held.note is None


def test_three_days_without_a_worker_are_no_jump(
    wiring: Wiring, ticker: Ticker, clock: FrozenClock
) -> None:
    arrive(wiring)
    ticker.attempt(rounds.sweep_clocks)

    clock.move(days=3)
    after = Ticker(wiring, lambda: 5.0).attempt(rounds.sweep_clocks)

    assert after > 0


def test_three_days_in_which_the_worker_ran_are_no_jump(
    wiring: Wiring, ticker: Ticker, steady: Steady
) -> None:
    arrive(wiring)
    ticker.attempt(rounds.sweep_clocks)

    steady.pass_together(72)

    assert ticker.attempt(rounds.sweep_clocks) > 0


# --- one that hangs or fails ----------------------------------------------------------------


def test_a_round_that_still_goes_is_not_begun_a_second_time(
    wiring: Wiring, clock: FrozenClock
) -> None:
    arrive(wiring, needs=("other",), contact="ada@example.org")
    again: list[int] = []

    class Hanging(Outbox):
        def send(self, letter: object) -> None:
            again.append(ticker.attempt(rounds.send_letters))

    ticker = Ticker(replace(wiring, mailer=Hanging()))

    done = ticker.attempt(rounds.send_letters)

    assert (done, again) == (1, [0])


def test_a_round_that_fails_leaves_no_beat_and_goes_again(
    wiring: Wiring, ticker: Ticker, caplog: pytest.LogCaptureFixture
) -> None:
    tries = iter([RuntimeError("quokkazebra")])

    def sweep(_: Wiring) -> int:
        for fault in tries:
            raise fault
        return 7

    done = [ticker.attempt(sweep), ticker.attempt(sweep)]

    assert done == [0, 7]
    assert "round sweep failed: RuntimeError" in caplog.text
    assert "quokka" not in caplog.text


def test_a_tick_of_the_queue_goes_on_while_there_is_something_to_do(wiring: Wiring) -> None:
    left = iter([50, 50, 3, 0, 9])

    assert Ticker(wiring).drain(lambda _: next(left)) == 103
    assert next(left) == 9


def test_told_to_stop_it_begins_no_other_batch(wiring: Wiring) -> None:
    ticker = Ticker(wiring)

    def full(_: Wiring) -> int:
        ticker.stopping.set()
        return 50

    assert ticker.drain(full) == 50


def test_by_hand_a_round_goes_on_in_batches_until_nothing_is_due(
    wiring: Wiring, ticker: Ticker
) -> None:
    for number in range(rounds.BATCH + 3):
        arrive(wiring, f"form-{number}", needs=("other",), contact=f"a{number}@example.org")
    shown: list[tuple[str, int]] = []

    done = worker.rounds_by_hand(ticker, rounds.send_letters, lambda *seen: shown.append(seen))

    assert done == rounds.BATCH + 3
    assert shown == [("send_letters", rounds.BATCH), ("send_letters", rounds.BATCH + 3)]
