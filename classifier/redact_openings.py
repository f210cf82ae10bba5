"""Names that are words too, at the head of a sentence, where the capital says nothing."""

from dataclasses import dataclass

from classifier.redact_acting import SEASONS
from classifier.redact_name_lists import wordy
from classifier.redact_person import Evidence
from classifier.redact_words import listed

_FOLLOWING = frozenset((
    "and", "an", "n", "in", "at", "on", "with", "who", "for", "you", "next", "again",
))  # fmt: skip
_AMONG = frozenset(("a", "an", "our", "my", "the", "one"))
_SENDERS = frozenset((
    "council", "school", "panel", "office", "team", "mosque", "church", "group", "clinic",
    "transport", "camhs", "nursery", "hub", "charity", "surgery",
))  # fmt: skip
_FEELS = frozenset(
    ("loves", "hates", "likes", "refuses", "cries", "screams", "bites", "hits", "wants", "thinks",
     "says", "told", "asked", "cant", "wont", "cannot", "doesnt", "hated", "loved")
)  # fmt: skip
_FAMILY = frozenset((
    "mum", "mums", "dad", "dads", "nan", "nans", "teacher", "brother", "sister", "gran",
))  # fmt: skip
_ABLE = frozenset((
    "will", "can", "could", "would", "cant", "wont", "couldnt", "hasnt", "doesnt", "didnt",
))  # fmt: skip


@dataclass(frozen=True)
class Openings(Evidence):
    """Judges the first word of a sentence by the few behind it."""

    def heads(self, at: int) -> bool:
        """Whether a capital at the head of a sentence is that of a person."""
        word, after = self.words[at], self.word(at + 1)
        if not (word.capital and word.opens) or after is None:
            return False
        if self._one_of_us(at) or self._sender(at):
            return True
        noun = word.base in listed("word_names.txt", "nouns") | listed("word_names.txt", "people")
        if not noun or word.base in SEASONS or word.base in listed("word_names.txt", "verbs"):
            return False
        if after.opens or not after.glued:
            return word.base in listed("word_names.txt", "people") or after.form.isdigit()
        person = word.base in listed("word_names.txt", "people")
        return after.form in _ABLE or (person and after.form in _FOLLOWING)

    def _one_of_us(self, at: int) -> bool:
        """ "Summer is a gentle boy", "Hope was our escort"."""
        among = [word.form for word in self.words[at + 1 : at + 6]]
        if len(among) < 3 or among[0] not in ("is", "was") or among[1] not in _AMONG:
            return False
        people = listed("titles.txt", "relations") | listed("titles.txt", "roles")
        return bool(people & set(among[2:4]))

    def _sender(self, at: int) -> bool:
        """ "Summer from transport", "May from the council"."""
        behind = [word.form for word in self.words[at + 1 : at + 5]]
        return behind[:1] == ["from"] and bool(_SENDERS & set(behind[1:4]))

    def low_by_role(self, at: int) -> bool:
        """ "the driver hope is lovely", "knows who dean is", "our hope loves her"."""
        word, before, after = self.words[at], self.word(at - 1), self.word(at + 1)
        if before is None or after is None or word.opens or after.opens or word.base in SEASONS:
            return False
        if word.base in listed("word_names.txt", "verbs"):
            return False
        acts, being = listed("person_words.txt", "acts"), listed("person_words.txt", "being")
        if before.form in listed("titles.txt", "roles"):
            return after.form in acts | being
        if before.form == "who":
            return after.form in ("is", "was")
        return before.form in ("my", "our") and after.form in _FEELS

    def family_of(self, at: int) -> bool:
        """ "Ivys mum": without its apostrophe."""
        word, after = self.words[at], self.word(at + 1)
        stem = word.form.removesuffix("s")
        return word.capital and stem != word.form and stem in wordy() and bool(
            after and after.form in _FAMILY
        )  # fmt: skip
