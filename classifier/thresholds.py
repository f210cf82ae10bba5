"""Where a score becomes a suggestion, and where it becomes a likely one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Marks = NDArray[np.bool_]

GRID = np.round(np.arange(0.10, 0.91, 0.02), 2)
MIDDLE = 0.5
LIKELY_MIDDLE = 0.75
LIKELY_PRECISION = 0.85
SHRINK = 20
"""With as many examples as this, a cut found in them counts half, and the middle half."""


@dataclass(frozen=True)
class Cuts:
    """A score of `possible` or more is a suggestion; of `likely` or more, a likely one."""

    possible: float
    likely: float


def f1(truth: Marks, chosen: Marks) -> float:
    """Twice the hits over all that was chosen and all that was true; 0 when both are empty."""
    total = int(truth.sum() + chosen.sum())
    return 2 * int((truth & chosen).sum()) / total if total else 0.0


def choose(truth: Marks, scores: Scores) -> Cuts:
    """Cuts for one theme from scores of texts that its model had not seen, shape (texts,).

    With few examples the best cut is luck, so it is drawn towards the middle.
    """
    weight = int(truth.sum()) / (int(truth.sum()) + SHRINK)
    best = max(GRID, key=lambda cut: (f1(truth, scores >= cut), -abs(cut - MIDDLE)))
    possible = weight * float(best) + (1 - weight) * MIDDLE
    sure = [cut for cut in GRID if cut >= possible and _precision(truth, scores >= cut)]
    likely = weight * float(sure[0] if sure else GRID[-1]) + (1 - weight) * LIKELY_MIDDLE
    return Cuts(round(possible, 4), round(max(likely, possible + 0.05), 4))


def _precision(truth: Marks, chosen: Marks) -> bool:
    return bool(chosen.any()) and float(truth[chosen].mean()) >= LIKELY_PRECISION
