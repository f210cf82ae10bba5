"""Villages, small towns, surgeries, and a language named together with a place."""

from collections.abc import Iterator, Sequence, Set
from functools import cache

from classifier import redact_words as rw
from classifier.redact_words import Mark, Phrases, Word, is_common, listed, phrases

BEFORE = listed("context.txt", "before")
CLOSE = listed("context.txt", "close")
"""Words before a place that hold in lower case too, where "at" and "to" say too little."""

_NO_PLACE = listed("context.txt", "no_place")
_OF_PLACE = listed("context.txt", "of_place")  # fmt: skip
_SITES = (
    "surgery", "medical centre", "medical practice", "health centre", "practice", "clinic",
    "library", "church", "youth club", "youth centre", "scouts", "leisure centre", "village hall",
    "community centre", "caravan park", "holiday park", "hospital", "childrens centre", "hotel",
    "hostel", "guest house", "refuge", "inn", "arms", "gym", "swimming pool", "cafe", "theatre",
    "museum", "park", "playing field", "football club", "sports club", "riding school", "stables",
    "nature reserve", "community hall", "memorial hall", "chapel", "mosque", "temple", "gurdwara",
    "family hub", "dental practice", "pharmacy", "day centre", "care home",
)  # fmt: skip
_SAID_OF_PLACE = listed("context.txt", "said_of_place")
_PEOPLED = listed("context.txt", "peopled")
_ONLY_SHOWN = frozenset(("hope", "battle", "barking", "seething", "cotton", "stone"))
_LIVED = CLOSE | {"of", "for", "to", "round", "across", "serving", "on"}
_OUT = frozenset((
    "out", "over", "back", "live", "lives", "lived", "living", "move", "moved", "moving",
))  # fmt: skip
_FEW = frozenset(("only", "few", "one", "first", "last", "single", "other", "two"))
_SPEAK = listed("context.txt", "speak")


def breaks(words: Sequence[Word], first: int, past: int) -> bool:
    """Whether a sentence begins between two words."""
    return any(word.opens or not word.form for word in words[first + 1 : past])


@cache
def _small() -> Phrases:
    sure = [*rw.entries("places.txt", "suffolk"), *rw.entries("places.txt", "border")]
    weak = set(rw.entries("places.txt", "words"))
    return rw.phrases_of(entry for entry in sure if entry not in weak)


@cache
def _weak() -> Phrases:
    return rw.phrases_of([*rw.entries("places.txt", "words"), *rw.entries("places.txt", "areas")])


@cache
def _large() -> Phrases:
    return phrases("places.txt", "towns")


