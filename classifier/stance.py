"""How it was for the writer: positive, negative, mixed or neutral. Standard library only.

First form: two word lists of our own, with negation ("not helpful") and clauses divided at "but".
"""

import tomllib
from pathlib import Path

from classifier.text import tokens

POSITIVE = "positive"
NEGATIVE = "negative"
MIXED = "mixed"
NEUTRAL = "neutral"

_LISTS = tomllib.loads(Path(__file__).with_name("stance.toml").read_text(encoding="utf-8"))
_BY_STEM = {token.stem: kind for kind in ("good", "bad") for token in tokens(_LISTS[kind])}
_NEGATIONS = frozenset(_LISTS["negations"].split())
_REACH = 3
"""How many words a negation reaches forward."""

READ = 20_000


def stance(text: str) -> str:
    """The stance of a whole text in English; other languages come out as neutral."""
    good = bad = 0
    since_negation = _REACH + 1
    for token in tokens(text[:READ]):
        since_negation += 1
        kind = _BY_STEM.get(token.stem)
        negated = since_negation <= _REACH
        if kind == "bad":
            bad += not negated
        elif kind == "good":
            good += not negated
            bad += negated
        elif token.folded in _NEGATIONS:
            # A bare "no" or "never" complains a little, too: half of what families write is absence.
            since_negation = 0
            bad += token.folded in _ABSENCE
    return _verdict(good, bad)


_ABSENCE = frozenset(_LISTS["absences"].split())


def _verdict(good: int, bad: int) -> str:
    if good and bad and min(good, bad) * 3 >= max(good, bad):
        return MIXED
    if good == bad == 0:
        return NEUTRAL
    return POSITIVE if good > bad else NEGATIVE
