"""Figures with what they must keep to, and the table that is printed of them."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One figure of several rounds; it is kept when its median is at most `most`."""

    name: str
    rounds: Sequence[float]
    most: float | None
    unit: str

    @property
    def median(self) -> float:
        return statistics.median(self.rounds)

    @property
    def kept(self) -> bool:
        return self.most is None or self.median <= self.most


def printed(figures: Sequence[Figure]) -> str:
    """The table; a line that begins with `!` is a figure that was missed."""
    head = f"  {'':<52} {'median':>9} {'min':>9} {'max':>9} {'at most':>9}"
    return "\n".join([head, *(_line(one) for one in figures)])


def _line(one: Figure) -> str:
    numbers = (one.median, min(one.rounds), max(one.rounds))
    cells = " ".join(f"{number:>9.2f}" for number in numbers)
    most = f"{one.most:>9.2f}" if one.most is not None else f"{'':>9}"
    return f"{' ' if one.kept else '!'} {one.name:<52} {cells} {most} {one.unit}"
