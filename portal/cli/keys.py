"""`portal keys`: new secrets, to be kept outside the database."""

import base64
import secrets

import click


@click.command()
def keys() -> None:
    """Print new secrets as settings; keep them in a safe place, and never in the repository."""
    click.echo(f"PORTAL_SECRET_KEY={secrets.token_urlsafe(48)}")
    click.echo(f"PORTAL_CODE_KEY={_random_key()}")
    click.echo(f"PORTAL_SEALING_KEYS={_random_key()}")


def _random_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
