"""Families who write on while things break, and who note down what they were told."""

import http.client
import json
import random
import threading
import time
import urllib.error
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.chaos.over_http import OverHttp
from tests.support.browserless import Fields, Visitor
from tests.web.family.journeys import CONCERN, number_of

AWAY = (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError)
PAUSE_SECONDS = 0.1
PATIENCE_SECONDS = 120


@dataclass(frozen=True)
class Acknowledged:
    """What somebody was told is safe: the number, and how to recognise what was sent."""

    reference: str
    mark: str
    contact: str | None
    concern: bool


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
        return [Acknowledged(**json.loads(line)) for line in lines]


class Family(threading.Thread):
    """Tells one thing after another; a form that failed is sent again, the same with its key."""

    def __init__(self, name: str, address: str, notebook: Notebook, seed: str) -> None:
        super().__init__(name=name, daemon=True)
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

    def _tell(self, mark: str) -> None:
        concern = self._choose.random() < 0.8
        contact = f"{mark}@family.example" if concern and self._choose.random() < 0.7 else None
        chosen: Fields = {
            "kind": "concern" if concern else "view",
            "needs": [self._choose.choice(["send_transport", "other"])],
            "words": f"The bus has not come for two weeks. {mark}",
        }
        if contact:
            chosen["contact"] = contact
        family = Visitor(OverHttp(self._address))  # type: ignore[arg-type]
        self._until_answered(family, lambda: family.open("/tell/who"))
        while (page := family.path.rpartition("/")[2]) != "check":
            self._answer(family, page, chosen)
        self._press(family, *family.filled())
        number = number_of(family).replace("-", "")
        self._notebook.note(Acknowledged(number, mark, contact, concern))

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
        address, body = sent or ("", {})
        # On the page after it, what was typed is kept already.
        if "words" in body and family.path == address.partition("?")[0]:
            shown = [area.text or "" for area in family.page.xpath("//textarea")]
            assert any(str(body["words"]) in text for text in shown), "the words were lost"
            self.words_given_back += 1
