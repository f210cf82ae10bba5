"""Runs of words that texts share, counted exactly over an inverted index."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from classifier.text import tokens

RUN = 4
"""Words in a run: long enough to be no accident, short enough to survive a changed name."""

Run = tuple[str, ...]


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text, however it is spaced, punctuated or capitalised."""
    return tuple(token.folded for token in tokens(text))


def runs_of(words: Sequence[str]) -> list[Run]:
    """Every run of `RUN` words, one for each place; all words at once where there are fewer."""
    if not words:
        return []
    return [tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))]


class Index:
    """Which texts hold which runs. Work is linear in the runs that texts really share."""

    def __init__(self, rows: Sequence[Sequence[Run]]) -> None:
        """`rows` are the runs of each text."""
        numbers: dict[Run, int] = {}
        self._runs = [
            np.unique(np.array([numbers.setdefault(run, len(numbers)) for run in row], np.int64))
            for row in rows
        ]
        self._sizes = np.array([len(row) for row in self._runs], np.int64)
        flat = np.concatenate([*self._runs, np.empty(0, np.int64)])
        order = np.argsort(flat, kind="stable")
        self._texts = np.repeat(np.arange(len(rows)), self._sizes)[order]
        self._starts = np.searchsorted(flat[order], np.arange(len(numbers)))
        # Within a run the texts stand in order: those before a text end where it stands itself.
        stands = np.empty(len(flat), np.int64)
        stands[order] = np.arange(len(flat))
        self._ends = np.split(stands, np.cumsum(self._sizes)[:-1])

    def shared(self, row: int) -> NDArray[np.int64]:
        """How many runs a text shares with each earlier text, shape (row,)."""
        spans = zip(self._starts[self._runs[row]], self._ends[row], strict=True)
        found = [self._texts[start:end] for start, end in spans if start < end]
        if not found:
            return np.zeros(row, np.int64)
        return np.bincount(np.concatenate(found), minlength=row)

    def alike(self, row: int, share: float, fewest: int) -> Iterator[int]:
        """The earlier texts that hold `share` of the runs of the shorter, and `fewest` of them."""
        counts = self.shared(row)
        smaller = np.minimum(self._sizes[:row], self._sizes[row])
        enough = (counts >= fewest) & (counts >= share * smaller)
        yield from (int(place) for place in np.flatnonzero(enough))
