"""`portal clock explain` against the second, naive count that shares nothing with the portal."""

import json
import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from click.testing import CliRunner

from portal.adapters.holidays import calendar_of
from portal.cli.clock_explain import explain
from portal.domain.partnership import packaged, read
from tests.domain import clock_oracle as oracle

LINES = 500
CALENDAR = calendar_of(read(packaged()), 2024, 2031)
UNITS = ("working_day", "calendar_day", "week", "month_corresponding")
ROLLS = ("none", "next_working_day", "tribunal")
NOW = datetime(2027, 6, 1, 12, tzinfo=UTC)
Question = dict[str, Any]


def instant(chance: random.Random, first: datetime, days: int) -> datetime:
    return first + timedelta(minutes=chance.randrange(days * 24 * 60))


def question(chance: random.Random, number: int) -> Question:
    """A line about 2026 or 2027, with up to three pauses, some of which last."""
    received = instant(chance, datetime(2026, 1, 1, tzinfo=UTC), 500)
    pauses: list[tuple[datetime, datetime | None]] = []
    for _ in range(chance.choice((0, 0, 1, 2, 3))):
        start = instant(chance, received - timedelta(days=5), 30)
        end = instant(chance, start, 15)
        pauses.append((start, None if end > NOW or chance.random() < 0.05 else end))
    return {
        "id": number,
        "received": received,
        "amount": chance.randint(1, 40),
        "unit": chance.choice(UNITS),
        "pauses": pauses,
        "starts": chance.choice(("day_after", "receipt_day")),
        "roll": chance.choice(ROLLS),
        "now": NOW,
    }


def as_line(asked: Question) -> str:
    pauses = [[start.isoformat(), end and end.isoformat()] for start, end in asked["pauses"]]
    instants = {name: asked[name].isoformat() for name in ("received", "now")}
    return json.dumps({**asked, **instants, "pauses": pauses})


def told(questions: list[Question]) -> list[dict[str, Any]]:
    result = CliRunner().invoke(explain, input="\n".join(map(as_line, questions)))
    assert (result.exit_code, result.stderr) == (0, "")
    return [json.loads(line) for line in result.stdout.splitlines()]


def counted_again(asked: Question) -> tuple[date, datetime, list[tuple[str, bool]]]:
    """The last day, the instant and the days, by the other count."""
    # A pause that has not begun by now has not lasted at all.
    pauses = [(start, max(start, NOW) if end is None else end) for start, end in asked["pauses"]]
    said = (asked["received"], asked["amount"], asked["unit"], pauses, asked["starts"])
    rules = (asked["roll"], CALENDAR.closed)
    lines = oracle.working(*said, *rules, now=NOW)
    days = [(day.isoformat(), counted) for day, counted, _ in lines]
    return lines[-1][0], oracle.due_instant(*said, *rules, now=NOW), days


@pytest.mark.parametrize("seed", range(4))
def test_two_counts_of_random_lines_agree_on_every_day(seed: int) -> None:
    chance = random.Random(seed)
    questions = [question(chance, number) for number in range(LINES)]
    for one in questions:
        if one["unit"] == "working_day":
            one["roll"] = "none"  # the other count rolls calendar units alone

    answers = told(questions)

    for asked, answer in zip(questions, answers, strict=True):
        due_on, due_at, days = counted_again(asked)
        assert answer["due_date"] == due_on.isoformat(), asked
        assert datetime.fromisoformat(answer["due_at"]) == due_at, asked
        assert [(day["date"], day["counted"]) for day in answer["days"]] == days, asked


def test_two_counts_of_working_hours_agree_to_the_minute() -> None:
    chance = random.Random(9)
    changes = {"unit": "working_hour", "roll": "none", "starts": "day_after"}
    questions = [{**question(chance, number), **changes} for number in range(60)]

    answers = told(questions)

    for asked, answer in zip(questions, answers, strict=True):
        pauses = [(a, max(a, NOW) if b is None else b) for a, b in asked["pauses"]]
        due_at, _ = oracle.working_hours_end(
            asked["received"], asked["amount"], pauses, CALENDAR.closed, now=NOW
        )
        assert datetime.fromisoformat(answer["due_at"]) == due_at, asked
