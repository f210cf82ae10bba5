"""A demonstration that was kept goes on: brought up to this portal, its last day unchanged."""

from datetime import date, time
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from portal.adapters.database import engine_for
from portal.cli import demo
from portal.models import ClosedDay, PartnershipVersion, WorkingHours
from portal.queries.partnership import OldDocument, in_force
from tests.support.clock import TUESDAY_EVENING

IGNORED = "DAY is ignored"
CLOSED = (date(2026, 1, 1), date(2026, 12, 25))


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


def test_kept_data_with_a_partnership_of_an_older_form_gets_the_one_of_today(kept: Path) -> None:
    go_on(kept)
    engine = engine_for(f"sqlite:///{kept / demo.DATABASE}")
    with Session(engine) as session:
        session.add(
            PartnershipVersion(
                loaded_at=TUESDAY_EVENING,
                fingerprint="0" * 64,
                area_name="Suffolk",
                document="[[service_level]]\nworking_days = 2\n",
            )
        )
        session.flush()
        session.add(WorkingHours(version_id=1, weekday=0, opens=time(9), closes=time(17)))
        session.add_all([ClosedDay(version_id=1, day=d, label="x", source="own") for d in CLOSED])
        session.commit()
        with pytest.raises(OldDocument, match="portal partnership load"):
            in_force(session)

    said = go_on(kept)

    with Session(engine) as session:
        assert in_force(session).partnership.ladder
    engine.dispose()
    assert "The partnership file has changed" in said
    assert "The partnership file has changed" not in go_on(kept)
