"""A clock that stands still until it is told to move."""

from datetime import UTC, datetime, timedelta

TUESDAY_EVENING = datetime(2026, 11, 24, 21, 40, tzinfo=UTC)


class FrozenClock:
    """Passes for `portal.ports.Clock`; moves only when a test says so."""

    def __init__(self, at: datetime = TUESDAY_EVENING) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def move(self, **time: float) -> datetime:
        self.at += timedelta(**time)
        return self.at
