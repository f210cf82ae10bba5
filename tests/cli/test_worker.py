"""`portal worker`: one loop on SQLite, the queue on PostgreSQL, one pass by hand on both."""

import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update

from portal.demonstration import keys
from portal.models import DueWork, OutgoingLetter, WorkerBeat
from portal.settings import from_environment
from portal.wiring import Wiring, wire
from tests.chaos.cluster import wait_until
from tests.chaos.post import PostOffice, post_office
from tests.conftest import leave_out
from tests.support import databases
from tests.support.families import send
from tests.support.running import ROOT, environment, running

COMMAND = [sys.executable, "-m", "portal.cli", "worker"]
SECONDS = 15
"""Two for the tick, and patience for a machine that does other things too."""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def url(request: pytest.FixtureRequest, made_file: Path, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{shutil.copy(made_file, tmp_path / 'portal.db')}"
        return
    server = databases.postgresql_server()
    if server is None:
        leave_out("postgresql")
    with databases.made_postgresql(str(server)) as url:
        yield url


@pytest.fixture
def office() -> Iterator[tuple[PostOffice, str]]:
    with post_office() as opened:
        yield opened


@pytest.fixture
def environ(url: str, office: tuple[PostOffice, str], tmp_path: Path) -> dict[str, str]:
    settings = {
        **keys.environment(tmp_path, "http://127.0.0.1"),
        "PORTAL_DATABASE_URL": url,
        "PORTAL_SMTP": office[1],
        "PORTAL_DEMONSTRATION": "no",
    }
    return environment(**settings)


@pytest.fixture
def wiring(environ: dict[str, str]) -> Iterator[Wiring]:
    wiring = wire(from_environment(environ))
    yield wiring
    wiring.engine.dispose()


def arrive(wiring: Wiring, key: str, **changes: object) -> None:
    with wiring.writes.begin() as session:
        submission, _ = send(session, key, datetime.now(UTC), **changes)
        # The address is sealed with the keys of the tests; this installation has its own.
        letter = select(OutgoingLetter).where(OutgoingLetter.submission_id == submission.id)
        for row in session.scalars(letter):
            sealed = wiring.keyring.seal(b"a@family.example", f"contact:{submission.reference}")
            row.sealed_to = sealed


def owed(wiring: Wiring) -> int:
    with wiring.reads() as session:
        texts = select(DueWork.id).where(DueWork.done_at.is_(None))
        letters = select(OutgoingLetter.id).where(OutgoingLetter.sent_at.is_(None))
        return sum(len(session.scalars(query).all()) for query in (texts, letters))


def beats(engine: Engine) -> int:
    with engine.connect() as connection:
        return len(connection.execute(select(WorkerBeat.id)).all())


def test_what_a_family_sends_is_read_and_its_letter_out_within_seconds(
    environ: dict[str, str], wiring: Wiring, office: tuple[PostOffice, str], tmp_path: Path
) -> None:
    with running(" ".join(COMMAND), environ, tmp_path / "worker.log") as worker:
        assert wait_until(lambda: beats(wiring.engine) >= 5, 90), worker.said
        arrive(wiring, "form-1", needs=("other",), contact="a@family.example")
        began = time.monotonic()

        assert wait_until(lambda: owed(wiring) == 0, 60), worker.said

        assert time.monotonic() - began < SECONDS
        assert [one.to for one in office[0].taken] == ["a@family.example"]
        assert worker.stop(signal.SIGTERM) == 0


def test_one_pass_does_all_that_is_due_and_says_how_much(
    environ: dict[str, str], wiring: Wiring
) -> None:
    for number in range(3):
        arrive(wiring, f"form-{number}", needs=("other",), contact="a@family.example")

    done = subprocess.run([*COMMAND, "--once"], cwd=ROOT, env=environ, capture_output=True,
                          text=True, timeout=120)  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(" done.\n")
    assert owed(wiring) == 0


def test_somebody_who_watches_sees_how_far_it_is(environ: dict[str, str], wiring: Wiring) -> None:
    arrive(wiring, "form-1", needs=("other",), contact="a@family.example")
    ours, theirs = pty.openpty()

    worker = subprocess.Popen([*COMMAND, "--once"], cwd=ROOT, env=environ,
                              stdout=subprocess.DEVNULL, stderr=theirs)  # fmt: skip
    os.close(theirs)
    shown = b""
    while piece := _read(ours):
        shown += piece

    assert worker.wait(timeout=120) == 0
    assert b"Working" in shown
    assert b"read_themes 1, send_letters 1" in shown
    os.close(ours)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def test_a_clock_that_was_wrong_is_forgotten_when_somebody_says_that_it_is_right(
    environ: dict[str, str], wiring: Wiring
) -> None:
    subprocess.run([*COMMAND, "--once"], cwd=ROOT, env=environ, check=True, timeout=120)
    ahead = datetime.now(UTC) + timedelta(days=400)
    with wiring.writes.begin() as session:
        session.execute(update(WorkerBeat).values(at=ahead))

    held = subprocess.run([*COMMAND, "--once"], cwd=ROOT, env=environ, capture_output=True,
                          text=True, timeout=120)  # fmt: skip
    checked = subprocess.run([*COMMAND[:-1], "check"], cwd=ROOT, env=environ, capture_output=True,
                             text=True, timeout=120)  # fmt: skip
    trusted = subprocess.run([*COMMAND, "--once", "--clock-is-right"], cwd=ROOT, env=environ,
                             capture_output=True, text=True, timeout=120)  # fmt: skip

    assert "round sweep_clocks marks nothing: ClockWentBack" in held.stderr
    assert "The worker holds sweep_clocks: ClockWentBack" in checked.stdout
    assert trusted.stderr == ""
    with wiring.reads() as session:
        assert set(session.scalars(select(WorkerBeat.note))) == {None}


def test_a_pass_by_hand_over_a_database_without_tables_ends_as_failed(
    environ: dict[str, str], tmp_path: Path
) -> None:
    empty = {**environ, "PORTAL_DATABASE_URL": f"sqlite:///{tmp_path / 'empty.db'}"}

    done = subprocess.run([*COMMAND, "--once"], cwd=ROOT, env=empty, capture_output=True,
                          text=True, timeout=120)  # fmt: skip

    assert done.returncode == 1
    assert "These rounds failed:" in done.stderr
    assert "sweep_clocks" in done.stderr
