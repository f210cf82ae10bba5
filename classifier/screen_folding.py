"""A text without disguise: folded letters, misread UTF-8 put right, each letter with its place."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

_UNSEEN = frozenset(
    "\u00ad\u0640\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff"
)
_LOOKALIKES = dict(
    chain(
        zip(
            "аеорсхуіѕјһԁкмнтвьԝѵӏαοεικνρτυχωβη", "aeopcxyisjhdkmhtbbwvlaoeikvptuxwbn", strict=True
        ),
        zip("łđøħıɡɑʟɪᴀʙᴄᴅᴇꜰɢʜᴊᴋᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "ldohigaliabcdefghjkmnoprstuvwyz", strict=True),
    )
)
_SAME = {"ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك", "_": " ", "’": "'", "‘": "'", "`": "'", "´": "'",
         "ʼ": "'", "“": '"', "”": '"', "€": "e"}  # fmt: skip
_ENCIRCLED = ((0x1F150, 0x1F169), (0x1F170, 0x1F189), (0x1F1E6, 0x1F1FF))
_ASCII = str.maketrans("_`", " '")


@dataclass(frozen=True, slots=True)
class Folded:
    """The letters of a text folded, and for each the place in the text where it begins and ends."""

    letters: str
    starts: Sequence[int]
    ends: Sequence[int]


def fold(text: str) -> str:
    """A text without accents, capitals and disguise, as words of rules and texts are compared."""
    return "".join(_fold(letter) for letter in text)


@lru_cache(maxsize=4_096)
def _fold(letter: str) -> str:
    """One character without disguise: NFKC, case-folded, no accents, Latin for what looks Latin."""
    if letter in _UNSEEN:
        return ""
    code = ord(letter)
    for first, last in _ENCIRCLED:
        if first <= code <= last:
            return chr(ord("a") + code - first)
    if letter in _SAME:
        return _SAME[letter]
    compatible = unicodedata.normalize("NFKC", letter).casefold()
    return "".join(
        _LOOKALIKES.get(part, _SAME.get(part, part))
        for part in unicodedata.normalize("NFKD", compatible)
        if unicodedata.category(part) != "Mn"
    )


def folded(text: str) -> Folded:
    """The whole text folded, with the places of its letters."""
    if text.isascii():
        return Folded(text.lower().translate(_ASCII), range(len(text)), range(1, len(text) + 1))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for letter, start, end in _repaired(text):
        for part in _fold(letter):
            letters.append(part)
            starts.append(start)
            ends.append(end)
    return Folded("".join(letters), starts, ends)


def _bytes_of(page: str) -> dict[str, int]:
    """Each character of a code page with its byte; one that it leaves out stands for itself."""
    known = {bytes([b]).decode(page, "ignore") or chr(b): b for b in range(0x80, 0x100)}
    return known | {chr(b): b for b in range(0x80, 0xA0)}


# UTF-8 that was read as Western or Central European: "zabić" came out as "zabiÄ‡".
_PAGES = tuple(_bytes_of(page) for page in ("cp1252", "cp1250"))


def _misread(page: dict[str, int]) -> str:
    tail = "[" + re.escape("".join(c for c, b in page.items() if 0x80 <= b < 0xC0)) + "]"
    two, three, four = (
        "[" + re.escape("".join(c for c, b in page.items() if low <= b <= high)) + "]"
        for low, high in ((0xC2, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4))
    )
    return f"{two}{tail}|{three}{tail}{{2}}|{four}{tail}{{3}}"


_MISREAD = tuple((re.compile(_misread(page)), page) for page in _PAGES)


def _repaired(text: str) -> Iterator[tuple[str, int, int]]:
    """Each character with its place, misread UTF-8 put right."""
    pattern, page = max(_MISREAD, key=lambda one: sum(1 for _ in one[0].finditer(text)))
    at = 0
    for match in pattern.finditer(text):
        yield from ((text[i], i, i + 1) for i in range(at, match.start()))
        right = bytes(page[letter] for letter in match.group()).decode("utf-8", "ignore")
        for letter in right or match.group():
            yield letter, match.start(), match.end()
        at = match.end()
    yield from ((text[i], i, i + 1) for i in range(at, len(text)))
