"""A text as the screen reads it: its words without disguise, each with its place in the text.

One text has several readings, for those who hide a word from a filter or merely type fast: plain;
with a "!" inside a word read as a letter; with letters that were spelled one by one put together;
and with words that a stop or hyphen cuts through put together. What one word may stand for
("k1ll", "killl", "sucide") is the affair of `screen_spelling`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from classifier import screen_folding
from classifier.screen_folding import Folded
from classifier.screen_spelling import Speller

END = "."
"""The form of the end of a sentence, which no rule crosses."""

LONGEST_WORD = 40
"""Letters of a word that are compared; no rule has a longer one."""

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


def form(word: str) -> str:
    """A folded word without apostrophes, and with no letter more than twice in a row."""
    short = word[: 4 * LONGEST_WORD].replace("'", "")
    return _OTHER_RUN.sub(r"\1\1", _VOWEL_RUN.sub(r"\1", short))[:LONGEST_WORD]


def readings(text: str, speller: Speller) -> Iterator[list[Word]]:
    """The plain reading, then each other one that differs from it."""
    folded = screen_folding.folded(text)
    plain = _words(folded)
    yield _mended(plain, speller)
    if _BANG.search(folded.letters):
        letters = _BANG.sub("i", folded.letters)
        yield _mended(_words(Folded(letters, folded.starts, folded.ends)), speller)
    joined = _joined(plain, speller)
    if joined is not plain:
        yield _mended(joined, speller)
    uncut = _uncut(folded, plain, speller)
    if uncut is not plain:
        yield _mended(uncut, speller)


def _words(folded: Folded) -> list[Word]:
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


def _uncut(folded: Folded, words: list[Word], speller: Speller) -> list[Word]:
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
