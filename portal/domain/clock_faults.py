"""What can be wrong with the events of a clock; each error names the event."""

from portal.domain.clock_terms import ClockEvent, ClockState
from portal.domain.errors import IllegalMove, PortalError


class IllegalEvent(IllegalMove):
    """An event that the clock's state does not allow, such as a resume without a pause."""

    def __init__(self, state: ClockState, event: ClockEvent) -> None:
        super().__init__(state, event.kind)
        self.args = (f"a clock that is {state.value} cannot {event.kind.value}: {event.source_id}",)
        self.event = event


class NotStarted(PortalError):
    """A clock's log has no start, so it has no deadline."""

    def __init__(self) -> None:
        super().__init__("a clock's events have no start")


class EventBeforeStart(PortalError):
    """An event that cannot have come before the clock began, such as a stop."""

    def __init__(self, event: ClockEvent) -> None:
        super().__init__(f"{event.kind.value} comes before the clock began: {event.source_id}")
        self.event = event


class NoReason(PortalError):
    """A pause or its end does not say why, so nobody could be told."""

    def __init__(self, event: ClockEvent) -> None:
        super().__init__(f"{event.kind.value} has no reason: {event.source_id}")
        self.event = event


class PauseBeyondCap(PortalError):
    """A pause that is meant to last longer than the promise allows, or less than no time."""

    def __init__(self, event: ClockEvent, cap: int) -> None:
        super().__init__(
            f"a pause cannot be for {event.amount} working days, only up to {cap}: "
            f"{event.source_id}"
        )
        self.event = event
        self.cap = cap


class BadExtension(PortalError):
    """An extension by no days, or by fewer than none."""

    def __init__(self, event: ClockEvent) -> None:
        super().__init__(f"an extension cannot be by {event.amount}: {event.source_id}")
        self.event = event
