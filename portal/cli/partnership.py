"""`portal partnership`: name the faults of a bad file, or bring a good one into force."""

from pathlib import Path

import click

from portal.adapters.holidays import calendar_of
from portal.domain.partnership import Fault, Partnership, PartnershipFault, packaged, read
from portal.domain.people import SYSTEM, Deed
from portal.services import load_partnership
from portal.settings import from_environment
from portal.wiring import Wiring, wire

YEARS_BACK, YEARS_AHEAD = 3, 5
"""How far the calendar reaches; a date beyond it carries a warning."""

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


@click.group()
def partnership() -> None:
    """Look at a partnership file, or bring it into force."""


@partnership.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def partnership_check(file: Path) -> None:
    """Name the line and the fault of everything in FILE that does not fit."""
    try:
        found = load(file)
    except PartnershipFault as fault:
        complain(fault, err=False)
        raise click.exceptions.Exit(1) from None
    click.echo(
        f"{found.area.name}: nothing wrong. {len(found.partners)} partners, "
        f"{len(found.districts)} districts, {len(found.needs)} needs, "
        f"{len(found.rules)} rules; {len(found.unverified_help)} contacts not verified."
    )


@partnership.command("load")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def partnership_load(file: Path | None) -> None:
    """Bring FILE, or the packaged one, into force as the newest version."""
    text = packaged() if file is None else file.read_text(encoding="utf-8-sig")
    wiring = wire(from_environment())
    try:
        new = bring_into_force(wiring, text)
    except PartnershipFault as fault:
        complain(fault, err=True)
        raise click.exceptions.Exit(1) from None
    click.echo("In force." if new else "Nothing has changed: this text is in force already.")


def bring_into_force(wiring: Wiring, text: str) -> bool:
    """Load a partnership in a transaction of its own; whether it was new."""
    now = wiring.clock.now()
    calendar = calendar_of(read(text), now.year - YEARS_BACK, now.year + YEARS_AHEAD)
    with wiring.writes.begin() as session:
        return load_partnership.load(session, text, calendar, Deed(SYSTEM, now, "load"))
