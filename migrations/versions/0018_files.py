"""Files of families, each held until it was checked."""

import sqlalchemy as sa
from alembic import op

from portal.models.base import Sealed, UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TABLE, COLUMN = "attachment", "file_held"
KINDS = ("jpeg", "png", "webp", "pdf", "m4a", "mp3", "ogg", "webm", "wav")
STATUSES = ("held", "clean", "refused", "erased")
OPENS = "What opens the file, sealed; empty once its content is gone for good"
OWN_NAME = "The family's own name for it, sealed; goes with the content"
PRESSED = "SHA-256 of the form's key and the file: pressed twice, kept once"
SETTLED = "When it was found clean, refused or erased; empty while it is held"


def upgrade() -> None:
    with op.batch_alter_table("submission") as batch:
        held = "Flag: a file of it was not yet checked (ruling 4)"
        batch.add_column(_column(COLUMN, sa.Boolean(), held, server_default=sa.false()))
    op.create_table(
        TABLE,
        _column("id", sa.Integer(), "Row number; never leaves the portal"),
        _column(
            "submission_id", sa.Integer(), "Of which submission, once it was sent", nullable=True
        ),
        _column("draft_id", sa.Integer(), "Of which draft, until it is sent", nullable=True),
        _column("name", sa.String(), "Random name in the folder and in addresses"),
        _column("once", sa.String(), PRESSED),
        _column("kind", _codes("filekind", KINDS), "What it is, as it is kept"),
        _column("size", sa.Integer(), "Bytes, as it is kept"),
        _column("digest", sa.String(), "SHA-256 of what is kept"),
        _column(
            "status", _codes("filestatus", STATUSES), "Held until it was checked, and what then"
        ),
        _column("sealed_key", Sealed(), OPENS, nullable=True),
        _column("sealed_name", Sealed(), OWN_NAME, nullable=True),
        _column("added_at", UtcDateTime(), "When it was kept"),
        _column("settled_at", UtcDateTime(), SETTLED, nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f(f"fk_{TABLE}_submission_id_submission")
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["draft.id"],
            name=op.f(f"fk_{TABLE}_draft_id_draft"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("name", name=op.f(f"uq_{TABLE}_name")),
        sa.UniqueConstraint("once", name=op.f(f"uq_{TABLE}_once")),
    )
    for column in ("submission_id", "draft_id"):
        op.create_index(op.f(f"ix_{TABLE}_{column}"), TABLE, [column])


def downgrade() -> None:
    op.drop_table(TABLE)
    with op.batch_alter_table("submission") as batch:
        batch.drop_column(COLUMN)


def _codes(name, codes):
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=40)


def _column(name, kind, comment, **more):
    return sa.Column(name, kind, **{"nullable": False, "comment": comment, **more})
