"""A machine posts thousands of messages while twenty real people write: what becomes of each."""

import http.client
import random
import re
import threading
import time
import urllib.parse
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from lxml import html
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.floods import ALIKE
from portal.domain.people import SYSTEM, Deed
from portal.models import SafeguardingItem, Submission
from portal.services import floods
from tests.chaos.cluster import Cluster
from tests.chaos.families import AWAY, Family, Notebook
from tests.chaos.stage import Stage, looking, make
from tests.web.family.journeys import CONCERN

MACHINES = 4
PEOPLE = 20
MINUTES = 10
DISCLOSURE = "My stepfather hits me every night and I am scared to go home."
LET_GO = 200

_HIDDEN = re.compile(r"<input[^>]*type=\"hidden\"[^>]*>")


@dataclass
class Flooded:
    """What was posted, how long pages took, and what was found afterwards."""

    seed: int
    posted: int = 0
    seconds: float = 0.0
    figures: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def summary(self) -> str:
        """A few lines for a person."""
        lines = [
            f"seed {self.seed}: {self.posted:,} messages of a machine in {self.seconds:.0f} s",
            *(f"  {name}: {said}" for name, said in self.figures.items()),
            *(f"BROKEN {fault}" for fault in self.faults),
        ]
        return "\n".join([*lines, "Broken." if self.faults else "Every promise was kept."])


