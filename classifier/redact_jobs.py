"""Titles of jobs that stand with the place or school that they belong to."""

from collections.abc import Iterator, Sequence

from classifier import redact_words as rw
from classifier.redact_places import breaks, named_at
from classifier.redact_words import Word, is_common, listed, phrases

_JOINING = listed("context.txt", "joining")
_BETWEEN = listed("context.txt", "between")
_DESCRIBING = listed("context.txt", "describing")
_BESIDE = listed("context.txt", "beside_title")
_WORKING = listed("context.txt", "working")
_AFTER = listed("context.txt", "after_target")
_NO_DUTY = (
    listed("person_words.txt", "acts") | listed("person_words.txt", "being")
    | listed("context.txt", "no_duty")
)  # fmt: skip


def jobs(
    words: Sequence[Word], targets: Sequence[tuple[int, int]], stays: set[int]
) -> Iterator[tuple[int, int]]:
    """A title with the place or school that it belongs to (`targets`), as one span."""
    starts = dict(sorted(targets))
    ends = {past: at for at, past in targets}
    for at, past in rw.found(words, phrases("jobs.txt")):
        first = _with_beside(words, at)
        end = _forward(words, past, starts, stays)
        if end:
            yield first, end
        before = first
        while before and words[before].glued and words[before - 1].form in _DESCRIBING:
            if before in ends:
                break
            before -= 1
        if before in ends and not breaks(words, ends[before], past):
            yield ends[before], past


def _with_beside(words: Sequence[Word], at: int) -> int:
    """Where the title begins with the words that say what it is for ("Makaton tutor")."""
    first = at
    while first and at - first < 3 and words[first].glued and words[first - 1].form in _BESIDE:
        first -= 1
    for only in range(first - 1, max(first - 4, -1), -1):
        if not words[only + 1].glued or words[only].form in _BETWEEN - {"only"}:
            break
        if words[only].form in ("only", "one", "sole"):
            return only
    return first


def _forward(words: Sequence[Word], past: int, starts: dict[int, int], stays: set[int]) -> int:
    """One past the place that the title is joined to, within a few words of duty, or 0."""
    duty = past < len(words) and words[past].form in ("of", "for")
    for join in range(past, min(past + (6 if duty else 4), len(words))):
        word = words[join]
        if word.opens or not word.form:
            return 0
        if word.form in _JOINING:
            end = _target(words, join + 1, starts) or _unknown(words, join, stays)
            if end and not breaks(words, past - 1, end):
                return end
        if word.form in _NO_DUTY - _WORKING:
            return 0
        said = duty and (word.glued or join == past)
        if not said and word.form not in _WORKING and not word.form.isdigit():
            return 0
    return 0


def _target(words: Sequence[Word], at: int, starts: dict[int, int]) -> int:
    """One past a place that follows within a few describing words, or 0."""
    for reach in range(at, min(at + 5, len(words))):
        past = starts.get(reach, 0) or (words[reach].capital and named_at(words, reach))
        if past:
            return _whole(words, past)
        if words[reach].form not in _BETWEEN:
            return 0
    return 0


def _unknown(words: Sequence[Word], join: int, stays: set[int]) -> int:
    """One past a name after "at" that no list knows, or 0."""
    if words[join].form not in ("at", "from"):
        return 0
    at = past = join + 1
    if past < len(words) and words[past].form == "the":
        at = past = past + 1
        if past < len(words) and not words[past].capital:
            return 0
    while past < len(words) and words[past].glued and past not in stays and _shown(words[past]):
        past += 1
        linked = past + 1 < len(words) and words[past].form in ("of", "and", "on", "in")
        if linked and words[past + 1].capital and past + 1 not in stays:
            past += 1
    return _whole(words, past) if past > at else 0


def _shown(word: Word) -> bool:
    low = len(word.form) > 4 and not is_common(word.form) and word.form.isalpha()
    return bool(word.form) and ((word.capital and not word.shout) or low)


def _whole(words: Sequence[Word], past: int) -> int:
    """With "cottage hospital" or "area" behind the place."""
    while past < len(words) and words[past].glued and words[past].form in _AFTER:
        past += 1
    return past
