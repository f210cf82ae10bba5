"""House addresses, streets, farms and estates."""

import re
from collections.abc import Iterator, Sequence

from classifier.redact_acting import SEASONS
from classifier.redact_places import breaks, own_name
from classifier.redact_words import Word, is_common, listed

_STREETS = listed("context.txt", "streets")
_SURE_STREETS = listed("context.txt", "sure_streets")
_WIDE_STREETS = listed("context.txt", "wide_streets")
_BUILDINGS = listed("context.txt", "buildings")
_DWELLINGS = listed("context.txt", "dwellings")
_PARTS = frozenset(("unit", "block", "room", "house", "bungalow", "no", "number", "lodge"))
_MEASURES = listed("context.txt", "measures")
_OLD = frozenset(("old", "new", "high", "church", "village", "town", "home", "forest", "summer",
                  "upper", "lower", "middle", "little", "great", "small", "the", "back", "top",
                  "first", "hospital", "college"))  # fmt: skip
_ON = frozenset(("on", "in", "at", "off", "down", "from", "up", "of", "along", "to", "near", "and"))
_UNSAID = frozenset((
    "a", "an", "my", "our", "his", "her", "their", "your", "this", "that", "one", "two", "another",
    "some", "the", "council", "care", "whole", "own", "same", "nearest", "next", "big", "village",
    "town", "church", "wrong", "right", "other", "neighbours", "friends", "mums", "dads", "nans",
    "parents",
))  # fmt: skip
"""Words before "house" and the like that make it anybody's."""

_TO_HOUSE = frozenset((
    "at", "to", "live", "lives", "lived", "address", "is", "outside", "number", "no", "from", "for",
    "in", "of", "near", "opposite", "by", "called", "find", "found", "visit", "reach", "on",
    "house", "into",
))  # fmt: skip
_COUNTED = frozenset((
    "year", "years", "section", "key", "stage", "ks", "page", "part", "chapter", "aged", "age",
    "band", "week", "level", "step", "class", "group", "type", "schedule",
))  # fmt: skip
"""Words before a number that is not that of a house."""

_ON_STREET = frozenset(
    ("on", "in", "at", "off", "down", "from", "the", "into", "find", "outside", "to", "near")
)
_LIVING = frozenset((
    "housing", "send", "sent", "put", "rent", "rented", "renting", "housed", "delivered", "deliver",
    "write", "post", "come", "collect", "collected", "dropped", "live", "lives", "lived", "living",
    "address", "home", "moved", "moving", "house", "stay", "stays", "staying", "visited", "based",
    "called", "posted",
))  # fmt: skip


def addresses(words: Sequence[Word], stays: set[int]) -> Iterator[tuple[int, int]]:
    """First word and one past the last of each; parts that follow each other are one."""
    spans = sorted(_parts(words, stays))
    starts = {at for at, _ in spans}
    whole: list[tuple[int, int]] = []
    for at, past in sorted([*spans, *_numbered_parts(words, starts)]):
        joined = whole and at <= whole[-1][1] and not (words[at].opens and at == whole[-1][1])
        if joined:
            whole[-1] = (whole[-1][0], max(past, whole[-1][1]))
        else:
            whole.append((at, past))
    yield from whole


def _parts(words: Sequence[Word], stays: set[int]) -> Iterator[tuple[int, int]]:
    for at, word in enumerate(words):
        if word.form in _DWELLINGS and _numeral(words, at + 1):
            yield at, at + 2
        shown = _shown_only(words, at, stays)
        if shown:
            yield at, shown
        if not at or not word.glued or at in stays:
            continue
        if word.form in _STREETS | _WIDE_STREETS:
            yield from _street(words, at, stays)
        if word.form in _BUILDINGS:
            yield from _building(words, at, stays)


def _numeral(words: Sequence[Word], at: int) -> bool:
    """Whether the number of a flat or plot stands here: "3", "7a", "B"."""
    if at >= len(words) or words[at].opens or not words[at].glued:
        return False
    form = words[at].form
    return (form[:1].isdigit() and len(form) <= 4) or (len(form) == 1 and form not in ("i", "a"))


def _numbered_parts(words: Sequence[Word], starts: set[int]) -> Iterator[tuple[int, int]]:
    """ "Unit 2" and the like, before an address alone."""
    for at, word in enumerate(words):
        if word.form in _PARTS and _numeral(words, at + 1) and {at + 1, at + 2} & starts:
            yield at, at + 2


def _building(words: Sequence[Word], at: int, stays: set[int]) -> Iterator[tuple[int, int]]:
    """ "Low Farm", "The Old Piggery", and in lower case where somebody lives there."""
    word, before = words[at], words[at - 1]
    old = before.form == "old" and before.capital
    if word.capital and (old or own_name(before, at - 1, stays)):
        first = at - 1
        while first and words[first].glued and at - first < 3 and (
            words[first - 1].capital and words[first - 1].form in _OLD
        ):  # fmt: skip
            first -= 1
        yield first, at + 1
        return
    for reach in range(at - 1, max(at - 5, 0), -1):
        if breaks(words, reach, at + 1):
            return
        lead = words[reach].form
        if lead in ("at", "in", "to", "is", "called", "from") and reach < at - 1:
            if words[reach + 1].form in _UNSAID - {"the"} or words[at - 1].form in _UNSAID:
                return
            if any(other.form in _LIVING for other in words[max(0, reach - 3) : reach + 1]):
                yield reach + 1, at + 1
            return


