"""Schools, nurseries and colleges in long and short forms."""

from collections.abc import Iterator, Sequence
from functools import cache

from classifier import redact_words as rw
from classifier.redact_informal import TINY, informal
from classifier.redact_places import breaks
from classifier.redact_words import Phrases, Word, is_common, listed, phrases

_AT = listed("context.txt", "at")
_ALWAYS_STOP = listed("context.txt", "always_stop")
_SAINTS = frozenset(("st", "saint", "saints", "ss"))

_NOBLE = frozenset(("king", "queen", "sir", "lord", "lady", "bishop", "prince", "princess", "dame",
                    "duke", "earl", "canon", "father", "mother", "our", "dr"))  # fmt: skip
_COUNTY_HEADS = frozenset(
    ("forest", "high", "academy", "college", "nursery", "primary", "preschool")
)


@cache
def _heads() -> Phrases:
    return rw.phrases_of([*rw.entries("schools.txt", "heads"), "sixth form college"])


@cache
def _weak_heads() -> frozenset[str]:
    return listed("context.txt", "weak_heads")


@cache
def _before() -> frozenset[str]:
    return frozenset(" ".join(rw.entries("schools.txt", "before")).split())


def schools(
    words: Sequence[Word], stays: set[int], small: dict[int, int], large: set[int]
) -> Iterator[tuple[int, int]]:
    """First word and one past the last of each school; `small` villages by their first word."""
    known = {index for at, past in small.items() for index in range(at, past)}
    for at, past in rw.found(words, _heads()):
        yield from _named(words, at, past, stays, known, large)
        yield from _the_one_in(words, at, past, small)
    for at, word in enumerate(words):
        if word.form in _weak_heads() and (
            word.capital or at - 1 in known or _rare(words, at, stays | large)
        ):
            yield from _named(words, at, at + 1, stays, known, large)
    yield from _short(words, large)
    yield from _saints(words, large)
    yield from _with_the(words, stays)
    yield from informal(words, stays | large, small)


def _named(
    words: Sequence[Word], at: int, past: int, stays: set[int], known: set[int], large: set[int]
) -> Iterator[tuple[int, int]]:
    """A name of its own before the head; "Church of England" and the like may stand between."""
    first, reach = at, at
    while reach and words[reach].glued and at - reach < 9:
        word = words[reach - 1]
        if _belongs(words, reach - 1, stays, known, large, first < at):
            first = reach - 1
        elif not _may_stand_between(word, reach < at):
            break
        reach -= 1
    plural = words[past - 1].form in ("schools", "colleges", "nurseries")
    if first == at and at and words[at].capital and words[at].glued and not plural:
        first -= _titled(words[at - 1]) or (
            words[at].form in _COUNTY_HEADS and at - 1 in stays and words[at - 1].capital
            and not words[at - 1].shout and words[at - 1].form not in listed("schools.txt", "stop")
        )  # fmt: skip
    while first and first < at and words[first].glued and words[first - 1].capital and (
        words[first - 1].form in ("suffolk", "norfolk", "essex", "east", "west", "mid")
    ):  # fmt: skip
        first -= 1
    if first < at and not (plural and all(i in large | stays for i in range(first, at))):
        yield first, _after(words, past)


def _rare(words: Sequence[Word], at: int, stays: set[int]) -> bool:
    """ "rushbrook high": before the head stands a word that no list knows."""
    if not at or not words[at].glued or words[at].form not in ("high", "middle"):
        return False
    before = words[at - 1]
    return len(before.form) > 5 and at - 1 not in stays and not is_common(before.form)


def _titled(word: Word) -> bool:
    """A common word in capitals at the start of a sentence ("Bluebell Nursery rang")."""
    plain = listed("schools.txt", "stop") | _ALWAYS_STOP | _before()
    return word.opens and word.capital and not word.shout and word.form not in plain


def _may_stand_between(word: Word, inside: bool) -> bool:
    if word.form in _ALWAYS_STOP:
        return inside and word.form in ("of", "and", "the")
    return word.form in _before() or word.form == "s"


def _after(words: Sequence[Word], past: int) -> int:
    """With "School" or "Academy" after "Primary"."""
    while (
        past < len(words)
        and words[past].glued
        and words[past].form in listed("schools.txt", "after")
    ):
        past += 1
    return past


def _belongs(
    words: Sequence[Word], at: int, stays: set[int], known: set[int], large: set[int], has: bool
) -> bool:
    """Whether a word before a head is part of a school's own name."""
    word = words[at]
    if not word.form or word.form in _ALWAYS_STOP or word.form.isdigit():
        return False
    if at in known or word.form in _SAINTS or at in large:
        return True
    if at > 0 and word.glued and _tiny(word, words[at - 1], has):
        return True
    saintly = at > 0 and words[at - 1].form in _SAINTS
    if at in stays and not saintly:
        return (has and word.capital and word.form in _NOBLE) or _own_end(words, at, stays)
    if word.form in listed("schools.txt", "stop") or word.form in _before():
        return word.capital and not word.shout and (has or not word.opens) and (
            word.form not in _before() or has
        )  # fmt: skip
    if word.capital:
        plain = word.opens and is_common(word.form) and not has
        return saintly or not plain or (at + 1 < len(words) and words[at + 1].capital)
    if saintly or not is_common(word.form):
        return (len(word.form) > 2 and not word.owns) or saintly
    return has or _asked_at(words, at)


