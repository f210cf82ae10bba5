"""`make chaos`: a flood, then many kills on PostgreSQL and on SQLite; a closing summary of each."""

import argparse
import random
import sys
import tempfile
from pathlib import Path

import click

from tests.chaos.cluster import Cluster, binaries, cluster
from tests.chaos.flooding import flood
from tests.chaos.stage import SLOW_FAMILIES, play


def main() -> int:
    """Exit status 1 where a promise was broken."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=300)
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    asked.add_argument("--flood", type=int, default=5_000)
    given = asked.parse_args()
    programs = binaries()
    click.echo(
        f"seed {given.seed}, {given.kills} kills, a flood of {given.flood}: "
        f"`make chaos SEED={given.seed}` again"
    )
    faults: list[str] = []
    if programs is not None:
        with cluster(programs) as made:
            faults += _flooded("PostgreSQL", given.flood, given.seed, made)
        with cluster(programs) as made:
            faults += _played("PostgreSQL", given.kills, given.seed, made)
    else:
        click.echo("PostgreSQL is not on this machine: only SQLite is tried.")
        faults += _flooded("SQLite", given.flood, given.seed, None)
    faults += _played("SQLite", given.kills, given.seed, None)
    return 1 if faults else 0


def _flooded(name: str, messages: int, seed: int, made: Cluster | None) -> list[str]:
    if not messages:
        return []
    with tempfile.TemporaryDirectory(prefix="portal-flood-") as folder:
        report = flood(Path(folder), messages, seed, made)
    click.echo(f"\n{name}, {report.summary()}")
    return report.faults


def _played(name: str, kills: int, seed: int, made: Cluster | None) -> list[str]:
    if not kills:
        return []
    with tempfile.TemporaryDirectory(prefix="portal-chaos-") as folder:
        report = play(Path(folder), kills, seed, made, SLOW_FAMILIES)
    click.echo(f"\n{name}, {report.summary()}")
    return report.faults


if __name__ == "__main__":
    sys.exit(main())
