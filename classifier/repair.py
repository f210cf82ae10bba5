"""Mending words that were garbled on their way, without losing where they stood.

A message that was sent as one encoding and read as another shows "donâ€™t" for "don’t". ftfy knows
how to turn that round; what is shown to people is always the text as it came, so each place of the
mended text knows its place in the original.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher

from ftfy import fix_encoding

LONGEST = 20_000
"""Characters that are read; what stands after them changes no theme."""


@dataclass(frozen=True)
class Mended:
    """A text to read, and where its places are in the text as written."""

    original: str
    text: str
    _places: tuple[int, ...] | None = None
    """For each place of `text` and its end that of `original`; None where they are the same."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the mended text stands in the original."""
        if self._places is None:
            return start, end
        return self._places[start], self._places[end]


def mend(text: str) -> Mended:
    """The first `LONGEST` characters, with garbled ones mended; in nearly every text none is."""
    read = text[:LONGEST]
    if read.isascii():
        return Mended(text, read)
    mended = fix_encoding(read)
    if mended == read:
        return Mended(text, read)
    return Mended(text, mended, _places(read, mended))


def _places(before: str, after: str) -> tuple[int, ...]:
    places = [0] * (len(after) + 1)
    pairs = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for _, first, past, start, end in pairs:
        for place in range(start, end):
            places[place] = min(first + place - start, past)
    places[len(after)] = len(before)
    return tuple(places)
