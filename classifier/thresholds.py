"""Where a score becomes a suggestion, and where it becomes a likely one.

All is found in scores of texts that their model had not seen. Scores are first made honest (of
those that say 0.7, about seven in ten are right); then one cut serves all themes, and a theme with
many texts may move away from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

Scores = NDArray[np.float64]
Marks = NDArray[np.bool_]

GRID = np.round(np.arange(0.10, 0.91, 0.02), 2)
MIDDLE = 0.5
LIKELY_RIGHT = 0.85
"""The share of likely suggestions that should be right."""

SHRINK = 100
"""With as many examples as this a theme's own cut counts half: few examples, and it is luck."""

NEAR = 0.6
"""From this share of the cut on a theme is too close to call, and a reviewer decides."""

FEW = 20
"""As many suggestions of all themes stand beside a theme's own when its bands are measured."""


@dataclass(frozen=True)
class Scale:
    """What makes margins into honest scores: `1 / (1 + exp(-(slope · margin + shift)))`."""

    slope: float
    shift: float

    def scores(self, margins: Scores) -> Scores:
        """Between 0 and 1, of the same shape."""
        return np.asarray(1 / (1 + np.exp(-(self.slope * margins + self.shift))))


@dataclass(frozen=True)
class Cuts:
    """A score of `possible` or more is a suggestion; of `likely` or more, a likely one; of `near`
    or more too close to call. `right` gives the share of each band that was right, likely first."""

    possible: float
    likely: float
    near: float
    right: tuple[float, float, float]


def scale(truth: Marks, margins: Scores) -> Scale:
    """Platt's scaling over all outputs together; arrays of one shape."""
    fitted = LogisticRegression(C=1e6).fit(margins.reshape(-1, 1), truth.ravel())
    return Scale(round(float(fitted.coef_[0, 0]), 6), round(float(fitted.intercept_[0]), 6))


def f1(truth: Marks, chosen: Marks) -> float:
    """Twice the hits over all that was chosen and all that was true; 0 when both are empty."""
    total = int(truth.sum() + chosen.sum())
    return 2 * int((truth & chosen).sum()) / total if total else 0.0


def best(truth: Marks, scores: Scores) -> float:
    """The cut with the highest F1, the nearest to the middle among equals."""
    return float(max(GRID, key=lambda cut: (f1(truth, scores >= cut), -abs(cut - MIDDLE))))


def shrunk_cut(truth: Marks, scores: Scores, towards: float = MIDDLE, shrink: int = 20) -> float:
    """One label's best cut, drawn towards another the more the fewer examples it has."""
    weight = int(truth.sum()) / (int(truth.sum()) + shrink)
    return round(weight * best(truth, scores) + (1 - weight) * towards, 4)


def choose(truth: Marks, scores: Scores) -> list[Cuts]:
    """Cuts for each theme from honest scores, shape (texts, themes)."""
    shared, sure = best(truth, scores), _sure(truth, scores)
    bands = _bands_right(truth, scores, shared, sure)
    return [
        _of_one(truth[:, column], scores[:, column], shared, sure, bands)
        for column in range(truth.shape[1])
    ]


def _of_one(
    truth: Marks, scores: Scores, shared: float, sure: float, bands: Sequence[float]
) -> Cuts:
    possible = shrunk_cut(truth, scores, shared, SHRINK)
    weight = int(truth.sum()) / (int(truth.sum()) + SHRINK)
    likely = round(max(weight * _sure(truth, scores) + (1 - weight) * sure, possible + 0.05), 4)
    own = _counts(truth, scores, possible, likely)
    right = tuple(
        round((hits + FEW * prior) / (chosen + FEW), 2)
        for (hits, chosen), prior in zip(own, bands, strict=True)
    )
    return Cuts(possible, likely, round(NEAR * possible, 4), (right[0], right[1], right[2]))


def _sure(truth: Marks, scores: Scores) -> float:
    """The lowest cut above which as many are right as should be."""
    for cut in GRID:
        chosen = scores >= cut
        if chosen.any() and float(truth[chosen].mean()) >= LIKELY_RIGHT:
            return float(cut)
    return float(GRID[-1])


def _bands_right(truth: Marks, scores: Scores, possible: float, likely: float) -> list[float]:
    pairs = _counts(truth, scores, possible, likely)
    return [hits / chosen if chosen else MIDDLE for hits, chosen in pairs]


def _counts(truth: Marks, scores: Scores, possible: float, likely: float) -> list[tuple[int, int]]:
    """Right and all of each band: likely, possible, too close to call."""
    floors = (likely, possible, NEAR * possible)
    bands = [(scores >= floor) & (scores < above)
             for floor, above in zip(floors, (np.inf, *floors), strict=False)]  # fmt: skip
    return [(int(truth[band].sum()), int(band.sum())) for band in bands]


def at_least_one(scores: Scores, cuts: NDArray[np.float64]) -> Marks:
    """What passes its cut, or the highest score where nothing does; shape (texts, labels)."""
    chosen = np.asarray(scores >= cuts)
    empty = ~chosen.any(axis=1)
    chosen[empty, scores[empty].argmax(axis=1)] = True
    return chosen
