"""The only door to the classifier: the reading of themes (the worker's) and the screen."""

from collections.abc import Sequence

from classifier.model import Model, load

from classifier import language, screen, stance
from portal.ports import Flag, Reading, Suggested


class ClassifierReader:
    """Reads themes with the shipped model, loaded at the first text."""

    def __init__(self) -> None:
        self._model: Model | None = None

    def read(self, words: str) -> Reading:
        """The reading of one text; a text that is not English is unsure, never wrong."""
        if self._model is None:
            self._model = load()
        found = self._model.suggest(words)
        items = tuple(Suggested(i.theme, i.band, i.words, i.score) for i in found.items)
        return Reading(
            suggestions=items,
            stance=stance.of(words),
            language=language.identify(words),
            unsure=found.unsure,
            version=found.version,
        )


class RulesScreen:
    """The safeguarding screen: rules alone, light enough for the request."""

    def look(self, words: str) -> Sequence[Flag]:
        """Every flag in the order of the text."""
        return [Flag(hit.rule, hit.words) for hit in screen.look(words)]
