"""A message's number and its secret words: made, shown, and read back however they were typed.

*Reference*: nine characters of Crockford's base 32 (no I, L, O or U), shown as XXXX-XXXX-X. Eight
are random (40 bits); the ninth is a check character of our own within the same 32, because
Crockford's (modulo 37) needs signs such as ``*`` and ``$`` that are hard to say on the telephone.

*Code*: five numbers from 0 to 2047 (55 bits) and a check number, shown as six words of a list of
2,048. The numbers are the code; words are only how a language says them, so the list of any
language opens it.

Both checks are one polynomial over a field of two to the power of n elements. Each place weighs
differently, so one wrong character or word, and any two changed about, are always noticed.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import TypeAlias

from portal.domain.errors import PortalError

Code: TypeAlias = tuple[int, ...]

REFERENCE_BYTES = 5
CODE_BYTES = 7
SECRET_WORDS = 5
SHOWN_WORDS = SECRET_WORDS + 1
LIST_LENGTH = 2048
ENGLISH = "en"

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_REFERENCE_FIELD = 0b100101  # x^5 + x^2 + 1, primitive: 31 different weights for 9 places
_CODE_FIELD = 0b100000000101  # x^11 + x^2 + 1, primitive: 2,047 different weights for 6 places
_LONGEST_REFERENCE = 64
_LONGEST_CODE = 1000
_LONGEST_WORD_REPEATED = 30
_FORGIVEN_IN_REFERENCE = {"Zs", "Cc", "Cf", "Pd"}  # spaces, tabs, invisible marks, dashes
_MARKS = {"Mn", "Cf"}  # accents, zero-width and direction marks


class ReferenceMistyped(PortalError):
    """It cannot be a number of ours: wrong length, a strange sign, or the check disagrees."""


class CodeMistyped(PortalError):
    """The words cannot be a code of ours, whoever typed them."""


class WordNotListed(CodeMistyped):
    """One of six words is in no list; ``word`` is what was read, at most 30 letters."""

    def __init__(self, word: str) -> None:
        self.word = word[:_LONGEST_WORD_REPEATED]
        super().__init__(f"not a word of the list: {self.word!r}")


class WrongWordCount(CodeMistyped):
    """There were not six words; ``found`` is how many there were."""

    def __init__(self, found: int) -> None:
        super().__init__(f"{SHOWN_WORDS} words are needed, {found} were found")
        self.found = found


class CheckWordDisagrees(CodeMistyped):
    """Six listed words, but one is wrong or two have changed places."""


def make_reference(random_bytes: bytes) -> str:
    """Nine characters without dashes, from the first five of ``random_bytes``.

    Raises ValueError when there are fewer than five.
    """
    if len(random_bytes) < REFERENCE_BYTES:
        raise ValueError(f"a reference needs {REFERENCE_BYTES} random bytes")
    number = int.from_bytes(random_bytes[:REFERENCE_BYTES])
    places = [number >> shift & 31 for shift in range(35, -1, -5)]
    return "".join(_ALPHABET[place] for place in (*places, _check(places, _REFERENCE_FIELD)))


def format_reference(reference: str) -> str:
    """As people see it: ``XXXX-XXXX-X``."""
    return f"{reference[:4]}-{reference[4:8]}-{reference[8:]}"


def parse_reference(text: str) -> str:
    """The nine characters meant by ``text``; raises ReferenceMistyped.

    Forgiven: spaces, dashes, case, full-width forms, O for 0, and I or L for 1.
    """
    if len(text) > _LONGEST_REFERENCE:
        raise ReferenceMistyped("far too long")
    typed = "".join(
        sign
        for sign in unicodedata.normalize("NFKC", text)
        if unicodedata.category(sign) not in _FORGIVEN_IN_REFERENCE
    )
    if not re.fullmatch(r"[0-9A-Za-z]{9}", typed, re.ASCII):
        raise ReferenceMistyped("nine letters and digits are needed")
    reference = typed.upper().translate(str.maketrans("OIL", "011"))
    places = [_ALPHABET.find(sign) for sign in reference]
    if -1 in places or _check(places[:-1], _REFERENCE_FIELD) != places[-1]:
        raise ReferenceMistyped("the last sign does not agree with the others")
    return reference


def derive_digest(key: bytes, idempotency_key: str) -> bytes:
    """HMAC-SHA256 (32 bytes) of a form's idempotency key: a retry shows the same code."""
    return hmac.digest(key, idempotency_key.encode("utf-8", "surrogatepass"), hashlib.sha256)


