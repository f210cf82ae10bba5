"""Reading what people decided: a JSON Lines file in which every bad line is named and why."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from classifier import taxonomy

STANCES = ("positive", "negative", "mixed", "neutral")
LONGEST_LINE = 1_000_000
"""Bytes; a line beyond them is refused unread."""


@dataclass(frozen=True)
class Decision:
    """What one person decided about one text.

    `themes` is empty for "nothing fits". `was_suggested` holds the themes that the machine had
    suggested to the person, or is None where the person was shown nothing. `source` is where the
    text came from, `decided_by` a pseudonym of the person: both matter to the caps and the audit.
    """

    id: str | int
    text: str
    themes: tuple[str, ...]
    stance: str
    language: str
    source: str
    decided_by: str
    decided_on: date
    was_suggested: tuple[str, ...] | None


class BadLine(Exception):
    """A line that is no decision; `line` is its number, from 1. Its text is never quoted."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"line {line}: {why}")
        self.line = line
        self.why = why


class NotText(BadLine):
    """Not UTF-8, or longer than `LONGEST_LINE`."""


class NotAnObject(BadLine):
    """Not JSON, or JSON that is no object."""


class MissingField(BadLine):
    """A field of `FIELDS` is not there."""


class UnknownField(BadLine):
    """A field that no decision has: refused, so that nothing personal comes in unnoticed."""


class WrongKind(BadLine):
    """A field is not of its kind, or is empty."""


class NoSuchTheme(BadLine):
    """A theme that is not in the codebook, or one that is named twice."""


class WrongDate(BadLine):
    """The day is no date, or lies after today."""


@dataclass(frozen=True)
class File:
    """What a file of decisions holds, in its order, and what of it was no decision.

    `fingerprint` is the SHA-256 of its bytes; `lines` counts the lines that are not blank.
    """

    decisions: tuple[Decision, ...]
    faults: tuple[BadLine, ...]
    lines: int
    fingerprint: str


FIELDS = ("id", "text", "themes", "stance", "language", "source", "decided_by", "decided_on",
          "was_suggested")  # fmt: skip
_WORDS = ("text", "language", "source", "decided_by")


def read(path: Path, today: date) -> File:
    """Every decision of a file; raises OSError where there is none. `today` bounds the days."""
    decisions: list[Decision] = []
    faults: list[BadLine] = []
    digest = hashlib.sha256()
    lines = 0
    for number, line in enumerate(_lines(path, digest), 1):
        if not line.strip():
            continue
        lines += 1
        try:
            decisions.append(parse(line, number, today))
        except BadLine as fault:
            faults.append(fault)
    return File(tuple(decisions), tuple(faults), lines, digest.hexdigest())


def parse(line: bytes, number: int, today: date) -> Decision:
    """One line of the file; raises a child of `BadLine` with its number."""
    row = _object(line, number)
    for field in FIELDS:
        if field not in row:
            raise MissingField(number, f"no field {field!r}")
    if len(row) > len(FIELDS):
        raise UnknownField(number, f"{len(row) - len(FIELDS)} field(s) that no decision has")
    words = {field: _word(row[field], field, number) for field in _WORDS}
    if row["stance"] is not None and row["stance"] not in STANCES:
        raise WrongKind(number, f"'stance' is none of {', '.join(STANCES)}")
    suggested = row["was_suggested"]
    return Decision(
        id=_id(row["id"], number),
        themes=_themes(row["themes"], "themes", number),
        stance=str(row["stance"] or ""),
        decided_on=_day(row["decided_on"], number, today),
        was_suggested=None if suggested is None else _themes(suggested, "was_suggested", number),
        **words,
    )


def _lines(path: Path, digest: "hashlib._Hash") -> Iterator[bytes]:
    """The lines of a file; of one beyond measure no more than shows that it is too long."""
    with path.open("rb") as file:
        while line := file.readline(LONGEST_LINE + 1):
            digest.update(line)
            rest = line
            while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
                rest = file.readline(LONGEST_LINE + 1)
                digest.update(rest)
            yield line


def _object(line: bytes, number: int) -> dict[str, object]:
    if len(line) > LONGEST_LINE:
        raise NotText(number, f"longer than {LONGEST_LINE} bytes")
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise NotText(number, "not text in UTF-8") from None
    except (ValueError, RecursionError):
        raise NotAnObject(number, "not JSON") from None
    if not isinstance(row, dict):
        raise NotAnObject(number, "JSON, but no object")
    return row


def _id(value: object, number: int) -> str | int:
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise WrongKind(number, "'id' is neither a word nor a whole number")
    return value


def _word(value: object, field: str, number: int) -> str:
    if not isinstance(value, str) or not value.strip():
        raise WrongKind(number, f"{field!r} is empty or no text")
    return value


def _themes(value: object, field: str, number: int) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(key, str) for key in value):
        raise WrongKind(number, f"{field!r} is no list of themes")
    known = {theme.key for theme in taxonomy.themes()}
    strangers = sorted(set(_texts(value)) - known)
    if strangers:
        raise NoSuchTheme(number, f"{field!r} names no theme: {strangers[0][:40]!r}")
    if len(set(value)) < len(value):
        raise NoSuchTheme(number, f"{field!r} names a theme twice")
    return tuple(value)


def _texts(values: Iterable[object]) -> list[str]:
    return [value for value in values if isinstance(value, str)]


def _day(value: object, number: int, today: date) -> date:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    if day is None:
        raise WrongDate(number, "'decided_on' is no date such as 2026-05-28")
    if day > today:
        raise WrongDate(number, "'decided_on' lies after today")
    return day
