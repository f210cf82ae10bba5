"""A file of its own for each test, behind the one engine that has compiled the statements already.

To compile them anew for every test took a third of its time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, make_url

from portal.adapters.database import engine_for


class OwnFile:
    """An engine that is let down on one SQLite file after the other."""

    def __init__(self) -> None:
        self._engine = engine_for("sqlite:///nowhere.db")
        self._path: Path | None = None
        event.listen(self._engine, "do_connect", self._connect)

    @contextmanager
    def engine_on(self, path: Path) -> Iterator[Engine]:
        """The engine, on that file until the end of the block."""
        self._path = path
        self._engine.url = make_url(f"sqlite:///{path}")
        try:
            yield self._engine
        finally:
            self._engine.dispose()
            self._path = None

    def _connect(self, _dialect: Any, _record: Any, given: list[Any], _named: Any) -> None:
        assert self._path is not None, "A test spoke to its database after its end."
        given[0] = str(self._path)
