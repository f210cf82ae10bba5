"""The light door to the classifier: screen, codebook and the model's card, for the web itself."""

import json
from collections.abc import Sequence
from pathlib import Path

from classifier import screen, taxonomy
from classifier.redact import redact
from portal.domain.model_card import Card, parse
from portal.ports import Codebook, Flag, PriorityTerm, Revealing, ThemeTerm


class RulesScreen:
    """The safeguarding screen: rules alone, light enough for the request."""

    def look(self, words: str) -> Sequence[Flag]:
        """Every flag in the order of the text."""
        return [Flag(hit.rule, hit.words) for hit in screen.look(words)]


def revealing(words: str) -> Sequence[Revealing]:
    """What the redaction would take out: names, schools, villages, numbers of a person."""
    return [Revealing(span.kind, span.words) for span in redact(words).spans]


CARD = taxonomy.CODEBOOK.parent / "model" / "card.json"
"""Beside the model, and read without it: the web never loads that."""

MOST_BYTES = 2_000_000


def card(path: Path = CARD) -> Card | None:
    """The card of the model as it lies there now; None for none, or one that cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            return None
        return parse(json.loads(content))
    except (OSError, ValueError, RecursionError):
        return None


def codebook() -> Codebook:
    """The themes and priorities that the classifier was made for, in their order."""
    return Codebook(
        version=taxonomy.codebook().version,
        priorities=tuple(
            PriorityTerm(one.key, one.name, one.meaning) for one in taxonomy.priorities()
        ),
        themes=tuple(
            ThemeTerm(one.key, one.name, one.yes, one.counts_to, one.not_when)
            for one in taxonomy.themes()
        ),
    )
