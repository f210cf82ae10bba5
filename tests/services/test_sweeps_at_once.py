"""Two and eight sweeps at one moment mark each threshold once, and tell it once."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from portal.domain.referrals import ReferralStatus
from portal.models import AuditEvent, ClockMilestone, Referral
from portal.queries import due
from portal.wiring import Wiring
from tests.chaos import invariants
from tests.conftest import leave_out
from tests.support import databases
from tests.support.at_once import sweeps
from tests.support.clock import TUESDAY_EVENING, FrozenClock
from tests.support.families import send
from tests.support.postgresql import wired
from tests.support.wiring import settings_for, wiring_for

CONCERNS = 24
LATER = TUESDAY_EVENING + timedelta(days=60)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def late(request: pytest.FixtureRequest, made_file: Path, tmp_path: Path) -> Iterator[Wiring]:
    """A portal with concerns that nobody has answered for two months, and no sweep since."""
    if request.param == "sqlite":
        shutil.copy(made_file, tmp_path / "portal.db")
        wiring = wiring_for(settings_for(f"sqlite:///{tmp_path / 'portal.db'}"), FrozenClock())
        _arrive(wiring)
        yield wiring
        wiring.engine.dispose()
        return
    server = databases.postgresql_server()
    if server is None:
        leave_out("postgresql")
    with wired(str(server), FrozenClock()) as wiring:
        _arrive(wiring)
        yield wiring


def _arrive(wiring: Wiring) -> None:
    needs = ["send_transport", "other", "autism_assessment"]
    with wiring.writes.begin() as session:
        for number in range(CONCERNS):
            then = TUESDAY_EVENING + timedelta(hours=number)
            send(session, f"form-{number}", then, needs=(needs[number % 3],))


@pytest.mark.parametrize("processes", [2, 8])
def test_each_threshold_is_one_row_and_one_row_of_the_audit(late: Wiring, processes: int) -> None:
    marked = sweeps(late.settings.database_url, LATER, processes)

    with late.reads() as session:
        found = counted(session, ClockMilestone, ClockMilestone.recorded_at.is_not(None))
        # A sweep counts a turn that it gives back besides the milestones that it marks.
        returned = counted(session, Referral, Referral.status == ReferralStatus.RETURNED)
        assert sum(marked) == found + returned
        assert found > CONCERNS
        assert returned > 0
        assert counted(session, AuditEvent, AuditEvent.action.startswith("clock.")) == found
        assert list(invariants.milestones(session)) == []
        assert not due.unmarked(session, LATER)


def counted(session: Session, table: type, which: ColumnElement[bool]) -> int:
    return session.scalars(select(func.count()).select_from(table).where(which)).one()
