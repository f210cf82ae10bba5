"""The board's tables: what is crossed with what, fixed for every period (rulings 34 and 35).

One text counts once in each priority that it touches, also with two of its themes. What people
confirmed and what the machine alone suggests stand in two columns that nobody may add up.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import TypeVar

from portal.domain.clocks import ClockKind
from portal.domain.disclosure import Along, Table
from portal.domain.submissions import AuthorKind

R = TypeVar("R")
C = TypeVar("C")

OUTSIDE = "outside"
NO_THEME = "no_theme"
UNSURE = "unsure"
STANCES = ("positive", "negative", "other")
"""Well, badly, and all else: mixed, neutral, or not said. Finer ones would only be hidden."""


class CameBy(Enum):
    """How a text came: written here, told to staff, or gathered elsewhere (event, survey)."""

    PORTAL = "portal"
    STAFF = "staff"
    GATHERED = "gathered"


class ReadBy(Enum):
    """Who says what a text is about, as at the day of freezing."""

    PEOPLE = "people"
    MACHINE = "machine"
    UNSURE = "unsure"
    NOBODY = "nobody"


READERS = (ReadBy.PEOPLE, ReadBy.MACHINE)
"""The two columns; a text that the machine is unsure of has a row, an unread one neither."""


@dataclass(frozen=True)
class TextFacts:
    """What is counted of one text; its words are not fetched, so they cannot leave."""

    author: AuthorKind
    came_by: CameBy
    late: bool
    read_by: ReadBy = ReadBy.NOBODY
    themes: frozenset[str] = frozenset()
    stance: str | None = None


@dataclass(frozen=True)
class PromiseFacts:
    """One promise to a family whose last day fell in the period: kept by then, or not."""

    kind: ClockKind
    on_time: bool


@dataclass(frozen=True)
class Scheme:
    """The codebook's keys in its order: each theme with the priority that it counts to."""

    priorities: tuple[str, ...]
    themes: Mapping[str, str]

    def priorities_of(self, text: TextFacts) -> set[str]:
        """Each priority once; a theme that the codebook has dropped counts outside."""
        return {self.themes.get(theme, OUTSIDE) for theme in text.themes}


@dataclass(frozen=True)
class Window:
    """What belongs to a period: texts of its quarters that were here before `as_at`.

    Texts of earlier quarters that came in from `late_from` on were too late for their own figures
    and count here. `late_from` is None for the first period. Nothing done after `as_at` is seen,
    so that the figures do not depend on when somebody asks.
    """

    quarters: tuple[str, ...]
    first_day: date
    last_day: date
    late_from: datetime | None
    as_at: datetime


def quarter_tables(
    texts: Iterable[TextFacts],
    promises: Iterable[PromiseFacts],
    scheme: Scheme,
    stayed_late: int = 0,
) -> tuple[Table, ...]:
    """Promises, who spoke, priorities and stance: what is shown of a quarter.

    `stayed_late` counts the promises to families that came to the last step of the ladder.
    """
    kept = list(texts)
    return (
        _promises(promises),
        _stayed_late(stayed_late),
        _who(kept),
        _how_read(kept),
        _late(kept),
        _priorities(kept, scheme),
        *(_stance(kept, reader, scheme) for reader in READERS),
    )


def half_year_tables(texts: Iterable[TextFacts], scheme: Scheme) -> tuple[Table, ...]:
    """Themes: too fine for a quarter (ruling 34)."""
    seen = Counter((theme, text.read_by) for text in texts for theme in text.themes)
    rows = tuple(scheme.themes)
    return (
        Table(
            id="themes",
            rows=rows,
            columns=_codes(READERS),
            counts=_grid(seen, rows, READERS),
            dimensions=("theme", "read_by"),
        ),
    )


def _promises(promises: Iterable[PromiseFacts]) -> Table:
    """On time out of all that fell due: whatever is not on time was late, closed or still open.

    This is on time ÷ (closed + open overdue), for at the period's end each promise whose last day
    has passed is one or the other.
    """
    seen = Counter((promise.kind, promise.on_time) for promise in promises)
    rows = (ClockKind.ACKNOWLEDGE, ClockKind.RESPOND)
    return Table(
        id="promises",
        rows=_codes(rows),
        columns=("on_time", "late"),
        counts=_grid(seen, rows, (True, False)),
        dimensions=("promise", "on_time"),
        totals=Along.ROW,
        percentages=Along.ROW,
    )


def _stayed_late(number: int) -> Table:
    return Table(
        id="stayed_late",
        rows=("promises",),
        columns=("last_step",),
        counts=((number,),),
    )


def _who(texts: list[TextFacts]) -> Table:
    seen = Counter((text.author, text.came_by) for text in texts)
    return Table(
        id="who",
        rows=_codes(AuthorKind),
        columns=_codes(CameBy),
        counts=_grid(seen, AuthorKind, CameBy),
        dimensions=("author", "came_by"),
        totals=Along.ROW,
    )


def _how_read(texts: list[TextFacts]) -> Table:
    seen = Counter(("texts", text.read_by) for text in texts)
    return Table(
        id="how_read",
        rows=("texts",),
        columns=_codes(ReadBy),
        counts=_grid(seen, ("texts",), ReadBy),
        dimensions=("read_by",),
    )


def _late(texts: list[TextFacts]) -> Table:
    return Table(
        id="late",
        rows=("texts",),
        columns=("received_late",),
        counts=((sum(text.late for text in texts),),),
    )


def _priorities(texts: list[TextFacts], scheme: Scheme) -> Table:
    seen = Counter((row, _column(text)) for text in texts for row in _rows_of(text, scheme))
    rows = (*scheme.priorities, NO_THEME, UNSURE)
    return Table(
        id="priorities",
        rows=rows,
        columns=_codes(READERS),
        counts=_grid(seen, rows, READERS),
        dimensions=("priority", "read_by"),
    )


def _rows_of(text: TextFacts, scheme: Scheme) -> set[str]:
    if text.read_by is ReadBy.NOBODY:
        return set()
    if text.read_by is ReadBy.UNSURE:
        return {UNSURE}
    return scheme.priorities_of(text) or {NO_THEME}


def _column(text: TextFacts) -> ReadBy:
    return ReadBy.PEOPLE if text.read_by is ReadBy.PEOPLE else ReadBy.MACHINE


def _stance(texts: list[TextFacts], reader: ReadBy, scheme: Scheme) -> Table:
    seen = Counter(
        (priority, text.stance if text.stance in STANCES else "other")
        for text in texts
        if text.read_by is reader
        for priority in scheme.priorities_of(text)
    )
    return Table(
        id=f"stance_{reader.value}",
        rows=scheme.priorities,
        columns=STANCES,
        counts=_grid(seen, scheme.priorities, STANCES),
        dimensions=("priority", "stance"),
    )


def _codes(members: Iterable[Enum]) -> tuple[str, ...]:
    return tuple(str(member.value) for member in members)


def _grid(
    seen: Mapping[tuple[R, C], int], rows: Iterable[R], columns: Iterable[C]
) -> tuple[tuple[int, ...], ...]:
    across = tuple(columns)
    return tuple(tuple(seen.get((row, column), 0) for column in across) for row in rows)
