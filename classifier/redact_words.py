"""A text as the redaction reads it: words with their places, and the lists that judge them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

FOLDER = Path(__file__).with_name("redaction")

KINDS = (
    "name", "school", "place", "birth", "phone", "nhs", "number", "email", "postcode", "address",
    "handle", "link", "job", "language_place", "reference",
)  # fmt: skip

_LETTER = "[^\\W_][\u0300-\u036f\u200b-\u200d\u00ad\u2060]*"
_WORD = re.compile(rf"\[(?:{'|'.join(KINDS)})\]|(?:{_LETTER})+(?:['’‘`](?:{_LETTER})+)*")
_END = re.compile(r"[.!?؟…:;\n•|]|[\"“”]")
_GLUE = re.compile(r"[ \t\u00a0]{0,3}[-.–&/]?[ \t\u00a0]{0,3}")
_QUOTES = re.compile("['’‘`]")
_SHORT_FORMS = frozenset((
    "mr", "mrs", "ms", "mx", "miss", "dr", "prof", "rev", "cllr", "st", "sgt", "pc", "j", "sr",
    "sra", "fr", "mme",
))  # fmt: skip
_ENDINGS = ("'s", "'ll", "'d", "'ve", "'re")
_MOST = 40


@dataclass(frozen=True, slots=True)
class Word:
    """A word at `text[start:end]`.

    `form` is folded and without apostrophes, `base` also without a possessive ending; `capital` is
    true only where capitals mean something; `opens` a sentence; `glued` when nothing but a space,
    hyphen or stop stands between it and the word before; `owns` with "'s"; `tied` by a hyphen to
    the word before; `shout` in capitals; a mark such as `[name]` has no form.
    """

    form: str
    base: str
    start: int
    end: int
    capital: bool
    shout: bool
    opens: bool
    glued: bool
    owns: bool = False
    tied: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text (`text[start:end]`) that must go, and why."""

    start: int
    end: int
    kind: str


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Case-folded, without accents and unseen characters, apostrophes straight."""
    plain = unicodedata.normalize("NFKD", _QUOTES.sub("'", word.replace("ł", "l")).casefold())
    return "".join(c for c in plain if c == "'" or c.isalnum())


def read(text: str) -> list[Word]:
    """The words of a text in order, with capitals judged sentence by sentence."""
    words: list[Word] = []
    sentence: list[Word] = []
    past = 0
    for match in _WORD.finditer(text):
        word = _word(text, match, past, sentence[-1] if sentence else None)
        past = match.end()
        if word.opens:
            words.extend(_judged(sentence))
            sentence = []
        sentence.append(word)
    words.extend(_judged(sentence))
    return words


def _word(text: str, match: re.Match[str], past: int, before: Word | None) -> Word:
    group, gap = match.group(), text[past : match.start()]
    initial = before is not None and len(before.form) == 1 and before.capital and gap.strip() == "."
    title = before is not None and before.form in _SHORT_FORMS and gap.strip() == "."
    abbreviated = title or initial
    opens = before is None or (not abbreviated and bool(_END.search(gap)))
    glued = not opens and bool(_GLUE.fullmatch(gap))
    if group[0] == "[":
        return Word("", "", match.start(), match.end(), False, False, opens, False)
    folded = fold(group[: 4 * _MOST])[:_MOST]
    base = folded
    for ending in _ENDINGS:
        base = base.removesuffix(ending) if base.endswith(ending) else base
    capital = group[0].isupper()
    shout = capital and len(group) > 1 and group.upper() == group
    return Word(
        folded.replace("'", ""), base.replace("'", ""), match.start(), match.end(), capital, shout,
        opens, glued, folded.endswith("'s"), gap == "-",
    )  # fmt: skip


def _judged(sentence: Sequence[Word]) -> Iterator[Word]:
    """The words, without capitals where all of the sentence has them."""
    letters = [word for word in sentence if len(word.form) > 3 and word.form.isalpha()]
    shouted = sum(word.shout for word in letters)
    titled = sum(word.capital for word in letters)
    loud = len(sentence) >= 3 and shouted >= 2 and shouted > 0.7 * len(letters)
    loud = loud or (len(letters) >= 6 and titled > 0.85 * len(letters))
    for word in sentence:
        yield Word(
            word.form, word.base, word.start, word.end, word.capital and not loud,
            word.shout, word.opens, word.glued, word.owns, word.tied,
        ) if loud else word  # fmt: skip


Phrases = dict[str, tuple[tuple[str, ...], ...]]
"""Phrases by their first word, longest first."""


def found(words: Sequence[Word], phrases: Phrases) -> Iterator[tuple[int, int]]:
    """First word and one past the last of each phrase that stands in one piece, longest first."""
    at = 0
    while at < len(words):
        word = words[at]
        begins = word.form in phrases or word.base in phrases
        past = matched(words, at, phrases) if begins else 0
        if past:
            yield at, past
        at = past or at + 1


def matched(words: Sequence[Word], at: int, phrases: Phrases) -> int:
    """One past the longest phrase that begins at a word, or 0."""
    for first in {words[at].form, words[at].base}:
        for phrase in phrases.get(first, ()):
            past = at + len(phrase)
            part = words[at:past]
            if len(part) == len(phrase) and all(
                wanted in (word.form, word.base) and (word.glued or not place)
                for place, (word, wanted) in enumerate(zip(part, phrase, strict=True))
            ):
                return past
    return 0


def phrases_of(entries: Iterable[str]) -> Phrases:
    """Entries of a list as phrases."""
    made: dict[str, list[tuple[str, ...]]] = {}
    for entry in entries:
        parts = tuple(match.replace("'", "") for match in re.findall(r"[\w']+", fold_line(entry)))
        if parts:
            made.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(rest, key=len, reverse=True)) for first, rest in made.items()}


def fold_line(line: str) -> str:
    """A line of a list, folded word by word."""
    return re.sub(r"[\w'’\u0300-\u036f]+", lambda match: fold(match.group()), line)


@cache
def sections(name: str) -> dict[str, str]:
    """The text of each `[section]` of a list of this package, "" for what stands before any."""
    made: dict[str, list[str]] = {"": []}
    current = ""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = line.strip("[] ")
        elif not line.startswith("#"):
            made.setdefault(current, []).append(line)
    return {key: "\n".join(lines) for key, lines in made.items()}


@cache
def listed(name: str, section: str = "") -> frozenset[str]:
    """The single words of a section."""
    return frozenset(fold_line(sections(name)[section]).replace("'", "").split())


@cache
def entries(name: str, section: str = "") -> tuple[str, ...]:
    """The entries of a section that is divided by commas."""
    text = sections(name)[section].replace("\n", " ")
    return tuple(part.strip() for part in text.split(",") if part.strip())


@cache
def phrases(name: str, section: str = "") -> Phrases:
    """The entries of a section as phrases."""
    return phrases_of(entries(name, section))


_STEMS = (("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
          ("ly", ""), ("er", ""), ("er", "e"), ("ers", ""), ("ness", ""), ("less", ""),
          ("ful", ""), ("ment", ""), ("able", ""), ("ation", "e"), ("est", ""))  # fmt: skip
_WORDY = ("tion", "tions", "ment", "ments", "ness", "ship", "ities", "ology", "ologist", "phobia",
          "graphy", "itis", "osis", "ful", "less", "ising", "ised", "ively", "ally")  # fmt: skip


@lru_cache(maxsize=20_000)
def is_common(form: str) -> bool:
    """Whether a form is a word of everyday English, in itself or by its stem."""
    known = listed("words.txt")
    if form in known or form.endswith(_WORDY) or not form.isalpha():
        return True
    for ending, mended in _STEMS:
        stem = form.removesuffix(ending) + mended
        doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in known
        if form.endswith(ending) and len(stem) > 2 and (stem in known or doubled):
            return True
    return False
