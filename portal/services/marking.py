"""Marking what was crossed: rows, audit and letters in one go, for a batch of any size.

On PostgreSQL one statement does it, and rows that another sweep holds are passed over; on SQLite,
whose one writer has the lock, three statements mean the same.
"""

from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Insert,
    Integer,
    Select,
    String,
    Update,
    any_,
    bindparam,
    cast,
    func,
    insert,
    literal,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.domain.people import Deed
from portal.models import AuditEvent, ClockMilestone, ClockRow, OutgoingLetter
from portal.models.base import UtcDateTime
from portal.queries import desks, due, reminders

_MILESTONE = ClockMilestone.metadata.tables["clock_milestone"]
_AUDIT = AuditEvent.metadata.tables["audit_event"].c

_NOW, _BEFORE = (bindparam(name, type_=UtcDateTime()) for name in ("now", "before"))
_MOST, _BY = bindparam("most", type_=Integer()), bindparam("by", type_=_AUDIT.actor.type)

_PLACE: ColumnElement[Any] = literal_column("clock_milestone.ctid")
"""Where PostgreSQL keeps a row; that of one that the same statement has locked stays so.

Was it changed a moment before it was locked, the place is not that which the statement sees, and it
is left for the next tick.
"""

SHAPES = 32
"""Statements that are kept: building and compiling one costs a tenth of what a full batch does."""

# Compiling so long a statement takes ten times as long as running it. And a tick need not wait for
# the disk: were its end lost, the next would do the same again, and whatever is written after it,
# such as that a letter was sent, takes it to the disk first.
_FOR_THIS_TICK = text(
    "SELECT set_config('jit', 'off', true), set_config('synchronous_commit', 'off', true)"
)


def mark(
    session: Session,
    deed: Deed,
    first: datetime,
    before: datetime | None,
    most: int,
    held: Collection[int] = (),
) -> int:
    """Mark the oldest crossings, from `first` on, before an instant or else up to now; how many.

    Those of clocks that are `held` wait.

    Each leaves a line in the audit; whoever must hear of it has a digest at its next time, or a
    letter at once about a flag. Who was told is as of the crossing, whenever this comes by.
    """
    times = reminders.times(session, first, deed.now)
    given = reminders.given(times, deed.written_at) | {
        "now": deed.now,
        "before": before,
        "most": most,
        "by": deed.actor.kind,
    }
    shape = before is not None, tuple(sorted(held)), len(times)
    done = _executed(session, shape, given)
    for known in session.identity_map.values():
        if isinstance(known, ClockMilestone):
            session.expire(known, ["recorded_at"])
    return done


def _executed(session: Session, shape: tuple[bool, tuple[int, ...], int], given: Any) -> int:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_FOR_THIS_TICK)
        return int(session.execute(_in_one(*shape), given).scalar_one())
    *told, marked = _in_three(*shape)
    connection = session.connection()
    for statement in told:
        connection.execute(statement, given)
    return int(connection.execute(marked, given).rowcount)


@lru_cache(maxsize=SHAPES)
def _in_one(bounded: bool, held: tuple[int, ...], times: int) -> Select[Any]:
    crossed = _crossed(bounded, held).add_columns(_PLACE.label("place"))
    batch = crossed.with_for_update(skip_locked=True, key_share=True).cte("batch")
    places = select(batch.c.place).scalar_subquery()
    marked = (
        update(_MILESTONE)
        .where(any_(func.array(places)) == _PLACE)
        .values(recorded_at=reminders.NOW)
        .returning(
            _MILESTONE.c.id, _MILESTONE.c.clock_id, _MILESTONE.c.name, _MILESTONE.c.crosses_at
        )
        .cte("marked")
    )
    known = _with_clocks(marked)
    detail = func.json_build_object("clock", known.c.clock_id, "kind", known.c.kind)
    key = func.replace(cast(func.gen_random_uuid(), String), "-", "")
    lines = insert(AuditEvent).from_select(*_audit(known, detail)).cte("lines")
    letters = (
        postgresql.insert(OutgoingLetter)
        .from_select(*reminders.letters(known, key, reminders.slots(times)))
        .on_conflict_do_nothing()
        .cte("letters")
    )
    return select(func.count()).select_from(marked).add_cte(lines, letters)


@lru_cache(maxsize=SHAPES)
def _in_three(bounded: bool, held: tuple[int, ...], times: int) -> tuple[Insert, Insert, Update]:
    batch = _crossed(bounded, held)
    known = _with_clocks(batch.cte("batch"))
    detail = func.json_object("clock", known.c.clock_id, "kind", known.c.kind)
    key = func.lower(func.hex(func.randomblob(16)))
    lines = insert(AuditEvent).from_select(*_audit(known, detail))
    letters = (
        sqlite.insert(OutgoingLetter)
        .from_select(*reminders.letters(known, key, reminders.slots(times)))
        .on_conflict_do_nothing()
    )
    rows = update(_MILESTONE).where(_MILESTONE.c.id.in_(select(batch.subquery("batch").c.id)))
    return lines, letters, rows.values(recorded_at=reminders.NOW)


def _crossed(bounded: bool, held: tuple[int, ...]) -> Select[Any]:
    return due.crossed(_BEFORE if bounded else None, _NOW, _MOST, held)


def _with_clocks(crossed: FromClause) -> FromClause:
    """With each clock looked up once, for its line and its letter alike."""
    clocks = select(crossed, *desks.OF_CLOCK).select_from(crossed)
    return clocks.join(ClockRow, ClockRow.id == crossed.c.clock_id).cte("known")


def _audit(crossed: FromClause, detail: Any) -> tuple[list[str], Select[Any]]:
    """One line for each, in the order of crossing."""
    columns: dict[str, Any] = {
        "at": reminders.NOW,
        "action": literal("clock.") + cast(crossed.c.name, String),
        "actor": _BY,
        "submission_id": crossed.c.submission_id,
        "referral_id": crossed.c.referral_id,
        "detail": detail,
    }
    lines = select(*columns.values()).select_from(crossed)
    return list(columns), lines.order_by(crossed.c.crosses_at, crossed.c.id)
