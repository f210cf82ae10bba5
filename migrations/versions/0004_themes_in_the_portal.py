"""Why a reading is unsure, decisions that are undone, objections of families, the model's state."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from portal.models.base import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OUTCOMES = ("stays", "changed")
STAFF = "fk_theme_decision_undone_by_id_staff"


def upgrade() -> None:
    op.add_column("theme_reading", _column("reason", sa.String(), "Why it would not, as a code"))
    with op.batch_alter_table("theme_decision") as batch:
        batch.add_column(_column("undone_at", UtcDateTime(), "When it was taken back, if it was"))
        batch.add_column(_column("undone_by_id", sa.Integer(), "Who took it back"))
        batch.create_foreign_key(op.f(STAFF), "staff", ["undone_by_id"], ["id"])
    _objections()
    op.create_table(
        "model_state",
        _key("Row number: 1, there is one model"),
        _column("version", sa.String(), "Version that last read a text"),
        _column("trouble", sa.String(), "Why it cannot be used; empty while it can"),
        _column("since", UtcDateTime(), "Since when it stands so", needed=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_state")),
    )


def _objections() -> None:
    table = "route_objection"
    op.create_table(
        table,
        _key("Row number"),
        _column(
            "submission_id", sa.Integer(), "On which submission; one open at a time", needed=True
        ),
        _column("decision_id", sa.Integer(), "Decision in force when it was said, if any"),
        _column("words", sa.Text(), "What the family wrote, if it did"),
        _column("made_at", UtcDateTime(), "When it was said", needed=True),
        _column("outcome", _codes("objectionoutcome", OUTCOMES), "Whether anything changes"),
        _column("answer", sa.Text(), "What the family reads"),
        _column("signed_as", sa.String(), "Who answered, as the family reads it"),
        _column("staff_id", sa.Integer(), "Who answered"),
        _column("answered_at", UtcDateTime(), "When; empty while it is open"),
        *(
            sa.ForeignKeyConstraint(
                [f"{other}_id"], [f"{of}.id"], name=op.f(f"fk_{table}_{other}_id_{of}")
            )
            for other, of in (
                ("submission", "submission"),
                ("decision", "route_decision"),
                ("staff", "staff"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_submission_id"), table, ["submission_id"])
    # At most one that is not answered, whoever presses at the same moment.
    is_open = sa.text("answered_at IS NULL")
    op.create_index(
        f"uq_{table}_open",
        table,
        ["submission_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def downgrade() -> None:
    op.drop_table("model_state")
    op.drop_table("route_objection")
    # A decision that was undone does not count: without the mark it would again.
    undone = "SELECT id FROM theme_decision WHERE undone_at IS NOT NULL"
    op.execute(f"DELETE FROM decided_theme WHERE decision_id IN ({undone})")
    op.execute("DELETE FROM theme_decision WHERE undone_at IS NOT NULL")
    with op.batch_alter_table("theme_decision") as batch:
        batch.drop_constraint(op.f(STAFF), type_="foreignkey")
        batch.drop_column("undone_by_id")
        batch.drop_column("undone_at")
    with op.batch_alter_table("theme_reading") as batch:
        batch.drop_column("reason")


def _key(comment: str) -> sa.Column[Any]:
    return _column("id", sa.Integer(), comment, needed=True)


def _column(name: str, kind: Any, comment: str, *, needed: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=not needed, comment=comment)


def _codes(name: str, codes: Sequence[str]) -> sa.Enum:
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=40)