def _tiny(word: Word, before: Word, has: bool) -> bool:
    """ "at little dragons nursery": first the dragons, then the little."""
    if has:
        return word.form in TINY and before.form in _AT
    return before.form in TINY and (not is_common(word.form) or word.form.endswith("s"))


def _own_end(words: Sequence[Word], at: int, stays: set[int]) -> bool:
    """A kept word in capitals that ends a school's own name ("Rainbow Hall")."""
    word = words[at]
    own = word.form in listed("context.txt", "school_ends") and word.capital and not word.shout
    return own and at > 0 and words[at - 1].capital and at - 1 not in stays


def _asked_at(words: Sequence[Word], at: int) -> bool:
    """Whether a common word stands after "at", or after "at the" as schools are called."""
    if not at or words[at].opens:
        return False
    ends = listed("context.txt", "school_ends") | listed("context.txt", "school_named")
    the = words[at - 1].form == "the" and at > 1 and words[at - 2].form in _AT
    return words[at - 1].form in _AT or (the and words[at].form in ends)


def _the_one_in(
    words: Sequence[Word], at: int, past: int, small: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """ "the high school in Leiston": there is but one."""
    end = _after(words, past)
    if end + 1 >= len(words) or words[end].form not in ("in", "at", "near", "of"):
        return
    place = end + 2 if words[end + 1].form == "the" else end + 1
    out = at > 1 and words[at - 1].form == "of" and words[at - 2].form == "out"
    if place in small and not out and not breaks(words, at, place + 1):
        first = at
        leading = _before() | {"the", "only", "our", "little", "small"}
        kind = words[at - 1].form if at and words[at].glued else ""
        if kind and kind not in leading | _ALWAYS_STOP and kind.endswith("ing"):
            first -= 1
        while first and words[first].glued and words[first - 1].form in leading:
            first -= 1
        yield first, small[place]


def _short(words: Sequence[Word], large: set[int]) -> Iterator[tuple[int, int]]:
    """Schools known by a name alone (`schools.txt`, short)."""
    for at, past in rw.found(words, phrases("schools.txt", "short")):
        plain = all(is_common(word.form) for word in words[at:past])
        shown = words[at].capital and (not words[at].opens or past - at > 1)
        asked = at > 0 and words[at - 1].form in _AT and not words[at].opens
        if at in large and past - at < 3 and words[at].form == "st":
            continue
        acting = past - at == 1 and words[at].capital and _does(words, past)
        if acting or not plain or (shown and words[past - 1].capital) or (asked and past - at > 1):
            yield at, _after(words, past)


def _saints(words: Sequence[Word], large: set[int]) -> Iterator[tuple[int, int]]:
    """ "St Mary's" alone, save towns and charities that are kept."""
    for at, word in enumerate(words[:-1]):
        name = words[at + 1]
        if word.form in ("st", "saint") and name.form and name.form.isalpha() and not name.opens:
            kept = name.form in ("edmunds", "john", "ives", "neots", "olaves", "osyth", "elizabeth")
            shown = name.capital or not is_common(name.form)
            if (not kept or name.owns) and shown and at not in large:
                yield at, at + 2


def _does(words: Sequence[Word], at: int) -> bool:
    acts = listed("person_words.txt", "acts")
    does = acts | listed("person_words.txt", "being")
    return at < len(words) and not words[at].opens and words[at].form in does


def _with_the(words: Sequence[Word], stays: set[int]) -> Iterator[tuple[int, int]]:
    """ "The Ferry": a capital inside a sentence, or a name of the list after "at"."""
    known = listed("schools.txt", "the")
    for at, word in enumerate(words[:-1]):
        name = words[at + 1]
        if word.form != "the" or not name.glued or at + 1 in stays:
            continue
        listed_one = name.form in known
        title = word.capital and name.capital and not name.shout
        led = at > 0 and words[at - 1].form in _AT | {"and", "goes", "go", "went", "asked", "told"}
        led = led or not is_common(name.form) or name.form in listed("context.txt", "sure_the")
        asked = led and not word.opens and listed_one
        if (
            (title and (listed_one or not word.opens or _does(words, at + 2)))
            or (asked and not name.capital)
            or (asked and name.capital)
        ):
            past = at + 2
            while past < len(words) and words[past].glued and words[past].capital:
                past += 1
            yield at, past
