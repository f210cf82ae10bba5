"""The table of subcommands. A command is imported by name when it is called: `portal route` must
not wait for the classifier, which takes seconds to load, nor for the database."""

from typing import Any

import click

from portal.cli.loading import Loaded
from portal.domain.errors import PortalError
from portal.settings import SettingsFault

COMMANDS = {
    "audit": "portal.cli.audit:audit",
    "check": "portal.cli.check:check",
    "clock": "portal.cli.clock:clock",
    "database": "portal.cli.database:database",
    "demo": "portal.cli.demo:demo",
    "keys": "portal.cli.keys:keys",
    "partnership": "portal.cli.partnership:partnership",
    "route": "portal.cli.route:route",
    "serve": "portal.cli.serve:serve",
    "staff": "portal.cli.staff:staff",
    "themes": "portal.cli.themes:themes",
    "worker": "portal.cli.worker:worker",
}

_DATABASE = "sqlalchemy.exc"


class Portal(Loaded):
    """The commands; what is wrong with the installation is one line that says what to do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, table=COMMANDS, **kwargs)

    def invoke(self, ctx: click.Context) -> object:
        """Run one."""
        try:
            return super().invoke(ctx)
        except (SettingsFault, PortalError) as fault:
            raise click.ClickException(str(fault)) from fault
        except Exception as fault:
            said = _of_database(fault)
            if said is None:
                raise
            raise click.ClickException(said) from fault


def _of_database(fault: Exception) -> str | None:
    """What to say of a fault of the database; None for any other.

    Told by name, because SQLAlchemy is loaded by the commands that need it alone.
    """
    names = {one.__name__ for one in type(fault).__mro__ if one.__module__ == _DATABASE}
    if "ArgumentError" in names:
        return "PORTAL_DATABASE_URL is no address of a database."
    if "SQLAlchemyError" in names:
        return (
            f"The database did not answer as it should ({type(fault).__name__}). "
            "Is it there, and is it up to date? `portal database upgrade` makes it so."
        )
    return None


@click.group(cls=Portal)
def main() -> None:
    """Run the portal: families are heard, services answer in time, the board sees how it feels."""
