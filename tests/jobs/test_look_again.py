"""Where the rules found nothing a model looks again: it adds a hold seconds later, or rings."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.domain.people import SYSTEM, Author, Deed
from portal.domain.safeguarding import FlagSource, SafeguardingStatus
from portal.domain.submissions import AuthorKind
from portal.jobs import rounds
from portal.models import Comment, ModelState, SafeguardingItem, SecondLook, Submission
from portal.ports import Flag, ModelAway
from portal.queries.model_state import SCREEN
from portal.services import import_comments, return_visit
from portal.services.import_comments import Gathered
from portal.services.model_state import DAMAGED
from portal.wiring import Wiring
from tests.support.cases import DISCLOSURE
from tests.support.clock import TUESDAY_EVENING, FrozenClock
from tests.support.families import send

SECRET = "what uncle does on sundays"


class Looker:
    """Passes for `portal.ports.SecondLooker`; `mood` is what goes wrong, None for nothing."""

    def __init__(self) -> None:
        self.mood: Exception | None = None
        self.version = "screen-1"
        self.asked: list[str] = []

    def look(self, words: str) -> list[Flag]:
        if self.mood is not None:
            raise self.mood
        self.asked.append(words)
        return [Flag("sexual_harm", SECRET)] if SECRET in words else []


@pytest.fixture
def looker() -> Looker:
    return Looker()


@pytest.fixture
def worker(wiring: Wiring, looker: Looker) -> Wiring:
    return replace(wiring, second_look=looker)


def arrive(wiring: Wiring, key: str = "form-1", **changes: object) -> Author:
    with wiring.writes.begin() as session:
        submission, _ = send(session, key, wiring.clock.now(), **changes)
        return Author(submission.id, submission.reference)


def write_again(wiring: Wiring, author: Author, words: str) -> None:
    with wiring.writes.begin() as session:
        now = wiring.clock.now()
        return_visit.reply(session, author, words, f"again-{words}", now, wiring.screen)


def flags(wiring: Wiring) -> list[SafeguardingItem]:
    with wiring.reads() as session:
        return list(session.scalars(select(SafeguardingItem).order_by(SafeguardingItem.id)))


def gathered(words: str) -> Gathered:
    return Gathered(words, "Open day", TUESDAY_EVENING.date(), AuthorKind.PARENT_OR_CARER)


def restricted(wiring: Wiring) -> bool:
    with wiring.reads() as session:
        return session.scalars(select(Submission.restricted)).one()


def state(wiring: Wiring) -> ModelState | None:
    with wiring.reads() as session:
        return session.get(ModelState, SCREEN)


@pytest.mark.parametrize("place", ["words", "wanted", "must_not_see", "access_needs"])
def test_what_the_model_raises_is_held_as_if_a_rule_had_raised_it(
    worker: Wiring, place: str
) -> None:
    arrive(worker, **{place: f"I cannot say {SECRET}."})
    before = restricted(worker)

    assert rounds.look_again(worker) == 1

    (item,) = flags(worker)
    assert (before, restricted(worker)) == (False, True)
    assert (item.source, item.status) == (FlagSource.MACHINE, SafeguardingStatus.OPEN)
    assert item.rules == [{"rule": "sexual_harm", "words": SECRET}]


def test_where_the_model_finds_nothing_nothing_is_held(worker: Wiring, looker: Looker) -> None:
    arrive(worker)

    assert rounds.look_again(worker) == 1
    assert rounds.look_again(worker) == 0

    assert looker.asked
    assert not flags(worker)
    assert not restricted(worker)


def test_what_a_rule_has_raised_is_not_looked_at_again(worker: Wiring, looker: Looker) -> None:
    arrive(worker, words=DISCLOSURE)

    assert rounds.look_again(worker) == 0

    assert not looker.asked
    assert len(flags(worker)) == 1


def test_a_reply_is_looked_at_and_what_a_lead_has_seen_is_not_raised_anew(
    worker: Wiring, looker: Looker, clock: FrozenClock
) -> None:
    author = arrive(worker, words=f"I cannot say {SECRET}.")
    rounds.look_again(worker)
    clock.move(hours=1)
    write_again(worker, author, "Thank you for ringing.")
    looker.asked.clear()

    rounds.look_again(worker)

    assert looker.asked == ["Thank you for ringing."]
    assert len(flags(worker)) == 1


def test_a_reply_with_danger_raises_a_flag_of_its_own(worker: Wiring, clock: FrozenClock) -> None:
    author = arrive(worker)
    rounds.look_again(worker)
    clock.move(hours=1)
    write_again(worker, author, f"It is about {SECRET}.")

    rounds.look_again(worker)

    assert [item.source for item in flags(worker)] == [FlagSource.MACHINE]
    assert restricted(worker)


def test_a_look_done_twice_raises_one_flag(worker: Wiring) -> None:
    arrive(worker, words=f"I cannot say {SECRET}.")
    rounds.look_again(worker)
    with worker.writes.begin() as session:
        session.query(SecondLook).update({"done_at": None})

    rounds.look_again(worker)

    assert len(flags(worker)) == 1


def test_a_comment_is_held_back_too(worker: Wiring) -> None:
    with worker.writes.begin() as session:
        deed = Deed(SYSTEM, worker.clock.now(), "import")
        rows = [gathered(f"Nobody asked about {SECRET}."), gathered("The bus is late.")]
        import_comments.bring_in(session, worker.screen, rows, deed)

    rounds.look_again(worker)

    with worker.reads() as session:
        held = session.scalars(select(Comment.restricted).order_by(Comment.id))
        assert list(held) == [True, False]


def test_without_a_model_the_rules_work_alone_and_an_alarm_rings(
    worker: Wiring, looker: Looker, client: FlaskClient, clock: FrozenClock
) -> None:
    looker.mood = ModelAway("terms.json is not the file")
    arrive(worker, words=f"I cannot say {SECRET}.")
    arrive(worker, "form-2", words=DISCLOSURE)

    assert rounds.look_again(worker) == 0

    found = state(worker)
    assert found is not None
    assert found.trouble == DAMAGED
    assert len(flags(worker)) == 1
    assert (
        "the model of the safeguarding screen does not look since 2026-11-24T21:40:00+00:00: "
        "its files are missing or were changed. Texts that its rules alone have looked at: 1."
    ) in client.get("/health").text

    looker.mood = None
    clock.move(minutes=1)
    rounds.look_again(worker)

    after = state(worker)
    assert after is not None
    assert (after.trouble, after.version) == (None, "screen-1")
    assert len(flags(worker)) == 2
    assert "safeguarding screen" not in client.get("/health").text


def test_one_text_that_cannot_be_looked_at_stops_no_other(worker: Wiring, looker: Looker) -> None:
    arrive(worker)
    looker.mood = ValueError("odd")
    rounds.look_again(worker)
    looker.mood = None
    arrive(worker, "form-2", words=f"I cannot say {SECRET}.")

    rounds.look_again(worker)

    assert len(flags(worker)) == 1
    with worker.reads() as session:
        errors = session.scalars(select(SecondLook.last_error).order_by(SecondLook.id))
        assert list(errors) == ["ValueError", None]


def test_the_looks_come_before_the_letters_of_the_same_pass() -> None:
    names = [one.__name__ for one in rounds.ROUNDS]

    assert names.index("look_again") < names.index("send_letters")
