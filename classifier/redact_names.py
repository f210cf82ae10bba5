"""Names of people: known ones, words that are names here, titles, and unknown words with capitals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from classifier import redact_words as rw
from classifier.redact_words import Word, is_common, listed

_AND = frozenset(("and", "or", "with", "n"))
_PARTICLES = frozenset("al el van der de da do dos di del della la le bin bint ibn o mac von ter "
                       "den abu ul".split())  # fmt: skip
_NOT_AFTER_TITLE = frozenset(
    "and or who at the a an in is was has said told of for to my our me him her them it us you "
    "school schools lessons lesson out not she he they will that this so on no sir miss any what "
    "because but if when class classes appointment appointments".split()
)
_SEASONS = frozenset(
    "may june april august summer autumn winter spring easter friday monday tuesday wednesday "
    "christmas march".split()
)
_TIMES = frozenset(
    "in by since until till last next this every during early late mid over before after through "
    "of end each for on between all".split()
)
_TIME_AFTER = frozenset("term terms holiday holidays half break school club day bank time".split())
_SELF = frozenset(("am", "im"))
_SELF_GOES = frozenset(("im", "i", "ive", "aged", "age", "my"))
_THIRD = frozenset("is was has had isnt wasnt hasnt hadnt does doesnt did didnt cant couldnt wont "
                   "cannot".split())  # fmt: skip
_CALM = frozenset(("please", "thank", "thanks", "i", "we", "you", "can", "could", "if", "aged"))


@cache
def _plain() -> frozenset[str]:
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


@dataclass(frozen=True)
class People:
    """Finds the names in the words of one text; `stays` are words that must not be taken."""

    words: Sequence[Word]
    stays: set[int]
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
        if at in self.stays and not self._strong(at, named):
            return at, 0
        if at in self.others or not self._is_name(at, named):
            return at, 0
        return at, self._chain(at + 1)

    def _titled(self, at: int) -> int:
        """One past the first name after a title at this place, or 0."""
        word, after = self.words[at], self._word(at + 1)
        if after is None or not after.form or after.opens or at in self.stays and word.form not in (
            "miss", "sir", "nurse", "auntie", "aunty", "uncle", "nan", "nanny", "grandma",
            "grandad", "gran", "granny", "nana", "lord", "father", "sister", "judge", "doctor",
            "grandpa", "mr", "mrs", "dr", "councillor", "constable",
        ):  # fmt: skip
            return 0
        if at + 1 in self.stays and not (len(after.form) == 1 and after.capital):
            return 0
        if word.form in listed("titles.txt", "titles"):
            return self._after_title(at, after)
        careful = word.form in listed("titles.txt", "careful") | listed("titles.txt", "kin")
        if not careful or not after.glued:
            return 0
        if after.form in ("i", "im", "ive", "id", "ill"):
            return 0
        single = len(after.form) == 1 and after.capital
        known = after.base in _plain() | listed("surnames.txt", "plain")
        acting = after.base in listed("surnames.txt", "words") and self._acting(at + 1)
        likely = known or acting or (not is_common(after.base) and len(after.form) > 2)
        shown = after.capital and not word.owns
        return at + 2 if single or (likely and not word.owns) or shown else 0

    def _after_title(self, at: int, after: Word) -> int:
        if after.form == "and" and at + 3 < len(self.words):
            if self.words[at + 2].form in listed("titles.txt", "titles"):
                return at + 4
        doctor = self.words[at].form in ("doctor", "councillor", "judge", "professor", "madame")
        if doctor and not after.capital and after.base not in _plain():
            return 0
        if after.form in _NOT_AFTER_TITLE and not (after.capital and len(after.form) > 1):
            return 0
        return at + 2 if after.glued and not after.form.isdigit() else 0

    def _word(self, at: int) -> Word | None:
        return self.words[at] if 0 <= at < len(self.words) else None

    def _chain(self, past: int) -> int:
        """One past the last word of a name whose first ends before `past`."""
        while past < len(self.words) and not self.words[past - 1].owns:
            word = self.words[past]
            if not word.glued or not word.form or past in self.stays or past in self.others:
                break
            if not self._continues(past):
                break
            past += 1
        return past

    def _continues(self, at: int) -> bool:
        word = self.words[at]
        if word.form in _PARTICLES and at + 1 < len(self.words):
            return word.capital or self.words[at + 1].capital and self.words[at + 1].glued
        if word.base in _plain():
            return True
        if not word.capital or word.form in ("i", "im", "ive", "id", "ill"):
            return False
        surname = word.base in listed("surnames.txt", "words") or word.base in wordy()
        return surname or len(word.form) == 1 or not is_common(word.base)

    def _strong(self, at: int, named: set[int]) -> bool:
        """A kept word that is a name here after all ("my daughter May", "May hates school")."""
        word = self.words[at]
        return word.base in wordy() and at not in self.others and (
            self._called(at) or (word.capital and self._acting(at) and not self._timed(at))
        )  # fmt: skip

    def _is_name(self, at: int, named: set[int]) -> bool:
        word = self.words[at]
        if word.base in _plain() or self._nearly_plain(word):
            return len(word.base) > 3 or word.capital or self._called(at) or self._acting(at)
        if word.base in wordy():
            return self._wordy_name(at, named)
        initial = len(word.form) <= 2 and word.form.isalpha() and word.form not in ("i", "im", "a")
        if initial:
            unknown = not word.opens and not word.shout and not is_common(word.form)
            return word.capital and (self._called(at) or (len(word.form) == 2 and unknown))
        if len(word.form) < 3 or not word.form.isalpha() or is_common(word.base):
            return word.capital and self._called(at, named_only=True) and not word.opens
        if word.capital and not word.opens:
            return not word.shout or self._called(at)
        if word.capital:
            return word.owns or self._acting(at) or self._joined(at, named) or self._alone(at)
        return self._called(at) and (self._acting(at) or self._ends(at))

    def _nearly_plain(self, word: Word) -> bool:
        """ "jaydens" for "Jayden's"."""
        stem = word.form[:-1]
        return word.form.endswith("s") and stem in _plain() and len(stem) > 3 and (
            not is_common(word.form)
        )  # fmt: skip

    def _called(self, at: int, named_only: bool = False) -> bool:
        """After "my son", "called", "my name is", "I am"."""
        before, second = self._word(at - 1), self._word(at - 2)
        if before is None or self.words[at].opens:
            return False
        if before.form in listed("titles.txt", "named"):
            return True
        if before.form == "is" and second is not None and second.form in ("name", "names"):
            return True
        if named_only:
            return False
        if before.form in _SELF:
            after = self._word(at + 1)
            goes_on = after is not None and (after.form in _SELF_GOES or after.form.isdigit())
            return self.words[at].capital or goes_on
        related = before.form in listed("titles.txt", "relations") and not before.owns
        if before.form in listed("titles.txt", "roles") and self.words[at].capital:
            return True
        return related and (before.form != "mum" or self.words[at].capital)

    def _acting(self, at: int) -> bool:
        """Before a verb that people are the subject of, or a possessive."""
        word, after, second = self.words[at], self._word(at + 1), self._word(at + 2)
        if word.owns and word.capital:
            return True
        if after is None or after.opens or not after.form:
            return False
        verb = word.base in listed("word_names.txt", "verbs")
        known = word.base in wordy()
        if after.form in listed("person_words.txt", "being"):
            if verb:
                return after.form in _THIRD
            if not known:
                return True
            return second is not None and (
                second.form in listed("person_words.txt", "predicates")
                or second.form.isdigit() or second.form in listed("person_words.txt", "acts")
            ) and not self._season_like(at, second)  # fmt: skip
        adverbs = ("never", "always", "just", "really", "still", "only", "also", "even", "left")
        if after.form in adverbs and known and not word.capital:
            return False
        if verb and after.form in adverbs and not (second and second.form.endswith(("s", "ed"))):
            return False
        same = after.form in ("hit", "bit", "left", "came", "got") and verb and not word.capital
        return after.form in listed("person_words.txt", "acts") and not same

    def _season_like(self, at: int, second: Word) -> bool:
        """ "Summer is a hard time", "hope is the last thing": no person."""
        word = self.words[at]
        vague = ("a", "an", "the", "so", "very", "always", "not", "been", "no", "going", "gone",
                 "never", "lost", "over", "our", "come", "started", "in", "on", "at", "all", "also",
                 "really", "just", "well", "still", "only", "lovely", "good", "out")  # fmt: skip
        later = self._word(at + 3)
        if second.form == "in" and later is not None and later.form in ("year", "reception"):
            return False
        return second.form in vague and (not word.capital or word.base in _SEASONS | {"hope"})

    def _timed(self, at: int) -> bool:
        """A month or season, not a person."""
        word, before, after = self.words[at], self._word(at - 1), self._word(at + 1)
        if word.base not in _SEASONS:
            return False
        if before and (before.form in _TIMES or before.form[:1].isdigit() or before.base in _SEASONS):
            return True
        return bool(after and not after.opens
                    and (after.form in _TIME_AFTER or after.form[:1].isdigit()))  # fmt: skip

    def _wordy_name(self, at: int, named: set[int]) -> bool:
        word = self.words[at]
        if self._timed(at):
            return False
        if word.capital and not word.opens and not word.shout:
            return not word.base.endswith("day")
        if word.capital and (self._acting(at) or self._joined(at, named) or self._vocative(at)):
            return True
        if word.capital and (self._surnamed(at) or self._sent(at)):
            return True
        if self._called(at):
            after = self._word(at + 1)
            being = after is not None and after.form in _THIRD
            return (being or self._acting(at) or self._ends(at) or word.capital
                    or self._joined(at, named))  # fmt: skip
        thanked = at > 1 and self.words[at - 1].form in ("you", "thanks", "ask", "to", "with") and (
            self._ends(at) and (self.words[at - 2].form in ("thank", "thanks", "spoke")
                                or self.words[at - 1].form == "thanks"))  # fmt: skip
        return thanked or self._acting_low(at) or self._beside(at, named)

    def _acting_low(self, at: int) -> bool:
        """In lower case: before a verb in the third person, which the word itself could not take."""
        word, before = self.words[at], self._word(at - 1)
        if word.capital or word.base in _SEASONS and not self._called(at):
            return False
        if before is not None and not word.opens and before.form not in (
            "and", "but", "because", "so", "that", "when", "if", "as", "since", "where", "while",
        ):  # fmt: skip
            return False
        return self._acting(at)

    def _surnamed(self, at: int) -> bool:
        after = self._word(at + 1)
        return after is not None and after.glued and after.capital and not after.shout and (
            after.base in listed("surnames.txt", "plain") | listed("surnames.txt", "words")
            and at + 1 not in self.stays
        )  # fmt: skip

    def _sent(self, at: int) -> bool:
        """ "Penny from the council"."""
        after = self._word(at + 1)
        if after is None or not after.glued or self.words[at].base in _SEASONS:
            return False
        second = self._word(at + 2)
        own = second is not None and second.form in ("his", "her", "my", "their", "i")
        return after.form == "from" or (after.form == "and" and own)

    def _vocative(self, at: int) -> bool:
        after = self._word(at + 1)
        return after is not None and not after.glued and not after.opens and after.form in _CALM

    def _alone(self, at: int) -> bool:
        """A line of its own, or before a comma and what one says to or of a person."""
        after = self._word(at + 1)
        return after is None or self._vocative(at) or (not after.glued and not after.opens)

    def _ends(self, at: int) -> bool:
        """Before a pause, or a word that begins another clause."""
        after = self._word(at + 1)
        return after is None or after.opens or not after.glued or after.form in (
            "and", "for", "who", "so", "but", "because", "from", "at", "in", "when", "too", "he",
            "she", "aged", "about", "to", "on", "with", "that", "again", "yesterday", "today",
        )  # fmt: skip

    def _joined(self, at: int, named: set[int]) -> bool:
        """Beside a name: "Olive and Jack", "Ella, Hope"."""
        for step in (-1, 1):
            near = self._word(at + step)
            if near is None or not near.form:
                continue
            if near.form in _AND:
                other = self._word(at + 2 * step)
                if other and other.form and self._peer(at + 2 * step, other, named):
                    return True
            elif not self.words[max(at, at + step)].glued and near.capital:
                if near.base in _plain() or at + step in named:
                    return True
        return False

    def _peer(self, at: int, other: Word, named: set[int]) -> bool:
        if at in named or other.base in _plain() and (other.capital or len(other.base) > 3):
            return True
        return other.capital and not other.opens and other.base in wordy() and not self._timed(at)

    def _beside(self, at: int, named: set[int]) -> bool:
        """In lower case after "and" and a name."""
        word, before, second = self.words[at], self._word(at - 1), at - 2
        if before is None or before.form != "and" or second not in named or word.opens:
            return False
        return word.base not in listed("word_names.txt", "verbs") or self._acting(at) or (
            self._ends(at)
        )  # fmt: skip
