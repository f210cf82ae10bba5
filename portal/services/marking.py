"""Marking what was crossed: rows, audit and letters in one go, for a batch of any size.

On PostgreSQL one statement does it, and rows that another sweep holds are passed over; on SQLite,
whose one writer has the lock, three statements mean the same.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    FromClause,
    Integer,
    Select,
    String,
    UpdateBase,
    bindparam,
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
from portal.queries.reminders import WRITTEN_AT

_MILESTONE = ClockMilestone.metadata.tables["clock_milestone"]
_AUDIT = AuditEvent.metadata.tables["audit_event"]
_LETTER = OutgoingLetter.metadata.tables["outgoing_letter"]

_NOW, _BEFORE = (bindparam(f"tick_{name}", type_=UtcDateTime()) for name in ("now", "before"))
_MOST = bindparam("tick_most", type_=Integer())
_HELD = bindparam("tick_held", type_=Integer(), expanding=True)
_ACTOR = bindparam("tick_actor", type_=_AUDIT.c.actor.type)

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
    asked = {
        **reminders.told_with(session, first, deed),
        _NOW.key: deed.now,
        _MOST.key: most,
        _ACTOR.key: deed.actor.kind,
        **({_BEFORE.key: before} if before is not None else {}),
        **({_HELD.key: list(held)} if held else {}),
    }
    done = _run(session, _Crossed(before is not None, bool(held)), asked)
    for known in session.identity_map.values():
        if isinstance(known, ClockMilestone):
            session.expire(known, ["recorded_at"])
    return done


def _run(session: Session, crossed: "_Crossed", asked: dict[str, Any]) -> int:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_FOR_THIS_TICK)
        return int(session.execute(_in_one(crossed), asked).scalar_one())
    session.flush()
    *_, marked = [session.connection().execute(one, asked) for one in _in_three(crossed)]
    return marked.rowcount


@dataclass(frozen=True)
class _Crossed:
    """Which crossings are asked for: those before an instant or by now; but for clocks held."""

    before: bool
    held: bool

    def query(self) -> Select[Any]:
        found = due.crossed(_BEFORE if self.before else None, _NOW, _MOST)
        return found.where(_MILESTONE.c.clock_id.not_in(_HELD)) if self.held else found


@cache
def _in_one(crossed: _Crossed) -> Select[Any]:
    batch = crossed.query().with_for_update(skip_locked=True, key_share=True).cte("batch")
    marked = (
        update(_MILESTONE)
        .where(_MILESTONE.c.id == batch.c.id)
        .values(recorded_at=WRITTEN_AT)
        .returning(
            _MILESTONE.c.id, _MILESTONE.c.clock_id, _MILESTONE.c.name, _MILESTONE.c.crosses_at
        )
        .cte("marked")
    )
    detail = func.json_build_object("clock", ClockRow.id, "kind", ClockRow.kind)
    key = func.replace(cast(func.gen_random_uuid(), String), "-", "")
    lines = insert(AuditEvent).from_select(*_audit(marked, detail)).cte("lines")
    letters = (
        postgresql.insert(OutgoingLetter)
        .from_select(*reminders.letters(marked, key, reminders.slots("postgresql")))
        .on_conflict_do_nothing()
        .cte("letters")
    )
    return select(func.count()).select_from(marked).add_cte(lines, letters)


@cache
def _in_three(crossed: _Crossed) -> tuple[UpdateBase, ...]:
    batch = crossed.query().cte("batch")
    detail = func.json_object("clock", ClockRow.id, "kind", ClockRow.kind)
    key = func.lower(func.hex(func.randomblob(16)))
    numbers = select(crossed.query().subquery("batch").c.id)
    return (
        insert(_AUDIT).from_select(*_audit(batch, detail)),
        sqlite.insert(_LETTER)
        .from_select(*reminders.letters(batch, key, reminders.slots("sqlite")))
        .on_conflict_do_nothing(),
        update(_MILESTONE).where(_MILESTONE.c.id.in_(numbers)).values(recorded_at=WRITTEN_AT),
    )


def _audit(marked: FromClause, detail: Any) -> tuple[list[str], Select[Any]]:
    """One line for each, in the order of crossing."""
    columns: dict[str, Any] = {
        "at": WRITTEN_AT,
        "action": literal("clock.") + cast(marked.c.name, String),
        "actor": _ACTOR,
        "submission_id": ClockRow.submission_id,
        "referral_id": ClockRow.referral_id,
        "detail": detail,
    }
    lines = select(*columns.values()).select_from(marked)
    lines = lines.join(ClockRow, ClockRow.id == marked.c.clock_id)
    return list(columns), lines.order_by(marked.c.crosses_at, marked.c.id)