def towns(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Where the large towns stand, which stay."""
    return [
        (at, past) for at, past in rw.found(words, _large())
        if words[at].capital or words[at].form not in ("reading", "march", "derby", "bury", "york")
    ]  # fmt: skip


def counties(words: Sequence[Word]) -> set[int]:
    """Words of counties, districts and countries, which stay."""
    spans = rw.found(words, phrases("places.txt", "counties"))
    return {index for at, past in spans for index in range(at, past)}


def named_at(words: Sequence[Word], at: int) -> int:
    """One past the village of any list here, or 0; for where only a place can stand."""
    return max(rw.matched(words, at, _small()), rw.matched(words, at, _weak()))


def districts(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Where parts of the county stand: they stay, save with somebody's job."""
    return list(rw.found(words, phrases("places.txt", "districts")))


def villages(words: Sequence[Word], stays: set[int]) -> list[tuple[int, int]]:
    """First word and one past the last of each village or small town."""
    spans = []
    for at, past in rw.found(words, _small()):
        plain = all(is_common(word.form) for word in words[at:past])
        if not plain or _placed(words, at, past):
            spans.append((at, past))
    taken = {index for at, past in spans for index in range(at, past)}
    for at, past in rw.found(words, _weak()):
        free = not any(i in taken or (i in stays and not _placed(words, i, i + 1))
                       for i in range(at, past))  # fmt: skip
        if free and _placed(words, at, past):
            spans.append((at, past))
    return [_widened(words, at, past) for at, past in sorted(spans)]


def _widened(words: Sequence[Word], at: int, past: int) -> tuple[int, int]:
    """With "Great" or "Little" before it, and "Green" or "Market" after."""
    shown = words[at].capital
    if at and shown and words[at].glued and words[at - 1].capital:
        at -= words[at - 1].form in listed("context.txt", "place_before")
    if past < len(words) and words[past].glued and (words[past].capital or not shown):
        past += words[past].form in listed("context.txt", "place_after")
    return at, past


def _on_the_way(words: Sequence[Word], at: int, past: int, before: str) -> bool:
    """ "out at eye", "eye to ipswich"."""
    if at > 1 and before in ("at", "to") and words[at - 2].form in _OUT:
        return True
    onward = [word for word in words[past : past + 2] if not word.opens]
    return len(onward) == 2 and onward[0].form == "to" and onward[1].form in _large()


def _placed(words: Sequence[Word], at: int, past: int) -> bool:
    """Whether the words around say that this word is a place."""
    word = words[at]
    if not word.capital and word.form in _ONLY_SHOWN:
        return False
    behind = words[past] if past < len(words) and not words[past].opens else None
    if behind and (behind.form in _NO_PLACE or (behind.glued and behind.capital and at + 1 == past
                   and behind.form in listed("surnames.txt", "plain"))):  # fmt: skip
        return False
    before = words[at - 1].form if at and not word.opens else ""
    rare = not is_common(word.form) and word.form not in listed("given_names.txt")
    if before in (BEFORE if word.capital or rare else CLOSE):
        return word.capital or behind is None or behind.form not in ("the", "my", "a", "his", "her")
    if _on_the_way(words, at, past, before):
        return True
    if at > 1 and before in ("and", "or") and words[at - 2].form and word.capital:
        return at > 2 and words[at - 3].form in ("in", "between", "near")
    return _said_of(words, at, past, behind)


def _said_of(words: Sequence[Word], at: int, past: int, behind: Word | None) -> bool:
    """Whether what follows is said of places: "has no bus", "is a village"."""
    word = words[at]
    if behind is None or not behind.glued or word.owns:
        return False
    follows = words[past + 1].form if past + 1 < len(words) else ""
    if behind.form == "has":
        return follows in ("no", "nothing", "one", "only", "a", "lost")
    if behind.form in ("is", "was"):
        return follows in _SAID_OF_PLACE and word.capital
    return behind.form in _OF_PLACE and behind.form != "and" and (word.capital or at + 1 < past)


@cache
def _site_names() -> Phrases:
    return rw.phrases_of(_SITES)


def sites(words: Sequence[Word], stays: set[int]) -> Iterator[tuple[int, int]]:
    """Surgeries, churches, clubs and the like with a name of their own."""
    for at, past in rw.found(words, _site_names()):
        first = at
        while first and words[first].glued and own_name(words[first - 1], first - 1, stays):
            first -= 1
        if first < at and words[first].capital:
            yield first, past


def own_name(word: Word, index: int, stays: set[int]) -> bool:
    """Whether a capitalised word may be part of the name of a site or a house."""
    plain = word.opens and is_common(word.form)
    return word.capital and not word.shout and index not in stays and not plain and (
        word.form not in listed("schools.txt", "stop") and not word.form.isdigit()
    )  # fmt: skip


def with_language(
    words: Sequence[Word], places: Sequence[tuple[int, int]], villages: Set[int]
) -> Iterator[tuple[int, int]]:
    """Where a language or people is named together with a place, from the one to the other.

    `villages` are the first words of small places: there a language tells more.
    """
    tongues = [i for i, word in enumerate(words) if word.form in listed("languages.txt")]
    starts = dict(places)
    ends = {past: at for at, past in places}
    for tongue in tongues:
        behind = words[tongue + 1].form if tongue + 1 < len(words) else ""
        before = words[tongue - 1].form if tongue else ""
        for reach in range(tongue + 1, min(tongue + 8, len(words))):
            lived = words[reach - 1].form in _LIVED
            spoken = behind in _PEOPLED or before in _SPEAK or behind == "in"
            near = reach in starts and not breaks(words, tongue, reach + 1)
            small = reach in villages and lived
            if near and lived and (spoken or small):
                yield _only(words, tongue), starts[reach]
        for reach in range(tongue - 1, max(-1, tongue - 10), -1):
            spoken = before.startswith(("speak", "spoke"))
            lived = tongue - reach <= 5 and (before in _SPEAK | {"our"} or behind in _PEOPLED)
            near = reach + 1 in ends and not breaks(words, reach, tongue + 1)
            near = near and (spoken or all(word.glued for word in words[reach + 1 : tongue + 1]))
            spoken = spoken or before.startswith(("talk", "sign"))
            if near and (spoken or lived):
                yield ends[reach + 1], tongue + 1


def _only(words: Sequence[Word], at: int) -> int:
    """Where "the only" before it begins."""
    if at and words[at - 1].form == "deaf" and not words[at].opens:
        at -= 1
    if at and words[at - 1].form in _FEW and not words[at].opens:
        at -= 1
        if at and words[at - 1].form == "the" and not words[at].opens:
            at -= 1
    return at


def marks(words: Sequence[Word], spans: Iterator[tuple[int, int]], kind: str) -> Iterator[Mark]:
    """Spans of words as marks in the text; a possessive ending goes with its word."""
    return (Mark(words[at].start, words[past - 1].end, kind) for at, past in spans)
