"""`portal clock`: what promises come to, whether their rows are right, and what others would do."""

import click

from portal.cli.loading import Loaded

COMMANDS = {
    "explain": "portal.cli.clock_explain:explain",
    "simulate": "portal.cli.clock_simulate:simulate",
    "verify": "portal.cli.clock_verify:verify",
}


@click.group(cls=Loaded, table=COMMANDS)
def clock() -> None:
    """Explain a deadline by hand, check every clock, or try other promises on a past period."""
