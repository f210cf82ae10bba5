"""`portal audit`: the chain over what was done."""

import click

from portal.services.audit import verify as walk
from portal.settings import from_environment
from portal.wiring import wire


@click.group()
def audit() -> None:
    """Check the audit trail."""


@audit.command()
def verify() -> None:
    """Walk the chain and name the first row that does not fit, and the unsealed tail."""
    with wire(from_environment()).reads() as session:
        verdict = walk(session)
    if verdict.broken_event_id is not None:
        click.echo(
            f"Broken at event {verdict.broken_event_id}; {verdict.sound} before it are sound."
        )
        raise click.exceptions.Exit(1)
    click.echo(f"{verdict.sound} events are sound; {verdict.unsealed} not sealed yet.")
