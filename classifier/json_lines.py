"""JSON Lines in and out: each bad line is one line on standard error, the rest is done."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

LONGEST = 2_000_000
"""Bytes of one line that are read: beyond it somebody gave a file of another kind."""

EVERY = 0.2
"""Seconds between two looks of the progress line."""

Answer = Callable[[str], dict[str, object]]


class LineInvalid(ValueError):
    """A line that holds no text to read; the message says why."""


def answer_each(path: Path | None, answer: Answer, keep: bool = False) -> int:
    """One answer a line to standard output; the exit status, 1 when a line was left out.

    What else a line holds is passed on where it is to be kept.

    Reads standard input where there is no path. A terminal sees how far it is.
    """
    bad = 0
    source: BinaryIO = path.open("rb") if path else sys.stdin.buffer
    with source:
        for number, line in _told(source, path):
            try:
                row = _row(line)
                text = row["text"]
                assert isinstance(text, str)  # noqa: S101 - `_row` has seen to it
                said = {**(row if keep else {"id": row.get("id")}), **answer(text)}
            except LineInvalid as fault:
                bad += 1
                sys.stderr.write(f"line {number}: {fault}\n")
                continue
            sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    return 1 if bad else 0


def _row(line: bytes) -> dict[str, object]:
    if len(line) > LONGEST:
        raise LineInvalid(f"longer than {LONGEST} bytes")
    try:
        row = json.loads(line.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError as fault:
        raise LineInvalid("not UTF-8") from fault
    except (ValueError, RecursionError) as fault:
        raise LineInvalid("not JSON") from fault
    if not isinstance(row, dict):
        raise LineInvalid("not an object with id and text")
    text = row.get("text")
    if not isinstance(text, str):
        raise LineInvalid("text is missing" if text is None else "text is not a string")
    if not text.strip():
        raise LineInvalid("text is empty")
    try:
        json.dumps(row, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as fault:
        raise LineInvalid("holds half a character") from fault
    return row


def _refuse(constant: str) -> None:
    """NaN and its like are no JSON, though Python reads them."""
    raise ValueError(constant)


def _told(source: BinaryIO, path: Path | None) -> Iterator[tuple[int, bytes]]:
    size = path.stat().st_size if path else 0
    shown, read, last = sys.stderr.isatty(), 0, 0.0
    for number, line in enumerate(_lines(source), start=1):
        read += len(line)
        if line.strip():
            yield number, line
        if shown and time.monotonic() - last > EVERY:
            last = time.monotonic()
            share = f"{100 * read // size:3d} %" if size else ""
            sys.stderr.write(f"\r{number} lines {share}")
    if shown:
        sys.stderr.write("\r\x1b[K")


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """Lines, of which a huge one is given up to a byte beyond what is read; its rest is passed."""
    while line := source.readline(LONGEST + 1):
        whole = line.endswith(b"\n")
        yield line
        while not whole and len(line) > LONGEST:
            line = source.readline(LONGEST + 1)
            whole = not line or line.endswith(b"\n")
