"""Databases for tests: a SQLite file copied for each test, and one PostgreSQL database a worker."""

import os
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from portal.adapters import migrations
from portal.adapters.database import engine_for
from portal.adapters.holidays import calendar_of
from portal.domain.partnership import packaged, read
from portal.domain.people import SYSTEM, Deed
from portal.services import complete, load_partnership, recount
from tests.support.clock import TUESDAY_EVENING

FIRST_YEAR, LAST_YEAR = 2024, 2030
SERVERS = (
    os.environ.get("PORTAL_TESTS_POSTGRESQL", ""),
    "postgresql+psycopg://postgres@127.0.0.1:5432/postgres",
    "postgresql+psycopg://root@127.0.0.1:5432/postgres",
    "postgresql+psycopg:///postgres?host=/var/run/postgresql",
)


def make(engine: Engine) -> None:
    """Every revision, and the packaged partnership in force."""
    migrations.upgrade(engine)
    with Session(engine) as session:
        load_packaged(session)
        session.commit()


def load_packaged(session: Session) -> None:
    calendar = calendar_of(read(packaged()), FIRST_YEAR, LAST_YEAR)
    load_partnership.load(session, packaged(), calendar, Deed(SYSTEM, TUESDAY_EVENING, "load"))


def seen_through(session: Session, deed: Deed) -> None:
    """What follows from a load, in the one transaction of a test."""
    owed, last = recount.owed(session), [0]
    while owed and (done := recount.some(session, owed, last[-1], deed)):
        last = list(done)
    last = [0]
    while done := complete.some(session, last[-1], deed):
        last = list(done)


def sqlite_file(folder: Path) -> Path:
    """A made database in one file, with nothing left in its write-ahead log."""
    path = folder / "made.db"
    engine = engine_for(f"sqlite:///{path}")
    make(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    engine.dispose()
    return path


def postgresql_server() -> str | None:
    """The address of a PostgreSQL that answers and lets us make databases, if there is one."""
    for url in filter(None, SERVERS):
        engine = create_engine(url, connect_args={"connect_timeout": 3})
        try:
            with engine.connect() as connection:
                may = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
                if connection.execute(text(may)).scalar():
                    return url
        except OperationalError:
            continue
        finally:
            engine.dispose()
    return None


@contextmanager
def postgresql_database(server: str, template: str = "template0") -> Iterator[str]:
    """A database of one's own on the server, empty or a copy of `template`; dropped afterwards."""
    name = f"portal_test_{uuid.uuid4().hex[:12]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}" ENCODING UTF8 TEMPLATE "{template}"'))
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        admin.dispose()


_until_the_end = ExitStack()
_templates: dict[str, str] = {}


@contextmanager
def made_postgresql(server: str) -> Iterator[str]:
    """A made database of one's own, dropped afterwards: a copy of one made once a process."""
    if server not in _templates:
        url = _until_the_end.enter_context(postgresql_database(server))
        engine = engine_for(url)
        make(engine)
        engine.dispose()
        _templates[server] = str(make_url(url).database)
    with postgresql_database(server, _templates[server]) as url:
        yield url


def drop_templates() -> None:
    """Drop what was made to be copied."""
    _templates.clear()
    _until_the_end.close()
