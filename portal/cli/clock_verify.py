"""`portal clock verify`: whether every clock is what its events come to."""

import sys
from collections import Counter

import click

from portal.adapters.database import one_view
from portal.domain.clock_checks import Doubt
from portal.queries.every_clock import submissions_count
from portal.services.verify_clocks import Finding
from portal.services.verify_clocks import verify as look_through
from portal.settings import from_environment
from portal.wiring import wire


@click.command("verify")
def verify() -> None:
    """Work every clock out anew from its events and name every difference; nothing is changed.

    Exit status 1 when a row differs. A clock that is over is judged by the version of the
    partnership under which it ended: where today's calendar would give another date, that is said
    apart and is no fault. What the worker has still to write down is said as such.
    """
    wiring = wire(from_environment())
    found: Counter[Doubt] = Counter()
    clocks = 0
    with wiring.reads() as session:
        one_view(session)
        with click.progressbar(
            length=submissions_count(session),
            label="Clocks",
            file=sys.stderr,
            hidden=not sys.stderr.isatty(),
        ) as bar:

            def looked_at(submissions: int, of_them: int) -> None:
                nonlocal clocks
                clocks += of_them
                bar.update(submissions)

            for one in look_through(session, wiring.clock.now(), looked_at):
                found[one.doubt] += 1
                click.echo(_line(one))
    click.echo(_summary(clocks, found))
    if found[Doubt.DIFFERS]:
        raise click.exceptions.Exit(1)


def _line(one: Finding) -> str:
    told = one.difference
    if one.doubt is Doubt.WAITS:
        return f"{one.of}: waits for the worker: {told.what} at {told.found}"
    if one.doubt is Doubt.OTHERWISE_TODAY:
        return (
            f"{one.of}: would differ under today's calendar: {told.what} is {told.kept}, "
            f"and would be {told.found}"
        )
    return f"{one.of}: {told.what} is {told.kept}, but its events come to {told.found}"


def _summary(clocks: int, found: Counter[Doubt]) -> str:
    differ = found[Doubt.DIFFERS]
    return (
        f"{_many(clocks, 'clock')} checked: "
        f"{_many(differ, 'difference') if differ else 'all are what their events come to'}; "
        f"{found[Doubt.WAITS]} waiting for the worker, "
        f"{found[Doubt.OTHERWISE_TODAY]} that would differ under today's calendar."
    )


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
