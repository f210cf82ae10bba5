"""A town that the release before this one stored: upgraded, completed, and nothing wrong with it.

`stored_0001.sql` was made by that release's own services: a case that nobody took on, one that is
worked on and late, one whose family was asked something, one answered, one proposed as done, one
closed by silence, one flagged, and one just sent.
"""

import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, create_engine, select, text

from portal.adapters import migrations
from portal.adapters.database import engine_for
from portal.adapters.holidays import calendar_of
from portal.domain.clock_checks import Doubt
from portal.domain.clocks import ClockKind, ClockState, Milestone
from portal.domain.partnership import packaged, read
from portal.domain.people import SYSTEM, Deed
from portal.jobs import after_load, rounds
from portal.models import ClockMilestone, ClockRow, SafeguardingItem
from portal.queries.partnership import OldDocument, in_force
from portal.services import load_partnership, verify_clocks
from portal.wiring import Wiring
from tests.conftest import leave_out
from tests.support import databases
from tests.support.clock import FrozenClock
from tests.support.wiring import settings_for, wiring_for

STORED = Path(__file__).with_name("stored_0001.sql")
NOW = datetime(2026, 12, 11, 12, tzinfo=UTC)
UNTAKEN, RUNNING, PAUSED, ANSWERED, PROPOSED, CLOSED, FLAGGED, NEW = range(1, 9)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def old_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The stored town at the revision of its own release."""
    file = tmp_path / "stored.db"
    with sqlite3.connect(file) as stored:
        stored.executescript(STORED.read_text(encoding="utf-8"))
    stored.close()
    if request.param == "sqlite":
        yield f"sqlite:///{file}"
        return
    server = databases.postgresql_server()
    if server is None:
        leave_out("postgresql")
        return
    with databases.postgresql_database(server) as url:
        engine = engine_for(url)
        migrations.upgrade(engine, "0001")
        _copy(file, engine)
        engine.dispose()
        yield url


@pytest.fixture
def old(old_url: str) -> Iterator[Wiring]:
    wiring = wiring_for(settings_for(old_url), FrozenClock(NOW))
    yield wiring
    wiring.engine.dispose()


@pytest.fixture
def brought_up(old: Wiring) -> Wiring:
    """The town of before, upgraded and with today's file in force and seen through."""
    migrations.upgrade(old.engine)
    deed = Deed(SYSTEM, NOW, "load")
    calendar = calendar_of(read(packaged()), databases.FIRST_YEAR, databases.LAST_YEAR)
    with old.writes.begin() as session:
        load_partnership.load(session, packaged(), calendar, deed)
    after_load.see_through(old, deed)
    return old


def _copy(file: Path, engine: Engine) -> None:
    """Every row of a SQLite file into the same tables on PostgreSQL, with its row number."""
    source, tables = create_engine(f"sqlite:///{file}"), MetaData()
    tables.reflect(engine)
    ours = [one for one in tables.sorted_tables if not one.name.startswith("alembic")]
    with source.connect() as reading, engine.begin() as writing:
        writing.execute(text("SET session_replication_role = replica"))
        there = MetaData()
        there.reflect(reading)
        for table in ours:
            rows = [
                dict(one) for one in reading.execute(select(there.tables[table.name])).mappings()
            ]
            fitted = [
                {key: _fit(table.c[key].type, value) for key, value in one.items()} for one in rows
            ]
            if fitted:
                writing.execute(table.insert(), fitted)
            if "id" in table.c:
                writing.execute(
                    text(
                        f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "
                        f"(SELECT coalesce(max(id), 1) FROM {table.name}))"
                    )
                )
    source.dispose()


def _fit(kind: object, value: object) -> object:
    if getattr(kind, "timezone", False) and isinstance(value, datetime):
        return value.replace(tzinfo=UTC)
    return value


def kinds(wiring: Wiring, submission: int) -> set[tuple[ClockKind, ClockState]]:
    query = select(ClockRow.kind, ClockRow.state).where(ClockRow.submission_id == submission)
    with wiring.reads() as session:
        return {(row.kind, row.state) for row in session.execute(query)}


def clock(wiring: Wiring, submission: int, kind: ClockKind) -> ClockRow:
    query = select(ClockRow).where(ClockRow.submission_id == submission, ClockRow.kind == kind)
    with wiring.reads() as session:
        return session.scalars(query).one()


def found(wiring: Wiring, *doubts: Doubt) -> list[str]:
    with wiring.reads() as session:
        return [
            f"{one.of}: {one.difference}"
            for one in verify_clocks.verify(session, NOW)
            if one.doubt in doubts
        ]


def test_until_a_file_is_loaded_the_portal_says_that_the_old_one_is_old(old: Wiring) -> None:
    migrations.upgrade(old.engine)

    with old.reads() as session, pytest.raises(OldDocument, match="portal partnership load"):
        in_force(session)


