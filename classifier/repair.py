"""Mending words that were garbled on their way, without losing where they stood.

A message that was sent as one encoding and read as another shows "donâ€™t" for "don’t". ftfy knows
how to turn that round; what is shown to people is always the text as it came, so each place of the
mended text knows its place in the original.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from ftfy import fix_encoding

LONGEST = 20_000
"""Characters that are read; what stands after them changes no theme."""

LONGEST_WORD = 80
"""Letters of a word that may have been garbled; what is longer is no word."""

_PART = re.compile(r"\s+|\S+")


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
    """The first `LONGEST` characters, with garbled ones mended; in nearly every text none is.

    Word by word, so that the work grows with the text and not with its square.
    """
    read = text[:LONGEST]
    if read.isascii():
        return Mended(text, read)
    parts: list[str] = []
    places: list[int] = []
    for match in _PART.finditer(read):
        part, start = match.group(), match.start()
        mended = part if part.isascii() or len(part) > LONGEST_WORD else fix_encoding(part)
        same = mended == part
        within = range(len(part)) if same else _places(part, mended)
        places += [start + place for place in within]
        parts.append(mended)
    mended_text = "".join(parts)
    if mended_text == read:
        return Mended(text, read)
    return Mended(text, mended_text, (*places, len(read)))


def _places(before: str, after: str) -> list[int]:
    """For each place of a mended word the place of the garbled one."""
    places = [0] * len(after)
    pairs = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for _, first, past, start, end in pairs:
        for place in range(start, end):
            places[place] = min(first + place - start, past)
    return places
