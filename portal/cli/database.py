"""`portal database`: up and down the numbered revisions."""

import click

from portal.adapters import migrations
from portal.settings import from_environment
from portal.wiring import wire


@click.group()
def database() -> None:
    """Make the database, or bring it up to date."""


@database.command()
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the database up to REVISION, the newest by default."""
    migrations.upgrade(wire(from_environment()).engine, revision)
    click.echo(f"The database is at {migrations.head() if revision == 'head' else revision}.")


@database.command()
@click.argument("revision")
@click.confirmation_option(prompt="What newer revisions hold will be lost. Go on?")
def downgrade(revision: str) -> None:
    """Take the database down to REVISION."""
    migrations.downgrade(wire(from_environment()).engine, revision)
    click.echo(f"The database is at {revision}.")
