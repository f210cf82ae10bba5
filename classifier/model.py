"""Scoring the exported model with numpy alone: the same answers as the fitted pipeline."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier import artefact, language
from classifier.artefact import ModelDamaged
from classifier.explain import caused_by
from classifier.features import SEED_WEIGHT, SeedFinder, SeedHit, char_terms, word_terms
from classifier.text import Token, tokens

__all__ = ["LIKELY", "POSSIBLE", "Model", "ModelDamaged", "Suggestion", "Suggestions", "load"]

LIKELY = "likely"
POSSIBLE = "possible"
LONGEST = 20_000
"""Characters that are read; what stands after them changes no theme."""


@dataclass(frozen=True)
class Suggestion:
    """One theme the machine suggests, with the words of the text that caused it.

    `band` is `likely` or `possible`; `score` orders suggestions and is no probability to show.
    """

    theme: str
    band: str
    words: tuple[str, ...]
    score: float


@dataclass(frozen=True)
class Suggestions:
    """All that is suggested for one text, highest score first.

    `unsure` when nothing passes; `reason` then says why: `no_words`, `language`, `language_unsure`
    or `nothing_fits`. Otherwise `reason` is empty.
    """

    items: tuple[Suggestion, ...]
    unsure: bool
    reason: str
    version: str


class Model:
    """A loaded model; holds no state between texts, so one may serve a whole worker."""

    def __init__(self, parts: artefact.Artefact) -> None:
        """`parts` as `artefact.read` gives them."""
        self._parts = parts
        self._seeds = SeedFinder(parts.seeds)
        self._columns = {theme: column for column, theme in enumerate(parts.themes)}
        seeded: list[str | tuple[str, str]] = [*self._seeds.concepts, *self._seeds.themes]
        self._seed_rows = {seed: len(parts.idf) + row for row, seed in enumerate(seeded)}

    @property
    def version(self) -> str:
        """Names the codebook and the very files; kept beside every suggestion."""
        return self._parts.version

    @property
    def themes(self) -> tuple[str, ...]:
        """The theme keys in the order of the columns of `scores`."""
        return self._parts.themes

    def suggest(self, text: str) -> Suggestions:
        """Themes for one English text of any length; any other language is left to people."""
        read = tokens(text[:LONGEST])
        if not read:
            return self._unsure("no_words")
        spoken = language.identify(text)
        if spoken != language.ENGLISH:
            return self._unsure("language_unsure" if spoken == language.UNSURE else "language")
        features = self._features(read)
        items = self._passing(text, read, features)
        if not items:
            return self._unsure("nothing_fits")
        return Suggestions(items, unsure=False, reason="", version=self.version)

    def scores(self, text: str) -> NDArray[np.float64]:
        """The score of every theme, between 0 and 1, shape (themes,); asks no language."""
        return self._score(self._features(tokens(text[:LONGEST])))

    def _unsure(self, reason: str) -> Suggestions:
        return Suggestions((), unsure=True, reason=reason, version=self.version)

    def _features(self, read: Sequence[Token]) -> dict[int, float]:
        """Rows of the weights and their values for a text; all other rows are 0."""
        stems = [token.stem for token in read]
        grams = [part for token in read for part in char_terms(token.folded)]
        values = self._tfidf(word_terms(stems), self._parts.words)
        values.update(self._tfidf(grams, self._parts.parts))
        first = len(self._parts.idf)
        counts = enumerate(self._seeds.counts(stems, [token.folded for token in read]))
        values.update({first + column: count for column, count in counts if count})
        return values

    def _tfidf(self, terms: Sequence[str], rows: dict[str, int]) -> dict[int, float]:
        counts = Counter(rows[term] for term in terms if term in rows)
        idf = self._parts.idf
        values = {row: (1 + math.log(count)) * float(idf[row]) for row, count in counts.items()}
        length = math.sqrt(sum(value * value for value in values.values()))
        return {row: value / length for row, value in values.items()} if length else {}

    def _score(self, features: dict[int, float]) -> NDArray[np.float64]:
        rows = np.fromiter(features.keys(), dtype=np.intp, count=len(features))
        values = np.fromiter(features.values(), dtype=np.float64, count=len(features))
        margins = self._parts.offsets + values @ self._parts.weights[rows]
        return np.asarray(1 / (1 + np.exp(-margins)), dtype=np.float64)

    def _passing(
        self, text: str, read: Sequence[Token], features: dict[int, float]
    ) -> tuple[Suggestion, ...]:
        found = []
        hits = self._seeds.find([token.stem for token in read], [token.folded for token in read])
        for theme, score in zip(self.themes, self._score(features), strict=True):
            possible, likely = self._parts.cuts[self._columns[theme]]
            if score >= possible:
                words = self._words(text, read, features, hits, theme)
                band = LIKELY if score >= likely else POSSIBLE
                found.append(Suggestion(theme, band, words, round(float(score), 4)))
        return tuple(sorted(found, key=lambda item: (-item.score, item.theme)))

    def _words(
        self,
        text: str,
        read: Sequence[Token],
        features: dict[int, float],
        hits: Sequence[SeedHit],
        theme: str,
    ) -> tuple[str, ...]:
        pulls = self._pulls(read, features, self._columns[theme])
        seeds: dict[tuple[int, int], float] = {}
        for hit in hits:
            pull = self._seed_pull(hit, theme)
            for place in range(hit.first, hit.past):
                pulls[place] += pull / (hit.past - hit.first)
            if hit.theme == theme and pull > 0:
                span = (hit.first, hit.past)
                seeds[span] = seeds.get(span, 0.0) + pull
        return caused_by(text, read, pulls, seeds)

    def _seed_pull(self, hit: SeedHit, theme: str) -> float:
        """How much one mention of a concept adds to the theme's score, caps aside."""
        weights = self._parts.weights[:, self._columns[theme]]
        pull = float(weights[self._seed_rows[hit.theme, hit.concept]])
        if hit.theme in self._columns:
            pull += float(weights[self._seed_rows[hit.theme]])
        return SEED_WEIGHT * pull

    def _pulls(self, read: Sequence[Token], features: dict[int, float], column: int) -> list[float]:
        """How much each word of the text adds to the theme's score."""
        weights = self._parts.weights[:, column]

        def pull(row: int | None) -> float:
            return features.get(row, 0.0) * float(weights[row]) if row is not None else 0.0

        words, parts = self._parts.words, self._parts.parts
        pulls = [
            pull(words.get(token.stem)) + sum(pull(parts.get(p)) for p in char_terms(token.folded))
            for token in read
        ]
        for place, (left, right) in enumerate(pairwise(read)):
            shared = pull(words.get(f"{left.stem} {right.stem}")) / 2
            pulls[place] += shared
            pulls[place + 1] += shared
        return pulls


def load(path: Path | None = None) -> Model:
    """The model in a folder, or the one shipped; raises `ModelDamaged`."""
    return Model(artefact.read(path or artefact.FOLDER))
