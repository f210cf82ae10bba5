"""the queue of ticks: Procrastinate's own tables, on PostgreSQL alone

The statements are a frozen copy of what Procrastinate 3.10 ships, so that this revision makes the
same tables whichever version is installed. A newer one whose schema differs gets a revision of
its own: tests/migrations compares the copy with the installed version.
"""

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"

COPY = Path(__file__).parents[1] / "frozen" / "procrastinate_3_10.sql"
TABLES = ("events", "periodic_defers", "jobs", "workers")
FUNCTIONS = (
    "cancel_job_v1",
    "defer_jobs_v1",
    "defer_periodic_job_v2",
    "finish_job_v1",
    "notify_queue_abort_job_v1",
    "notify_queue_job_inserted_v1",
    "prune_stalled_workers_v1",
    "register_worker_v1",
    "retry_job_v1",
    "retry_job_v2",
    "trigger_abort_requested_events_procedure_v1",
    "trigger_function_scheduled_events_v1",
    "trigger_function_status_events_insert_v1",
    "trigger_function_status_events_update_v1",
    "unlink_periodic_defers_v1",
    "unregister_worker_v1",
    "update_heartbeat_v1",
)
TYPES = ("job_to_defer_v1", "job_event_type", "job_status")


def upgrade() -> None:
    if _on_postgresql():
        _say(COPY.read_text(encoding="utf-8"))


def downgrade() -> None:
    if _on_postgresql():
        # With the jobs goes procrastinate_fetch_job_v2, which answers with one of them.
        _say(f"DROP TABLE {_named(TABLES)} CASCADE")
        _say(f"DROP FUNCTION {_named(FUNCTIONS)}")
        _say(f"DROP TYPE {_named(TYPES)}")


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _named(names: tuple[str, ...]) -> str:
    return ", ".join(f"procrastinate_{name}" for name in names)


def _say(statements: str) -> None:
    # To the driver itself: SQLAlchemy would read the colons and percent signs as its own.
    with op.get_bind().connection.cursor() as cursor:
        cursor.execute(statements)
