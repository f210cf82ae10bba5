"""The working of a deadline in words that a family could check with a calendar on the wall."""

from collections.abc import Iterator
from datetime import date
from textwrap import fill

from portal.cli.clock_lines import HOURS, Question
from portal.domain.clock_explaining import Explained
from portal.domain.clocks import Roll, Starts, Unit
from portal.domain.working_days import (
    LONDON,
    ONE_DAY,
    Calendar,
    Day,
    WhyNot,
    closed_because,
    local_date,
)

WIDTH = 80
"""Columns of a paragraph."""

UNIT_WORDS = {
    Unit.WORKING_DAY: ("working day", "working days"),
    Unit.WORKING_HOUR: ("working hour", "working hours"),
    Unit.CALENDAR_DAY: ("calendar day", "calendar days"),
    Unit.WEEK: ("week", "weeks"),
    Unit.MONTH: ("month", "months"),
    Unit.SAME_WORKING_DAY: ("same working day", "same working days"),
}

_WHY = {
    WhyNot.DAY_ZERO: "day of receipt",
    WhyNot.WEEKEND: "weekend",
    WhyNot.PAUSED: "paused",
    WhyNot.STOPPED: "closed then",
    WhyNot.FIRST_LEG: "before the acknowledgement",
}


def amount_of(amount: int, unit: Unit) -> str:
    """How much, such as "10 working days"."""
    one, many = UNIT_WORDS[unit]
    return f"{amount} {one if amount == 1 else many}"


def why(day: Day, asked: Question, found: Explained, calendar: Calendar) -> str:
    """Which day of the count it is, or why it is none."""
    if day.counted:
        return _counted(day, asked.level.unit)
    if day.why is WhyNot.ROLLED:
        return _rolled(day.date, found, calendar)
    if day.why is WhyNot.BANK_HOLIDAY:
        return day.label
    if day.why is WhyNot.CLOSED:
        return f"closed: {day.label}"
    if day.why is WhyNot.PAUSED and not _waits(day.date, asked):
        return "nobody at work any more"
    return _WHY[day.why] if day.why else ""


def warning(found: Explained, calendar: Calendar) -> str | None:
    """A sentence where the count leaves the years whose bank holidays are known (ruling 10)."""
    if not found.beyond_horizon:
        return None
    return (
        f"Bank holidays are known from {_long(calendar.first)} to {_long(calendar.last)} alone; "
        "days outside are counted without them."
    )


def in_words(asked: Question, found: Explained, calendar: Calendar) -> str:
    """A paragraph and a table."""
    told = fill(" ".join(_sentences(asked, found, calendar)), WIDTH)
    rows = [
        f"  {_short(day.date)}  {_mark(day)}  {why(day, asked, found, calendar)}".rstrip()
        for day in found.days
    ]
    return "\n".join([told, "", *rows])


def _counted(day: Day, unit: Unit) -> str:
    if unit is Unit.WORKING_HOUR:
        hours, minutes = divmod(day.minutes, 60)
        return " ".join([f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes))
    return f"working day {day.number}" if unit is Unit.WORKING_DAY else f"day {day.number}"


def _waits(day: date, asked: Question) -> bool:
    """Whether a pause touches the day: one of working hours may be over before it began."""
    return any(
        local_date(start) <= day and (end is None or day <= local_date(end))
        for start, end in asked.pauses
    )


def _rolled(day: date, found: Explained, calendar: Calendar) -> str:
    if day == found.due_on:
        return "the end moves to this day"
    closed = closed_because(day, calendar)
    if closed is None:
        return "the tribunal counts no such day"
    return closed[1] or "weekend"


def _sentences(asked: Question, found: Explained, calendar: Calendar) -> Iterator[str]:
    level = asked.level
    at = asked.received.astimezone(LONDON)
    yield f"Received on {_long(at.date())} at {at:%H:%M}, London time."
    yield f"Promised: {amount_of(level.amount, level.unit)}."
    if level.unit not in HOURS:
        yield _START[level.starts]
    yield from _rules(asked, found)
    yield _due(found, asked)
    if told := warning(found, calendar):
        yield f"Careful: {told}"


_START = {
    Starts.DAY_AFTER: "The day of receipt is day 0; the count begins on the next.",
    Starts.RECEIPT_DAY: "The day of receipt is day 1.",
}


def _rules(asked: Question, found: Explained) -> Iterator[str]:
    unit = asked.level.unit
    if unit is Unit.WORKING_DAY:
        yield "Weekends, bank holidays and closed days are not counted."
        if asked.pauses:
            yield "A pause moves the end by one day for each counted day whose midnight it covers."
    elif unit is Unit.WORKING_HOUR:
        yield "Only the minutes of working hours are counted, without those of a pause."
    elif asked.pauses:
        yield "Nothing pauses a promise in this unit."
    if unit is Unit.MONTH:
        yield "A month ends on the same date number, or on the last day of a month without it."
    if any(end is None for _, end in asked.pauses) and unit in (
        Unit.WORKING_DAY,
        Unit.WORKING_HOUR,
    ):
        yield "A pause that still lasts is counted as if it ended now."
    if found.rolled_from:
        yield f"The count ends on {_long(found.rolled_from)}; {_MOVED[asked.level.roll]}."


_MOVED = {
    Roll.NONE: "",
    Roll.NEXT_WORKING_DAY: "that is no working day, so the end moves to the next one",
    Roll.TRIBUNAL: (
        "the tribunal counts no closed day, none in August and none from 25 December to 1 January, "
        "so the end moves on"
    ),
}


def _due(found: Explained, asked: Question) -> str:
    if asked.level.unit in HOURS or asked.level.roll is Roll.TRIBUNAL:
        at = found.due_at.astimezone(LONDON)
        return f"It is due by {at:%H:%M} on {_long(found.due_on)}."
    return (
        f"It is due by the end of {_long(found.due_on)}, "
        f"and late from {_long(found.due_on + ONE_DAY)}."
    )


def _mark(day: Day) -> str:
    return "✓" if day.counted else "–"


def _short(day: date) -> str:
    return f"{day:%a} {day.day:>2} {day:%b} {day.year}"


def _long(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B} {day.year}"
