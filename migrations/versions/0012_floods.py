"""What is counted so that a flood is held, and what a person said is part of one."""

import sqlalchemy as sa
from alembic import op

from portal.models.base import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLE, COLUMN = "flood_mark", "part_of_flood"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False, comment="Row number"),
        sa.Column(
            "name",
            sa.String(),
            nullable=False,
            comment="Daily keyed hash of a network or of a row of words",
        ),
        sa.Column("at", UtcDateTime(), nullable=False, comment="When, to the minute"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(f"ix_{TABLE}_name", TABLE, ["name", "at"])
    op.create_index(f"ix_{TABLE}_at", TABLE, ["at"])
    with op.batch_alter_table("submission") as batch:
        batch.add_column(
            sa.Column(
                COLUMN,
                sa.Boolean(),
                nullable=False,
                server_default=sa.false(),
                comment="A person said so: kept, and counted apart",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("submission") as batch:
        batch.drop_column(COLUMN)
    op.drop_table(TABLE)
