"""How it was for the writer: positive, negative, mixed or neutral. Standard library only.

First form: word lists of our own and negation ("not helpful"). A bare "nobody" or "not" complains a
little, too: half of what families write about is something that did not happen.
"""

import tomllib
from pathlib import Path

from classifier.text import Token, tokens

POSITIVE = "positive"
NEGATIVE = "negative"
MIXED = "mixed"
NEUTRAL = "neutral"

READ = 20_000
"""Characters that are looked at."""

_LISTS = tomllib.loads(Path(__file__).with_name("stance.toml").read_text(encoding="utf-8"))
_GOOD = frozenset(token.stem for token in tokens(_LISTS["good"]))
_BAD = frozenset(token.stem for token in tokens(_LISTS["bad"]))
_NEGATIONS = frozenset(_LISTS["negations"].split())
_QUESTIONS = frozenset(_LISTS["questions"].split())
_REACH = 3
"""How many words a negation reaches forward."""

_ABSENCE = 0.5
"""What a negation weighs when it turns no good or bad word round."""

_BALANCE = 0.5
"""Both sides are heard when the lighter weighs at least this share of the heavier."""


def stance(text: str) -> str:
    """The stance of a whole text in English; other languages come out as neutral."""
    read = tokens(text[:READ])
    good, bad = _weigh(read)
    if good == bad == 0 or (good + bad <= 1 and _asks(text, read)):
        return NEUTRAL
    if min(good, bad) >= 1 and min(good, bad) >= _BALANCE * max(good, bad):
        return MIXED
    return POSITIVE if good > bad else NEGATIVE


def _weigh(read: tuple[Token, ...]) -> tuple[float, float]:
    good = bad = 0.0
    negated_until = -1
    for place, token in enumerate(read):
        negated = place <= negated_until
        if token.folded in _NEGATIONS:
            bad += _ABSENCE
            negated_until = place + _REACH
        elif token.stem in _GOOD:
            bad += negated
            good += not negated
        elif token.stem in _BAD and not negated:
            bad += 1
    return good, bad


def _asks(text: str, read: tuple[Token, ...]) -> bool:
    return text.rstrip().endswith("?") or read[0].folded in _QUESTIONS
