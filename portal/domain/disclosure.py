"""The one door that numbers leave by: small counts hidden, the others rounded.

Source: domain/safeguarding-and-consent.md §3, "Rulings for numbers"; rulings 34 and 36. Counts of
1 to 7 become `*`, others go to the nearest 5, and 0 is shown. Since totals and percentages are made
from the rounded cells, they say nothing of a hidden one.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from portal.domain.errors import PortalError


class Hidden(Enum):
    """A number that is withheld, shown as an asterisk."""

    HIDDEN = "hidden"

    def __str__(self) -> str:
        return "*"


HIDDEN = Hidden.HIDDEN
Protected = int | Hidden
"""A number that may leave, or HIDDEN."""

_CROSSED = 3
T = TypeVar("T")


class BadTable(PortalError):
    """A table that is not a whole one, or a number that is not a count; says which and why."""

    def __init__(self, name: str, fault: str) -> None:
        super().__init__(f"{name}: {fault}")
        self.name = name
        self.fault = fault


@dataclass(frozen=True)
class Rule:
    """How numbers are protected: hidden below `floor`, rounded to `nearest`, rates from `base`."""

    floor: int = 8
    base: int = 30
    nearest: int = 5


RULE = Rule()


class Along(Enum):
    """Along what a total or a percentage is taken."""

    ROW = "row"
    COLUMN = "column"


@dataclass(frozen=True)
class Table:
    """True counts by row and column, and what is asked beside them. Raises BadTable.

    `dimensions` lists what is crossed, such as place, need and age. Percentages of a row have the
    row's sum as their base, those of a column the column's.
    """

    id: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    dimensions: tuple[str, ...] = ()
    totals: Along | None = None
    percentages: Along | None = None

    def __post_init__(self) -> None:
        wide = len(self.columns)
        if len(self.counts) != len(self.rows) or any(len(row) != wide for row in self.counts):
            raise BadTable(self.id, f"is not {len(self.rows)} rows of {wide} counts")
        for row in self.counts:
            _require_counts(self.id, row)


@dataclass(frozen=True)
class ProtectedTable:
    """What may be shown of a table; with `withheld` its cells, totals and percentages are empty.

    `totals` has one number for each row or column asked for; `percentages` the shape of the cells.
    """

    id: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Protected, ...], ...]
    totals: tuple[Protected, ...] = ()
    percentages: tuple[tuple[Protected, ...], ...] = ()
    withheld: bool = False


@dataclass(frozen=True)
class Share:
    """A part and the rest of a whole, each protected; `base` is their protected sum."""

    part: Protected
    rest: Protected
    base: Protected
    percentage: Protected


def protect_count(n: int, rule: Rule = RULE) -> Protected:
    """One count: 0 stays, below the floor is hidden, else rounded, halves up. Raises BadTable."""
    _require_counts("count", (n,))
    if 0 < n < rule.floor:
        return HIDDEN
    return _rounded(n, 1, rule.nearest)


def protect(table: Table, rule: Rule = RULE) -> ProtectedTable:
    """The table as it may be shown.

    A table that crosses three things or more is withheld whole unless every cell, zeros included,
    reaches the floor (Rulings for numbers, 3).
    """
    small = any(count < rule.floor for row in table.counts for count in row)
    if small and len(set(table.dimensions)) >= _CROSSED:
        return ProtectedTable(table.id, table.rows, table.columns, (), withheld=True)
    cells = tuple(tuple(protect_count(count, rule) for count in row) for row in table.counts)
    return ProtectedTable(
        id=table.id,
        rows=table.rows,
        columns=table.columns,
        cells=cells,
        totals=_totals(table, cells),
        percentages=_percentages(table, cells, rule),
    )


def share(part: int, whole: int, rule: Rule = RULE) -> Share:
    """How much of a whole a part is; if the part or the rest is hidden, so are sum and rate.

    Raises BadTable when the part is greater than the whole.
    """
    if part > whole:
        raise BadTable("share", f"{part} is more than {whole}")
    both = (part, whole - part)
    cells = tuple(protect_count(count, rule) for count in both)
    return Share(cells[0], cells[1], _sum(cells), _rates(both, cells, rule)[0])


def on_time(on_time: int, closed: int, open_overdue: int, rule: Rule = RULE) -> Share:
    """On time out of closed and open overdue: the fair measure, which counts what is still late.

    `on_time` is how many of those closed were on time; the rest of the share are late, closed or
    not (design/timers.md §2.4, last line). Raises BadTable.
    """
    _require_counts("on time", (on_time, closed, open_overdue))
    if on_time > closed:
        raise BadTable("on time", f"{on_time} of {closed} closed")
    return share(on_time, closed + open_overdue, rule)


def median_working_days(values: Collection[int], rule: Rule = RULE) -> Protected:
    """The median in whole working days, halves up; hidden on a true base below the rule's.

    Source: Rulings for numbers, 6. Raises BadTable.
    """
    _require_counts("working days", values)
    if len(values) < max(rule.base, 1):
        return HIDDEN
    ordered = sorted(values)
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return _rounded(low + high, 2, 1)


def _totals(table: Table, cells: Sequence[Sequence[Protected]]) -> tuple[Protected, ...]:
    if table.totals is None:
        return ()
    return tuple(_sum(line) for line in _lines(cells, len(table.columns), table.totals))


def _percentages(
    table: Table, cells: Sequence[Sequence[Protected]], rule: Rule
) -> tuple[tuple[Protected, ...], ...]:
    along = table.percentages
    if along is None:
        return ()
    wide = len(table.columns)
    pairs = zip(_lines(table.counts, wide, along), _lines(cells, wide, along), strict=True)
    rates = [_rates(true, shown, rule) for true, shown in pairs]
    return tuple(tuple(line) for line in _lines(rates, len(table.rows), along))


def _rates(true: Sequence[int], shown: Sequence[Protected], rule: Rule) -> list[Protected]:
    """Whole percentages from rounded counts, all of them withheld when any cell is hidden."""
    base = _sum(shown)
    if base is HIDDEN or base == 0 or sum(true) < rule.base:
        return [HIDDEN] * len(shown)
    return [_rate(cell, base) for cell in shown]


def _rate(cell: Protected, base: Protected) -> Protected:
    """One percentage; 0 and 100 are withheld, for they speak of everybody."""
    if isinstance(cell, Hidden) or isinstance(base, Hidden):
        return HIDDEN
    rate = _rounded(100 * cell, base, 1)
    return rate if 0 < rate < 100 else HIDDEN


def _sum(cells: Sequence[Protected]) -> Protected:
    """The sum of rounded cells, hidden when one of them is (Rulings for numbers, 2)."""
    total = 0
    for cell in cells:
        if isinstance(cell, Hidden):
            return HIDDEN
        total += cell
    return total


def _lines(cells: Sequence[Sequence[T]], wide: int, along: Along) -> list[list[T]]:
    """The rows, or the columns, of cells that are so many wide."""
    if along is Along.ROW:
        return [list(row) for row in cells]
    return [[row[n] for row in cells] for n in range(wide)]


def _rounded(number: int, divisor: int, nearest: int) -> int:
    """`number / divisor` to the nearest multiple, halves up, without fractions of a computer."""
    return (2 * number + divisor * nearest) // (2 * divisor * nearest) * nearest


def _require_counts(name: str, counts: Collection[int]) -> None:
    for count in counts:
        if isinstance(count, bool) or not isinstance(count, int) or count < 0:
            raise BadTable(name, f"{count!r} is not a count")