def _street(words: Sequence[Word], at: int, stays: set[int]) -> Iterator[tuple[int, int]]:
    stop = listed("schools.txt", "stop")
    first = at
    while first and words[first].glued and at - first < 3 and _in_street(words[first - 1], stop):
        first -= 1
    if first and first == at and words[at - 1].form in _OLD and not words[at - 1].glued:
        first -= 1
    number = _number(words, first, at)
    wide, named = words[at].form in _WIDE_STREETS, first < at
    if number >= 0:
        sure = words[at].capital or words[at].form in _SURE_STREETS | _BUILDINGS
        if not wide or sure or _led(words, number):
            yield number, at + 1
    elif wide:
        if _wide(words, first, at, stays):
            yield first, at + 1
    elif named:
        yield from _unnumbered(words, first, at, stays)


def _unnumbered(
    words: Sequence[Word], first: int, at: int, stays: set[int]
) -> Iterator[tuple[int, int]]:
    """A street without a number, from its first capital."""
    if words[at].capital and words[at - 1].capital and not _shown(words, at, stays):
        plain = words[first].opens and is_common(words[first].form) and at - first > 1
        yield first + plain, at + 1
    elif not words[at].capital and words[at].form in _SURE_STREETS | {"estate"} and (
        _on_it(words, first, at, stays) or _after_house(words, first)
    ):  # fmt: skip
        if _after_house(words, first):
            first -= 1
            while first and words[first].glued and words[first - 1].form in _OLD:
                first -= 1
        yield first, at + 1


def _after_house(words: Sequence[Word], first: int) -> bool:
    """ "the old chapel, back lane": a house and a comma before the street."""
    comma = first > 0 and not words[first].glued and not words[first].opens
    return comma and words[first - 1].form in _BUILDINGS


def _led(words: Sequence[Word], number: int) -> bool:
    """Whether a number stands where that of a house does: "i live at 6"."""
    return words[number].opens or (number > 0 and words[number - 1].form in _TO_HOUSE)


def _shown_only(words: Sequence[Word], at: int, stays: set[int]) -> int:
    """One past the capitals after the number of a house ("to 23 Saltings"), or 0."""
    if not re.fullmatch(r"\d{1,3}[a-z]?", words[at].form):
        return 0
    before = words[at - 1].form if at and not words[at].opens else ""
    titled = at + 1 < len(words) and words[at + 1].form in listed("titles.txt", "titles")
    if before in _COUNTED or titled:
        return 0
    past = at + 1
    if past < len(words) and words[past].form == "the" and words[past].capital:
        past += 1
    first = past
    while past < len(words) and words[past].glued and words[past].capital and (
        past not in stays and past < first + 3 and words[past].form not in SEASONS
    ):  # fmt: skip
        past += 1
    return past if past > first and not words[first].shout else 0


def _wide(words: Sequence[Word], first: int, at: int, stays: set[int]) -> bool:
    """Whether "Run" or "Bank" is a street here: in capitals, after "on" or "in"."""
    if first == at or not first or at - 1 in stays or words[first].opens:
        return False
    prior = words[first - 1]
    shown = words[at].capital and words[at - 1].capital and not words[at].shout
    return shown and (prior.form in _ON or prior.form[:1].isdigit())


def _on_it(words: Sequence[Word], first: int, at: int, stays: set[int]) -> bool:
    """Whether a street in lower case stands after "on" or "down"."""
    prior = words[first - 1].form if first else ""
    if prior == "is" and first > 1 and words[first - 2].form == "address":
        return True
    if prior not in _ON_STREET:
        return False
    if prior == "the" and words[at].form != "estate":
        return False
    lane = not words[at - 1].form.endswith(("ly", "ing", "er")) and at - first < 3
    return lane and (words[at].form not in ("close", "court", "drive") or at - 1 not in stays)


def _number(words: Sequence[Word], first: int, at: int) -> int:
    """Where the number of the house stands before a street's name, or -1."""
    while first and at - first < 4 and words[first].glued and words[first - 1].form in _OLD:
        first -= 1
    number = first - 1
    if number < 0 or first == at or not words[number].form[:1].isdigit():
        return -1
    if words[number].form.endswith("th") or len(words[number].form) > 4:
        return -1
    measured = any(word.form in _MEASURES for word in words[first:at])
    return -1 if measured or breaks(words, number, at + 1) else number


def _in_street(word: Word, stop: frozenset[str]) -> bool:
    soft = word.capital and word.form not in ("the", "a", "our", "my", "in", "at", "on", "to")
    return bool(word.form) and word.form.isalpha() and (soft or word.form not in stop)


def _shown(words: Sequence[Word], at: int, stays: set[int]) -> bool:
    return at - 1 in stays and words[at - 1].shout
