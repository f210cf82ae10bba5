"""Drafts that a family puts away for 28 days, and opens again with their own number and words."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from portal.models.base import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLE = "saved_draft"


def upgrade() -> None:
    op.create_table(
        TABLE,
        _column("id", sa.Integer(), "Row number", needed=True),
        _column("draft_id", sa.Integer(), "Which draft; empty once it was sent"),
        _column("reference", sa.String(), "Its number, without dashes", needed=True),
        _column("code_hash", sa.String(), "Argon2id of its words as numbers", needed=True),
        _column(
            "saved_by", sa.String(), "SHA-256 of the id that the page which saved it still has"
        ),
        _column("shown_until", UtcDateTime(), "How long that page shows number and words again"),
        _column("expires_at", UtcDateTime(), "From then on it opens nothing", needed=True),
        _column("sent_at", UtcDateTime(), "When the answers were sent"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["draft.id"],
            name=op.f(f"fk_{TABLE}_draft_id_draft"),
            ondelete="CASCADE",
        ),
        *(
            sa.UniqueConstraint(name, name=op.f(f"uq_{TABLE}_{name}"))
            for name in ("draft_id", "reference", "saved_by")
        ),
    )
    op.create_index("ix_saved_draft_expires", TABLE, ["expires_at"])


def downgrade() -> None:
    op.drop_table(TABLE)


def _column(name: str, kind: Any, comment: str, *, needed: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=not needed, comment=comment)
