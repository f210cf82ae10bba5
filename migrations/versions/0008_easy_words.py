"""Whether a family wrote on pages in easy words: its letters come in easy words too."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COLUMN = "easy_words"


def upgrade() -> None:
    comment = "Whether that page was in easy words, as letters are then"
    with op.batch_alter_table("submission") as batch:
        batch.add_column(
            sa.Column(
                COLUMN, sa.Boolean(), nullable=False, server_default=sa.false(), comment=comment
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("submission") as batch:
        batch.drop_column(COLUMN)
