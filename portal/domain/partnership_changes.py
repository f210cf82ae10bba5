"""What changed in the promises of time between two versions of a partnership."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any

from portal.domain.partnership import Partnership


class Part(Enum):
    """What a change is about."""

    PROMISE = "promise"
    STEP = "step"
    WAITING = "waiting"
    CLOSURE = "closure"
    CORRECTION = "correction"
    HOURS = "hours"
    DIGESTS = "digests"
    OTHER = "other"


@dataclass(frozen=True)
class Change:
    """Something new (`before` is None), gone (`after` is None), or different in `fields`.

    Both are nouns of the file, or for `OTHER` the name of its section.
    """

    part: Part
    before: Any
    after: Any
    fields: tuple[str, ...] = ()


_OTHERS = (
    "area", "languages", "partners", "places", "districts", "needs", "rules", "help", "opening",
)  # fmt: skip


def changes(old: Partnership, new: Partnership) -> tuple[Change, ...]:
    """Every change, promises first; of what is not about time only the sections are named."""
    was, now = old.calendar, new.calendar
    found = [
        *_of(Part.PROMISE, old.service_levels, new.service_levels, _promise),
        *_of(Part.STEP, old.ladder, new.ladder, lambda one: (one.subject, one.partner, one.step)),
        *_of(Part.WAITING, [old.waiting], [new.waiting], lambda _: ()),
        *_of(Part.CLOSURE, was.closures, now.closures, lambda one: (one.date, one.partner)),
        *_of(Part.CORRECTION, was.corrections, now.corrections, lambda one: (one.date,)),
        *_of(Part.HOURS, was.hours, now.hours, lambda one: (one.days, one.open, one.close)),
        *_of(Part.DIGESTS, [old.letters], [new.letters], lambda _: ()),
    ]
    others = (name for name in _OTHERS if getattr(old, name) != getattr(new, name))
    return (*found, *(Change(Part.OTHER, name, name) for name in others))


def _promise(one: Any) -> tuple[Any, ...]:
    return one.regime, one.subject, one.clock, one.partner, one.author, one.effective_from


def _of(
    part: Part, old: Iterable[Any], new: Iterable[Any], named: Callable[[Any], tuple[Any, ...]]
) -> Iterator[Change]:
    before, after = ({named(one): one for one in many} for many in (old, new))
    for key in (*before, *(key for key in after if key not in before)):
        was, now = before.get(key), after.get(key)
        if was is None or now is None:
            yield Change(part, was, now)
        elif was != now:
            names = (one.name for one in fields(was))
            differ = tuple(name for name in names if getattr(was, name) != getattr(now, name))
            yield Change(part, was, now, differ)
