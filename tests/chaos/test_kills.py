"""Ten kills under writing families break no promise; `make chaos` does three hundred."""

from pathlib import Path

import pytest

from tests.chaos.cluster import binaries, cluster
from tests.chaos.stage import DATABASE, WEB, WORKER, play
from tests.conftest import leave_out

KILLS = 10
SEED = 1

pytestmark = pytest.mark.kills


@pytest.mark.postgresql
def test_ten_kills_of_web_worker_and_postgresql_break_no_promise(tmp_path: Path) -> None:
    programs = binaries()
    if programs is None:
        leave_out("postgresql")
        return

    with cluster(programs) as made:
        report = play(tmp_path, KILLS, SEED, made)

    assert report.faults == [], report.summary()
    assert report.killed.total() == KILLS
    assert report.killed.keys() == {WEB, WORKER, DATABASE}


def test_ten_kills_of_web_and_worker_break_no_promise_on_sqlite(tmp_path: Path) -> None:
    report = play(tmp_path, KILLS, SEED)

    assert report.faults == [], report.summary()
    assert report.killed.total() == KILLS
    assert report.killed.keys() == {WEB, WORKER}
