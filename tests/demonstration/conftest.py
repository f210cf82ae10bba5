"""A small demonstration, played once for everybody who only looks at it."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from portal.demonstration.history import WoundClock
from portal.wiring import Wiring
from tests.support.playing import demonstration, made_once, play

LAST = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the history that ends on `LAST`."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    return made_once(shared, "played", lambda folder: play(folder, LAST))


@pytest.fixture
def shown(played: Path, tmp_path: Path) -> Iterator[Wiring]:
    """The portal upon a copy of that history, at the noon of its last day."""
    shutil.copy(played / "portal.db", tmp_path)
    with demonstration(tmp_path, WoundClock(NOON)) as wiring:
        yield wiring
