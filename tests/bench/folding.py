"""How long a clock takes to fold, and the working of many deadlines."""

import json
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from click.testing import CliRunner

from portal.adapters.holidays import calendar_of
from portal.cli.clock_explain import explain
from portal.domain.clocks import ClockEvent, ClockKind, EventKind, PauseReason, ServiceLevel, fold
from portal.domain.partnership import packaged, read
from portal.domain.people import SYSTEM
from tests.bench.table import Figure

ROUNDS = 9
FOLDS = 800
STRETCHES = 40
CASES = 10_000
BEGAN = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
NOW = datetime(2026, 12, 18, 10, 0, tzinfo=UTC)
CALENDAR = calendar_of(read(packaged()), 2024, 2030)
CAPS = {PauseReason.WAITING_FOR_FAMILY: 10, PauseReason.AGREED_HOLD: 20}
LEVEL = ServiceLevel(ClockKind.RESPOND, 10, caps=CAPS, ladder=(0, 1, 3, 5, 10))
YARDSTICK = 100
"""Working days that the yardstick counts, as a child would: one date after the other."""


def figures(told: Callable[[str], None]) -> list[Figure]:
    """A fold against the yardstick in turns, and what 10,000 deadlines take."""
    told("folding")
    log = twenty_events()
    ours, yard = [], []
    for _ in range(ROUNDS):
        yard.append(_each(_count_by_hand, FOLDS))
        ours.append(_each(lambda: fold(log, LEVEL, CALENDAR, NOW), FOLDS))
    told("working out 10,000 deadlines")
    many = [_deadlines() for _ in range(ROUNDS)]
    ratio = [a / b for a, b in zip(ours, yard, strict=True)]
    return [
        Figure(f"fold of 20 events, to counting {YARDSTICK} dates", ratio, 5, "times"),
        Figure("  the fold", [1e6 * one for one in ours], 100, "µs"),
        Figure("  the yardstick", [1e6 * one for one in yard], None, "µs"),
        Figure("working of 10,000 deadlines", many, 2, "s"),
        Figure("`portal clock explain` of 10,000 lines", [_lines() for _ in range(3)], 2, "s"),
    ]


def twenty_events() -> list[ClockEvent]:
    """A start, nine questions each with its answer on the next day, and the end."""
    events = [_event(EventKind.START, BEGAN, "received", 0)]
    for number in range(9):
        asked = BEGAN + timedelta(days=2 * number + 1)
        reason = PauseReason.WAITING_FOR_FAMILY.value
        events.append(_event(EventKind.PAUSE, asked, reason, 2 * number + 1))
        events.append(_event(EventKind.RESUME, asked + timedelta(hours=30), reason, 2 * number + 2))
    events.append(_event(EventKind.STOP, BEGAN + timedelta(days=20), "answer", 19))
    return events


def _event(kind: EventKind, at: datetime, reason: str, number: int) -> ClockEvent:
    return ClockEvent(kind, at, at, SYSTEM, reason, f"message:{number}")


def _count_by_hand() -> int:
    day, counted = date(2026, 11, 2), 0
    for _ in range(YARDSTICK):
        day += timedelta(days=1)
        counted += day.weekday() < 5 and day not in CALENDAR.closed
    return counted


def _each(what: Callable[[], object], times: int) -> float:
    """Processor seconds of one, the shortest of some stretches: others use the machine too."""
    best = float("inf")
    for _ in range(STRETCHES):
        began = time.process_time()
        for _ in range(times // STRETCHES):
            what()
        best = min(best, time.process_time() - began)
    return best / (times // STRETCHES)


def _deadlines() -> float:
    """Seconds for as many cases, received one after the other over two years."""
    starts = [BEGAN + timedelta(hours=n % 17_000) for n in range(CASES)]
    logs = [[_event(EventKind.START, one, "received", 0)] for one in starts]
    began = time.perf_counter()
    for log, start in zip(logs, starts, strict=True):
        fold(log, LEVEL, CALENDAR, start + timedelta(days=3))
    return time.perf_counter() - began


def _lines() -> float:
    """Seconds of the command's work for as many lines, every other with a wait."""
    wait = [["2026-06-10T09:00:00+01:00", "2026-06-11T08:00:00+01:00"]]
    asked = "".join(
        json.dumps({
            "id": number, "received": "2026-06-08T10:00:00+01:00", "unit": "working_day",
            "amount": number % 20 + 1, "pauses": wait[: number % 2],
        }) + "\n"
        for number in range(CASES)
    )  # fmt: skip
    began = time.process_time()
    said = CliRunner().invoke(explain, input=asked).stdout
    took = time.process_time() - began
    if len(said.splitlines()) != CASES:
        raise SystemExit("not every line was answered: the figure would mean nothing")
    return took
