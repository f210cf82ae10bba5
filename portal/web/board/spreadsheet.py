"""The protected tables as CSV, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterator

from portal.domain.working_days import local_date
from portal.queries.snapshots import Frozen, FrozenTable

HEAD = ("period", "version", "frozen_as_at", "table", "row", "row_name", "column", "value", "share")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
WITHHELD = "withheld"


def as_csv(frozen: Frozen) -> str:
    """One line a cell: `*` is 1 to 7, `withheld` a number that would give another away."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(HEAD)
    start = (frozen.period, str(frozen.version), local_date(frozen.as_at).isoformat())
    for key, table in frozen.tables.items():
        for line in _lines(frozen, table):
            writer.writerow(safe(cell) for cell in (*start, key, *line))
    return sheet.getvalue()


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _lines(frozen: Frozen, table: FrozenTable) -> Iterator[tuple[str, ...]]:
    names = {**frozen.priorities, **{key: name for key, (name, _) in frozen.themes.items()}}
    for at, row in enumerate(table.rows):
        cells = table.cells[at] or (WITHHELD,) * len(table.columns)
        shares = table.percentages[at] if table.percentages else ("",) * len(cells)
        for column, cell, share in zip(table.columns, cells, shares, strict=True):
            yield row, names.get(row, row), column, str(cell), str(share)
        if table.totals:
            yield row, names.get(row, row), "total", str(table.totals[at]), ""
