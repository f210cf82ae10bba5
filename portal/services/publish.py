"""Freezing what the board may read of a closed period: once, protected, never counted again."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain import equality
from portal.domain.disclosure import RULE, Hidden, Protected, ProtectedTable, Table
from portal.domain.evidence import Scheme, Window, half_year_tables, quarter_tables
from portal.domain.linked_cells import protect_linked
from portal.domain.people import SYSTEM, Deed
from portal.domain.quarters import (
    HalfYear,
    Period,
    Quarter,
    Year,
    closed_by,
    frozen_on,
    half_closed_by,
    half_of,
    year_closed_by,
)
from portal.domain.working_days import Calendar, local_date, start_of
from portal.models import Snapshot, SnapshotCount
from portal.ports import OUTSIDE, Codebook
from portal.queries import equality as answers
from portal.queries import evidence, partnership, snapshots
from portal.queries.snapshots import HALF_YEAR, QUARTER, YEAR
from portal.services import audit

P = TypeVar("P", Quarter, HalfYear, Year)


def close_due(session: Session, codebook: Codebook, now: datetime) -> list[Snapshot]:
    """Freeze each quarter and half-year whose freezing day has come and that is not frozen yet.

    A period is frozen 10 working days after its end, as things stood when that day began
    (ruling 34): a text that comes in later counts in the next one, as received late. What is frozen
    is never counted again, so doing this twice changes nothing. Begins with the first quarter in
    which anything was said; the newly frozen are returned, oldest first.
    """
    due = due_periods(session, now)
    if not due:
        return []
    calendar = partnership.in_force(session).calendar
    frozen = (_freeze(session, period, calendar, codebook, now) for period in due)
    return [snapshot for snapshot in frozen if snapshot is not None]


def due_periods(session: Session, now: datetime) -> list[Period]:
    """What close_due would freeze now: quarters, half-years, years, oldest first; writes nothing.

    A year begins to be frozen with the first in which anybody answered questions of equality.
    """
    first = evidence.first_quarter(session)
    if first is None:
        return []
    today, calendar = local_date(now), partnership.in_force(session).calendar
    newest, half = (snapshots.latest(session, kind) for kind in (QUARTER, HALF_YEAR))
    quarter = Quarter.parse(newest.period).next() if newest else first
    half_year = HalfYear.parse(half.period).next() if half else half_of(first)
    return [
        *_up_to(quarter, closed_by(today, calendar)),
        *_up_to(half_year, half_closed_by(today, calendar)),
        *_years(session, today, calendar),
    ]


def _years(session: Session, today: date, calendar: Calendar) -> list[Year]:
    newest, first = snapshots.latest(session, YEAR), answers.first_year(session)
    if newest is None and first is None:
        return []
    begins = Year.parse(newest.period).next() if newest else Year(first or today.year)
    return list(_up_to(begins, year_closed_by(today, calendar)))


def fingerprint(stored: Mapping[str, Any]) -> str:
    """SHA-256 of the tables in one spelling, so that anybody can make it again."""
    text = json.dumps(stored, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _up_to(period: P, last: P) -> Iterator[P]:
    while period <= last:
        yield period
        period = period.next()


def _freeze(
    session: Session,
    period: Period,
    calendar: Calendar,
    codebook: Codebook,
    now: datetime,
) -> Snapshot | None:
    window = _window(session, period, calendar)
    counted = _count(session, period, window, _scheme(codebook))
    stored = _stored(period, window, codebook, _protected(period, counted))
    row = Snapshot(
        period=str(period),
        version=1,
        first_day=period.start,
        last_day=period.end,
        frozen_at=now,
        fingerprint=fingerprint(stored),
        tables=stored,
    )
    if not _added(session, row):
        return None
    session.add_all(_counts(row.id, counted))
    deed = Deed(SYSTEM, now, "close_quarter")
    audit.record(session, deed, "snapshot.frozen", period=row.period, fingerprint=row.fingerprint)
    session.flush()
    return row


def _added(session: Session, row: Snapshot) -> bool:
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError:
        # Another worker froze it in the same moment; its figures are the same.
        return False
    return True


def _protected(period: Period, counted: tuple[Table, ...]) -> tuple[ProtectedTable, ...]:
    return (
        equality.protect_apart(counted, RULE)
        if isinstance(period, Year)
        else protect_linked(counted)
    )


def _window(session: Session, period: Period, calendar: Calendar) -> Window:
    previous = snapshots.latest(session, str(period)[5], by=period.start)
    quarters = period.quarters if isinstance(period, HalfYear) else (period,)
    return Window(
        quarters=tuple(str(one) for one in quarters),
        first_day=period.start,
        last_day=period.end,
        late_from=previous.as_at if previous else None,
        as_at=start_of(frozen_on(period, calendar)),
    )


def _count(session: Session, period: Period, window: Window, scheme: Scheme) -> tuple[Table, ...]:
    if isinstance(period, Year):
        return equality.tables(answers.counts(session, period.year))
    texts = evidence.texts(session, window)
    if isinstance(period, HalfYear):
        return half_year_tables(texts, scheme)
    promises = evidence.promises(session, window)
    return quarter_tables(texts, promises, scheme, evidence.stayed_late(session, window))


def _scheme(codebook: Codebook) -> Scheme:
    priorities = tuple(one.key for one in codebook.priorities if one.key != OUTSIDE)
    return Scheme(
        priorities=(*priorities, OUTSIDE),
        themes={one.key: one.priority for one in codebook.themes},
    )


def _stored(
    period: Period,
    window: Window,
    codebook: Codebook,
    protected: Iterable[ProtectedTable],
) -> dict[str, Any]:
    """What the board will read, with the codebook's words of the day: frozen, they stay true."""
    return {
        "format": snapshots.FORMAT,
        "period": str(period),
        "as_at": window.as_at.isoformat(),
        "codebook": {
            "version": codebook.version,
            "priorities": [{"key": one.key, "name": one.name} for one in codebook.priorities],
            "themes": [
                {"key": one.key, "name": one.name, "priority": one.priority}
                for one in codebook.themes
            ],
        },
        "tables": [_table(one) for one in protected],
    }


def _table(table: ProtectedTable) -> dict[str, Any]:
    return {
        "id": table.id,
        "rows": list(table.rows),
        "columns": list(table.columns),
        "cells": [_line(row) for row in table.cells],
        "totals": _line(table.totals),
        "percentages": [_line(row) for row in table.percentages],
    }


def _line(cells: Iterable[Protected]) -> list[int | str]:
    return [str(cell) if isinstance(cell, Hidden) else cell for cell in cells]


def _counts(snapshot_id: int, counted: Iterable[Table]) -> Iterator[SnapshotCount]:
    for table in counted:
        for row, cells in zip(table.rows, table.counts, strict=True):
            for column, count in zip(table.columns, cells, strict=True):
                yield SnapshotCount(
                    snapshot_id=snapshot_id,
                    table_key=table.id,
                    row_key=row,
                    column_key=column,
                    count=count,
                )
