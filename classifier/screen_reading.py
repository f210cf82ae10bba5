"""A text as the screen reads it: its words without disguise, each with its place in the text.

One text has several readings, for those who hide a word from a filter or merely type fast: plain;
with a "!" inside a word read as a letter; with letters that were spelled one by one put together;
and with words that a stop or hyphen cuts through put together. What one word may stand for
("k1ll", "killl", "sucide") is the affair of `screen_spelling`.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from classifier.screen_spelling import Speller

END = "."
"""The form of the end of a sentence, which no rule crosses."""

LONGEST_WORD = 40
"""Letters of a word that are compared; no rule has a longer one."""

_UNSEEN = frozenset("\u00ad\u0640\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff")
_LOOKALIKES = dict(
    chain(
        zip("аеорсхуіѕјһԁкмнтвьԝѵӏαοεικνρτυχωβη", "aeopcxyisjhdkmhtbbwvlaoeikvptuxwbn", strict=True),
        zip("łđøħıɡɑʟɪᴀʙᴄᴅᴇꜰɢʜᴊᴋᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "ldohigaliabcdefghjkmnoprstuvwyz", strict=True),
    )
)
_SAME = {"ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك", "_": " ", "’": "'", "‘": "'", "`": "'", "´": "'",
         "ʼ": "'", "“": '"', "”": '"', "€": "e"}  # fmt: skip
_ENCIRCLED = ((0x1F150, 0x1F169), (0x1F170, 0x1F189), (0x1F1E6, 0x1F1FF))
_ASCII = str.maketrans("_`", " '")

_TOKEN = re.compile(r"[@$]?\w(?:['*@$|]{0,4}\w)*|[.!?؟\n]+")
_PAUSE = re.compile(r"\.{2,}$")
_BANG = re.compile(r"(?<=[^\W\d_])!(?=[^\W\d_])")
_CUT = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:[.\-·•|/,~+=][^\W\d_]++)+")
_VOWEL_RUN = re.compile(r"([aeiouy])\1{2,}")
_OTHER_RUN = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in the form that rules know, and where it stands in the text (`text[start:end]`)."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Folded:
    """Folded letters, and for each the place in the text where it begins and ends."""

    letters: str
    starts: Sequence[int]
    ends: Sequence[int]


def fold(text: str) -> str:
    """A text without accents, capitals and disguise, as words of rules and texts are compared."""
    return "".join(_fold(letter) for letter in text)


def form(word: str) -> str:
    """A folded word without apostrophes, and with no letter more than twice in a row."""
    short = word[: 4 * LONGEST_WORD].replace("'", "")
    return _OTHER_RUN.sub(r"\1\1", _VOWEL_RUN.sub(r"\1", short))[:LONGEST_WORD]


def readings(text: str, speller: Speller) -> Iterator[list[Word]]:
    """The plain reading, then each other one that differs from it."""
    folded = _folded(text)
    plain = _words(folded)
    yield _mended(plain, speller)
    if _BANG.search(folded.letters):
        letters = _BANG.sub("i", folded.letters)
        yield _mended(_words(_Folded(letters, folded.starts, folded.ends)), speller)
    joined = _joined(plain, speller)
    if joined is not plain:
        yield _mended(joined, speller)
    uncut = _uncut(folded, plain, speller)
    if uncut is not plain:
        yield _mended(uncut, speller)


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


def _folded(text: str) -> _Folded:
    if text.isascii():
        return _Folded(text.lower().translate(_ASCII), range(len(text)), range(1, len(text) + 1))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for letter, start, end in _repaired(text):
        for part in _fold(letter):
            letters.append(part)
            starts.append(start)
            ends.append(end)
    return _Folded("".join(letters), starts, ends)


def _bytes_of(page: str) -> dict[str, int]:
    """Each character of a code page with its byte; bytes that it leaves out stand for themselves."""
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
    for pattern, page in _MISREAD:
        if pattern.search(text):
            break
    else:
        yield from ((letter, place, place + 1) for place, letter in enumerate(text))
        return
    at = 0
    for match in pattern.finditer(text):
        yield from ((text[i], i, i + 1) for i in range(at, match.start()))
        right = bytes(page[letter] for letter in match.group()).decode("utf-8", "ignore")
        for letter in right or match.group():
            yield letter, match.start(), match.end()
        at = match.end()
    yield from ((text[i], i, i + 1) for i in range(at, len(text)))


def _words(folded: _Folded) -> list[Word]:
    starts, ends = folded.starts, folded.ends
    found = []
    for match in _TOKEN.finditer(folded.letters):
        group = match.group()
        if group[0] in ".!?؟\n":
            if _PAUSE.match(group):
                continue
            shape = END
        else:
            shape = form(group)
        found.append(Word(shape, starts[match.start()], ends[match.end() - 1]))
    return found


def _mended(words: list[Word], speller: Speller) -> list[Word]:
    mend = speller.mend
    mended: list[Word] = []
    for word in words:
        forms = mend(word.form)
        if forms is None:
            mended.append(word)
        else:
            mended.extend(Word(one, word.start, word.end) for one in forms)
    return mended


def _joined(words: list[Word], speller: Speller) -> list[Word]:
    """Three or more single letters in a row, with or without stops between, as words."""
    joined: list[Word] = []
    run: list[Word] = []
    changed = False
    for word in [*words, Word("", 0, 0)]:
        if len(word.form) == 1 and (word.form != END or run):
            run.append(word)
            continue
        letters = [part for part in run if part.form != END]
        if len(letters) >= 3:
            changed = True
            joined.extend(_spelled_out(letters, speller))
        else:
            joined.extend(run)
        run = []
        joined.append(word)
    return joined[:-1] if changed else words


def _spelled_out(letters: list[Word], speller: Speller) -> Iterator[Word]:
    whole = "".join(part.form for part in letters)[:LONGEST_WORD]
    at = 0
    for piece in speller.pieces(whole):
        last = min(at + len(piece), len(letters)) - 1
        yield Word(form(piece), letters[at].start, letters[last].end)
        at += len(piece)


def _uncut(folded: _Folded, words: list[Word], speller: Speller) -> list[Word]:
    """Words that a sign cuts through ("su-i.cide") put together, if a rule knows the whole."""
    whole: dict[int, Word] = {}
    for match in _CUT.finditer(folded.letters):
        shape = form("".join(letter for letter in match.group() if letter.isalpha()))
        if speller.guards(shape):
            start = folded.starts[match.start()]
            whole[start] = Word(shape, start, folded.ends[match.end() - 1])
    if not whole:
        return words
    uncut: list[Word] = []
    past = 0
    for word in words:
        if word.start in whole:
            uncut.append(whole[word.start])
            past = whole[word.start].end
        elif word.start >= past:
            uncut.append(word)
    return uncut
