"""Schools by the name alone that families call them: "kids at hillcrest", "Maple Tree"."""

from collections.abc import Iterator, Sequence

from classifier.redact_name_lists import plain_names, wordy
from classifier.redact_words import Word, is_common, listed

_ENDS = listed("context.txt", "school_ends")
_NAMED = listed("context.txt", "school_named")
_PUPILS = listed("context.txt", "pupils")
_NO_SCHOOL = listed("context.txt", "not_a_school") | listed("titles.txt", "titles")
_JOIN = frozenset(("at", "to", "from", "in"))
_ATTENDING = frozenset(("attends", "attend", "attended", "attending", "goes", "joined", "left"))
_FELT = frozenset(("hates", "loves", "misses", "hated", "loved", "missed", "leaving", "left"))
TINY = frozenset(("little", "busy", "tiny", "happy", "rainbow", "stepping", "bright", "humpty"))
"""How names of nurseries begin in lower case too."""

_LONGEST = 3


def informal(
    words: Sequence[Word], stays: set[int], small: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """First word and one past the last of each; `small` villages by their first word."""
    for at, word in enumerate(words):
        if not word.form or at in stays:
            continue
        if word.form in _ENDS and word.glued and at:
            yield from _pair(words, at, stays)
        if at + 2 in small and words[at + 1].form == "of" and words[at + 2].glued:
            shown = word.capital and not word.shout and word.form not in _NO_SCHOOL
            if shown and not (word.opens and is_common(word.form)):
                yield at, small[at + 2]
        at_tiny = at and word.form in TINY and words[at - 1].form in ("at", "from") and word.glued
        # "We moved to Stowmarket": a known place is marked as one, and goes all the same.
        if at not in small and (_attended(words, at) or at_tiny):
            yield from _alone(words, at, stays)


def _pair(words: Sequence[Word], at: int, stays: set[int]) -> Iterator[tuple[int, int]]:
    """Two words that make a school's name: "Maple Tree", and "ashfield lodge" where one goes."""
    first, last = words[at - 1], words[at]
    plain = first.form in listed("schools.txt", "stop") or first.form in _NO_SCHOOL
    if at - 1 in stays or not first.form or (plain and first.form not in _NAMED):
        return
    titled = last.capital and first.capital and not last.shout
    named = first.form in _NAMED or not is_common(first.form)
    if named and (titled or (not last.capital and _attended(words, at - 1))):
        yield at - 1, at + 1


def _attended(words: Sequence[Word], at: int) -> bool:
    """Whether the words before say that a child goes where the word at this place says."""
    if not at or words[at].opens or not words[at].glued:
        return False
    before = words[at - 1].form
    if before in _ATTENDING or (before in _FELT and not words[at].capital and _unknown(words[at])):
        return True
    return before in _JOIN and at > 1 and not words[at - 1].opens and words[at - 2].form in _PUPILS


def _alone(words: Sequence[Word], at: int, stays: set[int]) -> Iterator[tuple[int, int]]:
    """One to three words that no list knows, or one in capitals."""
    word, past = words[at], at
    if word.form in _NO_SCHOOL or word.base in plain_names() | wordy():
        return
    if word.capital and not word.shout and word.form not in listed("schools.txt", "stop"):
        while past < min(at + _LONGEST, len(words)) and (past == at or words[past].glued) and (
            words[past].capital and past not in stays
        ):  # fmt: skip
            past += 1
    elif word.form in TINY and at + 1 < len(words) and words[at + 1].glued and (
        words[at + 1].form not in listed("schools.txt", "stop") and at + 1 not in stays
    ):  # fmt: skip
        past = at + 2
    elif _unknown(word) and words[at - 1].form in _JOIN - {"in"} | _ATTENDING | _FELT:
        past = at + 1
        while past < min(at + _LONGEST, len(words)) and words[past].glued and (
            past not in stays and _unknown(words[past])
        ):  # fmt: skip
            past += 1
    if past > at:
        yield at, past


def _unknown(word: Word) -> bool:
    return len(word.form) > 6 and word.form.isalpha() and not is_common(word.form)
