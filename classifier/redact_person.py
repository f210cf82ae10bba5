"""What shows that a word of a text is a person: the words around it, and the lists of names."""

from dataclasses import dataclass

from classifier.redact_acting import SEASONS, Acting
from classifier.redact_name_lists import plain_names, surnames, wordy
from classifier.redact_words import Word, is_common, listed

_THEM = frozenset(("him", "her", "me", "them", "us", "it", "he", "she"))
_CALLING = frozenset((
    "call", "calls", "calling", "called", "nickname", "nicknamed", "named", "name",
))  # fmt: skip
_AND = frozenset(("and", "or", "with", "n"))
_SELF = frozenset(("am", "im"))
_SELF_GOES = frozenset(("im", "i", "ive", "aged", "age", "my"))
_CALM = frozenset((
    "please", "thank", "thanks", "i", "we", "you", "can", "could", "if", "aged", "born", "dob", "d",
    "nhs", "who", "now", "age", "nearly", "my", "our", "his", "her",
))  # fmt: skip


@dataclass(frozen=True)
class Evidence(Acting):
    """The words of one text, asked what they say of the one at a place; `stays` are kept words."""

    def called(self, at: int, named_only: bool = False) -> bool:
        """After "my son", "called", "my name is", "I am"."""
        before, second = self.word(at - 1), self.word(at - 2)
        if before is None or self.words[at].opens:
            return False
        if before.form in listed("titles.txt", "named"):
            return True
        if before.form in _THEM and second is not None and second.form in _CALLING:
            return self.ends(at)
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
        second = self.word(at + 2)
        if after is None or not after.glued:
            return False
        if self.words[at].base in SEASONS and after.form != "from":
            return False
        own = second is not None and second.form in ("his", "her", "my", "their", "i")
        placed = after.form in ("at", "on") and self.words[at].base in listed(
            "word_names.txt", "nouns"
        ) - listed("context.txt", "risen")
        person = self.words[at].base in listed("word_names.txt", "people")
        if person and self.words[at].opens and after.form in ("and", "who", "with", "in", "on"):
            return True
        if after.form == "next" and second is not None and second.form == "door":
            return True
        if after.form == "from" and self.words[at].base in SEASONS:
            return bool(second and second.capital and not self.timed(at))
        return after.form == "from" or placed or (after.form == "and" and own)

    def hyphened(self, at: int) -> bool:
        """ "Min-jun", "So-yeon": a capital, a hyphen and what is no word."""
        after = self.word(at + 1)
        return self.words[at].capital and after is not None and after.tied and (
            not after.capital and len(after.form) > 1
            and (not is_common(after.form) or after.form in listed("given_names.txt")
                 or not is_common(self.words[at].form) or self.words[at].base in plain_names())
        )  # fmt: skip

    def in_a_role(self, at: int) -> bool:
        """Before what the person does: "may the lunchtime lady", "jools the escort"."""
        after, before = self.word(at + 1), self.word(at - 1)
        if after is None or after.form != "the" or after.opens:
            return False
        verbs = listed("word_names.txt", "verbs")
        asks = self.words[at].base in verbs and not self.words[at].capital
        if asks and (before is None or before.form not in ("that", "because", "when")):
            return False
        reach = at + (6 if self.words[at].capital else 4)
        return any(word.form in listed("titles.txt", "roles") and not word.opens
                   for word in self.words[at + 2 : reach])  # fmt: skip

    def vocative(self, at: int) -> bool:
        """Called to: "Pat, please"."""
        after = self.word(at + 1)
        led = after is not None and not after.glued and not after.opens
        return bool(led and after and (after.form in _CALM or after.form.isdigit()))

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
            "getting", "please", "about", "before", "after", "since", "all", "every",
            "this", "there",
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
