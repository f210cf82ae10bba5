"""A text as the screen reads it: folded letters, mended spellings, and each word's place.

One text has several readings, for those who hide a word from a filter or merely type fast: plain;
with digits and signs read as letters; with letters that were spelled one by one put together; and
Arabic without a joined "and".
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

END = "."
"""The form of the end of a sentence, which no gap of a rule crosses."""

LONGEST_WORD = 40
"""Letters of a word that are compared; no rule has a longer one."""

_UNSEEN = frozenset("\u00ad\u0640\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_LOOKALIKES = dict(zip("аеорсхуіѕјһԁкмнтвαοεικνρτυχ", "aeopcxyisjhdkmhtbaoeikvptux", strict=True))
_SAME = {"ى": "ي", "ة": "ه", "_": " ", "’": "'", "‘": "'", "`": "'"}
_PLAIN = re.compile(r"[^\W_][\w']*|[.!?؟\n]+")
_SIGNED = re.compile(r"[\w@$!*][\w@$!*']*|[.?؟\n]+")
_LEET_I = str.maketrans("013457@$!", "oieastasi")
_LEET_L = str.maketrans("013457@$!", "oleastasi")
_VOWEL_RUN = re.compile(r"([aeiouy])\1{2,}")
_OTHER_RUN = re.compile(r"(.)\1{2,}")
_ARABIC = re.compile("[\u0621-\u064a]")


@dataclass(frozen=True)
class Word:
    """A word in the form that rules know, and where it stands in the text (`text[start:end]`)."""

    form: str
    start: int
    end: int


@lru_cache(maxsize=4_096)
def _fold(letter: str) -> str:
    """One character without disguise: NFKC, case-folded, no accents, Latin for what looks Latin."""
    if letter in _UNSEEN:
        return ""
    compatible = unicodedata.normalize("NFKC", letter).casefold()
    return "".join(
        _LOOKALIKES.get(part, _SAME.get(part, part))
        for part in unicodedata.normalize("NFKD", compatible)
        if unicodedata.category(part) != "Mn"
    )


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place it came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for part in _fold(letter):
            letters.append(part)
            places.append(place)
    return "".join(letters), places


def readings(text: str, spellings: Mapping[str, tuple[str, ...]]) -> Iterator[list[Word]]:
    """The plain reading, then each other one that differs from it."""
    folded, places = _folded(text)
    plain = _mended(_words(_PLAIN, folded, places), spellings)
    yield plain
    for table in (_LEET_I, _LEET_L):
        signed = [
            Word(_unmasked(word.form, table), word.start, word.end)
            for word in _words(_SIGNED, folded, places)
        ]
        mended = _mended(signed, spellings)
        if mended != plain:
            yield mended
    joined = _joined(plain)
    if len(joined) != len(plain):
        yield _mended(joined, spellings)
    if _ARABIC.search(folded):
        yield [Word(_without_and(word.form), word.start, word.end) for word in plain]


def _words(pattern: re.Pattern[str], folded: str, places: list[int]) -> list[Word]:
    return [
        Word(_form(match.group()), places[match.start()], places[match.end() - 1] + 1)
        for match in pattern.finditer(folded)
    ]


def _form(group: str) -> str:
    if group[0] in ".!?؟\n" and not any(letter.isalnum() for letter in group):
        return END
    short = group[: 4 * LONGEST_WORD].replace("'", "")
    return _OTHER_RUN.sub(r"\1\1", _VOWEL_RUN.sub(r"\1", short))[:LONGEST_WORD]


def _unmasked(form: str, table: dict[int, int]) -> str:
    """Digits and signs as letters, in a word that has letters too ("k1ll", not "111")."""
    bare = form.rstrip("!*")
    if not any(letter.isalpha() for letter in bare):
        return form
    return bare.translate(table)


def _mended(words: list[Word], spellings: Mapping[str, tuple[str, ...]]) -> list[Word]:
    return [
        Word(form, word.start, word.end)
        for word in words
        for form in spellings.get(word.form, (word.form,))
    ]


def _joined(words: list[Word]) -> list[Word]:
    """Three or more single letters in a row, with or without stops between, as one word."""
    joined: list[Word] = []
    run: list[Word] = []
    for word in [*words, Word("", 0, 0)]:
        if len(word.form) == 1 and (word.form != END or run):
            run.append(word)
            continue
        letters = [part for part in run if part.form != END]
        if len(letters) >= 3:
            form = "".join(part.form for part in letters)
            joined.append(Word(form, letters[0].start, letters[-1].end))
        else:
            joined.extend(run)
        run = []
        joined.append(word)
    return joined[:-1]


def _without_and(form: str) -> str:
    return form[1:] if len(form) > 3 and form[0] in "وف" else form
