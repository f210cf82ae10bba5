"""`make chaos`: many kills on PostgreSQL and on SQLite, with a closing summary."""

import argparse
import random
import sys
import tempfile
from pathlib import Path

import click

from tests.chaos.cluster import binaries, cluster
from tests.chaos.stage import SLOW_FAMILIES, Report, play


def main() -> int:
    """Exit status 1 where a promise was broken."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=300)
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    given = asked.parse_args()
    programs = binaries()
    click.echo(f"seed {given.seed}, {given.kills} kills: `make chaos SEED={given.seed}` again")
    reports = []
    if programs is not None:
        with cluster(programs) as made:
            reports.append(_played("PostgreSQL", given.kills, given.seed, made))
    else:
        click.echo("PostgreSQL is not on this machine: only SQLite is tried.")
    reports.append(_played("SQLite", given.kills, given.seed, None))
    return 1 if any(report.faults for report in reports) else 0


def _played(name: str, kills: int, seed: int, made: object) -> Report:
    with tempfile.TemporaryDirectory(prefix="portal-chaos-") as folder:
        report = play(Path(folder), kills, seed, made, SLOW_FAMILIES)  # type: ignore[arg-type]
    click.echo(f"\n{name}, {report.summary()}")
    return report


if __name__ == "__main__":
    sys.exit(main())
