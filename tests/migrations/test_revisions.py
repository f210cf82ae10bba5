"""The numbered revisions: pinned, equal to the models, up and down over what is stored."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from procrastinate.schema import SchemaManager
from sqlalchemy import Engine, func, inspect, select, text
from sqlalchemy.orm import Session

from portal.adapters import migrations
from portal.adapters.database import engine_for
from portal.models import Base, Referral, Submission
from tests.conftest import leave_out
from tests.support import databases, families

REVISIONS = [one.revision for one in ScriptDirectory(str(migrations.scripts())).walk_revisions()]
BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(params=BOTH)
def filled(request: pytest.FixtureRequest, made_file: Path, tmp_path: Path) -> Iterator[Engine]:
    """A database of its own, at head, with the partnership and a family's concern in it."""
    if request.param == "sqlite":
        shutil.copy(made_file, tmp_path / "portal.db")
        yield from _with_a_concern(f"sqlite:///{tmp_path / 'portal.db'}")
        return
    server = databases.postgresql_server()
    if server is None:
        leave_out("postgresql")
    with databases.postgresql_database(str(server)) as url:
        made = engine_for(url)
        databases.make(made)
        made.dispose()
        yield from _with_a_concern(url)


def _with_a_concern(url: str) -> Iterator[Engine]:
    engine = engine_for(url)
    with Session(engine) as session:
        families.send(session)
        session.commit()
    yield engine
    engine.dispose()


def differences(engine: Engine) -> list[Any]:
    """What a new revision would have to change for the tables to be as the models say."""
    with engine.connect() as connection:
        opts = {"compare_type": True, "include_name": migrations.is_ours}
        context = MigrationContext.configure(connection, opts=opts)
        return list(compare_metadata(context, Base.metadata))


def shape(engine: Engine) -> dict[str, Any]:
    """The tables as the database itself tells them: columns, indexes, what must hold."""
    looked = inspect(engine)
    return {
        table: {
            "columns": {one["name"]: (str(one["type"]), one["nullable"])
                        for one in looked.get_columns(table)},
            "indexes": sorted(str(one["name"]) for one in looked.get_indexes(table)),
            "unique": sorted(str(one["name"]) for one in looked.get_unique_constraints(table)),
            "checks": sorted(str(one["name"]) for one in looked.get_check_constraints(table)),
            "keys": sorted(str(one["name"]) for one in looked.get_foreign_keys(table)),
        }
        for table in looked.get_table_names()
        if table != "alembic_version"
    }  # fmt: skip


def counted(engine: Engine) -> tuple[int, int]:
    with Session(engine) as session:
        submissions = session.scalar(select(func.count()).select_from(Submission))
        return submissions or 0, session.scalar(select(func.count()).select_from(Referral)) or 0


def test_the_head_is_pinned():
    pinned = (migrations.scripts() / "HEAD").read_text(encoding="utf-8").strip()

    assert pinned == migrations.head(), (
        "Two people may have written a revision at once: look, then write the newest in "
        "migrations/HEAD"
    )


def test_the_revisions_are_one_numbered_line():
    assert list(reversed(REVISIONS)) == [f"{n:04}" for n in range(1, len(REVISIONS) + 1)]


def test_the_models_are_what_the_head_makes(filled: Engine):
    found = differences(filled)

    assert found == [], (
        f"Write a revision for what the models have and the tables have not: {found}"
    )


def test_a_column_that_no_revision_makes_would_be_noticed(filled: Engine):
    with filled.begin() as connection:
        connection.execute(text("ALTER TABLE submission ADD COLUMN planted INTEGER"))

    assert [change[0] for change in differences(filled)] == ["remove_column"]


def test_every_column_says_what_it_holds():
    faults = [str(column) for table in Base.metadata.tables.values() for column in table.columns
              if not (column.comment or "").strip()]  # fmt: skip

    assert not faults, f"Give each a comment= of a few words: {faults}"


def test_every_revision_goes_down_and_up_again_over_what_is_stored(filled: Engine):
    assert counted(filled) == (1, 1)
    before = shape(filled)

    migrations.downgrade(filled, "base")
    gone = shape(filled)
    migrations.upgrade(filled)

    assert gone == {}
    assert shape(filled) == before
    assert differences(filled) == []


def test_each_step_down_is_undone_by_the_step_up_before_it(filled: Engine):
    above = shape(filled)

    for revision in REVISIONS:
        migrations.downgrade(filled, "-1")
        migrations.upgrade(filled, revision)
        assert shape(filled) == above, f"{revision} does not come back as it went"
        migrations.downgrade(filled, "-1")
        above = shape(filled)

    assert above == {}


def queue_of(engine: Engine) -> set[str]:
    """What the queue of ticks has made: tables, functions, types."""
    asked = """
        SELECT relname FROM pg_class WHERE relname LIKE '%procrastinate%'
        UNION SELECT proname FROM pg_proc WHERE proname LIKE 'procrastinate%'
        UNION SELECT typname FROM pg_type WHERE typname LIKE 'procrastinate%'
    """
    with engine.connect() as connection:
        return set(connection.execute(text(asked)).scalars())


def test_the_queue_of_ticks_is_made_on_postgresql_and_taken_away_whole(filled: Engine):
    if filled.dialect.name == "sqlite":
        assert not any("procrastinate" in table for table in inspect(filled).get_table_names())
        return

    made = queue_of(filled)
    migrations.downgrade(filled, "0002")
    gone = queue_of(filled)
    migrations.upgrade(filled)

    assert {"procrastinate_jobs", "procrastinate_fetch_job_v2"} <= made
    assert gone == set()
    assert queue_of(filled) == made


def test_the_copy_of_the_queues_tables_is_what_the_installed_version_asks_for():
    copy = migrations.scripts() / "frozen" / "procrastinate_3_10.sql"

    asked = SchemaManager.get_schema()

    assert copy.read_text(encoding="utf-8") == asked, (
        "Procrastinate's tables have changed: write a revision that takes the old to the new"
    )


def test_going_up_when_there_already_changes_nothing(filled: Engine):
    migrations.upgrade(filled)

    assert counted(filled) == (1, 1)
