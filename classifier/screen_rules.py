"""The rules of the screen, read from `screen_rules/*.toml` and made ready to be looked up.

One file for each language, so that a reader of that language can read and change it; a text is
held against all of them, because families mix languages. A phrase is words with single spaces
between: `a|b` is either; `kill*` any word that begins so; `hot?` may be absent; `..3` up to three
words of any kind in the same sentence; `<child>` a list of words named in `[lists]`; `~6` before a
phrase lets its words stand in any order, none further than six words from the rarest of them. What
follows a `#` is a remark. There is no regular expression and no unbounded search in it, so the time
to read a text grows with its length alone. Words are compared folded (no capitals, accents,
apostrophes), so accents may be written; one word holds no space. An alternative of several words
is joined by `_`: `nobody|no_one|none` is three alternatives, while `nobody|no one|none` would be
two words in a row; where a file names such words as `pairs`, the second way is refused.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise, product
from pathlib import Path

from classifier.screen_finding import Element, Phrase, PhraseFinder
from classifier.screen_folding import fold
from classifier.screen_reading import form
from classifier.screen_spelling import Speller

FOLDER = Path(__file__).with_name("screen_rules")

RULES = (
    "self_harm", "abuse", "sexual_harm", "neglect", "home_violence", "missing", "exploitation",
    "harm_to_others",
)  # fmt: skip
"""The categories of danger."""

Document = Mapping[str, Mapping[str, object]]
Lists = Mapping[str, Sequence[str]]


class RuleInvalid(ValueError):
    """A phrase of the rules cannot be read."""


@dataclass(frozen=True)
class Rulebook:
    """What is dangerous, what is harmless although it looks so, and how words are spelled. The
    keys of what is found are a rule and a language, as `self_harm pl`."""

    danger: PhraseFinder
    harmless: PhraseFinder
    speller: Speller
    idle: frozenset[str]
    """Words that say nothing of danger by themselves: pronouns, articles, auxiliaries."""


def parse(document: Document) -> Rulebook:
    """The rulebook of one language in a parsed file; raises `RuleInvalid` naming the phrase."""
    return _book({"en": document})


@cache
def rulebook() -> Rulebook:
    """The rules shipped with this package, of every language."""
    files = sorted(FOLDER.glob("*.toml"))
    return _book({one.stem: tomllib.loads(one.read_text(encoding="utf-8")) for one in files})


def _book(documents: Mapping[str, Document]) -> Rulebook:
    danger: list[tuple[str, Phrase]] = []
    harmless: list[tuple[str, Phrase]] = []
    spellings: dict[str, tuple[str, ...]] = {}
    also: dict[str, tuple[str, ...]] = {}
    guarded: set[str] = set()
    common: set[str] = set()
    idle: set[str] = set()
    for language, document in documents.items():
        lists = _lists(document["lists"])
        words = document.get("words", {})
        pairs = frozenset(str(words.get("pairs", "")).split())
        for rule, lines in document["danger"].items():
            found = _phrases(str(lines), lists, pairs)
            danger.extend((f"{rule} {language}", phrase) for phrase in found)
        found = _phrases(str(document["harmless"]["phrases"]), lists, pairs)
        harmless.extend((language, phrase) for phrase in found)
        spellings.update(_replaced(document.get("spellings", {})))
        also.update(_replaced(document.get("also", {})))
        guarded.update(_plain(word) for word in str(words.get("guarded", "")).split())
        common.update(_plain(word) for word in str(words.get("common", "")).split())
        idle.update(_plain(word) for word in str(words.get("idle", "")).split())
    known = chain(common, spellings, _vocabulary(danger), _vocabulary(harmless))
    speller = Speller(spellings, also, guarded, known)
    return Rulebook(
        PhraseFinder(danger, speller.variants, frozenset(common)),
        PhraseFinder(harmless, speller.variants, frozenset(common)),
        speller,
        frozenset(idle),
    )


def _plain(word: str) -> str:
    return form(fold(word))


def _replaced(table: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    return {
        _plain(old): tuple(_plain(word) for word in str(new).split()) for old, new in table.items()
    }


def _vocabulary(phrases: Sequence[tuple[str, Phrase]]) -> Iterator[str]:
    for _, phrase in phrases:
        for element in phrase.elements:
            yield from element.exact


def _lists(table: Mapping[str, object]) -> Lists:
    """Lists by name; one may name another that stands before it."""
    lists: dict[str, list[str]] = {}
    for name, words in table.items():
        lists[name] = [one for word in str(words).split() for one in _named(word, lists)]
    return lists


def _named(word: str, lists: Lists) -> Sequence[str]:
    if not word.startswith("<"):
        return [word]
    name = word.strip("<>")
    if name not in lists:
        raise RuleInvalid(f"no list is called {name}")
    return lists[name]


def _phrases(lines: str, lists: Lists, pairs: frozenset[str]) -> Iterator[Phrase]:
    for line in lines.splitlines():
        parts = line.split("#")[0].split()
        if parts:
            _refuse_torn(parts, pairs)
            yield from _phrase(parts, lists)


def _refuse_torn(parts: Sequence[str], pairs: frozenset[str]) -> None:
    """Two words that are one alternative and were written as words in a row."""
    for one, next_one in pairwise(parts):
        torn = f"{one.rsplit('|', 1)[-1]}_{next_one.split('|', 1)[0]}"
        if "|" in one and "|" in next_one and torn in pairs:
            raise RuleInvalid(f"an alternative of two words is written {torn}: {' '.join(parts)}")


def _phrase(parts: Sequence[str], lists: Lists) -> list[Phrase]:
    """The phrase of a line, or several where a word may be absent or is one of several words."""
    reach = 0
    if parts[0].startswith("~"):
        reach, parts = _number(parts[0], 1), parts[1:]
    made: list[tuple[Element, ...]] = [()]
    gap = 0
    for part in parts:
        if part.startswith(".."):
            gap = _number(part, 2)
            continue
        ways = _ways(part.removesuffix("?"), lists, gap)
        longer = [(*phrase, *way) for phrase, way in product(made, ways)]
        made = [*longer, *made] if part.endswith("?") else longer
        gap = 0
    if not all(made):
        raise RuleInvalid(f"a phrase of nothing: {' '.join(parts)}")
    return [Phrase(elements, reach) for elements in made]


def _ways(part: str, lists: Lists, gap: int) -> list[tuple[Element, ...]]:
    """A part as one element of its single words, and a row of elements for each of its others."""
    forms = [one for word in part.split("|") for one in _named(word, lists)]
    single = [one for one in forms if "_" not in one]
    rows = [one.split("_") for one in forms if "_" in one]
    ways: list[tuple[Element, ...]] = [(_element(single, gap),)] if single else []
    for first, *rest in rows:
        ways.append((_element([first], gap), *(_element([word], 0) for word in rest)))
    return ways


def _number(part: str, after: int) -> int:
    if not part[after:].isdecimal():
        raise RuleInvalid(f"a gap without a number: {part}")
    return int(part[after:])


def _element(forms: Sequence[str], gap: int) -> Element:
    exact = frozenset(_plain(one) for one in forms if not one.endswith("*"))
    if "" in exact:
        raise RuleInvalid(f"an alternative of nothing among {'|'.join(forms)}")
    prefixes = sorted({fold(one[:-1]).replace("'", "") for one in forms if one.endswith("*")})
    return Element(exact, tuple(prefixes), gap)
