"""The words that say a code in a language: shown, and read back however they were typed.

Each list has 2,048 words; a word's place in its list is its number, and the numbers are the code.
So whoever was given Polish words may type them on any page, and the list of any language opens it.
A list never changes once a family has words of it on paper.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from portal.domain.codes import LIST_LENGTH, SHOWN_WORDS, Code, check_word
from portal.domain.errors import PortalError

ENGLISH = "en"
LANGUAGES = (ENGLISH, "pl", "ro", "lt", "pt", "ar")
"""Those that have a list of their own."""

LONGEST_WORD = 8
_LONGEST_CODE = 1000
_LONGEST_WORD_REPEATED = 30
_SHORT, _NEAR_SHORT, _NEAR = 4, 1, 2  # letters; changes that may lie between a typo and its word
_MARKS = {"Mn", "Cf"}  # accents, Arabic vowel signs, zero-width and direction marks
_ALIKE = str.maketrans(
    # Letters that decompose into nothing simpler, and that people type for one another.
    {"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك"}
    # The lone hamza is left out as often as written; the stretch between letters says nothing.
    | {"ء": None, "ـ": None}
)


class CodeMistyped(PortalError):
    """The words cannot be a code of ours, whoever typed them."""


class WordNotListed(CodeMistyped):
    """One of six words is in no list.

    `word` is as it was typed, at most 30 letters; `meant` the one listed word that is near it, or
    None where there is none or several.
    """

    def __init__(self, word: str, meant: str | None = None) -> None:
        self.word, self.meant = word[:_LONGEST_WORD_REPEATED], meant
        super().__init__(f"not a word of the list: {self.word!r}")


class WrongWordCount(CodeMistyped):
    """There were not six words; `found` is how many there were."""

    def __init__(self, found: int) -> None:
        super().__init__(f"{SHOWN_WORDS} words are needed, {found} were found")
        self.found = found


class CheckWordDisagrees(CodeMistyped):
    """Six listed words, but one is wrong or two have changed places: no telling which."""


@dataclass(frozen=True)
class _Token:
    """A word as it was typed, and as it is looked up."""

    typed: str
    plain: str


def words_of(numbers: Code, language: str) -> tuple[str, ...]:
    """Six words in `language`: the five of the code and the check word."""
    words = word_list(language)
    return tuple(words[number] for number in (*numbers, check_word(numbers)))


def parse_code(text: str, language: str) -> Code:
    """The five numbers meant by six words of one list: the page's first, then any other.

    Forgiven: case, spacing (none at all too), punctuation, digits before words, accents, Arabic
    spellings of one letter, full-width and zero-width forms; never the order. Only the first
    1,000 characters are read. Raises WordNotListed, WrongWordCount or CheckWordDisagrees, from
    the list that knows more of the words.
    """
    tokens = _tokens(text[:_LONGEST_CODE])
    faults: list[tuple[int, CodeMistyped]] = []
    for name in dict.fromkeys((listed(language), *LANGUAGES)):
        index = _index(name)
        try:
            return _read(tokens, name)
        except CodeMistyped as fault:
            faults.append((sum(token.plain in index for token in tokens), fault))
    raise max(faults, key=lambda known_and_fault: known_and_fault[0])[1]


def listed(language: str) -> str:
    """The language whose words are shown to a reader of `language`: its own, or else English."""
    return language if language in LANGUAGES else ENGLISH


@lru_cache(maxsize=len(LANGUAGES))
def _list(language: str) -> tuple[str, ...]:
    named = files("portal.domain") / "wordlists" / f"{language}.txt"
    words = tuple(named.read_text("utf-8").split())
    if len(words) != LIST_LENGTH:
        raise ValueError(f"the list of {language} has {len(words)} words")
    return words


def word_list(language: str) -> tuple[str, ...]:
    """The 2,048 words of `language`, a word's place being its number; English where none is."""
    return _list(listed(language))


@lru_cache(maxsize=len(LANGUAGES))
def _index(language: str) -> Mapping[str, int]:
    return {fold(word): number for number, word in enumerate(_list(language))}


