"""Numbers too small to publish, standing beside people in free text; and words that look quoted.

Source: domain/safeguarding-and-consent.md §3: 1 to 7 may not be shown. What is found is a warning
to a person, who decides: "year 7 children" is no count, and no rule here can know that.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

_WORDS = ("one", "two", "three", "four", "five", "six", "seven")
SMALL = {word: number for number, word in enumerate(_WORDS, start=1)} | {
    "single": 1, "couple": 2, "handful": 5, "once": 1, "twice": 2,
}  # fmt: skip
"""Small numbers in words; a handful counts as one."""

_PEOPLE = """
    adult adults baby babies boy boys brother brothers carer carers case cases child children
    dad dads daughter daughters families family father fathers girl girls grandparent grandparents
    guardian guardians household households kid kids learner learners mother mothers mum mums
    parent parents people person pupil pupils sibling siblings sister sisters son sons student
    students teenager teenagers toddler toddlers youngster youngsters
"""
PEOPLE = frozenset(_PEOPLE.split())

BEFORE, AFTER = 4, 3
"""How many words may stand between: "3 of our young people", "families (just 3)"."""

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[.!?;\n]")
_STOPS = frozenset(".!?;\n")
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{12,400})[\"”»]|(?<!\w)[‘']([^‘’']{12,400})[’'](?!\w)")


def beside_people(text: str) -> list[str]:
    """Each stretch in which a number of 1 to 7 stands beside people, in order, as written."""
    plain = unicodedata.normalize("NFKC", text)
    tokens = list(_TOKEN.finditer(plain))
    found = []
    for at, token in enumerate(tokens):
        if _is_small(token.group()):
            other = _people_near(tokens, at)
            if other is not None:
                low, high = sorted((at, other))
                found.append(plain[tokens[low].start() : tokens[high].end()])
    return list(dict.fromkeys(found))


def quoted(text: str) -> list[str]:
    """Stretches between marks of quotation, for an entry is never a family's own words."""
    return [(one.group(1) or one.group(2)).strip() for one in _QUOTED.finditer(text)]


def _is_small(word: str) -> bool:
    if word.isdecimal():
        return 1 <= int(word) <= 7
    return word.lower() in SMALL


def _people_near(tokens: Sequence[re.Match[str]], at: int) -> int | None:
    """The place of the nearest word for people in the same sentence; None for none."""
    for place in (*_walk(tokens, at, 1, BEFORE), *_walk(tokens, at, -1, AFTER)):
        if tokens[place].group().lower() in PEOPLE:
            return place
    return None


def _walk(tokens: Sequence[re.Match[str]], at: int, step: int, most: int) -> Iterator[int]:
    place = at + step
    while 0 <= place < len(tokens) and abs(place - at) <= most:
        if tokens[place].group() in _STOPS:
            return
        yield place
        place += step
