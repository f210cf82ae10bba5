"""Whether what comes in is still like what the machine learnt from."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import jensenshannon
from scipy.stats import chi2

from classifier import language
from classifier.shares import Share, share
from classifier.shingles import words_of

BINS = 10
COMMONEST = 1000
"""Words of the training texts that are compared one by one; all others together."""

SOME, MUCH = 0.1, 0.25
"""Where a population stability index is by custom called some, and much."""

SMALLEST = 1e-4
"""Stands for a share of 0, of which there is no logarithm."""

Words = tuple[str, ...]
Figures = NDArray[np.float64]


class NothingToCompare(ValueError):
    """No training texts, or none of the month: there is no distance to nothing."""


@dataclass(frozen=True)
class InputDrift:
    """A month's texts beside the training texts.

    `length` is the population stability index of the number of words, in tenths of the training
    texts, `length_by_chance` what it stays below 19 times in 20 where nothing has changed;
    `words` the Jensen-Shannon distance (base 2, 0 to 1) of the use of words;
    `words_by_chance` the same between a part of the training texts as large as the month, drawn by
    chance, and the rest: a small month is far from everything. `unknown` is the share of words
    that no training text has.
    """

    training_texts: int
    texts: int
    length: float
    length_by_chance: float
    words: float
    words_by_chance: float
    unknown: Share
    languages: dict[str, Share]

    @property
    def says(self) -> str:
        """`little`, `some` or `much`: by the custom for stability indices, if beyond chance."""
        if self.length < max(SOME, self.length_by_chance):
            return "little"
        return "some" if self.length < MUCH else "much"

    def as_dict(self) -> dict[str, object]:
        """As JSON has it."""
        return {**asdict(self), "says": self.says}


@dataclass(frozen=True)
class LabelDrift:
    """Each theme's share month by month, oldest first.

    `apart` are the themes of which two months' intervals do not touch.
    """

    months: tuple[str, ...]
    themes: dict[str, tuple[Share, ...]]
    apart: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """As JSON has it."""
        return asdict(self)


def of_inputs(training: Sequence[str], texts: Sequence[str]) -> InputDrift:
    """How far a month's texts are from the training texts; raises `NothingToCompare`."""
    known, read = [words_of(text) for text in training], [words_of(text) for text in texts]
    if not any(known) or not any(read):
        raise NothingToCompare(f"{len(training)} training texts, {len(texts)} of the month")
    vocabulary = Counter(word for row in known for word in row)
    columns = {word: at for at, word in enumerate(_commonest(vocabulary))}
    total = sum(len(row) for row in read)
    languages = Counter(language.identify(text) for text in texts)
    return InputDrift(
        training_texts=len(training),
        texts=len(texts),
        length=stability([len(row) for row in known], [len(row) for row in read]),
        length_by_chance=_by_chance(len(known), len(read)),
        words=_distance(known, read, columns),
        words_by_chance=_distance(*_parted(known, len(read)), columns),
        unknown=share(sum(word not in vocabulary for row in read for word in row), total),
        languages={key: share(count, len(texts)) for key, count in sorted(languages.items())},
    )


def stability(before: Sequence[float], after: Sequence[float]) -> float:
    """The population stability index over the tenths of `before`; 0 for the same distribution."""
    edges = np.unique(np.quantile(before, np.linspace(0, 1, BINS + 1)[1:-1]))
    ours, theirs = (_shares(np.searchsorted(edges, row), len(edges) + 1) for row in (before, after))
    return round(float(((theirs - ours) * np.log(theirs / ours)).sum()), 4)


def _by_chance(before: int, after: int) -> float:
    # Under no change the index is a chi-square over the sizes of both samples.
    return round(float(chi2.ppf(0.95, BINS - 1)) * (1 / before + 1 / after), 4)


def of_labels(
    decided: Mapping[str, Iterable[Collection[str]]], themes: Sequence[str]
) -> LabelDrift:
    """Each theme's share by month; `decided` gives the themes of each text, by "2026-05"."""
    months = tuple(sorted(decided))
    rows = [list(decided[month]) for month in months]
    shares = {
        theme: tuple(share(sum(theme in text for text in row), len(row)) for row in rows)
        for theme in themes
    }
    apart = tuple(theme for theme, found in shares.items() if _apart(found))
    return LabelDrift(months, shares, apart)


def _apart(shares: Sequence[Share]) -> bool:
    lows = [one.low for one in shares if one.low is not None]
    highs = [one.high for one in shares if one.high is not None]
    return bool(lows) and max(lows) > min(highs)


def _commonest(vocabulary: Counter[str]) -> list[str]:
    ordered = sorted(vocabulary.items(), key=lambda one: (-one[1], one[0]))
    return [word for word, _ in ordered[:COMMONEST]]


def _parted(rows: Sequence[Words], size: int) -> tuple[list[Words], list[Words]]:
    """The training texts in two parts by chance, the second as large as the month or one half."""
    order = np.random.default_rng(BINS).permutation(len(rows))
    cut = len(rows) - min(size, len(rows) // 2)
    return [rows[at] for at in order[:cut]], [rows[at] for at in order[cut:]]


def _distance(
    ours: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]], columns: Mapping[str, int]
) -> float:
    both = (_use(rows, columns) for rows in (ours, theirs))
    return round(float(jensenshannon(*both, base=2)), 4)


def _use(rows: Sequence[Sequence[str]], columns: Mapping[str, int]) -> Figures:
    """The share of each column's word among all words, all other words in the last."""
    found = [columns.get(word, len(columns)) for row in rows for word in row]
    return _shares(np.array(found), len(columns) + 1)


def _shares(places: NDArray[np.intp], size: int) -> Figures:
    counts = np.bincount(places, minlength=size)
    return np.asarray(np.maximum(counts / max(1, counts.sum()), SMALLEST))
