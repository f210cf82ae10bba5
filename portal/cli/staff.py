"""`portal staff`: accounts, until administrators have pages of their own."""

import click

from portal.domain.errors import PortalError
from portal.domain.people import SYSTEM, Deed, Role
from portal.services import engage
from portal.settings import from_environment
from portal.wiring import wire

SHORTEST = 12
ROLES = click.Choice([role.value for role in Role])


@click.group()
def staff() -> None:
    """Give people accounts."""


@staff.command()
@click.argument("email")
@click.option("--name", required=True, help="Name as a family would read it.")
@click.option("--role", required=True, type=ROLES)
@click.option("--partner", default=None, help="Key of the body, for roles that act for one.")
@click.password_option("--pass-words", help="At least 12 characters; asked for when left out.")
def add(email: str, name: str, role: str, partner: str | None, pass_words: str) -> None:
    """Give somebody an account and a first role."""
    if len(pass_words) < SHORTEST:
        raise click.UsageError(f"use pass words of at least {SHORTEST} characters")
    wiring = wire(from_environment())
    deed = Deed(SYSTEM, wiring.clock.now(), "staff add")
    try:
        with wiring.writes.begin() as session:
            engage.engage(
                session,
                email=email,
                name=name,
                stored=wiring.hasher.hash(pass_words),
                role=Role(role),
                partner_key=partner,
                deed=deed,
            )
    except PortalError as fault:
        raise click.ClickException(str(fault)) from fault
    click.echo(f"{email} may sign in as {role}.")
