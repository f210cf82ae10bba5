"""`portal worker`: does what is due, on this machine, until it is told to stop."""

import click

from portal.adapters.theming import ClassifierReader
from portal.jobs.worker import once, until_stopped
from portal.settings import from_environment
from portal.wiring import wire


@click.command()
@click.option("--once", "one_pass", is_flag=True, help="Do what is due now, and stop.")
def worker(one_pass: bool) -> None:
    """Read texts for themes, send letters, sweep the clocks, seal the audit, close quarters."""
    wiring = wire(from_environment(), themes=ClassifierReader())
    if one_pass:
        click.echo(f"{once(wiring)} done.")
    else:
        until_stopped(wiring)
