"""Names of one or two letters: initials, "AJ", "miss p"."""

from dataclasses import dataclass

from classifier.redact_lower_case import LowerCase
from classifier.redact_name_lists import plain_names, surnames
from classifier.redact_words import is_common

MISSING = frozenset((
    "i", "we", "you", "they", "to", "will", "would", "really", "not", "dont", "didnt", "still",
    "always", "never", "can", "cant", "might", "may", "did",
))  # fmt: skip
"""Words before "miss" that make it a verb."""


@dataclass(frozen=True)
class Initials(LowerCase):
    """Judges words of one or two letters."""

    def loud(self, at: int) -> bool:
        """Where all is in capitals, so that those of one letter say nothing."""
        near = (self.word(at - 1), self.word(at + 1))
        return any(word is not None and word.shout and not word.capital for word in near)

    def _short(self, at: int, named: set[int]) -> bool:
        """Initials, and names of two letters."""
        word = self.words[at]
        if len(word.form) == 1:
            return self._initials(at) or self.called(at) or self._lettered(at)
        if word.opens and word.shout and (self.acting(at) or self.joined(at, named)):
            return True
        shown = not word.opens and not word.shout
        return not is_common(word.form) and (shown or self.called(at))

    def _lettered(self, at: int) -> bool:
        """ "K has been", "T.J. cannot": letters that do what people do."""
        capital = self.words[at].capital or self.loud(at)
        if not capital or self.words[at].form in ("i", "a"):
            return False
        last = at
        while (after := self.word(last + 1)) and len(after.form) == 1 and after.capital and (
            after.glued and last < at + 3
        ):  # fmt: skip
            last += 1
        return self.acting(last) and (self.words[at].opens or last > at)

    def _initials(self, at: int) -> bool:
        """ "J. K. Hartley", "R Sapsford"."""
        for step in range(1, 4):
            word = self.word(at + step)
            if word is None or word.opens or not word.capital or at + step in self.stays:
                return False
            if len(word.form) > 1:
                known = word.base in plain_names() or word.base in surnames()
                return word.glued and (known or not is_common(word.base)) and not word.shout
        return False

    def _letter(self, at: int) -> bool:
        """ "miss p gets him": a letter in lower case after a title, which "miss" is here."""
        before = self.word(at - 1)
        verb = before is not None and not self.words[at].opens and before.form in MISSING
        return self.words[at].form == "miss" and not verb and self.words[at + 1].form not in "ia"
