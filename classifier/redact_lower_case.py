"""Names in lower case, or where all is in capitals: the words around must say it."""

from dataclasses import dataclass

from classifier.redact_acting import SEASONS
from classifier.redact_name_lists import wordy
from classifier.redact_openings import Openings
from classifier.redact_words import listed

_NOT_SURNAMES = listed("context.txt", "not_surnames")
_CLAUSES = frozenset((
    "and", "but", "because", "cos", "cause", "so", "that", "when", "if", "as", "since", "while",
    "where", "until", "then", "yesterday", "today", "how", "why", "what", "who", "poor", "whether",
    "now", "after", "before",
))  # fmt: skip
_ADVERBS = frozenset(
    (
        "never",
        "always",
        "just",
        "really",
        "still",
        "only",
        "also",
        "even",
        "barely",
        "hardly",
        "often",
        "usually",
        "soon",
        "already",
        "finally",
        "again",
        "has",
        "had",
        "is",
        "was",
        "does",
        "did",
        "left",
        "under",
        "made",
        "got",
        "came",
        "met",
        "cut",
        "set",
        "felt",
        "found",
        "lost",
        "means",
        "kept",
        "stuck",
    )
)
_DONE = frozenset(("chance", "cash", "chase", "grant", "bill", "peg", "tab", "mark", "reed", "dot",
                   "may", "carry", "sue", "rob", "nick", "drew", "chuck", "wade", "pierce", "lance",
                   "rich", "pip", "can", "an"))  # fmt: skip
"""Names that are verbs or nouns too often to be a person after "to" or "about"."""

_TELLING = frozenset((
    "told", "tell", "ask", "asked", "asking", "poor", "bless", "thank", "rang", "thanking", "sorry",
    "hello", "hi", "dear", "cheers", "bye", "met", "saw", "emailed", "phoned", "texted",
))  # fmt: skip
_ASKING = frozenset(("can", "could", "will", "would", "did", "does", "should", "shall", "may"))
_HANDLING = frozenset((
    "put", "let", "gave", "give", "kept", "left", "moved", "sat", "took", "take", "sent", "see",
    "saw", "leave", "help", "helped", "got", "want", "love", "loves", "failed", "excluded", "hurt",
    "lost", "found", "named", "blame", "blamed",
))  # fmt: skip
_BARE = frozenset((
    "have", "get", "go", "be", "see", "come", "use", "sit", "stay", "eat", "need", "ever", "really",
    "still", "not", "start", "stop", "move", "keep", "wait",
))  # fmt: skip
_POINTING = frozenset((
    "with", "to", "from", "for", "by", "at", "near", "told", "ask", "asked", "see", "saw", "met",
    "meet", "visit", "visited", "miss", "ring", "rang", "poor", "saying", "phone", "phoned",
    "email", "emailed", "text", "thank", "bless", "sorry",
))  # fmt: skip
"""Words before a person or a place that no list knows, in lower case."""

_WORD_ENDINGS = ("ly", "ing", "tion", "ed", "ment", "ness", "ies")
_CALLED_UP = frozenset(("told", "rang", "met", "asked", "phoned", "emailed", "texted", "saw"))
_HARDLY = frozenset(("may", "can", "chance", "grant", "cash", "an"))
_TOLD_TO = listed("context.txt", "told_to")
_ABOUT = frozenset(("with", "about", "for", "from", "and", "ask", "asked", "tell", "told", "by",
                    "without"))  # fmt: skip


