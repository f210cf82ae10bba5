"""Marking what was crossed: rows, audit and letters in one go, for a batch of any size.

On PostgreSQL one statement does it, and rows that another sweep holds are passed over; on SQLite,
whose one writer has the lock, three statements mean the same.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    FromClause,
    Select,
    String,
    cast,
    func,
    insert,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.domain.people import Deed
from portal.models import AuditEvent, ClockMilestone, ClockRow, OutgoingLetter
from portal.models.base import UtcDateTime
from portal.queries import due, reminders

_MILESTONE = ClockMilestone.metadata.tables["clock_milestone"]
_AUDIT = AuditEvent.metadata.tables["audit_event"].c

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
    crossed = due.crossed(before, deed.now, most, held)
    slots = reminders.slots(session, first, deed.now)
    if session.get_bind().dialect.name == "postgresql":
        done = _in_one(session, deed, crossed, slots)
    else:
        done = _in_three(session, deed, crossed, slots)
    for known in session.identity_map.values():
        if isinstance(known, ClockMilestone):
            session.expire(known, ["recorded_at"])
    return done


def _in_one(session: Session, deed: Deed, crossed: Select[Any], slots: FromClause) -> int:
    batch = crossed.with_for_update(skip_locked=True, key_share=True).cte("batch")
    marked = (
        update(_MILESTONE)
        .where(_MILESTONE.c.id == batch.c.id)
        .values(recorded_at=deed.written_at)
        .returning(
            _MILESTONE.c.id, _MILESTONE.c.clock_id, _MILESTONE.c.name, _MILESTONE.c.crosses_at
        )
        .cte("marked")
    )
    detail = func.json_build_object("clock", ClockRow.id, "kind", ClockRow.kind)
    key = func.replace(cast(func.gen_random_uuid(), String), "-", "")
    lines = insert(AuditEvent).from_select(*_audit(marked, deed, detail)).cte("lines")
    letters = (
        postgresql.insert(OutgoingLetter)
        .from_select(*reminders.letters(marked, deed, key, slots))
        .on_conflict_do_nothing()
        .cte("letters")
    )
    counted = select(func.count()).select_from(marked).add_cte(lines, letters)
    session.execute(_FOR_THIS_TICK)
    return int(session.execute(counted).scalar_one())


def _in_three(session: Session, deed: Deed, crossed: Select[Any], slots: FromClause) -> int:
    batch = crossed.cte("batch")
    detail = func.json_object("clock", ClockRow.id, "kind", ClockRow.kind)
    key = func.lower(func.hex(func.randomblob(16)))
    session.execute(insert(AuditEvent).from_select(*_audit(batch, deed, detail)))
    session.execute(
        sqlite.insert(OutgoingLetter)
        .from_select(*reminders.letters(batch, deed, key, slots))
        .on_conflict_do_nothing()
    )
    rows = update(_MILESTONE).where(_MILESTONE.c.id.in_(select(crossed.subquery("batch").c.id)))
    done = session.connection().execute(rows.values(recorded_at=deed.written_at))
    return int(done.rowcount)


def _audit(marked: FromClause, deed: Deed, detail: Any) -> tuple[list[str], Select[Any]]:
    """One line for each, in the order of crossing."""
    columns: dict[str, Any] = {
        "at": literal(deed.written_at, UtcDateTime()),
        "action": literal("clock.") + cast(marked.c.name, String),
        "actor": literal(deed.actor.kind, _AUDIT.actor.type),
        "submission_id": ClockRow.submission_id,
        "referral_id": ClockRow.referral_id,
        "detail": detail,
    }
    lines = select(*columns.values()).select_from(marked)
    lines = lines.join(ClockRow, ClockRow.id == marked.c.clock_id)
    return list(columns), lines.order_by(marked.c.crosses_at, marked.c.id)
