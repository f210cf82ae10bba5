"""The second look of the safeguarding screen: a small model that adds flags and takes none away.

Pure Python, without numpy: `Reader` passes for one of the `others` of `screen.look`. It is linear
in words, neighbouring words and parts of words of all six languages together. Its file is JSON,
checked against its manifest; without it the rules work alone.
"""

import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classifier.screen import Hit
from classifier.screen_reading import Word
from classifier.screen_rules import RULES
from classifier.screen_terms import part_terms, parts, read, word_terms

FOLDER = Path(__file__).with_name("screen_model")
MANIFEST, TERMS = "manifest.json", "terms.json"
FORMAT = 1

WINDOW, STEP = 48, 24
"""Words that are weighed at a time, and words to the next time: one clause of danger in a long
message must not drown in the rest of it."""

CLAUSE = 7
"""Words that are pointed at."""

ENGLISH_SHARE = 0.3
"""Hardly an English message has fewer common English words, and hardly another has more."""

UNIT = 1_000
"""Weights and rarities are kept as whole thousandths, so that the file is the same everywhere."""

_UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)

Table = Mapping[str, tuple[float, float]]
"""For each term how rare it is, and its weight."""


class ScreenModelDamaged(Exception):
    """The model of the screen is missing, changed, or not of this format: the rules are alone."""


@dataclass(frozen=True)
class Weights:
    """A model as read: a stretch is raised when its margin reaches the cut of its language.

    `english` are common words by which English is told from the other languages; `cuts` are for
    English and for all others. `kinds` gives for a word how much it speaks for each of `RULES`.
    """

    version: str
    words: Table
    parts: Table
    offset: float
    cuts: tuple[float, float]
    english: frozenset[str]
    kinds: Mapping[str, Sequence[int]]
    kind_offsets: Sequence[int]


class Reader:
    """Looks at texts with one model; holds no state between them."""

    def __init__(self, weights: Weights) -> None:
        """`weights` as `load` gives them."""
        self._weights = weights

    @property
    def version(self) -> str:
        """Names the very files."""
        return self._weights.version

    def __call__(self, text: str) -> list[Hit]:
        """What is raised: one hit for each stretch of the text, at the clause that did most."""
        words = read(text)
        found = [one for one in windows(words) if self._over(one) >= 0]
        return [self._hit(text, one) for one in _apart(found)]

    def over(self, text: str) -> float:
        """How far over its cut the most dangerous stretch of a text is; below nought for none."""
        return max((self._over(one) for one in windows(read(text))), default=-math.inf)

    def _over(self, words: Sequence[Word]) -> float:
        english, others = self._weights.cuts
        said = is_english([word.form for word in words], self._weights.english)
        return self._margin(words)[0] - (english if said else others)

    def _margin(self, words: Sequence[Word]) -> tuple[float, float, float]:
        """The margin, and the lengths by which words and parts were divided."""
        forms = [word.form for word in words]
        said, length = _sum(word_terms(forms), self._weights.words)
        built, other = _sum(part_terms(forms), self._weights.parts)
        return self._weights.offset + said / length + built / other, length, other

    def _hit(self, text: str, words: Sequence[Word]) -> Hit:
        pulls = self._pulls(words)
        size = min(CLAUSE, len(words))
        first = max(range(len(words) - size + 1), key=lambda at: sum(pulls[at : at + size]))
        start, end = words[first].start, words[first + size - 1].end
        return Hit(self._kind(words), text[start:end], start, end)

    def _pulls(self, words: Sequence[Word]) -> list[float]:
        """How much each word adds: itself, its parts, and half of each pair that it stands in."""
        _, length, other = self._margin(words)
        forms = [word.form for word in words]
        known, pieces = self._weights.words, self._weights.parts
        pulls = [
            _pull(form, known) / length + sum(_pull(part, pieces) for part in parts(form)) / other
            for form in forms
        ]
        for at in range(len(forms) - 1):
            half = _pull(f"{forms[at]} {forms[at + 1]}", known) / length / 2
            pulls[at] += half
            pulls[at + 1] += half
        return pulls

    def _kind(self, words: Sequence[Word]) -> str:
        """The likeliest of `RULES`: a hint to the person who looks, by single words alone."""
        tally = list(self._weights.kind_offsets)
        for form in {word.form for word in words}:
            for column, weight in enumerate(self._weights.kinds.get(form, ())):
                tally[column] += weight
        return RULES[max(range(len(RULES)), key=lambda column: (tally[column], -column))]


def is_english(forms: Sequence[str], common: frozenset[str]) -> bool:
    """Whether so many of the words are common English ones that the rest may be as well."""
    return sum(form in common for form in forms) >= ENGLISH_SHARE * len(forms)


def _pull(term: str, table: Table) -> float:
    rarity, weight = table.get(term, (0.0, 0.0))
    return rarity * weight


def _sum(terms: Iterable[str], table: Table) -> tuple[float, float]:
    """The weights of the known terms by their rarity, each counted once; and their length."""
    total = square = 0.0
    for term in set(terms):
        if term in table:
            rarity, weight = table[term]
            total += rarity * weight
            square += rarity * rarity
    return total, math.sqrt(square) or 1.0


def windows(words: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The stretches of a text that are weighed, each half over the one before; none of nothing."""
    for first in range(0, max(1, len(words) - STEP), STEP):
        if window := words[first : first + WINDOW]:
            yield window


def _apart(stretches: Iterable[Sequence[Word]]) -> list[Sequence[Word]]:
    """Those that do not overlap one before: a clause on a seam is raised once."""
    kept: list[Sequence[Word]] = []
    for one in stretches:
        if not kept or kept[-1][-1].end <= one[0].start:
            kept.append(one)
    return kept


def load(folder: Path = FOLDER) -> Reader:
    """The model in a folder, or the one shipped; raises `ScreenModelDamaged`."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        content = (folder / TERMS).read_bytes()
        if manifest["format"] != FORMAT:
            raise ScreenModelDamaged(f"unknown format {manifest['format']!r}")
        if hashlib.sha256(content).hexdigest() != manifest["files"][TERMS]:
            raise ScreenModelDamaged(f"{TERMS} is not the file that the manifest names")
        return Reader(_weights(str(manifest["version"]), json.loads(content)))
    except _UNREADABLE as fault:
        raise ScreenModelDamaged(f"the model in {folder.name} cannot be read: {fault}") from fault


def _weights(version: str, found: Mapping[str, Any]) -> Weights:
    english, others = found["margin"]["cuts"]
    if tuple(found["rules"]) != RULES:
        raise ScreenModelDamaged("the dangers that it knows are not those of the rules")
    return Weights(
        version=version,
        words=_table(found["words"]),
        parts=_table(found["parts"]),
        offset=float(found["margin"]["offset"]) / UNIT,
        cuts=(float(english) / UNIT, float(others) / UNIT),
        english=frozenset(found["english"]),
        kinds=found["kinds"],
        kind_offsets=found["kind_offsets"],
    )


def _table(found: Mapping[str, Sequence[int]]) -> Table:
    return {term: (rarity / UNIT, weight / UNIT) for term, (rarity, weight) in found.items()}
