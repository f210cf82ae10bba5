"""`python -m portal.cli` is `portal`."""

from portal.cli.group import main

main()
