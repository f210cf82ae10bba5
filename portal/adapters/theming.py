"""The heavy door to the classifier: reading themes, stance and language is the worker's affair."""

from classifier import language, stance
from classifier.model import Model, load
from portal.ports import Reading, Suggested


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
            stance=stance.stance(words),
            language=language.identify(words),
            unsure=found.unsure,
            version=found.version,
        )
