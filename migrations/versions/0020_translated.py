"""A translation by a person beside what was written; readings of the themes made from one."""

import sqlalchemy as sa
from alembic import op

from portal.models.base import UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TABLE, READING = "translation", "theme_reading"
MADE_BY = ("colleague", "interpreter", "community", "machine_checked")
READ = f"fk_{READING}_translation_id_{TABLE}"


def upgrade() -> None:
    first = sa.text("message_id IS NULL")
    op.create_table(TABLE, *_columns(), *_rules())
    op.create_index(op.f(f"ix_{TABLE}_submission_id"), TABLE, ["submission_id"])
    op.create_index(
        f"uq_{TABLE}_first",
        TABLE,
        ["submission_id", "number"],
        unique=True,
        sqlite_where=first,
        postgresql_where=first,
    )
    which = "A person's translation that was read in its place"
    with op.batch_alter_table(READING) as batch:
        batch.add_column(_column("translation_id", sa.Integer(), which, nullable=True))
        batch.create_foreign_key(op.f(READ), TABLE, ["translation_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table(READING) as batch:
        batch.drop_constraint(op.f(READ), type_="foreignkey")
        batch.drop_column("translation_id")
    op.drop_table(TABLE)


def _columns():
    which = "Of which message; empty for the first one"
    wanted = "The same of what would help, where the first message says that"
    form = "SHA-256 of the form's key: pressed twice, kept once"
    kind = sa.Enum(*MADE_BY, name="madeby", native_enum=False, create_constraint=True, length=40)
    objected = "When the family said that it is not right, if it did"
    return (
        _column("id", sa.Integer(), "Row number"),
        _column("submission_id", sa.Integer(), "On which submission"),
        _column("message_id", sa.Integer(), which, nullable=True),
        _column("number", sa.Integer(), "1, 2, 3 …: every correction is one more"),
        _column("language", sa.String(), "Language that it is in"),
        _column("words", sa.Text(), "The translation"),
        _column("wanted", sa.Text(), wanted, nullable=True),
        _column("made_by", kind, "What kind of person translated or checked it"),
        _column("staff_id", sa.Integer(), "Who typed it in"),
        _column("written_at", UtcDateTime(), "When"),
        _column("idempotency_hash", sa.String(), form),
        _column("objected_at", UtcDateTime(), objected, nullable=True),
        _column("objected_words", sa.Text(), "What it wrote with that, if anything", nullable=True),
    )


def _rules():
    keys = (("submission_id", "submission"), ("message_id", "message"), ("staff_id", "staff"))
    return (
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{other}.id"], name=op.f(f"fk_{TABLE}_{column}_{other}")
            )
            for column, other in keys
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("idempotency_hash", name=op.f(f"uq_{TABLE}_idempotency_hash")),
        sa.UniqueConstraint("message_id", "number", name=op.f(f"uq_{TABLE}_message_id_number")),
    )


def _column(name, kind, comment, **more):
    return sa.Column(name, kind, **{"nullable": False, "comment": comment, **more})
