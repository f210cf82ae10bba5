"""The card of the model: what it was made from, how well it does, and where it is known to fail.

Another person's program writes it; everything in it is optional, and whatever is not of the form
that is looked for counts as not said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

MOST = 200
"""Lines of one list that are shown; a card that holds more is cut, and says so nowhere else."""


@dataclass(frozen=True)
class Score:
    """A measure between 0 and 1, with the ends of its 95 % interval where they are known."""

    figure: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class ThemeScore:
    """How well one theme is found, on how many texts that carry it."""

    theme: str
    f1: Score
    texts: int | None


@dataclass(frozen=True)
class SliceScore:
    """How well it does on some of the texts: the short ones, those of young people …"""

    slice: str
    value: str
    texts: int | None
    micro_f1: Score


@dataclass(frozen=True)
class Card:
    """What the card says; None or empty where it says nothing."""

    version: str | None
    codebook: str | None
    texts: int | None
    fingerprint: str | None
    statement: str | None
    micro_f1: Score | None
    macro_f1: Score | None
    by_theme: tuple[ThemeScore, ...]
    agreement: tuple[tuple[str, str], ...]
    slices: tuple[SliceScore, ...]
    screen_recall: Score | None
    screen_specificity: Score | None
    misses: tuple[str, ...]
    failures: tuple[str, ...]


def parse(document: object) -> Card:
    """The card in a parsed JSON document of any form; never raises."""
    card = _table(document)
    corpus, metrics = _table(card.get("corpus")), _table(card.get("metrics"))
    screen = _table(card.get("screen"))
    return Card(
        version=_words(card.get("version")),
        codebook=_words(card.get("codebook")),
        texts=_count(corpus.get("texts")),
        fingerprint=_words(corpus.get("fingerprint")),
        statement=_words(corpus.get("statement")),
        micro_f1=_score(metrics.get("micro_f1")),
        macro_f1=_score(metrics.get("macro_f1")),
        by_theme=_by_theme(_table(metrics.get("by_theme"))),
        agreement=_pairs(_table(card.get("agreement"))),
        slices=_slices(card.get("slices")),
        screen_recall=_score(screen.get("recall")),
        screen_specificity=_score(screen.get("specificity")),
        misses=_list(screen.get("misses")),
        failures=_list(card.get("failures")),
    )


def _table(given: object) -> Mapping[str, Any]:
    return given if isinstance(given, dict) else {}


def _words(given: object) -> str | None:
    if isinstance(given, int | float) and not isinstance(given, bool):
        return str(given)
    return given.strip() or None if isinstance(given, str) else None


def _count(given: object) -> int | None:
    return given if isinstance(given, int) and not isinstance(given, bool) and given >= 0 else None


def _share(given: object) -> float | None:
    if isinstance(given, bool) or not isinstance(given, int | float) or not isfinite(given):
        return None
    return float(given) if 0 <= given <= 1 else None


def _score(given: object) -> Score | None:
    """A bare figure, or a table of it with its interval; the figure may be called `f1` too."""
    plain = _share(given)
    if plain is not None:
        return Score(plain)
    table = _table(given)
    figure = _share(table.get("figure", table.get("f1")))
    if figure is None:
        return None
    return Score(figure, _share(table.get("low")), _share(table.get("high")))


def _by_theme(given: Mapping[str, Any]) -> tuple[ThemeScore, ...]:
    found = ((key, _score(row), _count(_table(row).get("texts"))) for key, row in given.items())
    return tuple(ThemeScore(key, score, texts) for key, score, texts in found if score)[:MOST]


def _slices(given: object) -> tuple[SliceScore, ...]:
    found = []
    for row in given if isinstance(given, list) else ():
        table = _table(row)
        name, value = _words(table.get("slice")), _words(table.get("value"))
        score = _score(table.get("micro_f1"))
        if name and value and score:
            found.append(SliceScore(name, value, _count(table.get("texts")), score))
    return tuple(found[:MOST])


def _pairs(given: Mapping[str, Any], before: str = "") -> tuple[tuple[str, str], ...]:
    """Names and values of a table, tables within it too."""
    found: list[tuple[str, str]] = []
    for key, value in given.items():
        name = f"{before}{key}".replace("_", " ")
        if isinstance(value, dict):
            found += _pairs(value, f"{name}: ")
        elif words := _words(value):
            found.append((name, words))
    return tuple(found[:MOST])


def _list(given: object) -> tuple[str, ...]:
    """Sentences; of tables the one that says what, or else all that they hold."""
    found = []
    for one in given if isinstance(given, list) else ():
        table = _table(one)
        words = _words(one) or _words(table.get("what")) or _words(table.get("text"))
        found.append(words or "; ".join(f"{name}: {said}" for name, said in _pairs(table)))
    return tuple(one for one in found if one)[:MOST]
