"""A page of a list that is sorted by deadline: from a place in it, never by counting past rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import InstrumentedAttribute

Row = TypeVar("Row")
Due = InstrumentedAttribute[datetime | None] | InstrumentedAttribute[datetime]

MOST = 50
_TEXT = re.compile(r"(\d{1,16}|none)\.(\d{1,12})", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST = _EPOCH + timedelta(days=365 * 400)


@dataclass(frozen=True)
class Place:
    """Where a page ended: the deadline of its last row, None for none, and its number."""

    due_at: datetime | None
    row_id: int

    @classmethod
    def read(cls, text: str | None) -> "Place | None":
        """The place in an address; None where it is none of ours."""
        found = _TEXT.fullmatch(text or "")
        if found is None:
            return None
        due, row_id = found.groups()
        if due == "none":
            return cls(None, int(row_id))
        return cls(min(_EPOCH + timedelta(microseconds=int(due)), _LAST), int(row_id))

    def __str__(self) -> str:
        """As it stands in an address."""
        if self.due_at is None:
            return f"none.{self.row_id}"
        return f"{(self.due_at - _EPOCH) // timedelta(microseconds=1)}.{self.row_id}"


@dataclass(frozen=True)
class Page(Generic[Row]):
    """At most `MOST` rows; `after` is the place where the next page begins, if there is one."""

    rows: Sequence[Row]
    after: Place | None

    @property
    def count(self) -> str:
        """How many, as far as this page knows: "3", or "50+"."""
        return f"{len(self.rows)}+" if self.after else str(len(self.rows))


def beyond(place: Place, due: Due, row_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Rows after a place, in the order "no deadline first, soonest next, then by number"."""
    if place.due_at is None:
        return or_(due.is_not(None), and_(due.is_(None), row_id > place.row_id))
    return or_(due > place.due_at, and_(due == place.due_at, row_id > place.row_id))


def order(due: Due, row_id: InstrumentedAttribute[int]) -> tuple[ColumnElement[Any], ...]:
    """That order; what has no deadline but is open waits longest, so it comes first."""
    return due.asc().nulls_first(), row_id.asc()
