"""How hard a text is to read: a count of our own, with no list of words from elsewhere.

The measure is Flesch and Kincaid's grade: 0.39 x words a sentence + 11.8 x syllables a word
- 15.59; five more is the age at which somebody of that school year reads it. Syllables are counted
by groups of vowels, and by the few words below that such a count gets wrong. Names are looked at
rather than worked out: one that stands in brackets after everyday words counts as one word, and
one within a sentence has two syllables at most.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

FEWEST = 3
"""Words of a piece that is read as a sentence: a button or a date on its own is none."""

SENTENCE = re.compile(r"[^.?!]+(?:[.](?=\w)[^.?!]*)*[.?!]*")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d,.:/]*", re.UNICODE)
ADDRESS = re.compile(r"https?://\S+|\S+@\S+\.\w+|\b[\w-]+\.(?:org|gov|co|com)\b[\w./-]*")
NAMES = re.compile(
    r"the Public Sector Bodies \(Websites and Mobile Applications\) \(No\. 2\) Accessibility"
    r" Regulations 2018|Web Content Accessibility Guidelines|Equality and Human Rights Commission"
    r"|Equality Advisory and Support Service|Parliamentary and Health Service Ombudsman"
    r"|Local Government and Social Care Ombudsman|Information Commissioner"
    r"|(?:NHS )?Norfolk and (?:Waveney|Suffolk)|NHS Suffolk and North East Essex"
    r"|SENDIASS|Samaritans"
)
"""Laws and bodies: whatever we write, people must find them under these words. One word each."""

BRACKETS = re.compile(r"\s\([^()]*\)")
GROUPS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?:[^laeiouy]|[aeiouy]l)es?$|[^aeiouytd]ed$")
SPLIT = re.compile(r"ia(?!l$|n$)|io(?!u|n)|eo(?!u)|iu|ua(?=l)|ying|[aeiou]ing|uou")

SPOKEN = {
    "send": 1, "people": 2, "somebody": 3, "anyone": 3, "someone": 2, "everyone": 3, "area": 3,
    "being": 2, "idea": 3, "every": 2, "everybody": 4, "everything": 3, "everyday": 3,
    "something": 2, "sometimes": 2, "somewhere": 2, "safeguarding": 3, "business": 2,
    "whether": 2, "carer": 2, "carers": 2, "once": 1, "used": 1, "worried": 2, "ourselves": 2,
    "themselves": 2, "yourselves": 2, "useful": 2, "therefore": 2, "statement": 2, "lives": 1,
    "quiet": 2, "client": 2, "society": 4, "experience": 4,
    "named": 1, "wednesday": 2, "thursday": 2, "tuesday": 2, "homes": 1, "years": 1,
}  # fmt: skip
"""Words that the rule miscounts, with the syllables that people say."""


@dataclass(frozen=True)
class Measured:
    """A text in numbers."""

    sentences: int
    words: int
    syllables: int

    @property
    def age(self) -> float:
        """At which people read it with ease; 0 where there is no sentence."""
        if not self.sentences:
            return 0.0
        grade = 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59
        return round(grade + 5, 1)


def measure(pieces: Iterable[str]) -> Measured:
    """All the sentences of these pieces of text; a heading or a point of a list is a piece."""
    found = [words for piece in pieces for words in sentences(piece) if len(words) >= FEWEST]
    total = [word for words in found for word in words]
    return Measured(len(found), len(total), sum(map(spoken, found)))


def sentences(piece: str) -> Iterator[list[str]]:
    """The words of each sentence of a text; an address or a known name counts as one word."""
    plain = NAMES.sub("Suffolk", ADDRESS.sub("address", " ".join(piece.split())))
    plain = BRACKETS.sub(" name", plain)
    for said in SENTENCE.findall(plain):
        if words := WORD.findall(said):
            yield words


def spoken(sentence: list[str]) -> int:
    """The syllables of a sentence."""
    first, *others = sentence
    return syllables(first) + sum(
        min(syllables(one), 2) if one[0].isupper() else syllables(one) for one in others
    )


def syllables(word: str) -> int:
    """How many a word has; a number is looked at and not spelt, capitals are said one by one."""
    if word[0].isdigit():
        return 1
    if word.isupper() and 1 < len(word) <= 4 and word.lower() not in SPOKEN:
        return len(word)
    plain = re.sub(r"['’](s|t|re|ll|ve|d)$", "", word.lower())
    if plain in SPOKEN:
        return SPOKEN[plain]
    count = len(GROUPS.findall(plain)) + len(SPLIT.findall(plain))
    if len(plain) > 3 and SILENT.search(plain) and not re.search(r"[cgsxz]es$|[cs]hes$", plain):
        count -= 1
    return max(count, 1)
