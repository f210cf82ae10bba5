"""Text divided as an uncased BERT has learnt to read it: words, then their longest known pieces."""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

FIRST, LAST, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
LATER = "##"
"""What a piece begins with that continues a word."""

LONGEST_WORD = 100
"""Letters of a word that is looked up; a longer one is unknown."""


def read_vocabulary(path: Path) -> dict[str, int]:
    """The number of every piece of a file with one piece a line. Raises OSError."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}


def numbers(text: str, known: Mapping[str, int], most: int) -> list[int]:
    """The numbers of a text's pieces between those of beginning and end, `most` in all."""
    found = [known[piece] for word in words(text) for piece in _pieces(word, known)]
    return [known[FIRST], *found[: most - 2], known[LAST]]


def words(text: str) -> list[str]:
    """Words in small letters without accents; each mark of punctuation is a word."""
    plain = unicodedata.normalize("NFD", "".join(_cleaned(text)).lower())
    apart = (f" {one} " if _stands_alone(one) else one for one in plain if not _is_accent(one))
    return "".join(apart).split()


def _pieces(word: str, known: Mapping[str, int]) -> list[str]:
    if len(word) > LONGEST_WORD:
        return [UNKNOWN]
    found: list[str] = []
    start = 0
    while start < len(word):
        before = LATER if start else ""
        ends = range(len(word), start, -1)
        end = next((end for end in ends if before + word[start:end] in known), None)
        if end is None:
            return [UNKNOWN]
        found.append(before + word[start:end])
        start = end
    return found


def _cleaned(text: str) -> Iterator[str]:
    """Spaces for all white space; no unseen characters."""
    for one in text:
        if one.isspace():
            yield " "
        elif one != "\ufffd" and not unicodedata.category(one).startswith("C"):
            yield one


def _is_accent(one: str) -> bool:
    return unicodedata.category(one) == "Mn"


@lru_cache(maxsize=5_000)
def _stands_alone(one: str) -> bool:
    """Punctuation, every ASCII mark, and Chinese characters, which are words each."""
    if one.isascii():
        return one.isprintable() and not one.isalnum() and one != " "
    chinese = "\u4e00" <= one <= "\u9fff" or "\u3400" <= one <= "\u4dbf"
    return chinese or unicodedata.category(one).startswith("P")
