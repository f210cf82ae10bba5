"""`portal partnership check FILE`: name the line and the fault of a bad partnership file."""

from pathlib import Path

import click

from portal.domain.partnership import Fault, Partnership, PartnershipFault, packaged, read

LARGEST = 2_000_000
"""Bytes of a partnership file that we look at; Suffolk's has some 30,000."""


def load(path: Path | None) -> Partnership:
    """Read the file at `path`, or the packaged one; raise `PartnershipFault`."""
    if path is None:
        return read(packaged())
    with path.open("rb") as file:
        found = file.read(LARGEST + 1)
    if len(found) > LARGEST:
        raise PartnershipFault([Fault(1, "the file is too large to be a partnership file")])
    try:
        return read(found.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        raise PartnershipFault([Fault(line, "this is not UTF-8 text")]) from None


def complain(fault: PartnershipFault, *, err: bool) -> None:
    """Write one line for each fault."""
    for line, sentence in fault.faults:
        click.echo(f"line {line}: {sentence}", err=err)


@click.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def partnership_check(file: Path) -> None:
    """Name the line and the fault of everything in FILE that does not fit."""
    try:
        partnership = load(file)
    except PartnershipFault as fault:
        complain(fault, err=False)
        raise click.exceptions.Exit(1) from None
    click.echo(
        f"{partnership.area.name}: nothing wrong. {len(partnership.partners)} partners, "
        f"{len(partnership.districts)} districts, {len(partnership.needs)} needs, "
        f"{len(partnership.rules)} rules; {len(partnership.unverified_help)} contacts not verified."
    )
