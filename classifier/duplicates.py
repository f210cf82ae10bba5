"""Near-duplicates: campaign letters, and what each sender added in words of its own.

Exact, over an inverted index: every pair of texts that shares a run of words is counted, so that no
chance of hashing decides who belongs to a campaign. Nothing is ever dropped: a text is in one group
or alone.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from classifier.shingles import Index, runs_of, words_of
from classifier.text import Token, tokens

ALIKE = 0.3
"""Two texts are near-duplicates when so many of the runs of words of the shorter stand in the
other: low, for two senders may each have added twice as much as the letter holds."""

FEWEST_SHARED = 8
"""…and so many runs are shared: eleven words in a row. By chance two people share none or one; a
sentence of politeness in common makes no campaign."""

SHORTEST_LETTER = 8
"""Words below which even the same words are no campaign: many families write "No reply"."""


@dataclass(frozen=True)
class Member:
    """One text of a group: its place in the input and how it relates to the letter.

    `shared` is the share of its words that belong to the letter; `own` are the places
    (`text[start:end]`) of the words that the sender added or changed, in order.
    """

    place: int
    shared: float
    own: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Group:
    """Texts that are near-duplicates of each other, in the order of the input.

    `key` depends on the words of the letter alone: neither on the order of the texts nor, as long
    as the letter stays the same, on how many have arrived. `representative` is the place of the
    text that adds least of its own.
    """

    key: str
    size: int
    representative: int
    shared: float
    """Mean of the members' shares."""
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Grouping:
    """Every text once: in one of the groups (largest first) or among those that stand alone."""

    groups: tuple[Group, ...]
    alone: tuple[int, ...]

    def letters(self) -> tuple[str, ...]:
        """For each text the key of its group, or one of its own: equal for one campaign."""
        found = {place: f"alone-{place}" for place in self.alone}
        for one in self.groups:
            found.update({member.place: one.key for member in one.members})
        return tuple(found[place] for place in sorted(found))

    def voices(self, texts: Sequence[str]) -> tuple[str, ...]:
        """What was said, once each, in the order of the input: texts that stand alone, of a
        campaign its representative whole, and of every other sender the words of its own."""
        own = {member.place: member.own for one in self.groups for member in one.members}
        for one in self.groups:
            own[one.representative] = ((0, len(texts[one.representative])),)
        said = (
            "\n".join(texts[place][start:end] for start, end in own[place])
            if place in own
            else text
            for place, text in enumerate(texts)
        )
        return tuple(text for text in said if text)


def group(texts: Sequence[str]) -> Grouping:
    """The near-duplicates among texts. Texts of fewer than `SHORTEST_LETTER` words stand alone."""
    words = [words_of(text) for text in texts]
    sets = _Sets(len(texts))
    first_with: dict[tuple[str, ...], int] = {}
    for place, row in enumerate(words):
        if len(row) >= SHORTEST_LETTER:
            sets.join(place, first_with.setdefault(row, place))
    kinds = list(first_with.values())
    index = Index([runs_of(words[place]) for place in kinds])
    for kind, place in enumerate(kinds):
        for other in index.alike(kind, ALIKE, FEWEST_SHARED):
            sets.join(place, kinds[other])
    return _grouping(texts, words, sets)


def near(texts: Sequence[str], others: Sequence[str]) -> tuple[int | None, ...]:
    """For each text the place of the first of the others that is the same or nearly so, or None.

    Two texts with the same words are the same however they are written; texts without a word are
    like nothing.
    """
    rows = [words_of(text) for text in (*others, *texts)]
    index = Index([runs_of(row) for row in rows])
    same: dict[tuple[str, ...], int] = {}
    for place, row in enumerate(rows[: len(others)]):
        same.setdefault(row, place)
    found: list[int | None] = []
    for place in range(len(others), len(rows)):
        alike = [*index.alike(place, ALIKE, FEWEST_SHARED)]
        if rows[place] and rows[place] in same:
            alike.append(same[rows[place]])
        found.append(min((other for other in alike if other < len(others)), default=None))
    return tuple(found)


class _Sets:
    """Union-find; the root of a set is its first member."""

    def __init__(self, size: int) -> None:
        self._up = list(range(size))

    def root(self, place: int) -> int:
        while self._up[place] != place:
            self._up[place] = self._up[self._up[place]]
            place = self._up[place]
        return place

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._up[second] = first


def _grouping(texts: Sequence[str], words: Sequence[tuple[str, ...]], sets: _Sets) -> Grouping:
    places: dict[int, list[int]] = {}
    for place in range(len(texts)):
        places.setdefault(sets.root(place), []).append(place)
    taken: Counter[str] = Counter()
    groups = []
    for members in sorted(places.values(), key=lambda found: (-len(found), found[0])):
        if len(members) > 1:
            made = _group(texts, words, members, taken)
            groups.append(made)
    alone = tuple(found[0] for found in places.values() if len(found) == 1)
    return Grouping(tuple(groups), alone)


def _group(
    texts: Sequence[str],
    words: Sequence[tuple[str, ...]],
    places: Sequence[int],
    taken: Counter[str],
) -> Group:
    letter = _letter([words[place] for place in places])
    members = tuple(_member(place, texts[place], words[place], letter) for place in places)
    key = min(hashlib.sha256(" ".join(run).encode()).hexdigest()[:12] for run in letter)
    taken[key] += 1
    return Group(
        key=key if taken[key] == 1 else f"{key}-{taken[key]}",
        size=len(members),
        representative=min(
            members, key=lambda member: (-member.shared, len(words[member.place]), member.place)
        ).place,
        shared=round(sum(member.shared for member in members) / len(members), 4),
        members=members,
    )


def _letter(rows: Sequence[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    """The runs of words that at least half of the texts have; a campaign's own words."""
    counts = Counter(run for row in rows for run in set(runs_of(row)))
    half = frozenset(run for run, count in counts.items() if 2 * count >= max(len(rows), 4))
    # A chain of texts, each like the next, may have no run that half of them share.
    return half or frozenset(run for run, count in counts.items() if count == max(counts.values()))


def _member(
    place: int, text: str, words: tuple[str, ...], letter: frozenset[tuple[str, ...]]
) -> Member:
    covered = [False] * len(words)
    for start, run in enumerate(runs_of(words)):
        if run in letter:
            covered[start : start + len(run)] = [True] * len(run)
    own = tuple(_stretches(tokens(text), covered))
    return Member(place, round(sum(covered) / len(covered), 4), own)


def _stretches(read: Sequence[Token], covered: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Start and end in the text of each stretch of words that the letter does not cover."""
    edges = [0, *(at for at, (a, b) in enumerate(pairwise(covered), 1) if a != b), len(covered)]
    for first, past in pairwise(edges):
        if not covered[first]:
            yield read[first].start, read[past - 1].end
