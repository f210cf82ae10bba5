"""A demonstration that was kept goes on: brought up to this portal, its last day unchanged."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import inspect

from portal.adapters.database import engine_for
from portal.cli import demo

IGNORED = "DAY is ignored"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Kept data of a portal so old that it has no table yet; nothing is served."""
    monkeypatch.setattr(demo, "_serve", lambda *_: None)
    (tmp_path / demo.DATABASE).touch()
    return tmp_path


def go_on(kept: Path, *words: str) -> str:
    done = CliRunner().invoke(demo.demo, ["--data", str(kept), *words])
    assert done.exit_code == 0, done.output
    return done.output


def test_kept_data_is_brought_up_before_it_is_served(kept: Path) -> None:
    said = go_on(kept)

    engine = engine_for(f"sqlite:///{kept / demo.DATABASE}")
    assert "submission" in inspect(engine).get_table_names()
    engine.dispose()
    assert "Making the demonstration" not in said


def test_a_last_day_for_kept_data_is_said_to_be_ignored(kept: Path) -> None:
    assert IGNORED in go_on(kept, "--day", "2026-11-23")
    assert IGNORED not in go_on(kept)
