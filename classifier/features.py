"""What a text is measured by: stems and pairs of stems, parts of words, and seed concepts."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from classifier.text import fold, tokens

SEEDS = Path(__file__).with_name("seeds.toml")
GENERAL = "concepts"
"""The table of concepts that belong to no single theme."""

SEED_CAP = 3
"""Mentions of one concept that count: a fourth taxi makes a text no more about travel."""

SUM_CAP = 6
"""The same for a theme's concepts together, or long texts would gain themes by length alone."""

CONCEPTS_WEIGH = 0.7
"""What the block of concepts weighs beside that of words; chosen by cross-validation."""

SHORTEST, LONGEST = 3, 5
"""Lengths, in characters, of the parts of words."""

SHORTEST_PREFIX = 3
WIDEST_GAP = 3

Lexicon = Mapping[str, Mapping[str, Sequence[Sequence[str]]]]
"""For each theme and for `GENERAL`: its concepts, each with its phrases.

A phrase is a sequence of stems, of prefixes such as "anxi*", and at most one gap such as "..2".
"""

_STRONG = "strong"
_GAP = re.compile(r"\.\.(\d+)")


class SeedsInvalid(Exception):
    """The file of seed phrases says something that cannot be matched; names the phrase."""


def word_terms(stems: Sequence[str]) -> list[str]:
    """Single stems, then neighbouring pairs."""
    return [*stems, *(f"{left} {right}" for left, right in pairwise(stems))]


@lru_cache(maxsize=50_000)
def char_terms(word: str) -> tuple[str, ...]:
    """The parts of one folded word, its edges marked by a space."""
    padded = f" {word} "
    return tuple(
        padded[start : start + size]
        for size in range(SHORTEST, LONGEST + 1)
        for start in range(len(padded) - size + 1)
    )


def read_seeds(path: Path = SEEDS) -> dict[str, dict[str, list[list[str]]]]:
    """The lexicon of a file, stemmed, without repetitions, in file order.

    Raises `SeedsInvalid` for a phrase that could match nothing or anything.
    """
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        theme: {name: _stemmed(phrases) for name, phrases in table.items() if name != _STRONG}
        for theme, table in document.items()
    }


def read_strong(path: Path = SEEDS) -> dict[str, frozenset[str]]:
    """For each theme, the concepts of which one mention alone speaks for the theme.

    Raises `SeedsInvalid` when a theme calls a concept strong that it does not have.
    """
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    strong = {theme: frozenset(table.get(_STRONG, ())) for theme, table in document.items()}
    for theme, names in strong.items():
        if strangers := sorted(names - document[theme].keys()):
            raise SeedsInvalid(f"{theme} has no concept {', '.join(strangers)}")
    return strong


def seed_columns(lexicon: Lexicon) -> int:
    """How many features a lexicon makes: one for each concept, one more for each theme."""
    concepts = sum(len(table) for table in lexicon.values())
    return concepts + sum(1 for theme in lexicon if theme != GENERAL)


def _stemmed(phrases: Iterable[str]) -> list[list[str]]:
    kept = (_parse(phrase) for phrase in phrases)
    return [list(parts) for parts in dict.fromkeys(map(tuple, kept))]


def _parse(phrase: str) -> list[str]:
    parts: list[str] = []
    for piece in phrase.split():
        if _GAP.fullmatch(piece):
            parts.append(piece)
        elif piece.endswith("*"):
            parts.append(fold(piece[:-1]) + "*")
        else:
            parts.extend(token.stem for token in tokens(piece))
    _refuse_unmatchable(phrase, parts)
    return parts


def _refuse_unmatchable(phrase: str, parts: Sequence[str]) -> None:
    gaps = [int(gap[1]) for part in parts if (gap := _GAP.fullmatch(part))]
    if not parts or _GAP.fullmatch(parts[0]) or _GAP.fullmatch(parts[-1]):
        raise SeedsInvalid(f"{phrase!r} must begin and end with a word")
    if len(gaps) > 1 or any(not 1 <= gap <= WIDEST_GAP for gap in gaps):
        raise SeedsInvalid(f"{phrase!r} may hold one gap, of 1 to {WIDEST_GAP} words")
    if any(part.endswith("*") and len(part) <= SHORTEST_PREFIX for part in parts):
        raise SeedsInvalid(f"{phrase!r}: a beginning has {SHORTEST_PREFIX} letters or more")


