"""Frozen figures: all that the board's pages ever read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from portal.domain.disclosure import HIDDEN, Protected
from portal.domain.errors import NotFound
from portal.models import Snapshot

QUARTER = "Q"
HALF_YEAR = "H"
YEAR = "Y"
FORMAT = 2
"""Raised when the shape of the stored tables changes; older ones stay as they were frozen.

2 adds `stayed_late`, a single number, to the tables of a quarter.
"""


@dataclass(frozen=True)
class FrozenTable:
    """One protected table; a row that was withheld whole has no cells."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Protected, ...], ...]
    totals: tuple[Protected, ...]
    percentages: tuple[tuple[Protected, ...], ...]

    def cell(self, row: str, column: str) -> Protected | None:
        """What may be shown of one cell; None where the table has no such row, or withholds it."""
        cells = self.row(row)
        return cells[self.columns.index(column)] if cells and column in self.columns else None

    def row(self, key: str) -> tuple[Protected, ...]:
        """The cells of one row; empty when it is withheld, or unknown."""
        return self.cells[self.rows.index(key)] if key in self.rows else ()


@dataclass(frozen=True)
class Frozen:
    """A period's figures as they were frozen, in the words that the codebook had then.

    `fingerprint` is the SHA-256 of the tables as stored. `as_at` is the instant after which nothing
    counted any more.
    """

    period: str
    version: int
    first_day: date
    last_day: date
    as_at: datetime
    fingerprint: str
    tables: Mapping[str, FrozenTable]
    priorities: Mapping[str, str]
    themes: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Listed:
    """A period that has been frozen, for the list of earlier ones."""

    period: str
    first_day: date
    last_day: date


def find(session: Session, period: str) -> Frozen:
    """The newest version of one period; raises `NotFound`."""
    found = _first(session, _newest().where(Snapshot.period == period))
    if found is None:
        raise NotFound(f"nothing is frozen for {period}")
    return found


def latest(session: Session, kind: str, by: date | None = None) -> Frozen | None:
    """The newest quarter, half-year or year, or the newest that had ended `by` a day."""
    query = _of_kind(kind)
    if by is not None:
        query = query.where(Snapshot.last_day <= by)
    return _first(session, query)


def before(session: Session, frozen: Frozen) -> Frozen | None:
    """The period of the same kind that ended last before this one began."""
    kind = frozen.period[5]
    return latest(session, kind, by=frozen.first_day)


def listed(session: Session, kind: str) -> list[Listed]:
    """Every frozen quarter, or half-year, the newest first."""
    rows = session.execute(
        select(Snapshot.period, Snapshot.first_day, Snapshot.last_day)
        .where(Snapshot.version == 1, Snapshot.period.like(f"%-{kind}_"))
        .order_by(Snapshot.last_day.desc(), Snapshot.id.desc())
    )
    return [Listed(row.period, row.first_day, row.last_day) for row in rows]


def _newest() -> Select[Snapshot]:
    versions = select(func.max(Snapshot.id)).group_by(Snapshot.period)
    return select(Snapshot).where(Snapshot.id.in_(versions))


def _of_kind(kind: str) -> Select[Snapshot]:
    return _newest().where(Snapshot.period.like(f"%-{kind}%"))


def _first(session: Session, query: Select[Snapshot]) -> Frozen | None:
    latest_first = query.order_by(Snapshot.last_day.desc(), Snapshot.id.desc())
    row = session.scalars(latest_first.limit(1)).first()
    return _frozen(row) if row else None


def _frozen(row: Snapshot) -> Frozen:
    stored = row.tables
    return Frozen(
        period=row.period,
        version=row.version,
        first_day=row.first_day,
        last_day=row.last_day,
        as_at=datetime.fromisoformat(stored["as_at"]),
        fingerprint=row.fingerprint,
        tables={one["id"]: _table(one) for one in stored["tables"]},
        priorities={one["key"]: one["name"] for one in stored["codebook"]["priorities"]},
        themes={one["key"]: (one["name"], one["priority"]) for one in stored["codebook"]["themes"]},
    )


def _table(stored: Mapping[str, Any]) -> FrozenTable:
    return FrozenTable(
        rows=tuple(stored["rows"]),
        columns=tuple(stored["columns"]),
        cells=_cells(stored["cells"]),
        totals=tuple(_number(one) for one in stored["totals"]),
        percentages=_cells(stored["percentages"]),
    )


def _cells(stored: list[list[Any]]) -> tuple[tuple[Protected, ...], ...]:
    return tuple(tuple(_number(one) for one in row) for row in stored)


def _number(stored: Any) -> Protected:
    return HIDDEN if stored == str(HIDDEN) else int(stored)
