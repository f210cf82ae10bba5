"""Looks of the model that are owed to texts in which the rules of the screen found nothing."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from portal.models.base import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLE = "second_look"


def upgrade() -> None:
    op.create_table(
        TABLE,
        _column("id", sa.Integer(), "Row number", needed=True),
        _column("submission_id", sa.Integer(), "At which submission, with all its replies"),
        _column("comment_id", sa.Integer(), "Or comment"),
        _column("next_attempt_at", UtcDateTime(), "Not before this", needed=True),
        _column("tries", sa.Integer(), "How often it was tried", needed=True),
        _column("done_at", UtcDateTime(), "When it was done"),
        _column("failed_at", UtcDateTime(), "Given up, to look at"),
        _column("last_error", sa.String(), "Kind of the last failure; no words"),
        sa.CheckConstraint(
            "(submission_id IS NULL) <> (comment_id IS NULL)",
            name=op.f(f"ck_{TABLE}_one_text"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [f"{other}_id"], [f"{other}.id"], name=op.f(f"fk_{TABLE}_{other}_id_{other}")
            )
            for other in ("comment", "submission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index("ix_second_look_due", TABLE, ["done_at", "next_attempt_at", "id"])
    op.create_index(op.f(f"ix_{TABLE}_submission_id"), TABLE, ["submission_id"])


def downgrade() -> None:
    op.drop_table(TABLE)


def _column(name: str, kind: Any, comment: str, *, needed: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=not needed, comment=comment)