def fold(text: str) -> str:
    """The plain letters under a text: no case, accents, vowel signs or variants of a letter."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(sign for sign in plain if unicodedata.category(sign) not in _MARKS)
    return bare.translate(_ALIKE)


def _tokens(text: str) -> list[_Token]:
    spaced = "".join(
        sign if sign.isalpha() or unicodedata.category(sign) in _MARKS else " "
        for sign in unicodedata.normalize("NFKC", text)
    )
    tokens = [_Token(typed, _letters(fold(typed))) for typed in spaced.split()]
    return [token for token in tokens if token.plain]


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]", "", text)


def _read(tokens: list[_Token], language: str) -> Code:
    """As spaced by the writer where that can be; else as the letters alone can be divided."""
    index = _index(language)
    plain = [token.plain for token in tokens]
    spaced = len(plain) == SHOWN_WORDS and all(word in index for word in plain)
    readings = [tuple(plain)] if spaced else _divided("".join(plain), index)
    if not readings:
        if len(tokens) != SHOWN_WORDS:
            raise WrongWordCount(len(tokens))
        place = next(place for place, word in enumerate(plain) if word not in index)
        raise WordNotListed(tokens[place].typed, _meant(plain, place, language))
    codes = {tuple(index[word] for word in reading) for reading in readings}
    agreeing = [code[:-1] for code in codes if check_word(code[:-1]) == code[-1]]
    if len(agreeing) != 1:
        raise CheckWordDisagrees("the sixth word does not agree with the others")
    return agreeing[0]


def _divided(letters: str, index: Mapping[str, int]) -> list[tuple[str, ...]]:
    if len(letters) > LONGEST_WORD * SHOWN_WORDS:
        return []
    return list(_divisions(letters, index, SHOWN_WORDS))


def _divisions(letters: str, index: Mapping[str, int], words: int) -> Iterator[tuple[str, ...]]:
    """Every way to divide `letters` into that many listed words."""
    if words == 0:
        if not letters:
            yield ()
        return
    for size in range(1, min(LONGEST_WORD, len(letters)) + 1):
        if letters[:size] in index:
            for rest in _divisions(letters[size:], index, words - 1):
                yield (letters[:size], *rest)


def _meant(plain: Sequence[str], place: int, language: str) -> str | None:
    """The one listed word nearest to what was typed; the check word decides among several."""
    index = _index(language)
    near = _nearest(plain[place], index)
    if len(near) > 1:
        near = [
            word for word in near if _agrees([*plain[:place], word, *plain[place + 1 :]], index)
        ]
    return _list(language)[index[near[0]]] if len(near) == 1 else None


def _agrees(words: Sequence[str], index: Mapping[str, int]) -> bool:
    if not all(word in index for word in words):
        return False
    *code, last = (index[word] for word in words)
    return check_word(tuple(code)) == last


def _nearest(word: str, index: Mapping[str, int]) -> list[str]:
    most = _NEAR_SHORT if len(word) <= _SHORT else _NEAR
    found = {
        other: changes(word, other)
        for other in index
        # Both are cheap and true of every near word, and leave few to be compared in full.
        if abs(len(word) - len(other)) <= most and len(set(word) ^ set(other)) <= 2 * most
    }
    least = min(found.values(), default=most + 1)
    return [other for other, far in found.items() if far == least <= most]


def changes(one: str, other: str) -> int:
    """The fewest letters to change, add, leave out, or swap with a neighbour."""
    rows = [list(range(len(other) + 1))]
    for down, letter in enumerate(one, 1):
        row = [down]
        for across, wanted in enumerate(other, 1):
            replaced = rows[-1][across - 1] + (letter != wanted)
            row.append(min(replaced, rows[-1][across] + 1, row[-1] + 1))
            if across > 1 and down > 1 and one[down - 2 : down] == wanted + other[across - 2]:
                row[-1] = min(row[-1], rows[-2][across - 2] + 1)
        rows.append(row)
    return rows[-1][-1]
