"""The safeguarding screen: rules alone, standard library alone, fit for a web request.

Recall comes first: a person looks at every hit (ruling 18), so a needless one costs minutes and a
missed one may cost a child. English, Polish, Romanian, Lithuanian, Portuguese and Arabic, all of
them on every text. No native reader has read the rules of the other languages yet, so a person
looks at those texts the same working day (ruling 23).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from classifier.screen_finding import Cover, outermost
from classifier.screen_reading import readings
from classifier.screen_rules import rulebook

WINDOW = 8_000
"""Characters read at a time: memory stays small, and the tail of a long text is read as well."""

OVERLAP = 400
"""Characters read twice, so that nothing is lost on a seam."""


@dataclass(frozen=True)
class Hit:
    """A rule that was tripped (one of `screen_rules.RULES`) and the words that did it, as they
    stand in the text: `text[start:end]`. `language` names the file of rules that holds the rule."""

    rule: str
    words: str
    start: int
    end: int
    language: str = field(default="", compare=False)


Reader = Callable[[str], Iterable[Hit]]
"""Another way to look at a text, as a model would be."""


def look(text: str, others: Iterable[Reader] = ()) -> tuple[Hit, ...]:
    """Every hit in order of the text, in time linear in its length; never raises for a string.

    What `others` see is added to what the rules see. Nothing can take a hit away: a reader is
    never asked about one, it can only bring its own.
    """
    found: dict[tuple[int, int, str], Hit] = {}
    for first in _starts(len(text)):
        window = text[first : first + WINDOW]
        for start, end, rule, language in _spans(window):
            place = (first + start, first + end)
            found.setdefault((*place, rule), Hit(rule, window[start:end], *place, language))
    ruled = list(found.values())
    for reader in others:
        for hit in reader(text):
            # Words that a rule has raised are raised: a second hit about them says nothing new.
            if not any(one.start < hit.end and hit.start < one.end for one in ruled):
                found.setdefault((hit.start, hit.end, hit.rule), hit)
    return tuple(found[place] for place in outermost(found))


def _starts(length: int) -> range:
    return range(0, max(1, length - OVERLAP), WINDOW - OVERLAP)


def _spans(window: str) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, rule and language of each hit in any reading, save those inside an idiom."""
    rules = rulebook()
    for reading in readings(window, rules.speller):
        words = [word.form for word in reading]
        dangers = list(rules.danger.find(words))
        if not dangers:
            continue
        stretches = ((first, past) for first, past, _ in rules.harmless.find(words))
        harmless = Cover(stretches, words, rules.idle)
        for first, past, key in dangers:
            if not harmless.holds(first, past):
                rule, language = key.split(" ")
                yield reading[first].start, reading[past - 1].end, rule, language
