"""Reading a partnership file that somebody names, and saying what is wrong with it."""

from pathlib import Path

import click

from portal.domain.partnership import Fault, Partnership, PartnershipFault, packaged, read

LARGEST = 2_000_000
"""Bytes of a partnership file that we look at; Suffolk's has some 30,000."""

YEARS_BACK, YEARS_AHEAD = 3, 5
"""How far the calendar reaches; a date beyond it carries a warning."""


def load(path: Path | None) -> Partnership:
    """Read the file at `path`, or the packaged one; raise `PartnershipFault`."""
    return read(text_of(path))


def text_of(path: Path | None) -> str:
    """The text at `path`, or the packaged one; raise `PartnershipFault` where it is none."""
    if path is None:
        return packaged()
    with path.open("rb") as file:
        found = file.read(LARGEST + 1)
    if len(found) > LARGEST:
        raise PartnershipFault([Fault(1, "the file is too large to be a partnership file")])
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        raise PartnershipFault([Fault(line, "this is not UTF-8 text")]) from None


def load_or_stop(path: Path | None) -> Partnership:
    """The same; a fault is told by its line, and ends the command with exit status 1."""
    try:
        return load(path)
    except PartnershipFault as fault:
        complain(fault, err=True)
        raise click.exceptions.Exit(1) from None


def complain(fault: PartnershipFault, *, err: bool) -> None:
    """Write one line for each fault."""
    for line, sentence in fault.faults:
        click.echo(f"line {line}: {sentence}", err=err)