class Machine(threading.Thread):
    """Posts form after form without reading a page, as fast as it is answered."""

    def __init__(self, address: str, share: Sequence[int], disclosure: int, ends: float) -> None:
        super().__init__(daemon=True)
        self._host = urllib.parse.urlsplit(address).netloc
        self._share, self._disclosure, self._ends = share, disclosure, ends
        self.kept: dict[str, str] = {}
        """Words that it was told were taken in, by the mark at their end."""
        self.refused: list[str] = []

    def run(self) -> None:
        for number in self._share:
            if time.monotonic() > self._ends:
                return
            words = DISCLOSURE if number == self._disclosure else "Buy cheap watches now"
            mark = f"machine-{number}"
            try:
                self._post(f"{words} {mark}", mark, f"203.0.113.{number % 200 + 1}")
            except AWAY as fault:
                self.refused.append(f"{mark}: {type(fault).__name__}")

    def _post(self, words: str, mark: str, network: str) -> None:
        cookies: dict[str, str] = {}
        place = "/tell/who"
        page = self._asked("GET", place, None, cookies, network)[1]
        hidden = _hidden(page)
        for _ in range(20):
            name = place.partition("?")[0].rpartition("/")[2]
            if name == "check":
                # Its key is on the page itself.
                hidden = _hidden(self._asked("GET", place, None, cookies, network)[1])
            answers = {**CONCERN.get(name, {}), **({"words": words} if name == "words" else {})}
            status, _body, then = self._asked(
                "POST", place, {**hidden, **answers}, cookies, network
            )
            if status != 303:
                self.refused.append(f"{mark}: {status} at {place}")
                return
            place = then
            if name == "check":
                self.kept[mark] = words
                return

    def _asked(
        self,
        method: str,
        place: str,
        fields: dict[str, object] | None,
        cookies: dict[str, str],
        network: str,
    ) -> tuple[int, str, str]:
        connection = http.client.HTTPConnection(self._host, timeout=60)
        headers = {
            "X-Forwarded-For": network,
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        body = urllib.parse.urlencode(fields, doseq=True) if fields is not None else None
        try:
            connection.request(method, place, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        for given in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = given.partition(";")[0].partition("=")
            cookies[name] = value
        return answer.status, text, answer.headers.get("Location", "")


def _hidden(page: str) -> dict[str, object]:
    found = html.fragments_fromstring("".join(_HIDDEN.findall(page)))
    return {one.get("name"): one.get("value", "") for one in found}


def flood(folder: Path, messages: int, seed: int, cluster: Cluster | None = None) -> Flooded:
    """Post `messages` within ten minutes while people write; then look at every one of them."""
    report, choose = Flooded(seed), random.Random(seed)
    url = cluster.url if cluster else f"sqlite:///{folder / 'portal.db'}"
    make(url)
    notebook = Notebook(folder / "people.jsonl")
    with ExitStack() as stack:
        stage = Stage(stack, folder, url, cluster)
        wiring = stack.enter_context(looking(stage))
        began = time.monotonic()
        ends = began + MINUTES * 60
        disclosure = choose.randrange(messages // 4, messages)
        machines = [
            Machine(stage.address, range(first, messages, MACHINES), disclosure, ends)
            for first in range(MACHINES)
        ]
        people = [
            Family(f"person{n}", stage.address, notebook, f"{seed}.{n}", slow=True, once=True)
            for n in range(PEOPLE)
        ]
        for one in [*machines, *people]:
            one.start()
        for one in [*people, *machines]:
            one.join()
        report.seconds = time.monotonic() - began
        report.faults += [fault for one in people for fault in one.faults]
        with wiring.reads() as session:
            _look(session, report, machines, notebook, messages)
        with wiring.writes.begin() as session:
            _let_go(session, report, wiring.clock.now())
    return report


def _look(
    session: Session,
    report: Flooded,
    machines: Sequence[Machine],
    notebook: Notebook,
    messages: int,
) -> None:
    kept = {mark: words for one in machines for mark, words in one.kept.items()}
    refused = [line for one in machines for line in one.refused]
    report.posted = len(kept)
    rows = session.scalars(select(Submission).order_by(Submission.id)).all()
    there = {row.words.rpartition(" ")[2]: row for row in rows}
    people = {one.mark: there.get(one.mark) for one in notebook.read()}
    report.figures |= {
        "of the machine's held": f"{sum(there[mark].held for mark in kept if mark in there):,}",
        "people who got their number": f"{len(people)} of {PEOPLE}",
        "of these people's held": f"{sum(bool(row and row.held) for row in people.values())}",
    }
    if len(kept) < messages:
        report.faults.append(f"{len(kept)} of {messages} were taken in; {refused[:3]}")
    report.faults += [f"refused: {line}" for line in refused[:5]]
    report.faults += [
        f"{mark} is not there as it was sent"
        for mark, words in sorted(kept.items())
        if mark not in there or there[mark].words != words
    ][:5]
    if len(people) < PEOPLE or any(row is None or row.held for row in people.values()):
        report.faults.append("somebody was not heard, or was taken for a machine")
    unheld = [
        mark
        for mark, words in kept.items()
        if mark in there and not there[mark].held and not words.startswith(DISCLOSURE)
    ]
    flagged = session.scalars(select(SafeguardingItem.submission_id)).all()
    told = [row.id for row in rows if row.words.startswith(DISCLOSURE)]
    if len(told) != 1 or told[0] not in flagged:
        report.faults.append("the disclosure among them was not flagged")
    report.figures["of the machine's not held"] = f"{len(unheld)}"
    # Two that come at the same moment do not count each other.
    if len(unheld) > ALIKE + MACHINES:
        report.faults.append(f"{len(unheld)} of the machine's went on as if they were a family's")


def _let_go(session: Session, report: Flooded, now: object) -> None:
    """What was held can go on still: some of it does, and is with a partner or in triage."""
    query = select(Submission).where(Submission.held).order_by(Submission.id).limit(LET_GO)
    held = session.scalars(query).all()
    gone = floods.let_go(session, held, Deed(SYSTEM, now, "held"))  # type: ignore[arg-type]
    still = session.scalar(select(func.count()).select_from(Submission).where(Submission.held))
    report.figures["let go on afterwards"] = f"{gone}, {still:,} still held"
    if any(one.held or one.part_of_flood for one in held):
        report.faults.append("what was let go is held still")
