"""A clock's events from plain words, for tests that fold them."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from portal.domain.clocks import ClockEvent, EventKind, PauseReason
from portal.domain.people import Actor, ActorKind

LONDON = ZoneInfo("Europe/London")
FAMILY = PauseReason.WAITING_FOR_FAMILY.value
HOLD = PauseReason.AGREED_HOLD.value
SYSTEM = Actor(ActorKind.SYSTEM)


def at(text: str) -> datetime:
    """The instant at which London's clocks show that."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def event(
    kind: EventKind,
    when: datetime,
    reason: str = "",
    amount: int = 0,
    *,
    recorded: datetime | None = None,
    source: str = "",
) -> ClockEvent:
    return ClockEvent(
        kind=kind,
        effective_at=when,
        recorded_at=recorded or when,
        actor=SYSTEM,
        reason=reason,
        source_id=source or f"{kind.value}:{when.isoformat()}:{reason}:{amount}",
        amount=amount,
    )


def started(when: datetime) -> ClockEvent:
    return event(EventKind.START, when)


def acknowledged(when: datetime) -> ClockEvent:
    """The second start of a promise that runs from the acknowledgement."""
    return event(EventKind.START, when, "acknowledged")


def paused(
    start: datetime, end: datetime | None = None, reason: str = FAMILY, cap: int = 0
) -> list[ClockEvent]:
    """A pause, and its end unless it lasts."""
    begun = event(EventKind.PAUSE, start, reason, cap)
    return [begun] if end is None else [begun, event(EventKind.RESUME, end, reason)]


def extended(when: datetime, amount: int) -> ClockEvent:
    return event(EventKind.EXTEND, when, "explained to the family", amount)


def closed_between(spans: Iterable[tuple[datetime, datetime | None]]) -> list[ClockEvent]:
    """Stopped at the first of each pair, and opened again at the second."""
    found = []
    for stop, reopen in spans:
        found.append(event(EventKind.STOP, stop, "answered"))
        if reopen is not None:
            found.append(event(EventKind.REOPEN, reopen, "came back"))
    return found
