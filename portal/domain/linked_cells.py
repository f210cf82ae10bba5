"""What a hidden number gives away when its neighbours and their sum both leave.

Rounding hides most of it, but not all: parts of 10 and `*` beside a whole of 20 leave the hidden
one only 6 or 7. A breakdown of a number that leaves by itself is therefore looked at first, and is
kept back whole when a hidden cell has too few possible values left (threats.md B14).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from portal.domain.disclosure import RULE, Hidden, Protected, ProtectedTable, Rule, Table, protect

FEWEST_VALUES = 4
"""A hidden number must be able to be at least so many different ones."""

_STANCES = {"stance_people": "people", "stance_machine": "machine"}
"""Each breakdown of a column of the priorities, with that column."""


def protect_linked(tables: Iterable[Table], rule: Rule = RULE) -> tuple[ProtectedTable, ...]:
    """Protect the tables of one period; a row that would give away a hidden number has no cells."""
    shown = {table.id: protect(table, rule) for table in tables}
    for key, column in _STANCES.items():
        if key in shown:
            shown[key] = _safe_rows(shown[key], shown["priorities"], column, rule)
    if "how_read" in shown:
        everyone = [cell for row in shown["who"].cells for cell in row]
        parts = shown["how_read"]
        if gives_away(parts.cells[0], everyone, rule):
            shown["how_read"] = replace(parts, cells=((),))
    return tuple(shown.values())


def _safe_rows(
    parts: ProtectedTable, wholes: ProtectedTable, column: str, rule: Rule
) -> ProtectedTable:
    at = wholes.columns.index(column)
    known = {row: cells[at] for row, cells in zip(wholes.rows, wholes.cells, strict=True)}
    rows = zip(parts.rows, parts.cells, strict=True)
    safe = (() if gives_away(cells, [known[row]], rule) else cells for row, cells in rows)
    return replace(parts, cells=tuple(safe))


def gives_away(parts: Sequence[Protected], whole: Sequence[Protected], rule: Rule = RULE) -> bool:
    """Whether two groups of numbers with the same true sum corner a hidden number of either."""
    return _corners(parts, whole, rule) or _corners(whole, parts, rule)


def _corners(ours: Sequence[Protected], theirs: Sequence[Protected], rule: Rule) -> bool:
    ranges = [possible(cell, rule) for cell in ours]
    low, high = (sum(ends) for ends in zip((0, 0), *ranges, strict=True))
    least, most = (
        sum(ends) for ends in zip((0, 0), *(possible(cell, rule) for cell in theirs), strict=True)
    )
    for cell, (first, last) in zip(ours, ranges, strict=True):
        if isinstance(cell, Hidden):
            smallest = max(first, least - (high - last))
            greatest = min(last, most - (low - first))
            if greatest - smallest + 1 < FEWEST_VALUES:
                return True
    return False


def possible(cell: Protected, rule: Rule) -> tuple[int, int]:
    """The least and the greatest true count that may stand behind what is shown."""
    if isinstance(cell, Hidden):
        return 1, rule.floor - 1
    if cell == 0:
        return 0, 0
    return max(rule.floor, cell - rule.nearest // 2), cell + (rule.nearest - 1) // 2
