"""A new installation in a folder of its own, and what its commands say."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine

import portal.wiring
from portal.adapters.database import engine_for
from portal.cli.group import main
from portal.demonstration.keys import environment

Say = Callable[..., Result]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment of the installation, and nothing of this machine's own."""
    found = {**environment(tmp_path, "https://portal.example.org"), "PORTAL_DEMONSTRATION": "no"}
    for name, value in found.items():
        monkeypatch.setenv(name, value)
    return found


@pytest.fixture
def say(settings: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Say]:
    """Run `portal` with these words; `typed` is what is asked for."""
    opened: list[Engine] = []

    def opening(url: str) -> Engine:
        opened.append(engine_for(url))
        return opened[-1]

    monkeypatch.setattr(portal.wiring, "engine_for", opening)

    def run(*words: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(main, words, input=typed)

    yield run
    for engine in opened:
        engine.dispose()


@pytest.fixture
def installed(say: Say) -> Say:
    """The same, with the newest tables and the packaged partnership in force."""
    assert say("database", "upgrade").exit_code == 0
    assert say("partnership", "load").exit_code == 0
    return say
