"""Adding what happened to a clock: only what may happen to it then, and each thing once."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.clocks import EventKind
from portal.domain.people import Deed
from portal.models import ClockEventRow, ClockRow
from portal.services.projections import project, replayed


def written(
    kind: EventKind, deed: Deed, at: datetime, reason: str, amount: int = 0
) -> ClockEventRow:
    """An event as it is written down, counting from `at`."""
    return ClockEventRow(
        kind=kind,
        effective_at=at,
        recorded_at=deed.written_at,
        actor=deed.actor.kind,
        staff_id=deed.actor.staff_id,
        reason=reason,
        amount=amount,
        source_id=deed.source,
    )


def happen(
    session: Session,
    clock: ClockRow,
    kind: EventKind,
    deed: Deed,
    at: datetime,
    reason: str,
    amount: int = 0,
) -> None:
    """Let it happen to the clock, and work out its row anew.

    Nothing for the end of a wait that has ended already. Raises what
    `portal.domain.clock_replay.replay` raises for anything else that may not happen; nothing is
    written then, for a log that cannot be folded would hold up its page for ever.
    """
    event = written(kind, deed, at, reason, amount)
    if kind is EventKind.RESUME and _ended(session, clock, at, reason):
        return
    now = max(at, deed.now)
    replayed(session, clock, now, event)
    clock.events.append(event)
    project(session, clock, now)


def _ended(session: Session, clock: ClockRow, at: datetime, reason: str) -> bool:
    log = replayed(session, clock, at)
    return reason not in log.open_pauses and reason not in log.expired
