"""Starting the portal's commands as somebody would at a terminal, and seeing that they end."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = ("PORTAL_", "MAKE", "MFLAGS", "PORT", "DATA", "DAY", "RESET", "PYTEST_", "PYTHON")
"""Beginnings of variables that a newcomer's terminal does not have."""

PATIENCE = 180
"""Seconds until something is taken to hang; how fast things are is measured by work, not by the
clock on the wall, which other tests share."""

_TICKS = os.sysconf("SC_CLK_TCK")


def environment(**settings: str) -> dict[str, str]:
    """A newcomer's environment, and these settings."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(NOT_OURS)}
    return {**kept, **settings}


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(
    command: str, environ: Mapping[str, str], typed: str = ""
) -> subprocess.CompletedProcess[str]:
    """One line of a shell, in the repository, without a terminal; `typed` is what it may read."""
    return subprocess.run(
        ["sh", "-c", command],
        cwd=ROOT,
        env=dict(environ),
        input=typed,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        start_new_session=True,
    )


@dataclass
class Running:
    """Something that runs until it is told to stop, with all that it started."""

    process: subprocess.Popen[str]
    heard: Path

    @property
    def said(self) -> str:
        """All that it has printed up to now."""
        return self.heard.read_text(encoding="utf-8")

    def answers(self, address: str) -> float:
        """Wait for 200; the seconds of work that the whole group has spent until then."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert self.process.poll() is None, self.said
            try:
                with urllib.request.urlopen(address, timeout=30) as answer:
                    assert answer.status == 200
                    return self.work()
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        raise AssertionError(f"{address} never answered: {self.said}")

    def says(self, words: str) -> None:
        """Wait until it has printed that."""
        until = time.monotonic() + PATIENCE
        while words not in self.said:
            assert time.monotonic() < until, self.said
            assert self.process.poll() is None, self.said
            time.sleep(0.05)

    def stop(self, number: signal.Signals) -> int:
        """Send a signal to the whole group, as Ctrl-C does; its exit status."""
        os.killpg(self.process.pid, number)
        return self.process.wait(timeout=60)

    def left(self) -> list[str]:
        """Commands of the group that still run."""
        return [" ".join(command) for command, _ in self._group()]

    def work(self) -> float:
        """Seconds that processors have worked for those who run, and for those they waited for."""
        return sum(ticks for _, ticks in self._group()) / _TICKS

    def _group(self) -> Iterator[tuple[Sequence[str], int]]:
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                command = (folder / "cmdline").read_text().split("\0")
            except OSError:
                continue  # it ended while we looked
            state, session = fields[0], int(fields[3])
            if session == self.process.pid and state != "Z":
                yield command, sum(int(field) for field in fields[11:15])


@contextmanager
def running(command: str, environ: Mapping[str, str], heard: Path) -> Iterator[Running]:
    """Start a line of a shell in a group of its own; whatever is left of it is ended for certain.

    What it prints goes to the file `heard`.
    """
    with heard.open("w", encoding="utf-8") as file:
        process = subprocess.Popen(
            ["sh", "-c", f"exec {command}"],
            cwd=ROOT,
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
    started = Running(process, heard)
    try:
        yield started
    finally:
        if started.left():
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=60)
