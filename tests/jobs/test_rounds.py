"""The worker's rounds: nothing is lost, nothing is done twice, and one bad row stops no other."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.domain.due import MOST_TRIES
from portal.domain.people import Deed
from portal.domain.submissions import SubmissionStatus
from portal.jobs import rounds, worker
from portal.models import (
    AuditSeal,
    DueWork,
    OutgoingLetter,
    Submission,
    ThemeReading,
)
from portal.ports import Letter, Reading, SealedValue, Suggested
from portal.services import read_texts
from portal.services.read_texts import Failure
from portal.wiring import Wiring
from tests.support import cases
from tests.support.clock import FrozenClock
from tests.support.families import send
from tests.support.wiring import Outbox

READING = Reading((Suggested("transport", "likely", ("bus",), 0.9),), "negative", "en", False, "1")
POISON = "poison"


class Reader:
    """Passes for `portal.ports.ThemeReader`; one word is too much for it."""

    def __init__(self, reading: Reading = READING) -> None:
        self.reading = reading
        self.asked: list[str] = []

    def read(self, words: str) -> Reading:
        self.asked.append(words)
        if POISON in words:
            raise MemoryError(words)
        return self.reading


class Killed(BaseException):
    """The machine took the worker away."""


class Deadly(Reader):
    def read(self, words: str) -> Reading:
        self.asked.append(words)
        raise Killed


def reading(wiring: Wiring, reader: Reader | None = None) -> tuple[Wiring, Reader]:
    reader = reader or Reader()
    return replace(wiring, themes=reader), reader


def arrive(wiring: Wiring, key: str = "form-1", **changes: object) -> int:
    """A family sends something, and it is committed."""
    with wiring.writes.begin() as session:
        return send(session, key, wiring.clock.now(), **changes)[0].id


def outbox(wiring: Wiring) -> list[Letter]:
    assert isinstance(wiring.mailer, Outbox)
    return wiring.mailer.sent


# --- reading themes -------------------------------------------------------------------------


def test_a_text_is_read_once_and_owed_no_more(wiring: Wiring) -> None:
    arrive(wiring)
    wiring, reader = reading(wiring)

    done = [rounds.read_themes(wiring) for _ in range(2)]

    assert done == [1, 0]
    assert len(reader.asked) == 1
    with wiring.reads() as session:
        assert session.scalars(select(ThemeReading.stance)).all() == ["negative"]


def test_a_process_without_a_reader_leaves_what_is_owed(wiring: Wiring) -> None:
    arrive(wiring)

    assert rounds.read_themes(wiring) == 0

    with wiring.reads() as session:
        assert session.scalars(select(DueWork.done_at)).all() == [None]


def test_a_text_that_cannot_be_read_waits_while_the_others_are_read(wiring: Wiring) -> None:
    bad = arrive(wiring, "form-1", words=f"{POISON} words")
    good = arrive(wiring, "form-2")
    wiring, _ = reading(wiring)

    rounds.read_themes(wiring)

    with wiring.reads() as session:
        rows = {row.submission_id: row for row in session.scalars(select(DueWork))}
        assert rows[good].done_at is not None
        assert (rows[bad].tries, rows[bad].last_error) == (1, "MemoryError")
        assert rows[bad].next_attempt_at == wiring.clock.now() + timedelta(minutes=1)


def test_it_is_tried_less_and_less_often_and_given_up_for_somebody_to_look(
    wiring: Wiring, clock: FrozenClock
) -> None:
    arrive(wiring, words=POISON)
    wiring, reader = reading(wiring)

    for _ in range(4 * 24 * 6):
        rounds.read_themes(wiring)
        clock.move(minutes=10)

    assert len(reader.asked) == MOST_TRIES
    with wiring.reads() as session:
        row = session.scalars(select(DueWork)).one()
        assert row.failed_at is not None
        assert row.done_at is None


def test_a_reading_that_the_database_refuses_does_not_stop_the_queue(wiring: Wiring) -> None:
    first = arrive(wiring, "form-1")
    wiring, _ = reading(wiring, Reader(replace(READING, stance="a\ud800b")))

    rounds.read_themes(wiring)

    with wiring.reads() as session:
        row = session.scalars(select(DueWork)).one()
        assert (row.submission_id, row.tries, row.done_at) == (first, 1, None)
        assert row.last_error


def test_a_text_that_kills_its_worker_is_put_off_for_the_next_one(
    wiring: Wiring, clock: FrozenClock
) -> None:
    arrive(wiring, "form-1")
    dying, _ = reading(wiring, Deadly())
    with pytest.raises(Killed):
        rounds.read_themes(dying)
    arrive(wiring, "form-2", words="Another bus.")

    restarted, reader = reading(wiring)
    rounds.read_themes(restarted)

    assert reader.asked == ["Another bus."]


def test_a_text_that_kills_every_worker_is_given_up(wiring: Wiring, clock: FrozenClock) -> None:
    arrive(wiring)
    dying, reader = reading(wiring, Deadly())

    for _ in range(MOST_TRIES):
        with pytest.raises(Killed):
            rounds.read_themes(dying)
        clock.move(hours=5)
    last = rounds.read_themes(dying)

    assert last == 0
    assert len(reader.asked) == MOST_TRIES
    with wiring.reads() as session:
        assert session.scalars(select(DueWork.failed_at)).one() is not None


def test_a_text_read_twice_because_of_a_crash_is_kept_once(wiring: Wiring) -> None:
    arrive(wiring)
    deed = Deed(rounds.SYSTEM, wiring.clock.now(), "worker")
    with wiring.writes.begin() as session:
        owed = read_texts.take(session, deed)
    assert owed is not None

    for outcome in (READING, READING, Failure("late")):
        with wiring.writes.begin() as session:
            read_texts.finish(session, owed, outcome, deed)

    with wiring.reads() as session:
        assert len(session.scalars(select(ThemeReading)).all()) == 1
        assert session.scalars(select(DueWork.last_error)).one() is None


def test_no_words_of_the_text_are_kept_with_the_failure(wiring: Wiring) -> None:
    arrive(wiring, words=f"{POISON} quokkazebra")
    wiring, _ = reading(wiring)

    rounds.read_themes(wiring)

    with wiring.reads() as session:
        assert "quokka" not in cases.words_in(session, DueWork)


# --- letters --------------------------------------------------------------------------------


def test_a_receipt_goes_to_the_sealed_address_once(wiring: Wiring) -> None:
    arrive(wiring, needs=("other",), contact="ada@example.org")

    done = [rounds.send_letters(wiring) for _ in range(3)]

    assert done == [1, 0, 0]
    (letter,) = outbox(wiring)
    assert letter.to == "ada@example.org"


def test_no_letter_holds_a_word_of_the_case_or_its_number(
    wiring: Wiring, clock: FrozenClock
) -> None:
    with wiring.writes.begin() as session:
        for key in ("scc_transport", "triage"):
            cases.mailbox(session, key)
        mark = "quokkazebra"
        told = {"words": mark, "wanted": mark, "access_needs": mark, "name": mark}
        plain, first = send(session, "form-1", contact="a@example.org", **told)
        _, second = send(session, "form-2", must_not_see=cases.DISCLOSURE, **told)
    clock.move(hours=12)

    rounds.send_letters(wiring)

    sent = outbox(wiring)
    assert {one.to for one in sent} == {
        "a@example.org",
        "scc_transport@example.org",
        "triage@example.org",
    }
    for hidden in (mark, first.reference, second.reference, plain.needs[0], "kill"):
        assert not any(hidden in one.subject + one.body for one in sent)


def test_a_body_without_a_mailbox_waits_and_the_others_get_theirs(
    wiring: Wiring, clock: FrozenClock
) -> None:
    arrive(wiring, contact="ada@example.org")
    with wiring.writes.begin() as session:
        cases.without_mailbox(session, "scc_transport")
    clock.move(hours=12)

    rounds.send_letters(wiring)

    assert [one.to for one in outbox(wiring)] == ["ada@example.org"]
    with wiring.reads() as session:
        waiting = session.scalars(
            select(OutgoingLetter).where(OutgoingLetter.sent_at.is_(None))
        ).one()
        assert (waiting.kind, waiting.last_error) == ("referral_placed", "no_mailbox")


def test_while_the_mail_server_is_down_nothing_is_lost_and_then_it_goes_once(
    wiring: Wiring, clock: FrozenClock
) -> None:
    arrive(wiring, needs=("other",), contact="ada@example.org")
    with wiring.reads() as session:
        message_id = session.scalars(select(OutgoingLetter.message_id)).one()
    server = wiring.mailer
    assert isinstance(server, Outbox)

    server.down = True
    for _ in range(6 * 6):
        rounds.send_letters(wiring)
        clock.move(minutes=10)
    server.down = False
    for _ in range(4 * 6):
        rounds.send_letters(wiring)
        clock.move(minutes=10)

    assert [one.message_id for one in server.sent] == [message_id]
    with wiring.reads() as session:
        row = session.scalars(select(OutgoingLetter)).one()
        assert (row.failed_at, row.last_error) == (None, None)
        assert row.tries < 12


def test_three_days_without_a_mail_server_cost_no_letter(
    wiring: Wiring, clock: FrozenClock
) -> None:
    arrive(wiring, needs=("other",), contact="ada@example.org")
    server = wiring.mailer
    assert isinstance(server, Outbox)
    server.down = True
    for _ in range(72 * 2):
        rounds.send_letters(wiring)
        clock.move(minutes=30)
    server.down = False

    clock.move(hours=4)
    rounds.send_letters(wiring)

    assert len(server.sent) == 1


class Crashing(Outbox):
    """Takes the letter, and the worker is gone before it can say so."""

    def send(self, letter: Letter) -> None:
        super().send(letter)
        raise Killed


def test_a_crash_after_sending_sends_the_same_letter_again_with_the_same_id(
    wiring: Wiring, clock: FrozenClock
) -> None:
    arrive(wiring, needs=("other",), contact="ada@example.org")
    crashing = Crashing()
    with pytest.raises(Killed):
        rounds.send_letters(replace(wiring, mailer=crashing))

    clock.move(minutes=1)
    rounds.send_letters(wiring)

    first, second = crashing.sent + outbox(wiring)
    assert first == second


class Broken(Outbox):
    """Cannot even write one of the letters down."""

    def send(self, letter: Letter) -> None:
        if letter.to.startswith("bad"):
            raise ValueError(letter.to)
        super().send(letter)


def test_a_letter_that_cannot_be_written_stops_no_other(wiring: Wiring) -> None:
    arrive(wiring, "form-1", needs=("other",), contact="bad@example.org")
    arrive(wiring, "form-2", needs=("other",), contact="good@example.org")
    broken = Broken()

    rounds.send_letters(replace(wiring, mailer=broken))

    assert [one.to for one in broken.sent] == ["good@example.org"]
    with wiring.reads() as session:
        errors = session.scalars(select(OutgoingLetter.last_error).order_by(OutgoingLetter.id))
        assert errors.all() == ["ValueError", None]


def test_a_letter_whose_seal_is_broken_stops_no_other(wiring: Wiring) -> None:
    lost = arrive(wiring, "form-1", needs=("other",), contact="lost@example.org")
    arrive(wiring, "form-2", needs=("other",), contact="good@example.org")
    with wiring.writes.begin() as session:
        row = session.scalars(
            select(OutgoingLetter).where(OutgoingLetter.submission_id == lost)
        ).one()
        row.sealed_to = SealedValue("forgotten", b"x" * 40)

    rounds.send_letters(wiring)

    assert [one.to for one in outbox(wiring)] == ["good@example.org"]
    with wiring.reads() as session:
        errors = session.scalars(select(OutgoingLetter.last_error).order_by(OutgoingLetter.id))
        assert errors.all() == ["SealBroken", None]


def test_while_a_letter_is_on_its_way_a_family_can_still_send(wiring: Wiring) -> None:
    arrive(wiring, needs=("other",), contact="ada@example.org")

    class Slow(Outbox):
        def send(self, letter: Letter) -> None:
            arrive(wiring, "form-meanwhile", needs=("other",))
            super().send(letter)

    rounds.send_letters(replace(wiring, mailer=Slow()))

    with wiring.reads() as session:
        assert len(session.scalars(select(Submission)).all()) == 2


# --- all together ---------------------------------------------------------------------------


def test_one_pass_notices_what_is_due_reads_sends_and_seals(
    wiring: Wiring, clock: FrozenClock
) -> None:
    number = arrive(wiring, contact="ada@example.org")
    wiring, reader = reading(wiring)
    clock.move(days=2)

    done = worker.once(wiring)

    assert done > 0
    assert len(reader.asked) == 1
    told = {"ada@example.org", "scc-transport@suffolk.example"}
    assert {one.to for one in outbox(wiring)} == told
    with wiring.reads() as session:
        assert session.get_one(Submission, number).status is SubmissionStatus.IN_TRIAGE
        assert session.scalars(select(AuditSeal)).all()


def test_passes_without_anything_to_do_do_nothing(wiring: Wiring, clock: FrozenClock) -> None:
    arrive(wiring)
    wiring, _ = reading(wiring)
    for _ in range(5):
        worker.once(wiring)

    with wiring.reads() as session:
        before = cases.row_counts(session)
    done = worker.once(wiring)

    with wiring.reads() as session:
        assert cases.row_counts(session) == before
    assert done == 0


def test_a_round_that_fails_is_named_without_words_and_the_rest_go_on(
    wiring: Wiring, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    arrive(wiring, words="quokkazebra", needs=("other",), contact="ada@example.org")

    def sweep_clocks(wiring: Wiring) -> int:
        raise RuntimeError("quokkazebra")

    monkeypatch.setattr(worker, "ROUNDS", (sweep_clocks, *rounds.ROUNDS[1:]))
    with caplog.at_level(logging.DEBUG):
        worker.once(wiring)

    assert "sweep_clocks failed: RuntimeError" in caplog.text
    assert "quokka" not in caplog.text
    assert len(outbox(wiring)) == 1
