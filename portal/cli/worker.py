"""`portal worker`: does what is due, on any number of hosts, until it is told to stop."""

import sys
from functools import partial

import click

from portal.adapters import queue
from portal.adapters.clock import steady_seconds
from portal.adapters.reading_apart import ReaderApart
from portal.adapters.second_look import ModelLooker
from portal.jobs.rounds import ROUNDS
from portal.jobs.ticks import ORDINARY_SECONDS, SECONDS_BETWEEN, TOGETHER, Ticker
from portal.jobs.worker import rounds_by_hand, until_stopped
from portal.services import beats
from portal.settings import from_environment
from portal.wiring import Wiring, wire


@click.command()
@click.option("--once", "one_pass", is_flag=True, help="Do what is due now, and stop.")
@click.option(
    "--clock-is-right",
    is_flag=True,
    help="Trust the clock although it shows less than before: it was wrong then.",
)
def worker(one_pass: bool, clock_is_right: bool) -> None:
    """Look for danger, read, send letters, sweep clocks, seal, close quarters, wipe drafts."""
    wiring = wire(from_environment(), themes=ReaderApart(), second_look=ModelLooker())
    if clock_is_right:
        _trust(wiring)
    ticker = Ticker(wiring, steady_seconds)
    if one_pass:
        click.echo(f"{_by_hand(ticker)} done.")
        if ticker.failed:
            raise click.ClickException(f"These rounds failed: {', '.join(sorted(ticker.failed))}.")
    elif wiring.engine.dialect.name == "postgresql":
        url = wiring.settings.database_url
        queue.until_stopped(url, ticks_of(ticker), ticker.stopping.set)
    else:
        until_stopped(ticker)


def ticks_of(ticker: Ticker) -> list[queue.Tick]:
    """The rounds as ticks of the queue, each with its seconds."""
    return [
        queue.Tick(
            name=job.__name__,
            seconds=SECONDS_BETWEEN.get(job.__name__, ORDINARY_SECONDS),
            run=partial(ticker.drain, job),
            alone=job.__name__ not in TOGETHER,
        )
        for job in ROUNDS
    ]


def _trust(wiring: Wiring) -> None:
    with wiring.writes.begin() as session:
        beats.forget_ahead(session, wiring.clock.now())


def _by_hand(ticker: Ticker) -> int:
    """Every round until nothing is due, with a bar where somebody watches."""
    done: dict[str, int] = {}
    with click.progressbar(
        ROUNDS,
        label="Working",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
        item_show_func=lambda _: ", ".join(f"{name} {count:,}" for name, count in done.items()),
    ) as bar:

        def show(name: str, count: int) -> None:
            done[name] = count
            bar.render_progress()

        return sum(rounds_by_hand(ticker, job, show) for job in bar)
