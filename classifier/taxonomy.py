"""The codebook as data: the inspection's five priorities and the twenty themes of a text."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OUTSIDE = "outside"
"""What a theme counts to when it belongs to no priority; the board sees it all the same."""

CODEBOOK = Path(__file__).with_name("codebook.toml")


class CodebookInvalid(ValueError):
    """The codebook names a priority that it does not define, or one key twice."""


class UnknownTheme(KeyError):
    """A key that is no theme of this codebook."""


@dataclass(frozen=True)
class Priority:
    """An area for priority action (`APA…`) or for improvement (`AFI…`), in our own short words."""

    key: str
    name: str
    meaning: str


@dataclass(frozen=True)
class Theme:
    """What a text may be about. `counts_to` is the key of a priority, or `OUTSIDE`."""

    key: str
    name: str
    counts_to: str
    yes: str
    not_when: str


@dataclass(frozen=True)
class Codebook:
    """One version of the whole framework, in the order in which it is shown."""

    version: str
    priorities: tuple[Priority, ...]
    themes: tuple[Theme, ...]


def parse(document: Mapping[str, object]) -> Codebook:
    """The codebook in a parsed TOML document; raises `CodebookInvalid` if it contradicts itself."""
    book = Codebook(
        version=str(document["version"]),
        priorities=tuple(Priority(**row) for row in _rows(document, "priority")),
        themes=tuple(Theme(**row) for row in _rows(document, "theme")),
    )
    known = {priority.key for priority in book.priorities} | {OUTSIDE}
    strays = [theme.key for theme in book.themes if theme.counts_to not in known]
    if strays:
        raise CodebookInvalid(f"themes that count to no known priority: {', '.join(strays)}")
    if len({theme.key for theme in book.themes}) != len(book.themes):
        raise CodebookInvalid("a theme key is used twice")
    return book


def _rows(document: Mapping[str, object], name: str) -> list[dict[str, str]]:
    rows = document[name]
    if not isinstance(rows, list):
        raise CodebookInvalid(f"{name} is not a list of tables")
    return rows


@cache
def codebook() -> Codebook:
    """The codebook shipped with this package."""
    return parse(tomllib.loads(CODEBOOK.read_text(encoding="utf-8")))


def themes() -> tuple[Theme, ...]:
    """Every theme, in codebook order."""
    return codebook().themes


def priorities() -> tuple[Priority, ...]:
    """Every priority, in codebook order."""
    return codebook().priorities


def priority_of(theme_key: str) -> str:
    """The key of the priority a theme counts to, or `OUTSIDE`; raises `UnknownTheme`."""
    for theme in themes():
        if theme.key == theme_key:
            return theme.counts_to
    raise UnknownTheme(theme_key)
