"""The model of the safeguarding screen, for the worker: plain Python, and no heavy library."""

from collections.abc import Sequence
from pathlib import Path

from classifier.screen_model import FOLDER, Reader, ScreenModelDamaged, load
from portal.adapters.stamps import Stamp, stamp
from portal.ports import Flag, ModelAway


class ModelLooker:
    """Looks with the model in a folder, taken up anew whenever a file there changes."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._reader: Reader | None = None
        self._stamp: Stamp = ()

    @property
    def version(self) -> str:
        """Names the model that last looked; empty before the first text."""
        return self._reader.version if self._reader else ""

    def look(self, words: str) -> Sequence[Flag]:
        """What the model raises, in the order of the text; raises `ModelAway` while it cannot."""
        return [Flag(hit.rule, hit.words) for hit in self._current()(words)]

    def _current(self) -> Reader:
        found = stamp(self._folder)
        if self._reader is None or found != self._stamp:
            self._reader = None
            try:
                self._reader = load(self._folder)
            except ScreenModelDamaged as fault:
                raise ModelAway(str(fault)) from fault
            self._stamp = found
        return self._reader
