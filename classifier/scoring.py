"""A text as rows of the exported weights, and what they come to: numpy alone."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.artefact import Artefact
from classifier.features import CONCEPTS_WEIGH, SeedFinder, SeedHit, char_terms, word_terms
from classifier.text import Token

Features = dict[int, float]
"""Rows of the weights and their values for a text; all other rows are 0."""


class Scorer:
    """Scores with one artefact; holds no state between texts."""

    def __init__(self, parts: Artefact) -> None:
        """`parts` as `artefact.read` gives them."""
        self._parts = parts
        self._seeds = SeedFinder(parts.seeds)
        # Python's own numbers: taking them one by one out of an array costs more than the sums.
        self._idf: list[float] = parts.idf.tolist()
        first = len(parts.words) + len(parts.parts)
        seeded: list[str | tuple[str, str]] = [*self._seeds.concepts, *self._seeds.themes]
        self._seed_rows = {seed: first + row for row, seed in enumerate(seeded)}
        self._first_seed = first

    def features(self, read: Sequence[Token]) -> Features:
        """The features of divided words, as the fitted pipeline makes them."""
        stems = [token.stem for token in read]
        grams = [part for token in read for part in char_terms(token.folded)]
        values = self._tfidf(Counter(word_terms(stems)), self._parts.words, 1.0)
        values |= self._tfidf(Counter(grams), self._parts.parts, 1.0)
        counts = self._seeds.counts(stems, [token.folded for token in read])
        rows = {n: self._first_seed + n for n in range(len(counts))}
        mentioned = {n: count for n, count in enumerate(counts) if count}
        return values | self._tfidf(mentioned, rows, CONCEPTS_WEIGH)

    def _tfidf(
        self, counts: Mapping[Any, float], rows: Mapping[Any, int], weight: float
    ) -> Features:
        idf = self._idf
        found = ((rows[term], count) for term, count in counts.items() if term in rows)
        values = {
            row: idf[row] if count == 1 else (1 + math.log(count)) * idf[row]
            for row, count in found
        }
        length = math.sqrt(sum(value * value for value in values.values()))
        return {row: weight * value / length for row, value in values.items()} if length else {}

    def margins(self, features: Features) -> NDArray[np.float64]:
        """How far on the yes side of each output, shape (themes + stances,)."""
        rows = np.fromiter(features.keys(), dtype=np.intp, count=len(features))
        values = np.fromiter(features.values(), dtype=np.float64, count=len(features))
        return np.asarray(self._parts.offsets + values @ self._parts.weights[rows])

    def hits(self, read: Sequence[Token]) -> list[SeedHit]:
        """The concepts that are mentioned."""
        return self._seeds.find([token.stem for token in read], [token.folded for token in read])

    def pulls(self, read: Sequence[Token], features: Features, column: int) -> list[float]:
        """How much each word adds to an output by itself, concepts apart."""
        weights = self._parts.weights[:, column]

        def pull(row: int | None) -> float:
            return features.get(row, 0.0) * float(weights[row]) if row is not None else 0.0

        words, parts = self._parts.words, self._parts.parts
        found = [
            pull(words.get(token.stem)) + sum(pull(parts.get(p)) for p in char_terms(token.folded))
            for token in read
        ]
        for place, (left, right) in enumerate(pairwise(read)):
            shared = pull(words.get(f"{left.stem} {right.stem}")) / 2
            found[place] += shared
            found[place + 1] += shared
        return found

    def seed_pull(self, hit: SeedHit, features: Features, column: int) -> float:
        """How much the mentions of a concept add to an output."""
        rows = [self._seed_rows[hit.theme, hit.concept]]
        if hit.theme in self._parts.themes:
            rows.append(self._seed_rows[hit.theme])
        weights = self._parts.weights[:, column]
        return sum(features.get(row, 0.0) * float(weights[row]) for row in rows)
