"""The versions of the partnership's promises, and what each changed of the one before it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from itertools import pairwise
from typing import Any

from sqlalchemy.orm import Session

from portal.domain.partnership import Partnership
from portal.domain.partnership_changes import Change, Part, changes
from portal.queries import promise_versions
from portal.queries.promise_versions import Version
from portal.web import promise_words as words
from portal.web.filters import hour

_FIELDS = {
    "amount": "how many",
    "unit": "unit",
    "rank": "rank",
    "starts": "day of receipt",
    "roll": "an end on a closed day",
    "status": "agreed",
    "verified": "verified",
    "source": "source",
    "basis": "rests on",
    "first_leg": "days for the acknowledgement",
    "extend_most": "most extension",
    "warn_working_days": "warned before",
    "chase_percent": "reminded at percent",
    "cut_off": "latest for the same day",
    "next_by": "by when on the next day",
    "working_days_late": "working days late",
    "recipient": "who hears",
    "silence": "silence",
    "pause_cap": "wait for the family",
    "hold_cap": "agreed hold",
    "link": "answer about a link",
    "digests": "times",
    "why": "why",
    "label": "name",
    "holiday": "is a holiday",
    "noted_on": "noted on",
}


@dataclass(frozen=True)
class Past:
    """A version: when, by whom, what it changed in sentences, and how many still run under it."""

    loaded_at: datetime
    by: str
    in_force: bool
    changed: list[str]
    running: int


@dataclass(frozen=True)
class Versions:
    """The newest versions; `more` says that there are older ones."""

    past: list[Past]
    more: bool


def load(session: Session) -> Versions:
    """The newest versions and their changes."""
    found = promise_versions.newest(session)
    more = len(found) > promise_versions.MOST
    past = [_past(now, before, now is found[0]) for now, before in pairwise([*found, None]) if now]
    return Versions(past[: promise_versions.MOST], more)


def _past(now: Version, before: Version | None, in_force: bool) -> Past:
    return Past(
        loaded_at=now.loaded_at,
        by=now.by or "a command on the server",
        in_force=in_force,
        changed=list(_changed(now, before)),
        running=now.running,
    )


def _changed(now: Version, before: Version | None) -> Iterator[str]:
    if before is None:
        yield "The first version."
        return
    if now.partnership is None or before.partnership is None:
        yield "One of the two files is of an older form, so they were not compared."
        yield from closed_days(now, before)
        return
    found = changes(before.partnership, now.partnership)
    for change in found:
        yield sentence(change, now.partnership)
    dated = [one for one in found if one.part in (Part.CLOSURE, Part.CORRECTION)]
    yield from closed_days(now, before, {(one.after or one.before).date for one in dated})


def closed_days(now: Version, before: Version, told: Collection[date] = ()) -> Iterator[str]:
    """Closed days that came or went, by the file or the list of bank holidays; not those `told`."""
    known_from = max(min(version.closed)[0] for version in (now, before) if version.closed)
    known_to = min(max(version.closed)[0] for version in (now, before) if version.closed)
    for day, key in sorted({*now.closed, *before.closed}, key=str):
        label, was = now.closed.get((day, key)), before.closed.get((day, key))
        if label != was and day not in told and known_from <= day <= known_to:
            gone = "is no longer closed" if label is None else f"is closed: {label}"
            yield f"{day:%A} {day.day} {day:%B %Y} {gone}{_alone(key, now.partnership)}."


def _alone(key: str | None, partnership: Partnership | None) -> str:
    named = partnership.partner(key) if partnership and key else None
    return f", for {named.name if named else key} alone" if key else ""


def sentence(change: Change, partnership: Partnership) -> str:
    """One change in words."""
    if change.part is Part.OTHER:
        return f"Changed too, and not about time: {change.after}."
    what = _name(change, partnership)
    if change.before is None:
        return f"New: {what}."
    if change.after is None:
        return f"Gone: {what}."
    told = "; ".join(
        f"{_FIELDS.get(name, name)} {_value(getattr(change.before, name))} → "
        f"{_value(getattr(change.after, name))}"
        for name in change.fields
    )
    return f"Changed: {what}: {told}."


def _name(change: Change, partnership: Partnership) -> str:
    one = change.after or change.before
    alone = _alone(getattr(one, "partner", None), partnership)
    if change.part is Part.PROMISE:
        author = f", for {words.AUTHOR[one.author]} alone" if one.author else ""
        how_long = words.amount_of(one.amount, one.unit)
        told = how_long if None in (change.before, change.after) else words.WHOSE[one.subject]
        return (
            f"{words.REGIME[one.regime]}, {words.KIND[one.clock].lower()}{author}{alone} ({told})"
        )
    if change.part is Part.STEP:
        return f"step {one.step} of the ladder{alone}: {words.RECIPIENT[one.recipient]}"
    if change.part in (Part.CLOSURE, Part.CORRECTION):
        return f"{change.part.value} of {_value(one.date)}{alone}: {one.why}"
    if change.part is Part.HOURS:
        days = ", ".join(words.WEEKDAYS[day] for day in one.days)
        return f"working hours {hour(one.open)} to {hour(one.close)}, {days}"
    return "how long we wait" if change.part is Part.WAITING else "times of digests"


def _value(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value).replace("_", " ")
    if isinstance(value, time):
        return hour(value)
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return ", ".join(map(_value, value)) if isinstance(value, tuple) else str(value)
