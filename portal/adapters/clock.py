"""The only place that asks what time it is."""

from datetime import UTC, datetime

from sqlalchemy import Engine, text

SKEW_ALLOWED_SECONDS = 5.0


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        return datetime.now(UTC)


class ClockSkewed(Exception):
    """This machine's clock and the database's disagree by more than five seconds."""


def check_skew(engine: Engine, clock: SystemClock) -> float:
    """Seconds between this machine's clock and PostgreSQL's; raises `ClockSkewed` over five.

    SQLite lives on this machine's clock, so that there is nothing to compare (ruling 12).
    """
    if engine.dialect.name != "postgresql":
        return 0.0
    with engine.connect() as connection:
        theirs: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    skew = abs((theirs - clock.now()).total_seconds())
    if skew > SKEW_ALLOWED_SECONDS:
        raise ClockSkewed(f"this clock and the database's differ by {skew:.0f} seconds")
    return skew
