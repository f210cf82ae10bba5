"""Families who write on while things break, and who note down what they were told."""

import http.client
import json
import random
import threading
import time
import urllib.error
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from portal.domain import code_words
from tests.chaos.over_http import OverHttp
from tests.support.browserless import Fields, Visitor
from tests.web.family.journeys import CONCERN, code_of, number_of

AWAY = (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError)
PAUSE_SECONDS = 0.1
PATIENCE_SECONDS = 120
TAKES_SECONDS = 20.0, 35.0
"""How long somebody takes who reads the questions: longer than a machine does."""

COMES_BACK = 0.3
"""How many of those who were told their number and words use them, and write again."""

_WORDS = code_words.word_list("en")


@dataclass(frozen=True)
class Acknowledged:
    """What somebody was told is safe: the number, and how to recognise what was sent."""

    reference: str
    mark: str
    contact: str | None
    concern: bool
    replies: tuple[str, ...] = ()
    """How to recognise what was written to it afterwards."""


def sentence(choose: random.Random, mark: str) -> str:
    """Words that are no other family's, and how to recognise them."""
    return f"The bus has not come. {' '.join(choose.sample(_WORDS, 12))}. {mark}"


def somewhere(choose: random.Random) -> str:
    """An address of a network that nobody else has (RFC 2544 keeps these for trying things)."""
    return f"198.{choose.randrange(18, 20)}.{choose.randrange(256)}.{choose.randrange(1, 255)}"


class Notebook:
    """One line for each acknowledgement, written before anything else is done."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lock = threading.Lock()

    def note(self, acknowledged: Acknowledged) -> None:
        with self._lock, self.file.open("a", encoding="utf-8") as opened:
            opened.write(json.dumps(asdict(acknowledged)) + "\n")

    def read(self) -> list[Acknowledged]:
        if not self.file.exists():
            return []
        lines = self.file.read_text(encoding="utf-8").splitlines()
        noted = [Acknowledged(**json.loads(line)) for line in lines]
        # What was said last of a number is what its family had been told by then.
        last = {one.reference: replace(one, replies=tuple(one.replies)) for one in noted}
        return list(last.values())


class Family(threading.Thread):
    """Tells one thing after another; a form that failed is sent again, the same with its key.

    One that is `slow` takes the time that a person takes, each time from a network of its own; the
    others come from one network as fast as they can, and most of theirs are held as a flood.
    """

    def __init__(
        self,
        name: str,
        address: str,
        notebook: Notebook,
        seed: str,
        *,
        slow: bool = False,
        once: bool = False,
    ) -> None:
        super().__init__(name=name, daemon=True)
        self._slow, self._once = slow, once
        self._address, self._notebook = address, notebook
        self._choose = random.Random(seed)
        self._enough = threading.Event()
        self.tries_again = 0
        self.closed_pages = 0
        self.words_given_back = 0
        self.faults: list[str] = []

    def stop(self) -> None:
        """Finish what is being told, and tell no more."""
        self._enough.set()

    def run(self) -> None:
        number = 0
        while not self._enough.is_set():
            number += 1
            try:
                self._tell(f"{self.name}-{number}-{self._choose.randrange(10**9)}")
            except Exception as fault:
                self.faults.append(f"{self.name}: {type(fault).__name__}: {fault}")
                return
            if self._once:
                return

    def _tell(self, mark: str) -> None:
        concern = self._choose.random() < 0.8
        contact = f"{mark}@family.example" if concern and self._choose.random() < 0.7 else None
        chosen: Fields = {
            "kind": "concern" if concern else "view",
            "needs": [self._choose.choice(["send_transport", "other"])],
            "words": sentence(self._choose, mark),
        }
        if contact:
            chosen["contact"] = contact
        network = somewhere(self._choose) if self._slow else "192.0.2.1"
        family = Visitor(OverHttp(self._address, network))  # type: ignore[arg-type]
        self._until_answered(family, lambda: family.open("/tell/who"))
        while (page := family.path.rpartition("/")[2]) != "check":
            self._answer(family, page, chosen)
        if self._slow:
            time.sleep(self._choose.uniform(*TAKES_SECONDS))
        self._press(family, *family.filled())
        number = number_of(family).replace("-", "")
        told = Acknowledged(number, mark, contact, concern)
        self._notebook.note(told)
        if self._choose.random() < COMES_BACK:
            self._come_back(family, told)

    def _come_back(self, family: Visitor, told: Acknowledged) -> None:
        kept = {"reference": number_of(family), "code": " ".join(code_of(family))}
        self._until_answered(family, lambda: family.open("/return"))
        self._press(family, *family.filled(**kept))
        assert family.path == "/case", (family.path, family.faults)
        again = f"{told.mark}-again"
        written = {"words": sentence(self._choose, again)}
        self._press(family, *family.filled("/case", **written))
        self._notebook.note(replace(told, replies=(again,)))

    def _answer(self, family: Visitor, page: str, chosen: Fields) -> None:
        offered = set(family.filled()[1])
        answers = {name: value for name, value in chosen.items() if name in offered}
        address, body = family.filled(**{**CONCERN[page], **answers})
        self._press(family, address, body)
        assert not family.faults, (page, family.faults)
        assert family.path != address.partition("?")[0], f"{page} was not taken"

    def _press(self, family: Visitor, address: str, body: Fields) -> None:
        self._until_answered(family, lambda: family.post(address, body), (address, body))

    def _until_answered(
        self, family: Visitor, act: Callable[[], Visitor], sent: tuple[str, Fields] | None = None
    ) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            try:
                act()
            except AWAY:
                self.tries_again += 1
                time.sleep(PAUSE_SECONDS)
                continue
            if family.answer.status_code == 200:
                return
            self._look_at_the_closed_page(family, sent)
            time.sleep(PAUSE_SECONDS)
        raise AssertionError("never answered again")

    def _look_at_the_closed_page(self, family: Visitor, sent: tuple[str, Fields] | None) -> None:
        """While the database is away: a page of its own, with what was typed to copy."""
        self.tries_again += 1
        self.closed_pages += 1
        status = family.answer.status_code
        assert status == 503, f"{status} on {family.path}: {family.answer.get_data()[:300]!r}"
        _address, body = sent or ("", {})
        # On a page after it, what was typed is kept already.
        if "words" in body and not family.answer.redirected:  # type: ignore[attr-defined]
            shown = [area.text or "" for area in family.page.xpath("//textarea")]
            assert any(str(body["words"]) in text for text in shown), "the words were lost"
            self.words_given_back += 1
