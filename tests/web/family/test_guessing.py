"""Guessing: nothing tells whether a number exists, and nobody is ever locked out."""

import re
import statistics
import time

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from portal.adapters.hashing import Argon2Hasher
from portal.domain import code_words, codes
from portal.domain.errors import CodeWrong
from portal.models import CodeAttempt
from portal.services import return_visit
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.web.family.journeys import sent

TRIES = 500
PAIRS = 60
WRONG = " ".join(code_words.words_of((1, 2, 3, 4, 5), "en"))


@pytest.fixture
def kept(family: Visitor) -> tuple[str, str]:
    return sent(family)


def unknown(number: int) -> str:
    """A well-formed number that nobody has."""
    return codes.format_reference(codes.make_reference(number.to_bytes(5)))


class Guesser:
    """One who posts the form again and again, from a new network every four tries."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.address, self.body = Visitor(self.client).open("/return").filled()
        self.tries = 0

    def guess(self, number: str, *, tries_each: int = 4) -> tuple[int, bytes]:
        """What comes back, without the form's token and what was typed."""
        network, self.tries = self.tries // tries_each, self.tries + 1
        self.client.environ_base["REMOTE_ADDR"] = f"10.0.{network // 250}.{network % 250 + 1}"
        typed = {**self.body, "reference": number, "code": WRONG}
        answer = self.client.post("/return", data=typed)
        page = re.sub(rb'name="csrf_token"[^>]*', b"", answer.data)
        page = re.sub(rb'nonce="[^"]*"', b"", page).replace(number.encode(), b"")
        headers = sorted(name for name, _ in answer.headers if name != "Date")
        return answer.status_code, page + repr(headers).encode()


def test_of_a_thousand_guesses_unknown_numbers_and_wrong_words_read_alike(
    app: Flask, kept: tuple[str, str]
) -> None:
    stranger, knower = Guesser(app), Guesser(app)
    knower.tries = 4_000  # networks of its own

    nobodys = {stranger.guess(unknown(number)) for number in range(TRIES)}
    somebodys = {knower.guess(kept[0]) for _ in range(TRIES)}

    assert len(nobodys | somebodys) == 1
    assert {status for status, _page in nobodys} == {403}


def test_at_the_same_number_of_tries_both_are_made_to_wait_alike(
    app: Flask, kept: tuple[str, str], wiring: Wiring
) -> None:
    with wiring.reads() as session:
        assert session.scalars(select(func.count(CodeAttempt.id))).one() == 0
    stranger, knower = Guesser(app), Guesser(app)
    knower.tries = 200 * 20  # a network of its own

    pairs = [
        (stranger.guess(unknown(number), tries_each=20), knower.guess(kept[0], tries_each=20))
        for number in range(20)
    ]

    assert [one == other for one, other in pairs] == [True] * 20
    assert [status for (status, _page), _ in pairs] == [403] * 5 + [429] * 15


def test_the_right_words_open_it_while_others_attack(
    app: Flask, family: Visitor, kept: tuple[str, str]
) -> None:
    attack = Guesser(app)
    for _ in range(60):
        attack.guess(kept[0], tries_each=10)

    family.client.environ_base["REMOTE_ADDR"] = "192.0.2.77"
    family.open("/return").send(reference=kept[0], code=kept[1])

    assert family.heading == "Your message"


def test_the_number_of_a_supporter_reads_like_any_other(
    app: Flask, family: Visitor, kept: tuple[str, str]
) -> None:
    family.open("/return").send(reference=kept[0], code=kept[1])
    family.open("/case/supporters").send("/case/supporters", supporter="Aunt Sam")
    number = family.page.get_element_by_id("number").text_content().strip()

    assert Guesser(app).guess(number) == Guesser(app).guess(unknown(7))


def test_a_mistyped_word_is_told_without_asking_for_any_message(
    family: Visitor, kept: tuple[str, str], wiring: Wiring
) -> None:
    asked: list[str] = []
    event.listen(
        wiring.engine, "before_cursor_execute", lambda *given: asked.append(str(given[2]).lower())
    )

    family.open("/return").send(reference=kept[0], code="hause " + WRONG.split(" ", 1)[1])

    assert family.faults == ["“hause” is not one of our words. Did you mean “house”?"]
    assert family.page.xpath("//textarea[@name='code']")[0].text.strip().startswith("hause")
    assert not any("submission" in one or "code" in one for one in asked)


def test_the_time_of_a_known_number_is_lost_in_the_noise(
    wiring: Wiring, kept: tuple[str, str]
) -> None:
    """The slow hash of real life, in turn at both; ranks decide, so that one slow try does not."""
    hasher = Argon2Hasher()
    with wiring.writes.begin() as session:
        session.connection().exec_driver_sql(
            "UPDATE submission SET code_hash = ?", (hasher.hash("something else"),)
        )
    known = codes.parse_reference(kept[0])
    now = wiring.clock.now()
    times: dict[bool, list[float]] = {True: [], False: []}
    with wiring.reads() as session:
        for number in range(PAIRS):
            for exists in (True, False) if number % 2 else (False, True):
                reference = known if exists else codes.make_reference(number.to_bytes(5))
                began = time.perf_counter()
                with pytest.raises(CodeWrong):
                    return_visit.open_door(session, hasher, reference, (1, 2, 3, 4, 5), now)
                times[exists].append(time.perf_counter() - began)

    middle = statistics.median(times[False])
    assert abs(statistics.median(times[True]) - middle) < 0.25 * middle
    # How often a known one took longer than an unknown one, of every pair: a half, give or take
    # five times what chance gives with so many (Mann and Whitney).
    longer = sum(one > other for one in times[True] for other in times[False]) / PAIRS**2
    chance = ((2 * PAIRS + 1) / (12 * PAIRS**2)) ** 0.5
    assert abs(longer - 0.5) < 5 * chance


def test_a_network_waits_a_while_and_never_for_ever(
    app: Flask, family: Visitor, kept: tuple[str, str], clock: FrozenClock
) -> None:
    attack = Guesser(app)
    for _ in range(50):
        attack.guess(kept[0], tries_each=50)
        clock.move(seconds=1)
    clock.move(minutes=16)
    attack.client.environ_base["REMOTE_ADDR"] = "10.0.0.1"

    attack_family = Visitor(attack.client).open("/return")
    attack_family.send(reference=kept[0], code=kept[1])

    assert attack_family.heading == "Your message"
