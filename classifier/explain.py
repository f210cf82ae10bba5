"""The words of a text that caused a suggestion, by where they stand in it."""

from collections.abc import Mapping, Sequence

from classifier.language import ENGLISH_WORDS
from classifier.text import Token

MOST = 3
"""Phrases shown for one theme."""

LONGEST_RUN = 4
NEAR_TOP = 0.35
"""A word counts beside the strongest one when it pulls at least this share of it."""

Span = tuple[int, int]
"""First word and one past the last, as places in the sequence of words."""


def caused_by(
    read: Sequence[Token], pulls: Sequence[float], seeds: Mapping[Span, float]
) -> list[tuple[int, int]]:
    """Start and end of up to three phrases, in order: seed phrases first, then strong words.

    `pulls` gives for each word, `seeds` for each seed phrase, how much it adds to the score.
    """
    ranked = sorted(seeds, key=lambda span: (-seeds[span], span[0] - span[1], span))
    runs = sorted(_runs(read, pulls), key=lambda span: (-sum(pulls[span[0] : span[1]]), span))
    chosen: list[Span] = []
    for span in [*ranked, *runs]:
        if len(chosen) < MOST and not any(_overlap(span, other) for other in chosen):
            chosen.append(span)
    if not chosen:
        best = max(range(len(read)), key=lambda place: (pulls[place], -place))
        chosen = [(best, best + 1)]
    joined = _joined(sorted(chosen))
    return [(read[first].start, read[past - 1].end) for first, past in joined]


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Spans that touch become one: "speech" and "therapy" side by side are read together."""
    joined: list[Span] = []
    for first, past in spans:
        if joined and joined[-1][1] == first:
            joined[-1] = (joined[-1][0], past)
        else:
            joined.append((first, past))
    return joined


def _overlap(left: Span, right: Span) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _runs(read: Sequence[Token], pulls: Sequence[float]) -> list[Span]:
    """Neighbouring words that pull hard, not beginning or ending with a word of mere grammar."""
    telling = [
        pull if token.folded not in ENGLISH_WORDS else 0.0
        for token, pull in zip(read, pulls, strict=True)
    ]
    floor = NEAR_TOP * max(telling, default=0.0)
    if floor <= 0:
        return []
    runs: list[Span] = []
    for place, pull in enumerate(telling):
        if pull < floor:
            continue
        if runs and runs[-1][1] == place and place - runs[-1][0] < LONGEST_RUN:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs
