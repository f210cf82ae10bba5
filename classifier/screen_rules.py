"""The rules of the screen, read from `screen_rules.toml` and made ready to be looked up.

A phrase is words with single spaces between: `a|b` is either; `kill*` any word that begins so;
`hot?` may be absent; `..3` up to three words of any kind in the same sentence; `<child>` a list of
words named in `[lists]`. There is no regular expression and no unbounded search in it, so the time
to read a text grows with its length alone.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from classifier.screen_reading import END

RULES = Path(__file__).with_name("screen_rules.toml")


class RuleInvalid(ValueError):
    """A phrase of the rules cannot be read."""


@dataclass(frozen=True)
class Element:
    """One word of a phrase (`exact` forms or `prefixes`), after a gap of up to `gap` words."""

    exact: frozenset[str]
    prefixes: tuple[str, ...]
    gap: int

    def fits(self, form: str) -> bool:
        """Whether a word of the text is this one."""
        return form in self.exact or (bool(self.prefixes) and form.startswith(self.prefixes))


Phrase = tuple[Element, ...]


class PhraseFinder:
    """Finds many phrases in a sequence of words."""

    def __init__(self, phrases: Iterable[tuple[str, Phrase]]) -> None:
        """`phrases` as pairs of a rule's key and a phrase."""
        self._exact: dict[str, list[tuple[str, Phrase]]] = {}
        self._prefixed: dict[str, list[tuple[str, Phrase]]] = {}
        for entry in phrases:
            for form in entry[1][0].exact:
                self._exact.setdefault(form, []).append(entry)
            for prefix in entry[1][0].prefixes:
                self._prefixed.setdefault(prefix, []).append(entry)
        self._sizes = sorted({len(prefix) for prefix in self._prefixed})

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """First word, one past the last, and rule of each phrase found, by place."""
        for place, form in enumerate(words):
            for rule, phrase in self._starting(form):
                past = _ends(words, place + 1, phrase, 1)
                if past:
                    yield place, past, rule

    def _starting(self, form: str) -> Iterator[tuple[str, Phrase]]:
        yield from self._exact.get(form, ())
        for size in self._sizes:
            if size <= len(form):
                yield from self._prefixed.get(form[:size], ())


def _ends(words: Sequence[str], place: int, phrase: Phrase, at: int) -> int:
    """One past the last word when the rest of the phrase follows from `place`, or 0."""
    if at == len(phrase):
        return place
    for reach in range(place, min(place + phrase[at].gap, len(words) - 1) + 1):
        if phrase[at].fits(words[reach]):
            past = _ends(words, reach + 1, phrase, at + 1)
            if past:
                return past
        if words[reach] == END:
            return 0
    return 0


@dataclass(frozen=True)
class Rulebook:
    """What is dangerous, what is harmless although it looks so, and spellings to mend first."""

    danger: PhraseFinder
    harmless: PhraseFinder
    spellings: Mapping[str, tuple[str, ...]]


def parse(document: Mapping[str, Mapping[str, object]]) -> Rulebook:
    """The rulebook in a parsed TOML document; raises `RuleInvalid` naming the phrase."""
    lists = {name: str(words).split() for name, words in document["lists"].items()}
    danger = document["danger"].items()
    return Rulebook(
        PhraseFinder((key, p) for key, lines in danger for p in _phrases(str(lines), lists)),
        PhraseFinder(("", p) for p in _phrases(str(document["harmless"]["phrases"]), lists)),
        {form: tuple(str(new).split()) for form, new in document["spellings"].items()},
    )


def _phrases(lines: str, lists: Mapping[str, list[str]]) -> Iterator[Phrase]:
    for line in lines.splitlines():
        if line.strip():
            yield from _phrase(line.split(), lists)


def _phrase(parts: Sequence[str], lists: Mapping[str, list[str]]) -> list[Phrase]:
    """The phrase of a line, or several where a word may be absent."""
    made: list[Phrase] = [()]
    gap = 0
    for part in parts:
        if part.startswith(".."):
            gap = _gap(part)
            continue
        element = _element(part.removesuffix("?"), lists, gap)
        longer = [(*phrase, element) for phrase in made]
        made = [*longer, *made] if part.endswith("?") else longer
        gap = 0
    if not all(made):
        raise RuleInvalid(f"a phrase of nothing: {' '.join(parts)}")
    return made


def _gap(part: str) -> int:
    if not part[2:].isdecimal():
        raise RuleInvalid(f"a gap without a number: {part}")
    return int(part[2:])


def _element(part: str, lists: Mapping[str, list[str]], gap: int) -> Element:
    forms: list[str] = []
    for form in part.split("|"):
        name = form.strip("<>")
        if form.startswith("<") and name not in lists:
            raise RuleInvalid(f"no list is called {name}")
        forms.extend(lists[name] if form.startswith("<") else [form])
    exact = frozenset(form for form in forms if not form.endswith("*"))
    return Element(exact, tuple(form[:-1] for form in forms if form.endswith("*")), gap)


@cache
def rulebook() -> Rulebook:
    """The rules shipped with this package."""
    return parse(tomllib.loads(RULES.read_text(encoding="utf-8")))
