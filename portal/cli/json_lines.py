"""JSON Lines in, JSON Lines out: a bad line is one line of error with its number (ruling 47)."""

import json
import math
from collections.abc import Callable, Iterator
from typing import IO, Any

import click

LONGEST = 100_000
"""Bytes of one line; one of facts has some hundred."""


class BadLine(ValueError):
    """A line that holds no question; the message says what to do."""


def answer_each(stream: IO[bytes], answer: Callable[[dict[str, Any]], str], needs: str) -> None:
    """Write the answer to each line, in order; exit status 1 when a line was bad.

    `needs` names what an object must hold, for whoever sent something else.
    """
    bad = 0
    for number, line in _lines(stream):
        try:
            click.echo(answer(_object(line, needs)))
        except BadLine as error:
            click.echo(f"line {number}: {error}", err=True)
            bad += 1
    if bad:
        raise click.exceptions.Exit(1)


def identity(found: dict[str, Any]) -> object:
    """The id, with its type; raises `BadLine`."""
    if "id" not in found:
        raise BadLine("id is missing")
    value = found["id"]
    if isinstance(value, list | dict):
        raise BadLine("id must be text or a number")
    return clean("id", value) if isinstance(value, str) else value


def clean(name: str, value: str) -> str:
    """Refuse what cannot be stored or sent: NUL and half a surrogate pair."""
    if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise BadLine(f"{name} holds a character that is not text")
    return value


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


def _object(line: bytes, needs: str) -> dict[str, Any]:
    if len(line) > LONGEST:
        raise BadLine(f"this is longer than {LONGEST} bytes")
    try:
        found = _DECODER.decode(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise BadLine("this is not UTF-8 text") from None
    except RecursionError:
        raise BadLine("this is not JSON that we read: it is nested too deeply") from None
    except ValueError:
        raise BadLine("this is not JSON") from None
    if not isinstance(found, dict):
        raise BadLine(f"this must be an object with {needs}")
    return found


def _refuse(constant: str) -> float:
    raise ValueError(constant)


def _finite(figure: str) -> float:
    if not math.isfinite(float(figure)):
        raise ValueError(figure)
    return float(figure)


# Made once: json.loads would make a new one for every line.
_DECODER = json.JSONDecoder(parse_constant=_refuse, parse_float=_finite)
