"""`portal serve`: the web server."""

import os
import sys

import click

from portal.settings import from_environment

ARGUMENTS = ("--config=python:portal.serving_config", "portal.serving:application()")


def command(bind: str) -> list[str]:
    """The command that serves the portal at `host:port`."""
    return [sys.executable, "-m", "gunicorn", f"--bind={bind}", *ARGUMENTS]


@click.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="Host and port.")
def serve(bind: str) -> None:
    """Serve the portal; put a proxy with TLS before it."""
    from_environment()
    os.execv(sys.executable, command(bind))  # noqa: S606 - gunicorn takes this process over
