"""The whole: servers, families, somebody who kills at random moments, and a look afterwards."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from portal.adapters.database import engine_for
from portal.cli.serve import command
from portal.demonstration import keys
from portal.models import (
    AuditEvent,
    ClockMilestone,
    DueWork,
    OutgoingLetter,
    Referral,
    Submission,
)
from portal.queries import due
from portal.settings import from_environment
from portal.wiring import Wiring, wire
from tests.chaos import invariants
from tests.chaos.cluster import Cluster, wait_until
from tests.chaos.families import Family, Notebook
from tests.chaos.paper import PaperPost
from tests.chaos.post import PostOffice, post_office
from tests.support import databases
from tests.support.running import ROOT, Running, environment, free_port, running

WEB, WORKER, DATABASE = "web worker", "job worker", "PostgreSQL"
FAMILIES = 3
SLOW_FAMILIES = 20
"""They take half a minute each, so many write at once; only the long run waits for them."""
SETTLE_SECONDS = 300
SHORTEST, LONGEST = 0.2, 1.6
"""Seconds between two kills."""


@dataclass
class Report:
    """What was done to it, and what was found."""

    seed: int
    killed: Counter[str] = field(default_factory=Counter)
    figures: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def summary(self) -> str:
        """A few lines for a person."""
        kills = ", ".join(f"{count} of the {name}" for name, count in sorted(self.killed.items()))
        lines = [
            f"seed {self.seed}: {self.killed.total()} kills ({kills}) in {self.seconds:.0f} s",
            *(f"  {name}: {count:,}" for name, count in self.figures.items()),
            *(f"BROKEN {fault}" for fault in self.faults),
        ]
        return "\n".join([*lines, "Broken." if self.faults else "Every promise was kept."])


class Stage:
    """The servers of one installation; a worker that was killed is started again at once."""

    def __init__(self, stack: ExitStack, folder: Path, url: str, cluster: Cluster | None) -> None:
        self._stack, self._folder, self._cluster = stack, folder, cluster
        self._workers = 0
        self.office, smtp = stack.enter_context(post_office())
        self.address = f"http://127.0.0.1:{free_port()}"
        self.environ = environment(
            **{
                **keys.environment(folder, self.address),
                "PORTAL_DATABASE_URL": url,
                "PORTAL_SMTP": smtp,
                "PORTAL_DEMONSTRATION": "no",
                "PORTAL_PROXY_HOPS": "1",
            }
        )
        web = " ".join(command(self.address.removeprefix("http://")))
        self._web = self._start(web.replace("()", r"\(\)"), "web")
        self._worker = self._new_worker()
        self._web.answers(f"{self.address}/health")

    def kill(self, what: str) -> None:
        """SIGKILL, or a power cut for PostgreSQL; what does not come back by itself is started."""
        if what == WEB:
            os.kill(_a_child_of(self._web.process.pid), signal.SIGKILL)
        elif what == WORKER:
            self._worker.stop(signal.SIGKILL)
            self._worker = self._new_worker()
        else:
            assert self._cluster is not None
            self._cluster.die()
            self._cluster.start()

    def stop_worker(self) -> int:
        """Ask the job worker to stop; its exit status."""
        return self._worker.stop(signal.SIGTERM)

    def pass_by_hand(self) -> None:
        """`portal worker --once`, as an administrator would."""
        subprocess.run(
            [sys.executable, "-m", "portal.cli", "worker", "--once"],
            cwd=ROOT,
            env=self.environ,
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=SETTLE_SECONDS,
        )

    def _new_worker(self) -> Running:
        self._workers += 1
        return self._start(f"{sys.executable} -m portal.cli worker", f"worker-{self._workers}")

    def _start(self, line: str, name: str) -> Running:
        heard = self._folder / f"{name}.log"
        return self._stack.enter_context(running(line, self.environ, heard))


def _a_child_of(parent: int) -> int:
    """A process that it started; waits for one to come back."""
    found: list[int] = []

    def look() -> bool:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        found[:] = [int(child) for child in children if _runs(int(child))]
        return bool(found)

    assert wait_until(look), f"{parent} has no children"
    return found[-1]


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def play(
    folder: Path, kills: int, seed: int, cluster: Cluster | None = None, slow: int = 0
) -> Report:
    """Start it all, kill `kills` times, let it come to rest, and look; all of it by `seed`."""
    began = time.monotonic()
    report = Report(seed)
    url = cluster.url if cluster else f"sqlite:///{folder / 'portal.db'}"
    make(url)
    notebook = Notebook(folder / "acknowledged.jsonl")
    with ExitStack() as stack:
        stage = Stage(stack, folder, url, cluster)
        wiring = stack.enter_context(looking(stage))
        writing = [
            *(
                Family(f"family{n}", stage.address, notebook, f"{seed}.{n}")
                for n in range(FAMILIES)
            ),
            *(
                Family(f"slow{n}", stage.address, notebook, f"{seed}.slow{n}", slow=True)
                for n in range(slow)
            ),
            PaperPost(wiring, notebook, f"{seed}.paper"),
        ]  # fmt: skip
        for one in writing:
            one.start()
        _kill(stage, report, kills, random.Random(seed), cluster is not None)
        _end(writing, report)
        _settle(stage, wiring, report)
        _look(wiring, notebook, stage.office, report)
        _tell(wiring, notebook, stage.office, writing, report)
    report.seconds = time.monotonic() - began
    return report


def make(url: str) -> None:
    engine = engine_for(url)
    databases.make(engine)
    engine.dispose()


@contextmanager
def looking(stage: Stage) -> Iterator[Wiring]:
    wiring = wire(from_environment(stage.environ))
    yield wiring
    wiring.engine.dispose()


def _kill(stage: Stage, report: Report, kills: int, choose: random.Random, cut: bool) -> None:
    targets = [WEB, WORKER, *([DATABASE] if cut else [])]
    # Each of them at least once, however few kills there are.
    others = choose.choices(targets, k=max(kills - len(targets), 0))
    for what in choose.sample([*targets[:kills], *others], k=kills):
        time.sleep(choose.uniform(SHORTEST, LONGEST))
        stage.kill(what)
        report.killed[what] += 1


def _end(writing: list[Family | PaperPost], report: Report) -> None:
    for one in writing:
        one.stop()
    for one in writing:
        one.join(timeout=SETTLE_SECONDS)
        report.faults += [f"writing: {fault}" for fault in one.faults]
        if one.is_alive():
            report.faults.append(f"writing: {one.name} never came to an end")


def _settle(stage: Stage, wiring: Wiring, report: Report) -> None:
    """The worker does what is left by itself; then it is stopped, and the audit sealed by hand."""
    if not wait_until(lambda: _is_quiet(wiring), SETTLE_SECONDS):
        report.faults.append("settling: the worker did not come to rest")
    if status := stage.stop_worker():
        report.faults.append(f"settling: told to stop, the worker ended with {status}")
    stage.pass_by_hand()


def _is_quiet(wiring: Wiring) -> bool:
    """Whether nothing is due. What waits after a failed try waits no longer: time passes here."""
    try:
        with wiring.writes.begin() as session:
            now = wiring.clock.now()
            for table in (OutgoingLetter, DueWork):
                session.execute(
                    update(table).where(table.next_attempt_at > now).values(next_attempt_at=now)
                )
            unsent = select(OutgoingLetter.id).where(OutgoingLetter.sent_at.is_(None))
            owed = select(DueWork.id).where(DueWork.done_at.is_(None))
            waiting = [session.scalars(query.limit(1)).first() for query in (unsent, owed)]
            return waiting == [None, None] and not due.unmarked(session, now)
    except DBAPIError:
        return False


def _look(wiring: Wiring, notebook: Notebook, office: PostOffice, report: Report) -> None:
    with wiring.reads() as session:
        report.faults += invariants.faults(
            session, notebook.read(), office.taken, wiring.clock.now()
        )


def _tell(
    wiring: Wiring,
    notebook: Notebook,
    office: PostOffice,
    writing: list[Family | PaperPost],
    report: Report,
) -> None:
    with wiring.reads() as session:
        marked = ClockMilestone.recorded_at.is_not(None)
        report.figures |= {
            "acknowledged": len(notebook.read()),
            "submissions": _count(session, Submission),
            "of them held as a flood": session.scalar(
                select(func.count()).select_from(Submission).where(Submission.held)
            )
            or 0,
            "with a partner": session.scalar(
                select(func.count(Referral.submission_id.distinct())).select_from(Referral)
            )
            or 0,
            "written again": sum(len(one.replies) for one in notebook.read()),
            "tries again by families": sum(one.tries_again for one in writing),
            "pages of a closed service": sum(getattr(one, "closed_pages", 0) for one in writing),
            "of them with the words": sum(getattr(one, "words_given_back", 0) for one in writing),
            "letters written": _count(session, OutgoingLetter),
            "letters taken, again counted": len(office.taken),
            "milestones marked": session.scalar(
                select(func.count()).select_from(ClockMilestone).where(marked)
            )
            or 0,
            "audit rows": _count(session, AuditEvent),
        }
    # A run in which nothing happened proves nothing.
    if not all(report.figures[name] for name in ("acknowledged", "letters written",
                                                 "milestones marked")):  # fmt: skip
        report.faults.append("nothing happened that could have been broken")


def _count(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def quiet_threads() -> list[str]:
    """Names of threads that a run has left behind."""
    return [one.name for one in threading.enumerate() if one.name.startswith(("family", "paper"))]