def test_after_a_tick_nothing_is_wrong_and_nothing_waits(brought_up: Wiring) -> None:
    while rounds.sweep_clocks(brought_up):
        pass

    assert found(brought_up, Doubt.DIFFERS, Doubt.WAITS) == []


def test_every_open_concern_is_measured_from_its_receipt(brought_up: Wiring) -> None:
    whole = (ClockKind.DOOR_TO_DOOR, ClockState.RUNNING)

    assert all(
        whole in kinds(brought_up, one) for one in (UNTAKEN, RUNNING, ANSWERED, FLAGGED, NEW)
    )
    assert ClockKind.DOOR_TO_DOOR not in {kind for kind, _ in kinds(brought_up, CLOSED)}
    assert clock(brought_up, NEW, ClockKind.DOOR_TO_DOOR).started_at.date() == date(2026, 12, 11)
    assert clock(brought_up, RUNNING, ClockKind.DOOR_TO_DOOR).started_at.date() == date(
        2026, 11, 24
    )


def test_who_was_answered_is_kept_informed_from_the_last_words(brought_up: Wiring) -> None:
    informed = clock(brought_up, ANSWERED, ClockKind.KEEP_INFORMED)

    assert informed.started_at.date() == date(2026, 11, 26)
    assert clock(brought_up, PROPOSED, ClockKind.KEEP_INFORMED).started_at.date() == date(
        2026, 12, 9
    )
    assert ClockKind.KEEP_INFORMED not in {kind for kind, _ in kinds(brought_up, RUNNING)}


def test_an_open_flag_is_to_be_looked_at_since_it_was_raised(brought_up: Wiring) -> None:
    look = clock(brought_up, FLAGGED, ClockKind.LOOK)

    with brought_up.reads() as session:
        flag = session.get_one(SafeguardingItem, look.flag_id)
    assert (look.state, look.started_at) == (ClockState.RUNNING, flag.raised_at)
    assert look.due_at == flag.due_at


def test_a_running_promise_of_before_climbs_the_ladder_of_today(brought_up: Wiring) -> None:
    late = clock(brought_up, RUNNING, ClockKind.ACKNOWLEDGE)

    query = select(ClockMilestone.name).where(ClockMilestone.clock_id == late.id)
    with brought_up.reads() as session:
        assert Milestone.ESCALATED_1 in set(session.scalars(query))


def test_seen_through_once_more_nothing_is_begun_twice(brought_up: Wiring) -> None:
    with brought_up.reads() as session:
        before = len(session.scalars(select(ClockRow.id)).all())

    after_load.see_through(brought_up, Deed(SYSTEM, NOW, "load"))

    with brought_up.reads() as session:
        assert len(session.scalars(select(ClockRow.id)).all()) == before


def test_units_and_milestones_of_before_have_their_names_of_today(old: Wiring) -> None:
    with old.engine.begin() as connection:
        connection.execute(text("UPDATE service_level SET unit = 'month' WHERE id = 1"))
        connection.execute(text("UPDATE clock_milestone SET name = 'escalated' WHERE id = 1"))

    migrations.upgrade(old.engine)
    with old.engine.connect() as connection:
        up = _named(connection)
    migrations.downgrade(old.engine, "0001")
    with old.engine.connect() as connection:
        down = _named(connection)

    assert up == ("month_corresponding", "escalated_1")
    assert down == ("month", "escalated")


def _named(connection: object) -> tuple[str, str]:
    asked = (
        "SELECT unit FROM service_level WHERE id = 1",
        "SELECT name FROM clock_milestone WHERE id = 1",
    )
    return tuple(connection.execute(text(one)).scalar_one() for one in asked)  # type: ignore


def test_going_down_leaves_no_telephone_number_among_addresses(old: Wiring) -> None:
    migrations.upgrade(old.engine)
    with old.engine.begin() as connection:
        kept = connection.execute(text("SELECT count(*) FROM sealed_contact")).scalar_one()
        one = "(SELECT min(id) FROM sealed_contact)"
        connection.execute(text(f"UPDATE sealed_contact SET channel = 'text' WHERE id = {one}"))
        connection.execute(text("UPDATE outgoing_letter SET channel = 'text' WHERE id = 1"))
        unsent = connection.execute(
            text("SELECT sent_at IS NULL FROM outgoing_letter WHERE id = 1")
        ).scalar_one()

    migrations.downgrade(old.engine, "0001")

    with old.engine.connect() as connection:
        left = connection.execute(text("SELECT count(*) FROM sealed_contact")).scalar_one()
        letter = connection.execute(text("SELECT count(*) FROM outgoing_letter WHERE id = 1"))
        assert unsent
        assert left == kept - 1
        assert letter.scalar_one() == 0


def test_the_stored_town_is_small_and_names_nobody() -> None:
    stored = STORED.read_text(encoding="utf-8")

    assert len(stored) < 200_000
    assert set(re.findall(r"@([a-z.]+)", stored)) <= {
        "example.org",
        "suffolk.example",
        "portal.invalid",
    }
