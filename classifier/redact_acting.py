"""What a word is seen to do in a text: whether the words behind it say that it is a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from classifier.redact_name_lists import wordy
from classifier.redact_words import Word, is_common, listed

SEASONS = listed("context.txt", "seasons")
_TIMES = listed("context.txt", "times")
_TIME_AFTER = listed("context.txt", "time_after")
_WILL_DOES = frozenset(("will", "wont", "would", "wouldnt", "cannot", "can", "cant",
                        "could", "couldnt", "should", "is", "isnt", "was", "wasnt", "has",
                        "hasnt"))  # fmt: skip
_UNABLE = frozenset(("cant", "cannot", "wont", "doesnt", "didnt", "couldnt", "wouldnt"))
_STATES = frozenset(
    (
        "based",
        "related",
        "needed",
        "shared",
        "mixed",
        "supposed",
        "limited",
        "detailed",
        "advanced",
        "planned",
        "fixed",
        "tinted",
        "trained",
        "targeted",
        "integrated",
        "specialised",
        "extended",
        "registered",
        "qualified",
        "experienced",
        "called",
        "named",
        "used",
        "indeed",
        "scented",
        "coloured",
        "resourced",
        "funded",
    )
)
THIRD = listed("context.txt", "third")
"""Verbs in a form that "will" and "may" never stand before."""
_ABLE = frozenset(("will", "would", "can", "could", "should", "might", "must", "may"))
_NO_PERSONS = frozenset((
    "been", "gone", "come", "a", "no", "never", "always", "helped", "left", "run", "faded", "died",
    "started", "ended", "finished", "not", "to", "become", "got", "saved", "its", "their", "the",
    "nothing", "brought", "made", "taken", "just",
))  # fmt: skip
"""After "has": "hope has gone", "art has saved him"."""

_ADVERBS = frozenset(("never", "always", "just", "really", "still", "only", "also", "even", "left"))
_ALSO_PLAIN = frozenset(("hit", "bit", "left", "came", "got"))


@dataclass(frozen=True)
class Acting:
    """The words of one text; `stays` are places of kept words."""

    words: Sequence[Word]
    stays: set[int]

    def word(self, at: int) -> Word | None:
        """The word at a place, or None outside the text."""
        return self.words[at] if 0 <= at < len(self.words) else None

    def acting(self, at: int) -> bool:
        """Before a verb that people are the subject of, or a possessive."""
        word, after = self.words[at], self.word(at + 1)
        if word.owns and word.capital:
            return True
        if after is None or after.opens or not after.form:
            return False
        if word.base == "will" and (after.form in _WILL_DOES or self._told_may(at)):
            return True
        if after.form in listed("person_words.txt", "being"):
            return self._being(at, after)
        return self._doing(at, after)

    def _told_may(self, at: int) -> bool:
        """ "Will you can call": no question has a second such verb."""
        after, second = self.word(at + 1), self.word(at + 2)
        pronoun = after is not None and after.form in ("you", "he", "she", "they", "we")
        return pronoun and second is not None and second.form in _ABLE | {"are", "may", "cannot"}

    def _being(self, at: int, after: Word) -> bool:
        """Before "is", "has", "will" and the like."""
        word, second = self.words[at], self.word(at + 2)
        if word.base in listed("word_names.txt", "verbs"):
            able = after.form in _ABLE and word.capital and word.base not in ("will", "may", "can")
            return after.form in THIRD or able
        if word.base not in wordy() or (word.capital and not is_common(word.base)):
            return True
        unable = after.form in _UNABLE and (word.capital or word.opens)
        if word.base in listed("word_names.txt", "people") or unable:
            return True
        if after.form in ("has", "had") and word.capital and second is not None and (
            second.form not in _NO_PERSONS
        ):  # fmt: skip
            return True
        return second is not None and (
            second.form in listed("person_words.txt", "predicates")
            or second.form.isdigit() or second.form in listed("person_words.txt", "acts")
        ) and not self.season_like(at, second)  # fmt: skip

    def _doing(self, at: int, after: Word) -> bool:
        word, second = self.words[at], self.word(at + 2)
        verb = word.base in listed("word_names.txt", "verbs")
        if after.form in _ADVERBS:
            if word.base in wordy() and not word.capital:
                return False
            if verb and not (second and second.form.endswith(("s", "ed"))):
                return False
        if after.form in listed("person_words.txt", "acts"):
            return after.form not in _ALSO_PLAIN or not verb or word.capital
        did = after.form.endswith("ed") and len(after.form) > 4 and after.glued
        person = word.base in listed("word_names.txt", "people")
        return word.capital and did and (person or after.form not in _STATES)

    def season_like(self, at: int, second: Word) -> bool:
        """ "Summer is a hard time", "hope is the last thing": no person."""
        word = self.words[at]
        vague = ("a", "an", "the", "so", "very", "always", "not", "been", "no", "going", "gone",
                 "never", "lost", "over", "our", "come", "started", "in", "on", "at", "all", "also",
                 "really", "just", "well", "still", "only", "lovely", "good", "out")  # fmt: skip
        after = self.words[at + 1].form
        if word.base in SEASONS and after not in ("is", "was", "will") and word.capital:
            return second.form in ("been", "always", "come", "gone", "started", "a", "no", "never")
        later = self.word(at + 3)
        if second.form == "in" and later is not None and later.form in ("year", "reception"):
            return False
        return second.form in vague and (not word.capital or word.base in SEASONS | {"hope"})

    def timed(self, at: int) -> bool:
        """A month or season, not a person."""
        word, before, after = self.words[at], self.word(at - 1), self.word(at + 1)
        if word.base not in SEASONS:
            return False
        if before and after and before.form in ("since", "until", "when", "after", "because") and (
            word.capital and after.form in listed("person_words.txt", "acts")
        ):  # fmt: skip
            return False
        if before and (
            before.form in _TIMES or before.form[:1].isdigit() or before.base in SEASONS
        ):
            return True
        return bool(after and not after.opens
                    and (after.form in _TIME_AFTER or after.form[:1].isdigit()))  # fmt: skip