def code_from(digest: bytes) -> Code:
    """Five numbers from the first 55 bits; raises ValueError under seven bytes."""
    if len(digest) < CODE_BYTES:
        raise ValueError(f"a code needs {CODE_BYTES} bytes")
    number = int.from_bytes(digest[:CODE_BYTES]) >> 1
    return tuple(number >> shift & (LIST_LENGTH - 1) for shift in range(44, -1, -11))


def check_word(numbers: Code) -> int:
    """The number of the sixth word; raises ValueError unless there are five from 0 to 2047."""
    if len(numbers) != SECRET_WORDS or not all(0 <= n < LIST_LENGTH for n in numbers):
        raise ValueError("a code is five numbers from 0 to 2047")
    return _check(numbers, _CODE_FIELD)


def words_of(numbers: Code, language: str) -> tuple[str, ...]:
    """Six words in ``language``: the five of the code and the check word."""
    words = word_list(language)
    return tuple(words[number] for number in (*numbers, check_word(numbers)))


def parse_code(text: str, language: str) -> Code:
    """The five numbers meant by six words, in the page's language or else in English.

    Forgiven: case, spacing (none at all too), punctuation, digits before words, accents,
    full-width and zero-width forms; never the order. Only the first 1,000 characters are read.
    Raises WordNotListed, WrongWordCount or CheckWordDisagrees, from the list that knows more of
    the words.
    """
    tokens = _tokens(text[:_LONGEST_CODE])
    faults: list[tuple[int, CodeMistyped]] = []
    for name in dict.fromkeys((language, ENGLISH)):
        index = _index(name)
        try:
            return _read(tokens, index)
        except CodeMistyped as fault:
            faults.append((sum(token in index for token in tokens), fault))
    raise max(faults, key=lambda known_and_fault: known_and_fault[0])[1]


@lru_cache(maxsize=16)
def word_list(language: str) -> tuple[str, ...]:
    """The 2,048 words of ``language``, a word's place being its number; English where none is."""
    folder = files("portal.domain") / "wordlists"
    named = folder / f"{language}.txt"
    known = re.fullmatch(r"[a-z]{2,3}", language, re.ASCII) and named.is_file()
    return tuple((named if known else folder / "en.txt").read_text("utf-8").split())


@lru_cache(maxsize=16)
def _index(language: str) -> Mapping[str, int]:
    return {_fold(word): number for number, word in enumerate(word_list(language))}


def _check(places: Iterable[int], field: int) -> int:
    """Horner's rule with the field's generator; begins at one, so that all zeros are not valid."""
    total = 1
    for place in places:
        total = (total ^ place) << 1
        if total >> field.bit_length() - 1:
            total ^= field
    return total


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(sign for sign in plain if unicodedata.category(sign) not in _MARKS)


def _tokens(text: str) -> list[str]:
    return "".join(sign if sign.isalpha() else " " for sign in _fold(text)).split()


def _read(tokens: list[str], index: Mapping[str, int]) -> Code:
    """As spaced by the writer where that can be; else as the letters alone can be divided."""
    spaced = len(tokens) == SHOWN_WORDS and all(token in index for token in tokens)
    readings = [tuple(tokens)] if spaced else _divided("".join(tokens), index)
    if not readings:
        if len(tokens) != SHOWN_WORDS:
            raise WrongWordCount(len(tokens))
        raise WordNotListed(next(token for token in tokens if token not in index))
    codes = {tuple(index[word] for word in reading) for reading in readings}
    agreeing = [code[:-1] for code in codes if check_word(code[:-1]) == code[-1]]
    if len(agreeing) != 1:
        raise CheckWordDisagrees("the sixth word does not agree with the others")
    return agreeing[0]


def _divided(letters: str, index: Mapping[str, int]) -> list[tuple[str, ...]]:
    longest = max(map(len, index))
    if len(letters) > longest * SHOWN_WORDS:
        return []
    return list(_divisions(letters, index, SHOWN_WORDS, longest))


def _divisions(
    letters: str, index: Mapping[str, int], words: int, longest: int
) -> Iterator[tuple[str, ...]]:
    """Every way to divide ``letters`` into that many listed words."""
    if words == 0:
        if not letters:
            yield ()
        return
    for size in range(1, min(longest, len(letters)) + 1):
        if letters[:size] in index:
            for rest in _divisions(letters[size:], index, words - 1, longest):
                yield (letters[:size], *rest)
