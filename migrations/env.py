"""Runs the numbered revisions, on SQLite in batches and on PostgreSQL with a short patience."""

from alembic import context
from sqlalchemy import Connection, text

from portal.adapters.database import engine_for
from portal.adapters.migrations import is_ours
from portal.models import Base

LOCK_PATIENCE = "4s"


def run(connection: Connection) -> None:
    """Upgrade or downgrade over one connection."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET lock_timeout = '{LOCK_PATIENCE}'"))
        connection.commit()
        _migrate(connection)
        return
    # SQLite makes a table anew to change it, and would take the rows that point at it along.
    # Outside of a transaction alone can it be told not to.
    raw = connection.connection.driver_connection
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        _migrate(connection)
        if broken := raw.execute("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError(f"rows point at rows that are gone: {broken[:5]}")
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        include_name=is_ours,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    url = context.config.get_main_option("sqlalchemy.url")
    if not url:
        raise SystemExit("say which database: `portal database upgrade` does")
    with engine_for(url).connect() as opened:
        run(opened)
