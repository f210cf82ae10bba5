"""Two ways of choosing themes on the same texts: by how much the second is better, and how surely.

Paired bootstrap: texts are drawn with replacement, the same ones for both.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

Marks = NDArray[np.bool_]
"""Shape (texts, themes)."""

RESAMPLES = 2000
SEED = 20240528
DOUBT = 0.05
"""What an interval leaves outside, on both sides together."""


@dataclass(frozen=True)
class Change:
    """A figure before and after; `low` and `high` bound the difference `after - before`."""

    before: float
    after: float
    low: float
    high: float

    @property
    def worse(self) -> bool:
        """Whether even the kindest end of the interval is a fall."""
        return self.high < 0


@dataclass(frozen=True)
class Comparison:
    """F1 before and after on `texts` texts: over all decisions, mean of themes, each theme.

    The intervals of the themes are wider than 95 % each, so that all of them together hold at 95 %:
    among twenty themes one falls by chance alone.
    """

    texts: int
    micro: Change
    macro: Change
    themes: dict[str, Change]

    def as_dict(self) -> dict[str, object]:
        """As JSON has it."""
        return asdict(self)


def compare(truth: Marks, before: Marks, after: Marks, themes: Sequence[str]) -> Comparison:
    """The change from one choice to the other; the same input gives the same figures.

    Themes that do not occur in truth have no part in the mean, and no line.
    Raises ValueError where the three have not one shape, with a column for each theme.
    """
    if not truth.shape == before.shape == after.shape == (len(truth), len(themes)):
        raise ValueError(f"shapes differ: {truth.shape}, {before.shape}, {after.shape}")
    present = np.asarray(truth.any(axis=0))
    drawn = _drawn(len(truth))
    old, new = (_figures(truth, chosen, present, drawn) for chosen in (before, after))
    named = [theme for theme, occurs in zip(themes, present, strict=True) if occurs]
    tail = DOUBT / max(1, len(named))
    return Comparison(
        texts=len(truth),
        micro=_change(old.micro, new.micro, DOUBT),
        macro=_change(old.macro, new.macro, DOUBT),
        themes={
            theme: _change(old.each[:, column], new.each[:, column], tail)
            for column, theme in enumerate(named)
        },
    )


@dataclass(frozen=True)
class _Figures:
    """F1 for each draw: over all decisions, mean of the themes, each theme (draws, themes)."""

    micro: NDArray[np.float64]
    macro: NDArray[np.float64]
    each: NDArray[np.float64]


def _drawn(size: int) -> NDArray[np.float64]:
    """How often each text is drawn, shape (1 + resamples, texts); first all texts once each."""
    source = np.random.default_rng(SEED)
    counts = source.multinomial(size, np.full(size, 1 / size), size=RESAMPLES)
    return np.vstack([np.ones(size), counts])


def _figures(truth: Marks, chosen: Marks, present: Marks, drawn: NDArray[np.float64]) -> _Figures:
    hits = drawn @ (truth & chosen).astype(np.float64)
    total = drawn @ (truth.astype(np.float64) + chosen)
    each = _f1(hits, total)[:, present]
    return _Figures(_f1(hits.sum(axis=1), total.sum(axis=1)), each.mean(axis=1), each)


def _f1(hits: NDArray[np.float64], total: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(2 * hits, total, out=np.zeros_like(hits), where=total > 0)


def _change(before: NDArray[np.float64], after: NDArray[np.float64], tail: float) -> Change:
    low, high = np.quantile(after[1:] - before[1:], [tail / 2, 1 - tail / 2])
    figures = (before[0], after[0], low, high)
    return Change(*(round(float(figure), 4) for figure in figures))