@dataclass(frozen=True)
class LowerCase(Openings):
    """Judges words without a capital; `named` are places of names found before."""

    def _surname_low(self, at: int) -> bool:
        """In lower case after a name in lower case: "amelia rose", "jack baker said"."""
        word = self.words[at]
        if self.words[at - 1].capital or len(self.words[at - 1].form) < 3:
            return False
        stem = word.base.removesuffix("s")
        if {word.base, stem} & listed("word_names.txt", "people"):
            return True
        listed_one = word.base in listed("surnames.txt", "words")
        return listed_one and word.base not in _NOT_SURNAMES and (self.ends(at) or self.acting(at))

    def _told(self, at: int) -> bool:
        """In lower case after "said to", "with" or "about", where a verb cannot stand."""
        word, before, second = self.words[at], self.word(at - 1), self.word(at - 2)
        if before is None or word.opens or word.base in SEASONS:
            return False
        people = word.base in listed("word_names.txt", "people")
        verb = word.base in listed("word_names.txt", "verbs")
        if before.form == "to":
            told = second is not None and second.form in _TOLD_TO
            return told and (people or (verb and word.base not in _DONE and self.pauses(at)))
        if before.form in _CALLED_UP and verb and word.base not in _HARDLY:
            return self.pauses(at)
        if before.form in _TELLING and word.base not in _DONE and (people or self.pauses(at)):
            return True
        return before.form in _ABOUT and self.pauses(at) and (
            people or (verb and before.form != "and" and word.base not in _DONE - {"sue", "rob"})
        )  # fmt: skip

    def _acting_low(self, at: int) -> bool:
        """In lower case: before a verb of the third person, which the word could not take."""
        word, before = self.words[at], self.word(at - 1)
        if word.capital or (word.base in SEASONS and not self.called(at)):
            return False
        if before is not None and not word.opens and before.form not in (
            "and", "but", "because", "so", "that", "when", "if", "as", "since", "where", "while",
            "then", "now", "cos", "cause", "cuz", "coz", "yesterday", "today",
        ):  # fmt: skip
            return False
        return self.acting(at)

    def _beside(self, at: int, named: set[int]) -> bool:
        """In lower case after "and" and a name."""
        word, before, second = self.words[at], self.word(at - 1), at - 2
        if before is None or before.form not in ("and", "n", "or"):
            return False
        if second not in named or word.opens:
            return False
        verbs = listed("word_names.txt", "verbs")
        often = word.base in verbs and word.base in ("will", "may", "can", "an", "mark", "chase")
        return not often or self.acting(at) or self.ends(at)

    def _paired(self, at: int) -> bool:
        """ "pip and dot are": two names that are words, and what both of them do."""
        after, second, third = (self.word(at + step) for step in (1, 2, 3))
        return bool(
            self.words[at].opens and after and second and third
            and after.form in ("and", "n") and second.base in wordy() and second.base not in SEASONS
            and third.form in ("are", "were", "have", "both", "had", "go", "went", "share")
        )  # fmt: skip

    def _ours(self, at: int) -> bool:
        """ "our robin came home", "me and may started": one of a family who does something."""
        before, second, after = self.word(at - 1), self.word(at - 2), self.word(at + 1)
        if before is None or after is None or self.words[at].opens or after.opens:
            return False
        if before.form == "and" and second is not None and second.form == "me":
            return True
        own = before.form in ("my", "our") and after.form in listed("person_words.txt", "acts")
        nouns = listed("word_names.txt", "nouns") - listed("word_names.txt", "people")
        if own and self.words[at].base in listed("word_names.txt", "people"):
            return True
        being = after.form in ("is", "was", "has", "had")
        return own and self.words[at].base not in nouns and not being

    def _asked_of(self, at: int) -> bool:
        """ "can harper have his tea": a question about somebody."""
        before, after = self.word(at - 1), self.word(at + 1)
        if before is not None and after is not None and after.form == "who" and (
            before.form in ("was", "is", "its") and self.words[at].base not in SEASONS
        ):  # fmt: skip
            return True
        if before is None or after is None or not before.opens or self.words[at].opens:
            return False
        return before.form in _ASKING and after.form in _BARE

    def _handled(self, at: int) -> bool:
        """ "they put mason in", "we love hazel"."""
        before = self.word(at - 1)
        led = not self.words[at].opens and self.pauses(at)
        return bool(led and before and before.form in _HANDLING)

    def handed(self, at: int) -> bool:
        """ "gave May a chance", "told Art that"."""
        before = self.word(at - 1)
        led = before is not None and not self.words[at].opens
        asked = (_HANDLING | _TELLING) - {"love", "loves", "want", "got", "poor"}
        return bool(led and before and before.form in asked)

    def told_of(self, at: int) -> bool:
        """A short name in lower case after "for", "with" or "to"."""
        before = self.word(at - 1)
        led = before is not None and not self.words[at].opens
        return bool(
            led
            and before
            and before.form in _ABOUT | _TELLING | _HANDLING | {"to"}
            and self.pauses(at)
        )

    def unknown_low(self, at: int) -> bool:
        """A word that no list knows, in lower case, where only a person can stand."""
        word, before, after = self.words[at], self.word(at - 1), self.word(at + 1)
        if self.in_a_role(at) or self._thanked(at):
            return True
        if len(word.form) < 4 or word.form.endswith(_WORD_ENDINGS):
            return False
        starts = word.opens or before is None or before.form in _CLAUSES
        doing = after is not None and not after.opens and after.glued and (
            after.form in listed("person_words.txt", "acts") - _ADVERBS)  # fmt: skip
        if word.shout and not word.capital and not word.opens:
            return True
        if before is not None and before.form in _POINTING and self.pauses(at) and not word.opens:
            return True
        if starts and (doing or (word.shout and self.acting(at)) or self._described(at)):
            return True
        return before is not None and not word.opens and before.form in _TELLING and self.pauses(at)

    def _thanked(self, at: int) -> bool:
        """ "thanks to shaz who", "a big thank you trude"."""
        before = [word.form for word in self.words[max(0, at - 3) : at]]
        led = before[-2:] in (["thanks", "to"], ["thank", "you"], ["you", "to"])
        return led and self.ends(at) and not self.words[at].opens

    def _described(self, at: int) -> bool:
        """ "jonty is nine", "zeb has autism"."""
        after, second = self.word(at + 1), self.word(at + 2)
        if after is None or second is None or after.form not in ("is", "was", "has", "had"):
            return False
        told = listed("person_words.txt", "predicates") - listed("context.txt", "vague")
        return second.form in told
