"""The heavy door to the classifier: reading themes, stance and language is the worker's affair.

Run as a program it reads one JSON line after another, `{"words": …}`, and answers each with one:
`{"reading": …}`, `{"away": …}` or `{"failed": …}`. `portal.adapters.reading_apart` runs it so.
"""

import json
import os
import signal
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from classifier.artefact import FOLDER
from classifier.model import Model, ModelDamaged, load
from portal.adapters.stamps import Stamp
from portal.adapters.stamps import stamp as stamp_of
from portal.ports import ModelAway, Reading, Suggested, ThemeReader

LONGEST_SECONDS = 60
"""A process that nobody waits for any more ends itself after so long over one text."""


class ClassifierReader:
    """Reads themes with the model in a folder, looked at anew whenever a file there changes."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._model: Model | None = None
        self._stamp: Stamp = ()

    def read(self, words: str) -> Reading:
        """The reading of one text; a text that is not English is unsure, never wrong."""
        found = self._current().suggest(words)
        items = tuple(
            Suggested(i.theme, i.band, i.words, i.score) for i in (*found.items, *found.near)
        )
        return Reading(
            suggestions=items,
            stance=found.stance,
            language=found.language,
            unsure=found.unsure,
            version=found.version,
            reason=found.reason,
        )

    def _current(self) -> Model:
        """The model as the folder has it now: a mended one is taken up without a restart."""
        stamp = stamp_of(self._folder)
        if self._model is None or stamp != self._stamp:
            self._model = None
            try:
                self._model = load(self._folder)
            except ModelDamaged as fault:
                raise ModelAway(str(fault)) from fault
            self._stamp = stamp
        return self._model


def answer(reader: ThemeReader, line: str) -> dict[str, Any]:
    """What is answered to one line; never raises, and holds no words of a text that failed."""
    try:
        return {"reading": asdict(reader.read(json.loads(line)["words"]))}
    except ModelAway as fault:
        return {"away": str(fault)}
    except Exception as fault:
        return {"failed": type(fault).__name__}


def serve(reader: ThemeReader, lines: Iterable[str], out: TextIO) -> None:
    """Answer line after line until there are no more."""
    for line in lines:
        # Ends the process wherever it hangs, also when its worker is gone and nobody else does.
        signal.alarm(LONGEST_SECONDS)
        out.write(json.dumps(answer(reader, line)) + "\n")
        out.flush()
        signal.alarm(0)


def main() -> None:
    """Read what comes on standard input; what a library prints must not be taken for an answer."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    serve(ClassifierReader(folder), sys.stdin, out)


if __name__ == "__main__":
    main()
