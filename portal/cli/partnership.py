"""`portal partnership`: name the faults of a bad file, or bring a good one into force."""

import sys
from pathlib import Path

import click

from portal.adapters.clock import SystemClock
from portal.adapters.holidays import calendar_of
from portal.cli.partnership_file import YEARS_AHEAD, YEARS_BACK, complain, text_of
from portal.domain.partnership import PartnershipFault, packaged, read, to_come
from portal.domain.people import SYSTEM, Deed
from portal.domain.working_days import local_date
from portal.jobs import after_load
from portal.services import load_partnership
from portal.settings import from_environment
from portal.wiring import Wiring, wire


@click.group()
def partnership() -> None:
    """Look at a partnership file, or bring it into force."""


@partnership.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def partnership_check(file: Path) -> None:
    """Name the line and the fault of everything in FILE that does not fit."""
    try:
        text = text_of(file)
        found = read(text)
    except PartnershipFault as fault:
        complain(fault, err=False)
        raise click.exceptions.Exit(1) from None
    for line, sentence in to_come(text, local_date(SystemClock().now())):
        click.echo(f"line {line}: it cannot be loaded today: {sentence}")
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
    _see_through(wiring)


def bring_into_force(wiring: Wiring, text: str) -> bool:
    """Load a partnership in a transaction of its own; whether it was new."""
    now = wiring.clock.now()
    calendar = calendar_of(read(text), now.year - YEARS_BACK, now.year + YEARS_AHEAD)
    with wiring.writes.begin() as session:
        return load_partnership.load(session, text, calendar, Deed(SYSTEM, now, "load"))


def _see_through(wiring: Wiring) -> None:
    """What follows from it for open cases, with a bar where somebody watches."""
    with click.progressbar(
        length=after_load.how_many(wiring),
        label="Open cases",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        after_load.see_through(wiring, Deed(SYSTEM, wiring.clock.now(), "load"), bar.update)
