"""`portal demo`: everything invented, made once, served with web and worker until Ctrl-C."""

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

import click
from sqlalchemy import select

from portal.adapters import migrations
from portal.adapters.clock import SystemClock
from portal.adapters.database import in_a_hurry, settle
from portal.adapters.holidays import calendar_of
from portal.adapters.theming import ClassifierReader
from portal.cli.partnership import bring_into_force
from portal.cli.partnership_file import YEARS_AHEAD, YEARS_BACK
from portal.cli.serve import command
from portal.demonstration.cast import CAST, PASS_WORDS
from portal.demonstration.history import WoundClock
from portal.demonstration.keys import environment
from portal.demonstration.making import make
from portal.domain.partnership import packaged, read
from portal.models import PartnershipVersion
from portal.settings import from_environment
from portal.wiring import wire

DATABASE = "portal.db"
FILES = "files"
SHOWN = ("triage", "safeguarding", "caseworker", "manager", "board", "admin")


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--data", default=Path(".data"), show_default=True, type=click.Path(path_type=Path))
@click.option("--day", default=None, type=click.DateTime(["%Y-%m-%d"]), help="Its last day.")
@click.option("--reset", is_flag=True, help="Throw the old demonstration away and begin anew.")
def demo(port: int, data: Path, day: datetime | None, reset: bool) -> None:
    """Make the demonstration where there is none, and serve it on this machine alone."""
    address = f"http://127.0.0.1:{port}"
    data.mkdir(parents=True, exist_ok=True)
    if reset:
        _forget(data)
    if (data / DATABASE).exists():
        _go_on(data, day)
    else:
        _make(data, day.date() if day else SystemClock().now().date(), address)
    _serve(port, {**os.environ, **environment(data, address)}, address)


def _go_on(data: Path, day: datetime | None) -> None:
    """What was kept may be of an older portal: bring its tables up to this one."""
    if day is not None:
        click.echo("The last day is that of the kept data: DAY is ignored. RESET=1 begins anew.")
    wiring = wire(from_environment(environment(data, "http://127.0.0.1")))
    migrations.upgrade(wiring.engine)
    with wiring.reads() as session:
        loaded = session.scalars(select(PartnershipVersion.id).limit(1)).first() is not None
    if loaded and bring_into_force(wiring, packaged()):
        click.echo("The partnership file has changed: the new one is in force from now on.")
    wiring.engine.dispose()


def _make(data: Path, last: date, address: str) -> None:
    """Play the history into a file of another name, so that half a history is never served.

    `address` is where it will be served: its letters lead there.
    """
    click.echo("Making the demonstration: fourteen invented months.")
    half = data / "being-made"
    _forget(half)
    half.mkdir(exist_ok=True)
    clock = WoundClock(SystemClock().now())
    settings = from_environment(environment(half, address))
    wiring = wire(settings, clock, ClassifierReader())
    in_a_hurry(wiring.engine)
    migrations.upgrade(wiring.engine)
    years = last.year - YEARS_BACK, last.year + YEARS_AHEAD
    calendar = calendar_of(read(packaged()), *years)
    make(wiring, clock, calendar, last, lambda month: click.echo(f"  {month}"))
    settle(wiring.engine, half / DATABASE)
    (half / DATABASE).rename(data / DATABASE)


def _forget(folder: Path) -> None:
    for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"):
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / FILES, ignore_errors=True)


def _serve(port: int, environ: dict[str, str], address: str) -> None:
    """Web and worker side by side; when one of them ends, so does the other."""
    commands = (
        command(f"127.0.0.1:{port}"),
        [sys.executable, "-m", "portal.cli", "worker"],
    )
    running = [subprocess.Popen(one, env=environ) for one in commands]  # noqa: S603 - our own
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    try:
        _greet(address)
        while all(one.poll() is None for one in running):
            time.sleep(0.2)
        click.echo("One half has stopped, so the other stops too.", err=True)
        raise click.exceptions.Exit(1)
    except KeyboardInterrupt:
        click.echo("\nStopped. The data is kept; `make demo` goes on from here.")
    finally:
        # A second Ctrl-C, or one that the whole group was sent, must not leave half of it running.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        for one in running:
            one.terminate()
        for one in running:
            one.wait(timeout=20)


def _greet(address: str) -> None:
    click.echo(f"\nThe portal: {address}   (everything in it is invented; Ctrl-C stops it)")
    click.echo(f"What letters would say: {address}/demonstration/letters")
    click.echo(f"Staff sign in at {address}/sign-in with the pass words: {PASS_WORDS}")
    for part in CAST:
        if part.role.value in SHOWN:
            click.echo(f"  {part.role.value:<13} {part.email}")
