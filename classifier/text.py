"""Words and sentences of a text, each with its place in the text as it was written."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from classifier.porter import stem

UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters of no width that split a word for a machine and not for a reader."""

WORD = rf"[^\W_]+(?:['’{UNSEEN}]+[^\W_]+)*"
"""A word: letters and digits, with apostrophes and unseen characters inside it."""

_WORD = re.compile(WORD)
_DROPPED = str.maketrans("", "", UNSEEN + "'’")
_UNSEEN = str.maketrans("", "", UNSEEN)
_SENTENCE = re.compile(r"[^.!?؟\n]+[.!?؟\n]*")


@dataclass(frozen=True)
class Token:
    """A word of a text: folded form, stem, and where it stands (`text[start:end]`)."""

    folded: str
    stem: str
    start: int
    end: int


def normalise(text: str) -> str:
    """The text in NFKC, without unseen characters, single-spaced and case-folded."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_UNSEEN).casefold().split())


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """One word as features know it: NFKC, case-folded, no apostrophes ("Don’t" → "dont")."""
    return unicodedata.normalize("NFKC", word).translate(_DROPPED).casefold()


def tokens(text: str) -> tuple[Token, ...]:
    """Every word of the text in order."""
    found = []
    for match in _WORD.finditer(text):
        folded = fold(match.group())
        found.append(Token(folded, stem(folded), match.start(), match.end()))
    return tuple(found)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every sentence that holds a word; line ends divide sentences too."""
    spans = []
    for match in _SENTENCE.finditer(text):
        part = match.group()
        start = match.start() + len(part) - len(part.lstrip())
        end = match.start() + len(part.rstrip())
        if _WORD.search(text, start, end):
            spans.append((start, end))
    return tuple(spans)
