"""What a word of a text may stand for: mended spellings, digits for letters, near misses.

A near miss is looked for only beside the guarded words of the rules (`suicide`, `bruises`), and
only for words that no rule and no list of common words knows, so that an ordinary word is not
taken for a dangerous one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

_LEET_I = str.maketrans("013457@$!|", "oieastasii")
_LEET_L = str.maketrans("013457@$!|", "oleastasil")
_TWIN = re.compile(r"(.)\1")
_ARABIC = re.compile("^[\u0621-\u064a]{4,}$")
_JOINED = ("وال", "فال", "بال", "كال", "ال", "لل", "و", "ف", "ب", "ل", "ك", "س")
_SHORTEST_NEAR = 5
_CACHED = 20_000


class Speller:
    """Answers for one rulebook; its answers are kept, for the same words come again."""

    def __init__(
        self,
        spellings: Mapping[str, tuple[str, ...]],
        also: Mapping[str, tuple[str, ...]],
        guarded: Iterable[str],
        known: Iterable[str],
    ) -> None:
        """`spellings` replace a word, `also` adds what it may mean; `known` are words that are
        neither mended by guess nor taken for a near miss."""
        self._spellings = spellings
        self._also = also
        self._guarded = frozenset(guarded)
        self._known = frozenset(known) | self._guarded
        self._near: dict[str, list[str]] = {}
        for word in self._guarded:
            if len(word) >= _SHORTEST_NEAR:
                for less in (word, *_less(word)):
                    self._near.setdefault(less, []).append(word)
        self._by_size: dict[int, list[str]] = {}
        for word in sorted(self._guarded):
            self._by_size.setdefault(len(word), []).append(word)
        self.mend = lru_cache(maxsize=_CACHED)(self._mend)

    def guards(self, form: str) -> bool:
        """Whether a word is one that people hide."""
        return form in self._guarded

    def _mend(self, form: str) -> tuple[str, ...] | None:
        """The words that stand for a misspelt one, or None when it stands as it is."""
        for guess in (form, *_unmasked(form), _TWIN.sub(r"\1", form)):
            if guess in self._spellings:
                return self._spellings[guess]
        return None

    def variants(self, form: str) -> Iterator[str]:
        """The form, and each other word that it may stand for."""
        yield form
        yield from self._also.get(form, ())
        for guess in _unmasked(form):
            yield guess
            yield from self._also.get(guess, ())
        if _ARABIC.match(form):
            yield from _bare(form)
        if form in self._known:
            return
        if _TWIN.search(form):
            yield _TWIN.sub(r"\1", form)
        if "*" in form:
            yield from self._starred(form)
        elif len(form) >= _SHORTEST_NEAR:
            yield from self._nearly(form)

    def pieces(self, whole: str) -> list[str]:
        """A run of letters cut into the fewest words that the rules know, or left whole."""
        best: list[list[str] | None] = [[]]
        for end in range(1, len(whole) + 1):
            ways = (
                [*before, whole[start:end]]
                for start, before in enumerate(best)
                if before is not None and whole[start:end] in self._known
            )
            best.append(min(ways, key=len, default=None))
        return best[-1] or [whole]

    def _starred(self, form: str) -> Iterator[str]:
        for word in self._by_size.get(len(form), ()):
            if all(a in ("*", b) for a, b in zip(form, word, strict=True)):
                yield word

    def _nearly(self, form: str) -> Iterator[str]:
        found = {word for less in (form, *_less(form)) for word in self._near.get(less, ())}
        yield from sorted(word for word in found if word[0] == form[0] and _one_off(form, word))


def _less(word: str) -> Iterator[str]:
    """The word without each of its letters."""
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def _one_off(form: str, word: str) -> bool:
    """Whether one letter too many, too few, wrong, or two in wrong order, parts two words."""
    if len(form) != len(word):
        return abs(len(form) - len(word)) == 1
    differ = [i for i, (a, b) in enumerate(zip(form, word, strict=True)) if a != b]
    if len(differ) < 2:
        return True
    if len(differ) > 2:
        return False
    one, two = differ
    return two == one + 1 and form[one] == word[two] and form[two] == word[one]


def _unmasked(form: str) -> Iterator[str]:
    """Digits and signs as letters, in a word that has letters too ("k1ll", not "111")."""
    if form.isalpha() or not any(letter.isalpha() for letter in form):
        return
    for table in (_LEET_I, _LEET_L):
        guess = form.translate(table)
        if guess != form:
            yield guess


def _bare(form: str) -> Iterator[str]:
    """An Arabic word without what is written onto it: and, the, with, to, will."""
    for first in _JOINED:
        if form.startswith(first) and len(form) - len(first) >= 3:
            rest = form[len(first) :]
            yield rest
            if len(first) == 1:
                yield from (
                    rest[len(second) :]
                    for second in _JOINED
                    if rest.startswith(second) and len(rest) - len(second) >= 3
                )
