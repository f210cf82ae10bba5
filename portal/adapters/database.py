"""Engines: SQLite that survives a power cut, or PostgreSQL."""

import os
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker

BUSY_MILLISECONDS = 5000
CONNECT_SECONDS = 5


def engine_for(url: str) -> Engine:
    """An engine with the safety that the portal promises: WAL and synchronous=FULL on SQLite."""
    parts = make_url(url)
    if parts.get_backend_name() == "postgresql" and "connect_timeout" not in parts.query:
        # A server whose machine is gone answers nothing at all: a family must not wait minutes.
        parts = parts.update_query_dict({"connect_timeout": str(CONNECT_SECONDS)})
    engine = create_engine(parts, pool_pre_ping=parts.get_backend_name() != "sqlite")
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _make_safe)
        event.listen(engine, "begin", _begin)
    return engine


def sessions_for(engine: Engine) -> tuple[sessionmaker[Session], sessionmaker[Session]]:
    """Two makers: one for reading, one whose transactions take SQLite's write lock at once."""
    writing = engine.execution_options(writes=True)
    return (
        sessionmaker(engine, expire_on_commit=False),
        sessionmaker(writing, expire_on_commit=False),
    )


def in_a_hurry(engine: Engine) -> None:
    """Let this SQLite engine not wait for the disk: only for a file that is begun anew if cut off.

    `settle` must be called before the file is used for anything.
    """
    event.listen(engine, "connect", _do_not_wait)


def settle(engine: Engine, file: Path) -> None:
    """Bring everything into the one file and down to the disk, and let go of it."""
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    engine.dispose()
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def _do_not_wait(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def _make_safe(connection: Any, _record: object) -> None:
    # The driver would begin transactions by itself, and too late for a consistent read.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_MILLISECONDS}",
        "trusted_schema=OFF",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A reader that turns into a writer can be refused at once, whatever the timeout; a writer
    # that says so from the start waits its turn.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
