"""What a line asks of `portal clock explain`, taken apart and checked."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar

from portal.cli.json_lines import BadLine
from portal.domain.clock_explaining import Pause
from portal.domain.clocks import (
    MOST_UNITS,
    BadServiceLevel,
    ClockKind,
    Roll,
    ServiceLevel,
    Starts,
    Unit,
)
from portal.domain.partnership import Partnership

FIRST_YEAR, LAST_YEAR = 1900, 2999
MOST_PAUSES = 500
HOURS = frozenset({Unit.WORKING_HOUR, Unit.SAME_WORKING_DAY})
CALENDAR_UNITS = frozenset({Unit.CALENDAR_DAY, Unit.WEEK, Unit.MONTH})
KEYS = frozenset({"id", "received", "amount", "unit", "pauses", "now", "starts", "roll"})

Code = TypeVar("Code", bound=Enum)


@dataclass(frozen=True)
class Question:
    """From when, how much, and what does not count; `now` is None where the line says none."""

    received: datetime
    level: ServiceLevel
    pauses: tuple[Pause, ...]
    now: datetime | None


def question(found: dict[str, Any], partnership: Partnership) -> Question:
    """What the object asks; raises `BadLine`."""
    received = instant("received", _must("received", found))
    level = _level(found, partnership)
    now = found.get("now")
    return Question(
        received=received,
        level=level,
        pauses=_pauses(found.get("pauses")),
        now=None if now is None else instant("now", now),
    )


def ignored(found: dict[str, Any], asked: Question) -> str | None:
    """A sentence about what the line says and the count leaves out: nothing is dropped silently."""
    sentences = []
    if unknown := sorted(found.keys() - KEYS):
        sentences.append(f"Not known here, and left out: {', '.join(unknown)[:200]}.")
    if asked.pauses and asked.level.unit in CALENDAR_UNITS:
        unit = asked.level.unit.value.removesuffix("_corresponding").replace("_", " ")
        sentences.append(f"A promise counted in a {unit} is not paused: the pauses move nothing.")
    return " ".join(sentences) or None


def instant(name: str, value: object) -> datetime:
    """A time of day with its zone; raises `BadLine`."""
    if not isinstance(value, str):
        raise BadLine(f"{name} must be a time as text, such as 2026-06-08T09:30:00+01:00")
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        said = value if len(value) <= 40 and value.isprintable() else "this"
        raise BadLine(
            f"{name} must be a time such as 2026-06-08T09:30:00+01:00, and {said} is none"
        ) from None
    if found.utcoffset() is None:
        raise BadLine(f"{name} has no time zone: add Z or an offset such as +01:00")
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise BadLine(f"{name} must be in the years {FIRST_YEAR} to {LAST_YEAR}")
    return found


def _level(found: dict[str, Any], partnership: Partnership) -> ServiceLevel:
    amount = _must("amount", found)
    if not isinstance(amount, int) or isinstance(amount, bool) or not 1 <= amount <= MOST_UNITS:
        raise BadLine(f"amount must be a whole number from 1 to {MOST_UNITS:,}")
    unit = _code(Unit, "unit", _must("unit", found))
    starts = _code(Starts, "starts", _said(found, "starts", Starts.DAY_AFTER))
    roll = _code(Roll, "roll", _said(found, "roll", Roll.NONE))
    if unit in HOURS and roll is not Roll.NONE:
        raise BadLine(f"roll must be none with {unit.value}: it ends while somebody is at work")
    times = _same_day_times(partnership) if unit is Unit.SAME_WORKING_DAY else {}
    try:
        return ServiceLevel(ClockKind.RESPOND, amount, unit, starts=starts, roll=roll, **times)
    except BadServiceLevel:
        raise BadLine(f"amount must be 1 with {unit.value}") from None


def _same_day_times(partnership: Partnership) -> dict[str, Any]:
    """The times of the partnership's own promise of the same working day."""
    ours = (one for one in partnership.service_levels if one.unit is Unit.SAME_WORKING_DAY)
    level = min(ours, key=lambda one: -one.rank, default=None)
    if level is None:
        return {}
    times = {"cut_off": level.cut_off, "next_by": level.next_by}
    return {name: value for name, value in times.items() if value is not None}


def _pauses(value: object) -> tuple[Pause, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MOST_PAUSES:
        raise BadLine(f"pauses must be a list of at most {MOST_PAUSES} pairs [start, end or null]")
    return tuple(_pause(f"pause {number}", one) for number, one in enumerate(value, 1))


def _pause(name: str, value: object) -> Pause:
    if not isinstance(value, list) or len(value) != 2:
        raise BadLine(f"{name} must be a pair [start, end or null]")
    start = instant(f"the start of {name}", value[0])
    if value[1] is None:
        return start, None
    end = instant(f"the end of {name}", value[1])
    if end < start:
        raise BadLine(f"{name} ends before it begins")
    return start, end


def _must(name: str, found: dict[str, Any]) -> object:
    if name not in found:
        raise BadLine(f"{name} is missing")
    return found[name]


def _said(found: dict[str, Any], name: str, otherwise: Enum) -> object:
    value = found.get(name)
    return otherwise.value if value is None else value


def _code(codes: type[Code], name: str, value: object) -> Code:
    try:
        return codes(value)
    except ValueError:
        known = ", ".join(str(one.value) for one in codes)
        raise BadLine(f"{name} must be one of {known}") from None
