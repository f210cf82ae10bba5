"""`portal database`: up and down the numbered revisions."""

import click

from portal.adapters import migrations
from portal.domain.errors import NotFound
from portal.queries.partnership import OldDocument, in_force
from portal.settings import from_environment
from portal.wiring import Wiring, wire


@click.group()
def database() -> None:
    """Make the database, or bring it up to date."""


@database.command()
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the database up to REVISION, the newest by default."""
    wiring = wire(from_environment())
    migrations.upgrade(wiring.engine, revision)
    click.echo(f"The database is at {migrations.head() if revision == 'head' else revision}.")
    if revision == "head" and _without_file(wiring):
        click.echo("Now load the partnership file: portal partnership load FILE")


@database.command()
@click.argument("revision")
@click.confirmation_option(prompt="What newer revisions hold will be lost. Go on?")
def downgrade(revision: str) -> None:
    """Take the database down to REVISION."""
    migrations.downgrade(wire(from_environment()).engine, revision)
    click.echo(f"The database is at {revision}.")


def _without_file(wiring: Wiring) -> bool:
    """Whether no partnership is in force, or one of an older portal that cannot be read."""
    with wiring.reads() as session:
        try:
            in_force(session)
        except (NotFound, OldDocument):
            return True
    return False
