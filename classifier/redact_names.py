"""Names of people: known ones, words that are names here, titles, and unknown capitals."""

from collections.abc import Iterator
from dataclasses import dataclass

from classifier.redact_acting import SEASONS, THIRD
from classifier.redact_initials import MISSING, Initials
from classifier.redact_name_lists import plain_names, wordy
from classifier.redact_words import Word, is_common, listed

_PARTICLES = listed("context.txt", "particles")  # fmt: skip
_NOT_SURNAMES = listed("context.txt", "not_surnames")
_DONE = frozenset(("chance", "cash", "chase", "grant", "bill", "peg", "tab", "mark", "reed", "dot",
                   "may", "carry", "sue", "rob", "nick", "drew", "chuck", "wade", "pierce", "lance",
                   "rich", "pip"))  # fmt: skip
_NOT_AFTER_TITLE = listed("context.txt", "not_after_title")


@dataclass(frozen=True)
class People(Initials):
    """Finds the names in the words of one text; `stays` must not be taken, `others` are taken."""

    others: set[int]

    def spans(self) -> Iterator[tuple[int, int]]:
        """First word and one past the last of each name, titles included."""
        past = 0
        named: set[int] = set()
        for at in range(len(self.words)):
            if at < past or not self.words[at].form:
                continue
            start, end = self._at(at, named)
            if end:
                past = end
                named.update(range(start, end))
                yield start, end

    def _at(self, at: int, named: set[int]) -> tuple[int, int]:
        titled = self._titled(at)
        if titled:
            return at, self._chain(titled)
        if at in self.stays and not self._strong(at):
            return at, 0
        if at in self.others or not self._is_name(at, named):
            return at, 0
        return at, self._chain(at + 1)

    def _titled(self, at: int) -> int:
        """One past the first name after a title at this place, or 0."""
        word, after = self.words[at], self.word(at + 1)
        if after is None or not after.form or after.opens:
            return 0
        if at + 1 in self.stays and not (len(after.form) == 1 and after.capital):
            return 0
        if word.form in listed("titles.txt", "titles"):
            return self._after_title(at, after)
        if not self._careful(at, after) or after.form in ("i", "im", "ive", "id", "ill"):
            return 0
        single = len(after.form) == 1 and (after.capital or self._letter(at))
        known = after.base in plain_names() or after.base in listed("surnames.txt", "plain")
        surname = after.base in listed("surnames.txt", "words") - _NOT_SURNAMES
        verb = word.form == "miss" and self._missing(at)
        acting = (
            (surname or (word.form == "miss" and after.base in wordy()))
            and not verb
            and (self.acting(at + 1) or (word.form == "miss" and self.pauses(at + 1)))
        )
        likely = known or acting or (not is_common(after.base) and len(after.form) > 2)
        shown = after.capital and not word.owns
        return at + 2 if single or (likely and not word.owns) or shown else 0

    def _careful(self, at: int, after: Word) -> bool:
        """Whether a title that is also a word may be one here."""
        word = self.words[at]
        both = listed("titles.txt", "revered") | listed("titles.txt", "nick")
        if word.form in both and not (word.capital and after.capital):
            return False
        titles = both | listed("titles.txt", "careful") | listed("titles.txt", "kin")
        return after.glued and word.form in titles

    def _missing(self, at: int) -> bool:
        """Whether "miss" is a verb: "we miss", but not "can miss walker have"."""
        before = self.word(at - 1)
        if before is None or self.words[at].opens or before.form == "like":
            return False
        asks = before.opens and before.form in ("can", "will", "did")
        return before.form in MISSING and not asks

    def _after_title(self, at: int, after: Word) -> int:
        both = after.form == "and" and at + 3 < len(self.words)
        if both and self.words[at + 2].form in listed("titles.txt", "titles"):
            return at + 4
        doctor = self.words[at].form in ("doctor", "councillor", "judge", "professor", "madame")
        if doctor and not after.capital and after.base not in plain_names():
            return 0
        if after.form in _NOT_AFTER_TITLE and not (after.capital and len(after.form) > 1):
            return 0
        return at + 2 if after.glued and not after.form.isdigit() else 0

    def _chain(self, past: int) -> int:
        """One past the last word of a name whose first ends before `past`."""
        while past < len(self.words) and not self.words[past - 1].owns:
            word = self.words[past]
            held = past in self.stays and not word.tied
            if not word.glued or not word.form or held or past in self.others:
                break
            if not self._continues(past):
                break
            past += 1
        return past

    def _continues(self, at: int) -> bool:
        word = self.words[at]
        strange = self.words[at - 1].base in plain_names() or not is_common(self.words[at - 1].base)
        if word.tied and (word.capital or strange or not is_common(word.form)):
            return True
        if word.form in _PARTICLES and at + 1 < len(self.words):
            return word.capital or (self.words[at + 1].capital and self.words[at + 1].glued)
        if word.base in plain_names():
            return True
        if not word.capital:
            return self._surname_low(at)
        if word.form in ("i", "im", "ive", "id", "ill"):
            return False
        surname = word.base in listed("surnames.txt", "words") or word.base in wordy()
        if surname or len(word.form) == 1 or not is_common(word.base):
            return True
        return not word.shout or self.acting(at) or self.ends(at)

    def _strong(self, at: int) -> bool:
        """A kept word that is a name here after all ("my daughter May", "May hates school")."""
        word = self.words[at]
        return word.base in wordy() and at not in self.others and (
            self.called(at) or self.in_a_role(at) or self.hyphened(at) or (
                word.capital and not self.timed(at) and (
                    self.acting(at) or self.heads(at) or self.handed(at)
                    or (word.opens and self.joined(at, set()))))
        )  # fmt: skip

    def _is_name(self, at: int, named: set[int]) -> bool:
        word = self.words[at]
        if word.base in plain_names() or self._nearly_plain(word):
            shown = len(word.base) > 3 or word.capital
            told = self.told_of(at) or self._beside(at, named)
            after = self.word(at + 1)
            double = after is not None and after.tied and after.base in plain_names()
            return shown or told or double or self.called(at) or self.acting(at)
        if self.hyphened(at) or self.family_of(at):
            return True
        if word.base in wordy():
            return self._wordy_name(at, named)
        if len(word.form) <= 2 and word.form.isalpha() and word.form not in ("i", "im", "a"):
            return (word.capital or self.loud(at)) and self._short(at, named)
        if len(word.form) < 3 or not word.form.isalpha() or is_common(word.base):
            return word.capital and (self.called(at, named_only=True) or self._shown(at))
        return self._unknown(at, named)

    def _shown(self, at: int) -> bool:
        """An everyday word with a capital inside a sentence: "I told Wisdom that"."""
        word = self.words[at]
        plain = listed("schools.txt", "stop") | listed("context.txt", "offices") | SEASONS
        if word.opens:
            after = self.word(at + 1)
            known = after is not None and after.base in plain_names() | wordy()
            return word.form not in plain and after is not None and not known and (
                after.glued and after.capital and at + 1 not in self.stays and self._shown(at + 1)
            )  # fmt: skip
        return not word.shout and len(word.form) > 3 and word.form.isalpha() and (
            word.form not in plain and not word.form.endswith("day")
        )  # fmt: skip

    def _unknown(self, at: int, named: set[int]) -> bool:
        """A word that no list knows."""
        word, after = self.words[at], self.word(at + 1)
        if word.capital and not word.opens:
            return not word.shout or self.called(at)
        if word.capital:
            return not word.shout or word.owns or self.acting(at) or self.joined(at, named)
        school = at > 1 and at - 2 in self.others and self.words[at - 1].form in ("and", "or", "to")
        if not word.capital and len(word.form) > 3 and (school or self._beside(at, named)):
            return self.pauses(at) or self.acting(at)
        if self.called(at):
            done = after is not None and after.form.endswith(("ed", "s"))
            if done or self.acting(at) or self.pauses(at) or self.introduced(at):
                return True
        return self.unknown_low(at)

    def _nearly_plain(self, word: Word) -> bool:
        """ "jaydens" for "Jayden's"."""
        stem = word.form[:-1]
        return word.form.endswith("s") and stem in plain_names() and len(stem) > 3 and (
            not is_common(word.form)
        )  # fmt: skip

    def _wordy_name(self, at: int, named: set[int]) -> bool:
        word = self.words[at]
        if self.timed(at):
            return False
        if self.heads(at):
            return True
        if word.capital and not word.opens and not word.shout:
            return not word.base.endswith("day")
        if word.capital and (self.acting(at) or self.joined(at, named) or self.vocative(at)):
            return True
        if word.capital and (self.surnamed(at) or self.sent(at)):
            return True
        people = listed("word_names.txt", "people")
        if word.base in people and (self._handled(at) or self.called(at)):
            return True
        if self.called(at):
            after = self.word(at + 1)
            being = after is not None and after.form in THIRD
            return (being or self.acting(at) or self.ends(at) or word.capital
                    or self.joined(at, named) or self.introduced(at))  # fmt: skip
        near = self.low_by_role(at) or self._paired(at) or self._ours(at) or self._greeted(at)
        asked = self._asked_of(at) or self.in_a_role(at) or self._told(at)
        return near or asked or self._beside(at, named) or self._acting_low(at)

    def _greeted(self, at: int) -> bool:
        """ "thank you rose", "spoke to will"."""
        if at < 2 or not self.ends(at):
            return False
        before, second = self.words[at - 1].form, self.words[at - 2].form
        spoken = second in ("thank", "thanks", "spoke", "out")
        return before == "thanks" or (spoken and before in ("you", "ask", "to", "with"))
