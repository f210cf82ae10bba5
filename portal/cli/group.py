"""The table of subcommands. A command is imported by name when it is called: `portal route` must
not wait for the classifier, which takes seconds to load."""

from importlib import import_module

import click
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from portal.domain.errors import PortalError
from portal.settings import SettingsFault

COMMANDS = {
    "audit": "portal.cli.audit:audit",
    "check": "portal.cli.check:check",
    "database": "portal.cli.database:database",
    "demo": "portal.cli.demo:demo",
    "keys": "portal.cli.keys:keys",
    "partnership": "portal.cli.partnership:partnership",
    "route": "portal.cli.route:route",
    "serve": "portal.cli.serve:serve",
    "staff": "portal.cli.staff:staff",
    "worker": "portal.cli.worker:worker",
}


class Loaded(click.Group):
    """A group whose commands are in `COMMANDS`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Their names, in order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, loaded now."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run it; what is wrong with the installation is one line that says what to do."""
        try:
            return super().invoke(ctx)
        except (SettingsFault, PortalError) as fault:
            raise click.ClickException(str(fault)) from fault
        except ArgumentError as fault:
            raise click.ClickException(
                "PORTAL_DATABASE_URL is no address of a database."
            ) from fault
        except SQLAlchemyError as fault:
            raise click.ClickException(
                f"The database did not answer as it should ({type(fault).__name__}). "
                "Is it there, and is it up to date? `portal database upgrade` makes it so."
            ) from fault


@click.group(cls=Loaded)
def main() -> None:
    """Run the portal: families are heard, services answer in time, the board sees how it feels."""
