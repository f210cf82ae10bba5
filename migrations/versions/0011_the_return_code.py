"""A supporter's narrower code, who wrote with it, and a new message that names an earlier one."""

import sqlalchemy as sa
from alembic import op

from portal.models.base import Sealed, UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLE = "supporter_code"
NARROWER = {
    "portal_session": "Which narrower code: ended with it",
    "message": "Whose narrower code, if a supporter wrote it",
}
EARLIER = {
    "sent_before": "It says that something was sent before: a request to link,"
    " which shares nothing",
    "earlier_reference": "Number of that, as given: nobody checked that it is anyone's",
}


def upgrade() -> None:
    op.create_table(
        TABLE,
        _column("id", sa.Integer(), "Row number"),
        _column("submission_id", sa.Integer(), "Of which"),
        _column("number", sa.Integer(), "1, 2, 3, in the order in which they were made"),
        _column("reference", sa.String(), "Random number of its own"),
        _column("code_hash", sa.String(), "Argon2id of the code; the code is nowhere"),
        _column(
            "idempotency_hash",
            sa.String(),
            "SHA-256 of the form's key: pressed twice, made once",
        ),
        _column("sealed_name", Sealed(), "For whom, in the author's words"),
        _column("reads_words", sa.Boolean(), "May read what the author wrote"),
        _column("made_at", UtcDateTime(), "When it was made"),
        _column("ended_at", UtcDateTime(), "When the author ended it", optional=True),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f(_foreign(TABLE, "submission"))
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        *(
            sa.UniqueConstraint(*names, name=op.f(f"uq_{TABLE}_{'_'.join(names)}"))
            for names in (("submission_id", "number"), ("reference",), ("idempotency_hash",))
        ),
    )
    for table, comment in NARROWER.items():
        with op.batch_alter_table(table) as batch:
            batch.add_column(_column(f"{TABLE}_id", sa.Integer(), comment, optional=True))
            batch.create_foreign_key(op.f(_foreign(table, TABLE)), TABLE, [f"{TABLE}_id"], ["id"])
    op.add_column(
        "submission",
        _column("sent_before", sa.Boolean(), EARLIER["sent_before"], optional=True),
    )
    op.add_column(
        "submission",
        _column("earlier_reference", sa.String(), EARLIER["earlier_reference"], optional=True),
    )


def downgrade() -> None:
    with op.batch_alter_table("submission") as batch:
        for name in EARLIER:
            batch.drop_column(name)
    for table in NARROWER:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(_foreign(table, TABLE)), type_="foreignkey")
            batch.drop_column(f"{TABLE}_id")
    op.drop_table(TABLE)


def _column(name, kind, comment, *, optional=False):
    return sa.Column(name, kind, nullable=optional, comment=comment)


def _foreign(table, to):
    return f"fk_{table}_{to}_id_{to}"
