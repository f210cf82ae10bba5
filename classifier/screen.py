"""The safeguarding screen, first form: rules alone, standard library alone, fit for a web request.

Recall comes first: a person looks at every hit (ruling 18), so a needless one costs minutes and a
missed one may cost a child. Nothing here can lower what something else has raised. English and
Arabic; the Arabic rules have not been read by a native reader, so a person looks at those texts the
same working day (ruling 23).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from classifier.screen_reading import readings
from classifier.screen_rules import rulebook

WINDOW = 8_000
"""Characters read at a time: memory stays small, and the tail of a long text is read as well."""

OVERLAP = 400
"""Characters read twice, so that nothing is lost on a seam."""


@dataclass(frozen=True)
class Hit:
    """A rule that was tripped (`self_harm`, `abuse`, `home_violence`, `missing`, `sexual_harm`,
    `neglect`) and the words that did it, as they stand in the text."""

    rule: str
    words: str


def look(text: str) -> tuple[Hit, ...]:
    """Every hit in order of the text, in time linear in its length; never raises for a string."""
    found: dict[tuple[int, int, str], Hit] = {}
    for start in _starts(len(text)):
        window = text[start : start + WINDOW]
        for first, past, rule in _spans(window):
            place = (start + first, start + past, rule)
            found[place] = Hit(rule, window[first:past])
    return tuple(found[place] for place in sorted(found))


def _starts(length: int) -> range:
    return range(0, max(1, length - OVERLAP), WINDOW - OVERLAP)


def _spans(window: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and rule of each hit in any reading of a window, save those inside an idiom."""
    rules = rulebook()
    for reading in readings(window, rules.spellings):
        words = [word.form for word in reading]
        harmless = [(first, past) for first, past, _ in rules.harmless.find(words)]
        for first, past, rule in rules.danger.find(words):
            if not any(start <= first and past <= end for start, end in harmless):
                yield reading[first].start, reading[past - 1].end, rule
