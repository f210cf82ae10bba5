"""A new installation in a folder of its own, and what its commands say."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine

import portal.wiring
from portal.adapters.database import engine_for, settle
from portal.cli.group import main
from portal.demonstration.keys import environment

Say = Callable[..., Result]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment of the installation, and nothing of this machine's own."""
    found = _environment(tmp_path)
    for name, value in found.items():
        monkeypatch.setenv(name, value)
    return found


@pytest.fixture
def say(settings: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Say]:
    """Run `portal` with these words; `typed` is what is asked for."""
    opened: list[Engine] = []
    yield _saying(monkeypatch, opened)
    for engine in opened:
        engine.dispose()


@pytest.fixture(scope="session")
def installed_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that the commands themselves made, once for all tests."""
    folder = tmp_path_factory.mktemp("installed")
    opened: list[Engine] = []
    with pytest.MonkeyPatch.context() as patch:
        for name, value in _environment(folder).items():
            patch.setenv(name, value)
        run = _saying(patch, opened)
        assert run("database", "upgrade").exit_code == 0
        assert run("partnership", "load").exit_code == 0
    path = folder / "portal.db"
    settle(opened[-1], path)
    for engine in opened:
        engine.dispose()
    return path


@pytest.fixture
def installed(say: Say, settings: dict[str, str], installed_file: Path) -> Say:
    """The same, with the newest tables and the packaged partnership in force."""
    shutil.copy(installed_file, settings["PORTAL_DATABASE_URL"].removeprefix("sqlite:///"))
    return say


def _environment(folder: Path) -> dict[str, str]:
    return {**environment(folder, "https://portal.example.org"), "PORTAL_DEMONSTRATION": "no"}


def _saying(patch: pytest.MonkeyPatch, opened: list[Engine]) -> Say:
    def opening(url: str) -> Engine:
        opened.append(engine_for(url))
        return opened[-1]

    def run(*words: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(main, words, input=typed)

    patch.setattr(portal.wiring, "engine_for", opening)
    return run
