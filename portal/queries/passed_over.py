"""What one sweep passes over: rows to which nothing could be done, and the clocks they hold."""

from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models import ClockRow

TOLD = 20
"""So many rows are named; the rest are counted."""


class Thing(StrEnum):
    """Which table the number of a row is of."""

    CLOCK = "clock"
    SUBMISSION = "submission"
    TURN = "turn"


_OF = {
    Thing.CLOCK: ClockRow.id,
    Thing.SUBMISSION: ClockRow.submission_id,
    Thing.TURN: ClockRow.referral_id,
}


@dataclass
class PassedOver:
    """Rows that raised, each with the kind of its error; tried again at the next tick.

    `clocks` are theirs: what these cross later may never have come, so it waits for the row.
    """

    why: dict[tuple[Thing, int], str] = field(default_factory=dict)
    clocks: set[int] = field(default_factory=set)

    def add(self, session: Session, thing: Thing, number: int, why: str) -> None:
        """Pass over one more row; `why` is a kind of error, never its words."""
        self.why[thing, number] = why
        query = select(ClockRow.id).where(_OF[thing] == number).order_by(ClockRow.id)
        self.clocks.update(session.scalars(query))

    def __len__(self) -> int:
        """How many rows."""
        return len(self.why)

    def numbers(self, thing: Thing) -> list[int]:
        """The rows of one table."""
        return [number for of, number in self.why if of is thing]

    def told(self) -> str:
        """What to look at, in the order in which it came up: row numbers and kinds of error."""
        rows = [f"{of.value} {number}: {why}" for (of, number), why in self.why.items()]
        more = [f"and {len(rows) - TOLD} more"] if len(rows) > TOLD else []
        return "; ".join(rows[:TOLD] + more)
