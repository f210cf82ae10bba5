"""The `portal` command; each subcommand is loaded when it is called."""

from portal.cli.group import main

__all__ = ["main"]
