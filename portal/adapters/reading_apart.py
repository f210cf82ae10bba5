"""Reading texts in a process of its own, so that one that hangs or breaks off is given up."""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

from portal.ports import BROKE_OFF, TOO_SLOW, ModelAway, Reading, ReadingFailed, Suggested

COMMAND = (sys.executable, "-m", "portal.adapters.theming")
SECONDS = 10.0
"""A text takes a few thousandths; this is for a machine that is very busy."""

FIRST_SECONDS = 30.0
"""The first also waits for the program to start."""

AT_ONCE = 65_536


class ReaderApart:
    """Passes for `portal.ports.ThemeReader`: each text has so many seconds, and none more.

    Not for two threads at once.
    """

    def __init__(
        self,
        command: Sequence[str] = COMMAND,
        seconds: float = SECONDS,
        first_seconds: float = FIRST_SECONDS,
    ) -> None:
        self._command = tuple(command)
        self._seconds = seconds
        self._first_seconds = first_seconds
        self._child: subprocess.Popen[bytes] | None = None

    def read(self, words: str) -> Reading:
        """The reading; raises `ModelAway`, or `ReadingFailed` for this text alone."""
        seconds = self._seconds
        if self._child is None or self._child.poll() is not None:
            self.close()
            self._child, seconds = _start(self._command), self._first_seconds
        line = json.dumps({"words": words}).encode() + b"\n"
        try:
            said = _ask(self._child, line, time.monotonic() + seconds)
        except (TimeoutError, OSError, ValueError) as fault:
            self.close()
            kind = TOO_SLOW if isinstance(fault, TimeoutError) else BROKE_OFF
            raise ReadingFailed(kind) from fault
        return _reading(said)

    def close(self) -> None:
        """End the process, however it is; the next text starts another."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()


def _start(command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C at the worker must not break off the text in hand.
    child = subprocess.Popen(  # noqa: S603 - our own
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
        start_new_session=True,
    )
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            os.set_blocking(pipe.fileno(), False)
    return child


def _ask(child: subprocess.Popen[bytes], line: bytes, until: float) -> dict[str, Any]:
    """The answer to a line; raises `TimeoutError`, `OSError` for a broken pipe, `ValueError`."""
    if child.stdin is None or child.stdout is None:
        raise BrokenPipeError
    into, out = child.stdin.fileno(), child.stdout.fileno()
    while line:
        _wait(until, writes=into)
        line = line[os.write(into, line[:AT_ONCE]) :]
    said = b""
    while not said.endswith(b"\n"):
        _wait(until, reads=out)
        piece = os.read(out, AT_ONCE)
        if not piece:
            raise BrokenPipeError
        said += piece
    answer: dict[str, Any] = json.loads(said)
    return answer


def _wait(until: float, *, reads: int | None = None, writes: int | None = None) -> None:
    left = max(until - time.monotonic(), 0.0)
    wanted = ([reads] if reads is not None else [], [writes] if writes is not None else [])
    if not any(select.select(*wanted, [], left)):
        raise TimeoutError


def _reading(said: dict[str, Any]) -> Reading:
    if "away" in said:
        raise ModelAway(said["away"])
    if "reading" not in said:
        raise ReadingFailed(str(said.get("failed", BROKE_OFF)))
    found = said["reading"]
    items = [Suggested(**{**one, "words": tuple(one["words"])}) for one in found["suggestions"]]
    return Reading(**{**found, "suggestions": tuple(items)})
