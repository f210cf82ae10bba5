"""What shows that a word of a text is a person: the words around it, and the lists of names."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from classifier.redact_words import Word, is_common, listed

_AND = frozenset(("and", "or", "with", "n"))
SEASONS = listed("context.txt", "seasons")
_TIMES = listed("context.txt", "times")
_TIME_AFTER = listed("context.txt", "time_after")
_SELF = frozenset(("am", "im"))
_SELF_GOES = frozenset(("im", "i", "ive", "aged", "age", "my"))
_CALM = frozenset(("please", "thank", "thanks", "i", "we", "you", "can", "could", "if", "aged"))
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


@cache
def plain_names() -> frozenset[str]:
    """Names that are hardly ever anything else."""
    names = listed("given_names.txt") | listed("surnames.txt", "plain")
    surnames_only = listed("surnames.txt", "plain") - listed("given_names.txt")
    common = {name for name in surnames_only if is_common(name)} | listed("words.txt")
    return names - wordy() - listed("languages.txt") - common


@cache
def wordy() -> frozenset[str]:
    """Names that are common words as well."""
    parts = [listed("word_names.txt", key) for key in ("verbs", "nouns", "adjectives")]
    return (listed("given_names.txt") & listed("words.txt")).union(*parts)


@cache
def surnames() -> frozenset[str]:
    """Every surname, those that are words too."""
    return listed("surnames.txt", "plain") | listed("surnames.txt", "words")


@dataclass(frozen=True)
class Evidence:
    """The words of one text, asked what they say of the one at a place; `stays` are kept words."""

    words: Sequence[Word]
    stays: set[int]

    def word(self, at: int) -> Word | None:
        """The word at a place, or None outside the text."""
        return self.words[at] if 0 <= at < len(self.words) else None

    def called(self, at: int, named_only: bool = False) -> bool:
        """After "my son", "called", "my name is", "I am"."""
        before, second = self.word(at - 1), self.word(at - 2)
        if before is None or self.words[at].opens:
            return False
        if before.form in listed("titles.txt", "named"):
            return True
        if before.form == "is" and second is not None and second.form in ("name", "names"):
            return True
        if named_only:
            return False
        if before.form in _SELF:
            after = self.word(at + 1)
            goes_on = after is not None and (
                (after.form in _SELF_GOES and after.form != "my") or after.form.isdigit()
            )
            return self.words[at].capital or goes_on
        related = before.form in listed("titles.txt", "relations") and not before.owns
        if before.form in listed("titles.txt", "roles") and self.words[at].capital:
            return True
        return related and (before.form != "mum" or self.words[at].capital)

    def acting(self, at: int) -> bool:
        """Before a verb that people are the subject of, or a possessive."""
        word, after, second = self.words[at], self.word(at + 1), self.word(at + 2)
        if word.owns and word.capital:
            return True
        if after is None or after.opens or not after.form:
            return False
        verb = word.base in listed("word_names.txt", "verbs")
        known = word.base in wordy()
        if word.base == "will" and after.form in _WILL_DOES:
            return True
        if after.form in listed("person_words.txt", "being"):
            if verb:
                return after.form in THIRD
            if not known or (word.capital and not is_common(word.base)):
                return True
            if word.base in listed("word_names.txt", "people"):
                return True
            if after.form in _UNABLE and (word.capital or word.opens):
                return True
            return second is not None and (
                second.form in listed("person_words.txt", "predicates")
                or second.form.isdigit() or second.form in listed("person_words.txt", "acts")
            ) and not self.season_like(at, second)  # fmt: skip
        adverbs = ("never", "always", "just", "really", "still", "only", "also", "even", "left")
        if after.form in adverbs and known and not word.capital:
            return False
        if verb and after.form in adverbs and not (second and second.form.endswith(("s", "ed"))):
            return False
        same = after.form in ("hit", "bit", "left", "came", "got") and verb and not word.capital
        if after.form in listed("person_words.txt", "acts"):
            return not same
        did = after.form.endswith("ed") and len(after.form) > 4 and after.glued
        return word.capital and did and after.form not in _STATES

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
        if before and (
            before.form in _TIMES or before.form[:1].isdigit() or before.base in SEASONS
        ):
            return True
        return bool(after and not after.opens
                    and (after.form in _TIME_AFTER or after.form[:1].isdigit()))  # fmt: skip

    def surnamed(self, at: int) -> bool:
        """Before a capitalised surname."""
        after = self.word(at + 1)
        if after is None or not after.glued or not after.capital or after.shout:
            return False
        if at + 1 in self.stays or after.form in listed("titles.txt", "titles"):
            return False
        asks = self.words[at].base in ("will", "may", "can", "an") and (
            after.base in listed("given_names.txt") and after.base not in surnames())  # fmt: skip
        return after.base in surnames() or (not is_common(after.base) and not asks)

    def sent(self, at: int) -> bool:
        """ "Penny from the council"."""
        after = self.word(at + 1)
        if after is None or not after.glued or self.words[at].base in SEASONS:
            return False
        second = self.word(at + 2)
        own = second is not None and second.form in ("his", "her", "my", "their", "i")
        return after.form == "from" or (after.form == "and" and own)

    def vocative(self, at: int) -> bool:
        """Called to: "Pat, please"."""
        after = self.word(at + 1)
        return after is not None and not after.glued and not after.opens and after.form in _CALM

    def alone(self, at: int) -> bool:
        """A line of its own, or before a comma and what one says to or of a person."""
        after = self.word(at + 1)
        return after is None or self.vocative(at) or (not after.glued and not after.opens)

    def ends(self, at: int) -> bool:
        """Before a pause, or a word that begins another clause."""
        after = self.word(at + 1)
        return after is None or after.opens or not after.glued or after.form in (
            "and", "for", "who", "so", "but", "because", "from", "at", "in", "when", "too", "he",
            "she", "aged", "about", "to", "on", "with", "that", "again", "yesterday", "today",
        )  # fmt: skip

    def introduced(self, at: int) -> bool:
        """Before what one says next of oneself: "i am kris im 15"."""
        after = self.word(at + 1)
        return after is not None and (
            (after.form in _SELF_GOES and after.form != "my") or after.form.isdigit()
        )

    def pauses(self, at: int) -> bool:
        """As `ends`, or before the next one's own words ("said to will i will")."""
        after = self.word(at + 1)
        return self.ends(at) or (after is not None and after.form in (
            "i", "we", "they", "it", "you", "if", "as", "then", "is", "was", "has", "not", "or",
            "my", "his", "her", "what", "why", "how", "going", "being", "coming", "having",
            "getting", "please", "about", "before", "after", "since", "all", "every", "this", "there",
        ))  # fmt: skip

    def joined(self, at: int, named: set[int]) -> bool:
        """Beside a name: "Olive and Jack", "Ella, Hope"."""
        for step in (-1, 1):
            near = self.word(at + step)
            if near is None or not near.form:
                continue
            if near.form in _AND:
                other = self.word(at + 2 * step)
                if other and other.form and self.peer(at + 2 * step, other, named):
                    return True
            listing = not self.words[max(at, at + step)].glued and near.capital
            if listing and (near.base in plain_names() or at + step in named):
                return True
        return False

    def peer(self, at: int, other: Word, named: set[int]) -> bool:
        """Whether a word beside it, at `at`, is itself a name."""
        if at in named or (other.base in plain_names() and (other.capital or len(other.base) > 3)):
            return True
        return other.capital and not other.opens and other.base in wordy() and not self.timed(at)
