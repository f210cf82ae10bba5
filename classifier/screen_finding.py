"""Finds many phrases at once in the words of a text, in time linear in its length.

A phrase is looked at only when the text has a fit for each of its words; most phrases end there.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from classifier.screen_reading import END

OVERHANG = 2
"""Common words of a danger that may stand outside the harmless words about it."""

_STOP = frozenset({-1})
_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Element:
    """One word of a phrase (`exact` forms or `prefixes`), after a gap of up to `gap` words."""

    exact: frozenset[str]
    prefixes: tuple[str, ...]
    gap: int


@dataclass(frozen=True)
class Phrase:
    """Words in order, or with `reach` in any order, none further than that from the rarest."""

    elements: tuple[Element, ...]
    reach: int = 0


@dataclass(frozen=True, slots=True)
class _Sought:
    """A phrase with its words as numbers."""

    key: str
    numbers: tuple[int, ...]
    gaps: tuple[int, ...]
    reach: int
    needs: frozenset[int]


class PhraseFinder:
    """Finds phrases in a sequence of words."""

    def __init__(
        self,
        phrases: Iterable[tuple[str, Phrase]],
        variants: Callable[[str], Iterable[str]] = lambda form: (form,),
        common: frozenset[str] = frozenset(),
    ) -> None:
        """`phrases` as pairs of a key and a phrase; `variants` gives what a word may stand for;
        `common` words are those that most texts have: no phrase is looked for by them."""
        self._variants = variants
        self._exact: dict[str, list[int]] = {}
        self._prefixed: dict[str, list[int]] = {}
        self._anchored: dict[int, list[_Sought]] = {}
        numbers: dict[tuple[frozenset[str], tuple[str, ...]], int] = {}
        weights: list[tuple[int, int]] = []
        for key, phrase in phrases:
            row = []
            for element in phrase.elements:
                shape = (element.exact, element.prefixes)
                if shape not in numbers:
                    numbers[shape] = len(weights)
                    weights.append((len(element.exact & common), len(element.exact)))
                    self._list(element, numbers[shape])
                row.append(numbers[shape])
            anchor = min(row, key=lambda number: weights[number])
            order = sorted(row, key=lambda number: weights[number]) if phrase.reach else row
            gaps = tuple(element.gap for element in phrase.elements)
            sought = _Sought(key, tuple(order), gaps, phrase.reach, frozenset(row))
            self._anchored.setdefault(anchor, []).append(sought)
        self._sizes = sorted({len(prefix) for prefix in self._prefixed})
        self._senses = lru_cache(maxsize=20_000)(self._fits)

    def _list(self, element: Element, number: int) -> None:
        for form in element.exact:
            self._exact.setdefault(form, []).append(number)
        for prefix in element.prefixes:
            self._prefixed.setdefault(prefix, []).append(number)

    def _fits(self, form: str) -> frozenset[int]:
        """The numbers of the elements that a word fits."""
        if form == END:
            return _STOP
        found: set[int] = set()
        for one in self._variants(form):
            found.update(self._exact.get(one, ()))
            for size in self._sizes:
                if size > len(one):
                    break
                found.update(self._prefixed.get(one[:size], ()))
        return frozenset(found) if found else _NONE

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """First word, one past the last, and key of each phrase found."""
        senses = [self._senses(form) for form in words]
        present = _NONE.union(*senses)
        places: dict[int, list[int]] = {}
        for number in present:
            for sought in self._anchored.get(number, ()):
                if not sought.needs <= present:
                    continue
                first = sought.numbers[0]
                if first not in places:
                    places[first] = [i for i, sense in enumerate(senses) if first in sense]
                for place in places[first]:
                    span = _around(senses, place, sought) if sought.reach else _after(
                        senses, place, sought
                    )  # fmt: skip
                    if span:
                        yield *span, sought.key


def _after(senses: list[frozenset[int]], place: int, sought: _Sought) -> tuple[int, int] | None:
    past = _ends(senses, place + 1, sought, 1)
    return (place, past) if past else None


def _ends(senses: list[frozenset[int]], place: int, sought: _Sought, at: int) -> int:
    """One past the last word when the rest of the phrase follows from `place`, or 0."""
    if at == len(sought.numbers):
        return place
    number = sought.numbers[at]
    for reach in range(place, min(place + sought.gaps[at] + 1, len(senses))):
        sense = senses[reach]
        if number in sense:
            past = _ends(senses, reach + 1, sought, at + 1)
            if past:
                return past
        if sense is _STOP:
            return 0
    return 0


def _around(senses: list[frozenset[int]], place: int, sought: _Sought) -> tuple[int, int] | None:
    """The span of a phrase in any order about the place of its rarest word, or None."""
    low = high = place
    while low > 0 and place - low < sought.reach and senses[low - 1] is not _STOP:
        low -= 1
    while high + 1 < len(senses) and high - place < sought.reach and senses[high + 1] is not _STOP:
        high += 1
    taken = [place]
    nearest = sorted(range(low, high + 1), key=lambda i: abs(i - place))
    for number in sought.numbers[1:]:
        for i in nearest:
            if i not in taken and number in senses[i]:
                taken.append(i)
                break
        else:
            return None
    return min(taken), max(taken) + 1


def outermost(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The spans in order, without those that lie inside another of the same key."""
    kept: list[tuple[int, int, str]] = []
    reached: dict[str, int] = {}
    for first, past, key in sorted(set(spans), key=lambda span: (span[0], -span[1], span[2])):
        if past > reached.get(key, -1):
            kept.append((first, past, key))
            reached[key] = past
    return kept


class Cover:
    """Stretches of harmless words; tells whether a danger lies inside one of them."""

    def __init__(
        self, spans: Iterable[tuple[int, int]], words: Sequence[str], common: frozenset[str]
    ) -> None:
        """`spans` of `words` as first word and one past the last, in any order; `common` words
        may hang over at either end: "daughter is" before "scared of dogs"."""
        self._words = words
        self._common = common
        self._reach: list[tuple[int, int]] = []
        furthest = 0
        for first, past in sorted(spans):
            furthest = max(furthest, past)
            self._reach.append((first, furthest))

    def holds(self, first: int, past: int) -> bool:
        """Whether `first` to `past` lies inside one stretch."""
        if not self._reach:
            return False
        begin = first
        while begin < min(first + OVERHANG, past) and self._words[begin] in self._common:
            begin += 1
        end = past
        while end > max(past - OVERHANG, begin + 1) and self._words[end - 1] in self._common:
            end -= 1
        return any(
            self._inside(one, other)
            for one in range(first, begin + 1)
            for other in range(end, past + 1)
            if one < other
        )

    def _inside(self, first: int, past: int) -> bool:
        at = bisect_right(self._reach, first, key=lambda span: span[0])
        return at > 0 and self._reach[at - 1][1] >= past
