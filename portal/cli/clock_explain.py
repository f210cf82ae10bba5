"""`portal clock explain`: when something is due, and the working day by day."""

import json
import sys
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import IO, Any

import click

from portal.adapters.holidays import calendar_of
from portal.adapters.machine_clock import SystemClock
from portal.cli import clock_words
from portal.cli.clock_lines import Question, ignored, instant, question
from portal.cli.json_lines import BadLine, answer_each, identity
from portal.cli.partnership_file import YEARS_AHEAD, YEARS_BACK, load_or_stop
from portal.domain.clock_explaining import Explained, PausedTooLong
from portal.domain.clock_explaining import explain as work_out
from portal.domain.clocks import Roll, Starts, Unit
from portal.domain.partnership import Partnership
from portal.domain.working_days import LONDON, Calendar

OLDEST_YEAR = 1990
"""From then on we vouch for the bank holidays of the list."""

# Put together by hand: the encoder would take longer over the days than counting them takes.
_DAY = {
    True: '{"date": "%s", "counted": true, "why": %s}',
    False: '{"date": "%s", "counted": false, "why": %s}',
}
_ANSWER = '{"id": %s, "due_date": "%s", "due_at": "%s", "days": [%s]%s}'
_json = lru_cache(maxsize=4_096)(json.dumps)

NEEDS = "id, received, amount and unit"


class Explainer:
    """Works lines out by the calendar of one partnership; `now` is the instant of the command."""

    def __init__(self, partnership: Partnership, now: datetime) -> None:
        self._partnership, self._now = partnership, now

    @cached_property
    def _recent(self) -> Calendar:
        return self._calendar(self._now.year - YEARS_BACK)

    @cached_property
    def _whole(self) -> Calendar:
        return self._calendar(OLDEST_YEAR)

    def _calendar(self, first_year: int) -> Calendar:
        return calendar_of(self._partnership, first_year, self._now.year + YEARS_AHEAD)

    def answer(self, found: dict[str, Any]) -> str:
        """The answer to one line, as JSON; raises `BadLine`."""
        told = identity(found)
        asked = question(found, self._partnership)
        explained, calendar = self.work_out(asked)
        warnings = (clock_words.warning(explained, calendar), ignored(found, asked))
        warning = " ".join(one for one in warnings if one)
        days = [
            _DAY[day.counted]
            % (day.date.isoformat(), _json(clock_words.why(day, asked, explained, calendar)))
            for day in explained.days
        ]
        return _ANSWER % (
            json.dumps(told),
            explained.due_on.isoformat(),
            explained.due_at.astimezone(LONDON).isoformat(),
            ", ".join(days),
            f', "warning": {_json(warning)}' if warning else "",
        )

    def in_words(self, found: dict[str, Any]) -> str:
        """The answer to one question, as a paragraph and a table; raises `BadLine`."""
        asked = question(found, self._partnership)
        return clock_words.in_words(asked, *self.work_out(asked))

    def work_out(self, asked: Question) -> tuple[Explained, Calendar]:
        """One question and the calendar that answers it; raises `BadLine`."""
        # Making many years of holidays takes longer than ten thousand answers.
        old = asked.received.year <= self._recent.first.year
        calendar = self._whole if old else self._recent
        try:
            explained = work_out(
                asked.received, asked.level, asked.pauses, calendar, asked.now or self._now
            )
        except PausedTooLong as fault:
            raise BadLine(str(fault)) from None
        return explained, calendar


@click.command("explain")
@click.argument("file", required=False, type=click.File("rb"))
@click.option(
    "--partnership",
    "partnership_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A partnership file other than the packaged one.",
)
@click.option("--received", help="One question, in words: when it came, with its zone.")
@click.option("--amount", type=int, help="How many units were promised.")
@click.option("--unit", type=click.Choice([one.value for one in Unit]), help="Of what.")
@click.option("--starts", type=click.Choice([one.value for one in Starts]), help="Day 0 or day 1.")
@click.option("--roll", type=click.Choice([one.value for one in Roll]), help="Where an end goes.")
@click.option("--pause", "pauses", multiple=True, metavar="START/END", help="May be said again.")
@click.option("--now", help="Until when a pause that still lasts has lasted.")
def explain(file: IO[bytes] | None, partnership_file: Path | None, **said: Any) -> None:
    """Say when something is due, and why, day by day.

    Reads JSON Lines from FILE or standard input. Each is an object with id, received (a time
    with its zone), amount and unit; and, if need be, pauses (a list of [start, end or null]), now,
    starts (day_after, which is usual, or receipt_day) and roll (none, which is usual,
    next_working_day or tribunal).

    A pause moves a promise in working days by the number of counted days whose midnight it covers,
    and stops working hours as long as it lasts. Calendar days, weeks and months are never paused.
    A pause whose end is null counts as if it ended now: at the line's now, or else at the time of
    this command; one that has not begun by then changes nothing.

    Dates are those of London. The calendar is that of England and Wales with the partnership's own
    closed days, corrections and working hours; what one partner alone is closed on is not in it.
    """
    explainer = Explainer(load_or_stop(partnership_file), SystemClock().now())
    one = {name: value for name, value in said.items() if value not in (None, ())}
    if not one:
        answer_each(file or sys.stdin.buffer, explainer.answer, NEEDS)
        return
    if file is not None:
        raise click.UsageError("give a FILE or one question in options, not both")
    if missing := [f"--{name}" for name in ("received", "amount", "unit") if name not in one]:
        raise click.UsageError(f"{', '.join(missing)} must be given too")
    try:
        one["pauses"] = [_pause(text) for text in one.get("pauses", ())]
        click.echo(explainer.in_words(one))
    except BadLine as fault:
        raise click.ClickException(str(fault)) from None


def _pause(text: str) -> list[str | None]:
    start, slash, end = text.partition("/")
    if not slash:
        raise BadLine(f"--pause must be START/END, with nothing after the / while it lasts: {text}")
    instant("--pause", start)
    return [start, end or None]
