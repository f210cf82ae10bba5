"""What becomes of the way to reach a family when its message is over."""

import sqlalchemy as sa
from alembic import op

revision = "rights"
down_revision = "0011"
branch_labels = None
depends_on = None

KEPT = "Chosen by the author: kept for a year after the close"


def upgrade() -> None:
    with op.batch_alter_table("sealed_contact") as batch:
        batch.add_column(
            sa.Column(
                "keep_when_closed",
                sa.Boolean(),
                server_default=sa.false(),
                nullable=False,
                comment=KEPT,
            )
        )
    # Nobody was asked before now, and not to be asked is not to have chosen to keep it.
    op.execute(
        "UPDATE sealed_contact SET erase_on = CURRENT_DATE WHERE erase_on IS NULL"
        " AND submission_id IN (SELECT id FROM submission WHERE closed_at IS NOT NULL)"
    )


def downgrade() -> None:
    with op.batch_alter_table("sealed_contact") as batch:
        batch.drop_column("keep_when_closed")
