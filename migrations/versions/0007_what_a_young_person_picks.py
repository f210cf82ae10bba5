"""Pictures, a face and an age that a young person picks in place of words."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

FEELINGS = ("very_happy", "happy", "ok", "sad", "very_sad")
BANDS = ("under_13", "from_13_to_15", "from_16_to_17", "from_18")


def upgrade() -> None:
    pictures = sa.Column(
        "pictures",
        sa.JSON(),
        nullable=False,
        server_default="[]",
        comment="Codes of the pictures that a young person picked, in the order of the tiles",
    )
    band = "Age as a young person gave it, which is no age in years"
    with op.batch_alter_table("submission") as batch:
        batch.add_column(_codes("age_band", "ageband", BANDS, band))
        batch.add_column(pictures)
        batch.add_column(_codes("feeling", "feeling", FEELINGS, "Face that a young person picked"))
    # The default was for the messages that were there before; whoever sends says what was picked.
    with op.batch_alter_table("submission") as batch:
        batch.alter_column("pictures", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("submission") as batch:
        batch.drop_constraint(op.f("ck_submission_feeling"), type_="check")
        batch.drop_constraint(op.f("ck_submission_ageband"), type_="check")
        for column in ("feeling", "pictures", "age_band"):
            batch.drop_column(column)


def _codes(column: str, kind: str, values: tuple[str, ...], comment: str) -> sa.Column[str]:
    """A column of codes that the database checks, empty for most."""
    codes = sa.Enum(*values, name=kind, native_enum=False, create_constraint=True, length=40)
    return sa.Column(column, codes, nullable=True, comment=comment)
