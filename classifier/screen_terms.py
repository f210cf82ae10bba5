"""What the model of the screen measures a text by: its words, their neighbours, their parts.

The words are those of the plain reading of the rules, without disguise and with spellings mended,
so that nothing here belongs to one language.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from classifier.screen_reading import END, Word, readings
from classifier.screen_rules import rulebook

SHORTEST, LONGEST = 2, 5
"""Lengths, in characters, of the parts of words."""


def read(text: str) -> list[Word]:
    """The words of a text, each with its place in it; ends of sentences are left out."""
    plain = next(readings(text, rulebook().speller))
    return [word for word in plain if word.form != END]


def forms(text: str) -> list[str]:
    """The words of a text without their places."""
    return [word.form for word in read(text)]


def word_terms(words: Sequence[str]) -> list[str]:
    """Single words, then neighbouring pairs."""
    return [*words, *(f"{left} {right}" for left, right in pairwise(words))]


def part_terms(words: Sequence[str]) -> list[str]:
    """The parts of every word, one word after another."""
    return [part for word in words for part in parts(word)]


@lru_cache(maxsize=20_000)
def parts(word: str) -> tuple[str, ...]:
    """The parts of one word, its edges marked by a space."""
    padded = f" {word} "
    return tuple(
        padded[start : start + size]
        for size in range(SHORTEST, LONGEST + 1)
        for start in range(len(padded) - size + 1)
    )
