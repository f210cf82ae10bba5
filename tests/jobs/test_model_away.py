"""Without a model nothing waits: texts need a person, an alarm rings, and it ends by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.domain.due import MOST_TRIES
from portal.jobs import rounds
from portal.models import AuditEvent, DueWork, ModelState, SafeguardingItem, ThemeReading
from portal.ports import BROKE_OFF, TOO_SLOW, ModelAway, Reading, ReadingFailed
from portal.services.model_state import DAMAGED
from portal.wiring import Wiring
from tests.support.cases import DISCLOSURE
from tests.support.clock import FrozenClock
from tests.support.families import send
from tests.support.themes import READING


class Moody:
    """Passes for `portal.ports.ThemeReader`; `mood` is what goes wrong, None for nothing."""

    def __init__(self, mood: Exception | None) -> None:
        self.mood = mood
        self.version = "1"
        self.asked = 0

    def read(self, words: str) -> Reading:
        self.asked += 1
        if self.mood is not None:
            raise self.mood
        return replace(READING, version=self.version)


AWAY = ModelAway("weights.npy is not the file")


@pytest.fixture
def model() -> Moody:
    return Moody(AWAY)


@pytest.fixture
def worker(wiring: Wiring, model: Moody) -> Wiring:
    return replace(wiring, themes=model)


def arrive(wiring: Wiring, count: int = 1, **changes: object) -> None:
    for _ in range(count):
        with wiring.writes.begin() as session:
            number = session.query(DueWork).count()
            send(session, f"form-{number}", wiring.clock.now(), **changes)


def owed(wiring: Wiring) -> list[DueWork]:
    with wiring.reads() as session:
        return list(session.scalars(select(DueWork).order_by(DueWork.id)))


def state(wiring: Wiring) -> ModelState | None:
    with wiring.reads() as session:
        return session.scalars(select(ModelState)).one_or_none()


def test_no_text_loses_a_try_while_the_model_is_away(
    worker: Wiring, model: Moody, clock: FrozenClock
) -> None:
    arrive(worker, 3)

    for _ in range(MOST_TRIES + 5):
        rounds.read_themes(worker)
        clock.move(hours=3)

    assert [(one.tries, one.failed_at) for one in owed(worker)] == [(0, None)] * 3


def test_one_round_asks_a_model_that_is_away_once(worker: Wiring, model: Moody) -> None:
    arrive(worker, 3)

    assert rounds.read_themes(worker) == 0
    assert model.asked == 1


def test_a_mended_model_reads_what_is_owed_without_a_restart(
    worker: Wiring, model: Moody, clock: FrozenClock
) -> None:
    arrive(worker, 3)
    rounds.read_themes(worker)

    model.mood = None
    clock.move(seconds=10)

    assert rounds.read_themes(worker) == 3
    assert all(one.done_at for one in owed(worker))


def test_the_alarm_says_since_when_and_stops_when_a_text_is_read(
    worker: Wiring, model: Moody, clock: FrozenClock
) -> None:
    arrive(worker)
    began = clock.now()
    rounds.read_themes(worker)
    clock.move(minutes=5)
    rounds.read_themes(worker)
    ringing = state(worker)
    model.mood = None
    clock.move(minutes=5)
    rounds.read_themes(worker)
    after = state(worker)

    assert ringing is not None
    assert (ringing.trouble, ringing.since) == (DAMAGED, began)
    assert after is not None
    assert (after.trouble, after.version) == (None, "1")
    with worker.reads() as session:
        told = session.scalars(select(AuditEvent.action).where(AuditEvent.action.like("model.%")))
        assert list(told) == ["model.away", "model.back"]


def test_after_three_slow_texts_the_other_rounds_have_their_turn(
    worker: Wiring, model: Moody
) -> None:
    model.mood = ReadingFailed(TOO_SLOW)
    arrive(worker, 5)

    assert rounds.read_themes(worker) == rounds.PATIENCE

    assert [one.tries for one in owed(worker)] == [1, 1, 1, 0, 0]
    found = state(worker)
    assert found is not None
    assert found.trouble == TOO_SLOW


@pytest.mark.parametrize("kind", [TOO_SLOW, BROKE_OFF])
def test_texts_given_up_for_a_slow_model_are_owed_again_once_it_reads(
    worker: Wiring, model: Moody, clock: FrozenClock, kind: str
) -> None:
    model.mood = ReadingFailed(kind)
    arrive(worker)
    for _ in range(4 * 24 * 6):
        rounds.read_themes(worker)
        clock.move(minutes=10)
    (given_up,) = owed(worker)

    model.mood = None
    arrive(worker)
    rounds.read_themes(worker)
    rounds.read_themes(worker)

    assert given_up.failed_at is not None
    assert all(one.done_at for one in owed(worker))


def test_one_poisoned_text_among_sound_ones_is_not_tried_at_every_round(
    worker: Wiring, model: Moody, clock: FrozenClock
) -> None:
    model.mood = ReadingFailed(TOO_SLOW)
    arrive(worker)
    rounds.read_themes(worker)
    model.mood = None
    arrive(worker)
    rounds.read_themes(worker)

    poisoned = owed(worker)[0]
    assert (poisoned.tries, poisoned.done_at) == (1, None)
    assert poisoned.next_attempt_at == clock.now() + timedelta(minutes=1)


def test_intake_and_the_rules_for_danger_work_without_a_model(worker: Wiring) -> None:
    arrive(worker)
    rounds.read_themes(worker)

    arrive(worker, words=DISCLOSURE)

    with worker.reads() as session:
        assert session.query(SafeguardingItem).count() == 1
        assert session.query(ThemeReading).count() == 0


def test_health_says_what_since_when_and_what_to_do(
    worker: Wiring, client: FlaskClient, model: Moody
) -> None:
    arrive(worker, 2)
    rounds.read_themes(worker)

    words = client.get("/health").text
    told = client.get("/health", headers={"Accept": "application/json"}).get_json()

    assert (
        "warning: the model that suggests themes does not read since 2026-11-24T21:40:00+00:00: "
        "its files are missing or were changed. "
        "Texts that wait for a person to say what they are about: 2. Put the folder"
    ) in words
    assert told["status"] == "ok"
    assert told["model"]["trouble"] == "its files are missing or were changed"
    assert told["model"]["since"] == "2026-11-24T21:40:00+00:00"
    assert told["model"]["to_do"].startswith("Put the folder classifier/model back")
    assert told["model"]["waiting"] == 2


def test_health_is_quiet_of_a_model_that_reads(
    worker: Wiring, client: FlaskClient, model: Moody
) -> None:
    model.mood = None
    arrive(worker)
    rounds.read_themes(worker)

    assert "model" not in client.get("/health").text
    told = client.get("/health", headers={"Accept": "application/json"}).get_json()
    assert (told["model"]["version"], told["model"]["trouble"]) == ("1", "")