@dataclass(frozen=True)
class SeedHit:
    """A concept found: its table (a theme's key or `GENERAL`), its name, the words it covers."""

    theme: str
    concept: str
    first: int
    past: int
    """One past the last word."""


@dataclass
class _Node:
    """A place in the tree of phrases: what may follow, and the concepts whose phrase ends here."""

    stems: dict[str, "_Node"] = field(default_factory=dict)
    prefixes: dict[str, "_Node"] = field(default_factory=dict)
    sizes: tuple[int, ...] = ()
    """Lengths of the prefixes, so that a word is looked up once for each length."""
    gaps: dict[int, "_Node"] = field(default_factory=dict)
    ends: list[int] = field(default_factory=list)

    def following(self, part: str) -> "_Node":
        """The node after one part of a phrase, made when it is not there."""
        if gap := _GAP.fullmatch(part):
            return self.gaps.setdefault(int(gap[1]), _Node())
        if not part.endswith("*"):
            return self.stems.setdefault(part, _Node())
        node = self.prefixes.setdefault(part[:-1], _Node())
        self.sizes = tuple(sorted({len(prefix) for prefix in self.prefixes}))
        return node


class SeedFinder:
    """Finds the phrases of a lexicon in a text, in time linear in the length of the text.

    All phrases hang in one tree by their parts; from each word the tree is followed as far as the
    words agree, which is no further than the longest phrase with its gap.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """`lexicon` as in `read_seeds`; its order is the order of `concepts`."""
        self.concepts = tuple((theme, name) for theme, table in lexicon.items() for name in table)
        """Table and name of each of the first columns of `counts`."""
        self.themes = tuple(theme for theme in lexicon if theme != GENERAL)
        """The themes of the last columns of `counts`."""
        self._root = _Node()
        phrases = (found for table in lexicon.values() for found in table.values())
        for column, sequences in enumerate(phrases):
            for sequence in sequences:
                self._hang(sequence, column)

    def _hang(self, sequence: Sequence[str], column: int) -> None:
        node = self._root
        for part in sequence:
            node = node.following(part)
        if column not in node.ends:
            node.ends.append(column)

    def find(self, stems: Sequence[str], words: Sequence[str]) -> list[SeedHit]:
        """Every mention of every concept, in order of place.

        `stems` and `words` are the stem and the folded form of each word, equally long. Phrases of
        one concept that overlap are one mention, the first and longest; those of two are two.
        """
        return [
            SeedHit(*self.concepts[column], first, past)
            for column, first, past in self._mentions(stems, words)
        ]

    def counts(self, stems: Sequence[str], words: Sequence[str]) -> list[float]:
        """Mentions of each concept, then of each theme's concepts together; capped."""
        tally = [0] * len(self.concepts)
        for column, _, _ in self._mentions(stems, words):
            tally[column] = min(SEED_CAP, tally[column] + 1)
        sums = dict.fromkeys(self.themes, 0)
        for (theme, _), count in zip(self.concepts, tally, strict=True):
            if theme != GENERAL:
                sums[theme] = min(SUM_CAP, sums[theme] + count)
        return [float(count) for count in (*tally, *sums.values())]

    def _mentions(
        self, stems: Sequence[str], words: Sequence[str]
    ) -> Iterator[tuple[int, int, int]]:
        """Column, first word and one past the last, in order of place; no overlaps in a column."""
        taken = [0] * len(self.concepts)
        for first in range(len(stems)):
            longest: dict[int, int] = {}
            for column, past in self._from(first, stems, words):
                longest[column] = max(past, longest.get(column, 0))
            for column, past in longest.items():
                if first >= taken[column]:
                    taken[column] = past
                    yield column, first, past

    def _from(
        self, first: int, stems: Sequence[str], words: Sequence[str]
    ) -> Iterator[tuple[int, int]]:
        """Column and one past the last word of every phrase that begins at a word."""
        ahead = [(self._root, first)]
        while ahead:
            node, place = ahead.pop()
            for column in node.ends:
                yield column, place
            for gap, after in node.gaps.items():
                ahead += [(after, place + skipped) for skipped in range(gap + 1)]
            if place < len(stems):
                if following := node.stems.get(stems[place]):
                    ahead.append((following, place + 1))
                for size in node.sizes:
                    if following := node.prefixes.get(words[place][:size]):
                        ahead.append((following, place + 1))
