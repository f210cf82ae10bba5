"""Suggestions for a text by the exported model: the same scores as the fitted pipeline's."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier import artefact, language
from classifier.artefact import ModelDamaged
from classifier.explain import caused_by
from classifier.repair import Mended, mend
from classifier.scoring import Features, Scorer
from classifier.text import Token, sentences, tokens

__all__ = ["LIKELY", "POSSIBLE", "REVIEWER", "Model", "ModelDamaged", "Suggestion", "Suggestions",
           "load"]  # fmt: skip

LIKELY, POSSIBLE, REVIEWER = "likely", "possible", "reviewer"
"""Bands: likely; possible; too close to call, so that the reviewer decides."""

FEWEST_SENTENCES = 2
"""From so many on a suggestion points at its sentence."""

Span = tuple[int, int]
"""Start and end in the text as it was written."""


@dataclass(frozen=True)
class Suggestion:
    """One theme the machine suggests, with the words of the text that caused it.

    `right` is the share of suggestions of this theme and band that were right on held-out texts,
    which is what may be told; `score` orders suggestions and is no probability to show.
    `sentence` is the one that speaks most for the theme, or None in a text of a single one.
    """

    theme: str
    band: str
    words: tuple[str, ...]
    score: float
    right: float
    spans: tuple[Span, ...]
    sentence: Span | None


@dataclass(frozen=True)
class Suggestions:
    """All that is suggested for one text, highest score first.

    `near` holds themes too close to call, which are no suggestions. `unsure` when nothing passes;
    `reason` then says why: `no_words`, `language`, `language_unsure` or `nothing_fits`. Otherwise
    `reason` is empty. `stance` is `positive`, `negative`, `mixed` or `neutral`; neutral for other
    languages than English, which are not read.
    """

    items: tuple[Suggestion, ...]
    unsure: bool
    reason: str
    version: str
    near: tuple[Suggestion, ...] = ()
    language: str = language.UNSURE
    stance: str = "neutral"


class Model:
    """A loaded model; holds no state between texts, so one may serve a whole worker."""

    def __init__(self, parts: artefact.Artefact) -> None:
        """`parts` as `artefact.read` gives them."""
        self._parts = parts
        self._scorer = Scorer(parts)

    @property
    def version(self) -> str:
        """Names the codebook and the very files; kept beside every suggestion."""
        return self._parts.version

    @property
    def themes(self) -> tuple[str, ...]:
        """The theme keys in the order of the columns of `scores`."""
        return self._parts.themes

    def suggest(self, text: str) -> Suggestions:
        """Themes and stance of one English text of any length; others are left to people."""
        mended = mend(text)
        read = tokens(mended.text)
        if not read:
            return self._unsure("no_words", language.UNSURE)
        spoken = language.identify(mended.text)
        if spoken != language.ENGLISH:
            reason = "language_unsure" if spoken == language.UNSURE else "language"
            return self._unsure(reason, spoken)
        features = self._scorer.features(read)
        margins = self._scorer.margins(features)
        items, near = self._passing(mended, read, features, margins)
        return Suggestions(
            items,
            unsure=not items,
            reason="" if items else "nothing_fits",
            version=self.version,
            near=near,
            language=spoken,
            stance=self._parts.stances[int(margins[len(self.themes) :].argmax())],
        )

    def margins(self, text: str) -> NDArray[np.float64]:
        """Of every theme and stance, shape (themes + stances,); asks no language."""
        return self._scorer.margins(self._scorer.features(tokens(mend(text).text)))

    def scores(self, text: str) -> NDArray[np.float64]:
        """The score of every theme, between 0 and 1, shape (themes,); asks no language."""
        return self._scores(self.margins(text))

    def _scores(self, margins: NDArray[np.float64]) -> NDArray[np.float64]:
        slope, shift = self._parts.scale
        return np.asarray(1 / (1 + np.exp(-(slope * margins[: len(self.themes)] + shift))))

    def _unsure(self, reason: str, spoken: str) -> Suggestions:
        return Suggestions((), unsure=True, reason=reason, version=self.version, language=spoken)

    def _passing(
        self,
        text: Mended,
        read: Sequence[Token],
        features: Features,
        margins: NDArray[np.float64],
    ) -> tuple[tuple[Suggestion, ...], tuple[Suggestion, ...]]:
        scores = self._scores(margins)
        banded = [
            (column, found)
            for column, cut in enumerate(self._parts.cuts)
            if (found := _band(float(scores[column]), cut)) is not None
        ]
        banded.sort(key=lambda pair: (-scores[pair[0]], self.themes[pair[0]]))
        parted = self._parted(text, read) if banded else []
        made = [
            self._suggestion(text, read, features, column, band, float(scores[column]), parted)
            for column, band in banded
        ]
        passing = tuple(one for one in made if one.band != REVIEWER)
        return passing, tuple(one for one in made if one.band == REVIEWER)

    def _parted(
        self, text: Mended, read: Sequence[Token]
    ) -> list[tuple[Span, NDArray[np.float64]]]:
        """Each sentence that holds a word, with its margins; nothing for a text of one."""
        spans = sentences(text.text)
        if len(spans) < FEWEST_SENTENCES:
            return []
        within = [[one for one in read if start <= one.start < end] for start, end in spans]
        return [
            (span, self._scorer.margins(self._scorer.features(words)))
            for span, words in zip(spans, within, strict=True)
        ]

    def _suggestion(
        self,
        text: Mended,
        read: Sequence[Token],
        features: Features,
        column: int,
        band: str,
        score: float,
        parted: list[tuple[Span, NDArray[np.float64]]],
    ) -> Suggestion:
        pulls, seeds = self._causes(read, features, column)
        spans = tuple(text.span(*span) for span in caused_by(read, pulls, seeds))
        said = max(parted, key=lambda pair: (pair[1][column], -pair[0][0]))[0] if parted else None
        cut = self._parts.cuts[column]
        return Suggestion(
            theme=self.themes[column],
            band=band,
            words=tuple(text.original[start:end] for start, end in spans),
            score=round(score, 4),
            right=cut.right[(LIKELY, POSSIBLE, REVIEWER).index(band)],
            spans=spans,
            sentence=text.span(*said) if said else None,
        )

    def _causes(
        self, read: Sequence[Token], features: Features, column: int
    ) -> tuple[list[float], dict[Span, float]]:
        """What each word, and each phrase of the theme's own concepts, adds to its score."""
        pulls = self._scorer.pulls(read, features, column)
        seeds: dict[Span, float] = {}
        for hit in self._scorer.hits(read):
            pull = self._scorer.seed_pull(hit, features, column)
            for place in range(hit.first, hit.past):
                pulls[place] += pull / (hit.past - hit.first)
            if hit.theme == self.themes[column] and pull > 0:
                span = (hit.first, hit.past)
                seeds[span] = seeds.get(span, 0.0) + pull
        return pulls, seeds


def _band(score: float, cut: artefact.Cut) -> str | None:
    if score >= cut.possible:
        return LIKELY if score >= cut.likely else POSSIBLE
    return REVIEWER if score >= cut.near else None


def load(path: Path | None = None) -> Model:
    """The model in a folder, or the one shipped; raises `ModelDamaged`."""
    return Model(artefact.read(path or artefact.FOLDER))
