"""The demonstration's history, played small, and the portal opened upon it at its last moment."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from portal.adapters.database import in_a_hurry, settle
from portal.adapters.holidays import calendar_of
from portal.adapters.migrations import upgrade
from portal.adapters.theming import ClassifierReader
from portal.cli.partnership_file import YEARS_AHEAD, YEARS_BACK
from portal.demonstration import history, making
from portal.demonstration.history import WoundClock
from portal.demonstration.keys import environment
from portal.domain.partnership import packaged, read
from portal.settings import from_environment
from portal.wiring import Wiring, wire
from tests.support.clock import TUESDAY_EVENING

SUBMISSIONS, COMMENTS = 60, 300
"""Enough for every kind of page and for figures on both sides of the threshold."""

ADDRESS = "http://127.0.0.1"


def play(
    folder: Path, last: date, submissions: int = SUBMISSIONS, comments: int = COMMENTS
) -> WoundClock:
    """Make a demonstration in `folder`; its clock, which stands where the history ended."""
    clock = WoundClock(TUESDAY_EVENING)
    with (
        demonstration(folder, clock, ClassifierReader()) as wiring,
        pytest.MonkeyPatch.context() as patch,
    ):
        small = partial(history.play, submissions=submissions, comments=comments)
        patch.setattr(history, "play", small)
        in_a_hurry(wiring.engine)
        upgrade(wiring.engine)
        calendar = calendar_of(read(packaged()), last.year - YEARS_BACK, last.year + YEARS_AHEAD)
        making.make(wiring, clock, calendar, last, lambda _month: None)
        settle(wiring.engine, folder / "portal.db")
    return clock


@contextmanager
def demonstration(
    folder: Path, clock: WoundClock, themes: ClassifierReader | None = None
) -> Iterator[Wiring]:
    """The wiring of the demonstration that lives in `folder`."""
    wiring = wire(from_environment(environment(folder, ADDRESS)), clock, themes)
    yield wiring
    wiring.engine.dispose()


def made_once(shared: Path, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first worker to need it makes, while the others wait."""
    folder = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            half = shared / f"{name}.being-made"
            half.mkdir()
            make(half)
            half.rename(folder)
    return folder
