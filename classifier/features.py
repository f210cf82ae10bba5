"""What a text is measured by: stems and pairs of stems, parts of words, and seed phrases."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from classifier.text import tokens

SEEDS = Path(__file__).with_name("seeds.toml")
SEED_CAP = 3
SEED_WEIGHT = 0.7
SHORTEST, LONGEST = 3, 5
"""Lengths, in characters, of the parts of words."""

Phrases = Mapping[str, Sequence[Sequence[str]]]
"""For each theme, its phrases as sequences of stems."""


def word_terms(stems: Sequence[str]) -> list[str]:
    """Single stems, then neighbouring pairs."""
    return [*stems, *(f"{left} {right}" for left, right in pairwise(stems))]


def char_terms(word: str) -> list[str]:
    """The parts of one folded word, its edges marked by a space."""
    padded = f" {word} "
    return [
        padded[start : start + size]
        for size in range(SHORTEST, LONGEST + 1)
        for start in range(len(padded) - size + 1)
    ]


def read_seeds(path: Path = SEEDS) -> dict[str, list[list[str]]]:
    """The seed phrases of a file, stemmed, without repetitions, in file order."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    return {theme: _stemmed(phrases) for theme, phrases in document.items()}


def _stemmed(phrases: Iterable[str]) -> list[list[str]]:
    kept: list[list[str]] = []
    for phrase in phrases:
        stems = [token.stem for token in tokens(phrase)]
        if stems and stems not in kept:
            kept.append(stems)
    return kept


@dataclass(frozen=True)
class SeedHit:
    """A seed phrase found: the theme's key, and the first and one-past-last word it covers."""

    theme: str
    first: int
    past: int


class SeedFinder:
    """Finds seed phrases in a sequence of stems, in time linear in its length."""

    def __init__(self, phrases: Phrases) -> None:
        """`phrases` as in `read_seeds`; the order of its keys is the order of `counts`."""
        self.themes = tuple(phrases)
        self._by_first: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for theme, sequences in phrases.items():
            for sequence in sequences:
                entry = (theme, tuple(sequence))
                self._by_first.setdefault(sequence[0], []).append(entry)

    def find(self, stems: Sequence[str]) -> list[SeedHit]:
        """Every hit, in order of place; one theme's phrases may overlap."""
        hits = []
        for place, first in enumerate(stems):
            for theme, phrase in self._by_first.get(first, ()):
                past = place + len(phrase)
                if tuple(stems[place:past]) == phrase:
                    hits.append(SeedHit(theme, place, past))
        return hits

    def counts(self, stems: Sequence[str]) -> list[float]:
        """For each theme, its hits up to the cap, times the weight: one row of features."""
        tally = dict.fromkeys(self.themes, 0)
        for hit in self.find(stems):
            tally[hit.theme] = min(SEED_CAP, tally[hit.theme] + 1)
        return [SEED_WEIGHT * count for count in tally.values()]
