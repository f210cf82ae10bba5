"""`portal route`: JSON Lines of facts on standard input, who should lead on standard output."""

import json
import math
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import click

from portal.cli.partnership import complain, load
from portal.domain import routing
from portal.domain.partnership import Partnership, PartnershipFault

LONGEST = 100_000
"""Bytes of one line; one of facts has some hundred."""

OLDEST = 120


class BadLine(ValueError):
    """A line that holds no facts; the message says what to do."""


@click.command("route")
@click.option(
    "--partnership",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A partnership file other than the packaged one.",
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day, for partners that change.")
def route(file: Path | None, on: datetime | None) -> None:
    """Say for each line of facts who should lead, whom to involve, and why.

    Each line is an object with id, need, age, postcode_district and gp_area.
    """
    try:
        partnership = load(file)
    except PartnershipFault as fault:
        complain(fault, err=True)
        raise click.exceptions.Exit(1) from None
    bad = 0
    for number, line in _lines(sys.stdin.buffer):
        try:
            click.echo(_answer(line, partnership, on))
        except BadLine as error:
            click.echo(f"line {number}: {error}", err=True)
            bad += 1
    if bad:
        raise click.exceptions.Exit(1)


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank with their numbers, `LONGEST` + 1 bytes at most."""
    number = 0
    while line := stream.readline(LONGEST + 1):
        number += 1
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST)
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if line.strip():
            yield number, line


def _answer(line: bytes, partnership: Partnership, on: datetime | None) -> str:
    found = _object(line)
    facts = routing.Facts(
        need=_need(found, partnership),
        age=_age(found),
        postcode_district=_words(found, "postcode_district"),
        gp_area=_words(found, "gp_area"),
    )
    answer = routing.route(facts, partnership, on.date() if on else None)
    return json.dumps(
        {
            "id": _id(found),
            "lead": answer.lead,
            "also": answer.also,
            "because": answer.because,
        }
    )


def _object(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST:
        raise BadLine(f"this is longer than {LONGEST} bytes")
    try:
        found = json.loads(line.decode("utf-8"), parse_constant=_refuse, parse_float=_finite)
    except UnicodeDecodeError:
        raise BadLine("this is not UTF-8 text") from None
    except (ValueError, RecursionError):
        raise BadLine("this is not JSON") from None
    if not isinstance(found, dict):
        raise BadLine("this must be an object with id and need")
    return found


def _refuse(constant: str) -> float:
    raise ValueError(constant)


def _finite(figure: str) -> float:
    if not math.isfinite(float(figure)):
        raise ValueError(figure)
    return float(figure)


def _id(found: dict[str, Any]) -> object:
    if "id" not in found:
        raise BadLine("id is missing")
    value = found["id"]
    if isinstance(value, list | dict):
        raise BadLine("id must be text or a number")
    return _clean("id", value) if isinstance(value, str) else value


def _need(found: dict[str, Any], partnership: Partnership) -> str:
    if "need" not in found:
        raise BadLine("need is missing")
    value = found["need"]
    if not isinstance(value, str) or partnership.need(value) is None:
        known = ", ".join(need.key for need in partnership.needs)
        raise BadLine(f"need must be one of {known}")
    return value


def _age(found: dict[str, Any]) -> int | None:
    value = found.get("age")
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= OLDEST:
        raise BadLine(f"age must be a whole number from 0 to {OLDEST}, or null")
    return value


def _words(found: dict[str, Any], name: str) -> str | None:
    value = found.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadLine(f"{name} must be text, or null")
    return _clean(name, value)


def _clean(name: str, value: str) -> str:
    """Refuse what cannot be stored or sent: NUL and half a surrogate pair."""
    if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise BadLine(f"{name} holds a character that is not text")
    return value
