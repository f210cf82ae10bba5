"""The way to reach a family at the close; what families ask us to delete; did this help?"""

import sqlalchemy as sa
from alembic import op

from portal.models.base import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEPT = "Chosen by the author: kept for a year after the close"
ASKED = "erasure_request"
SAID = "helped_answer"
ANSWERS = ("yes", "a_bit", "no")
OUTCOMES = ("deleted", "part", "kept")


def upgrade() -> None:
    with op.batch_alter_table("sealed_contact") as batch:
        kept = _column("keep_when_closed", sa.Boolean(), KEPT, server_default=sa.false())
        batch.add_column(kept)
    # Nobody was asked before now, and not to be asked is not to have chosen to keep it.
    op.execute(
        "UPDATE sealed_contact SET erase_on = CURRENT_DATE WHERE erase_on IS NULL"
        " AND submission_id IN (SELECT id FROM submission WHERE closed_at IS NOT NULL)"
    )
    _requests()
    _helped()


def downgrade() -> None:
    op.drop_table(SAID)
    op.drop_table(ASKED)
    with op.batch_alter_table("sealed_contact") as batch:
        batch.drop_column("keep_when_closed")


def _requests() -> None:
    outcome = _codes("erasureoutcome", OUTCOMES)
    last = "Last day to answer: one month (UK GDPR, article 12); empty where not checked"
    op.create_table(
        ASKED,
        _column("id", sa.Integer(), "Row number"),
        _column("submission_id", sa.Integer(), "Of which submission; one open at a time"),
        _column("asked_at", UtcDateTime(), "When it was asked"),
        _column("due_on", sa.Date(), last, nullable=True),
        _column("outcome", outcome, "What was decided", nullable=True),
        _column("answer", sa.Text(), "What the family reads", nullable=True),
        _column("signed_as", sa.String(), "Who answered, as the family reads it", nullable=True),
        _column("staff_id", sa.Integer(), "Who answered", nullable=True),
        _column("answered_at", UtcDateTime(), "When; empty while it is open", nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f(f"fk_{ASKED}_submission_id_submission")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f(f"fk_{ASKED}_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{ASKED}")),
    )
    op.create_index(op.f(f"ix_{ASKED}_submission_id"), ASKED, ["submission_id"])
    op.create_index(
        f"uq_{ASKED}_open",
        ASKED,
        ["submission_id"],
        unique=True,
        sqlite_where=sa.text("answered_at IS NULL"),
        postgresql_where=sa.text("answered_at IS NULL"),
    )


def _helped() -> None:
    op.create_table(
        SAID,
        _column("id", sa.Integer(), "Row number"),
        _column("submission_id", sa.Integer(), "Of which submission"),
        _column("helped", _codes("helped", ANSWERS), "What was chosen"),
        _column("words", sa.Text(), "What was written with it, if anything", nullable=True),
        _column("said_at", UtcDateTime(), "When it was said, or last changed"),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f(f"fk_{SAID}_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{SAID}")),
        sa.UniqueConstraint("submission_id", name=op.f(f"uq_{SAID}_submission_id")),
    )


def _codes(name, codes):
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=40)


def _column(name, kind, comment, **more):
    return sa.Column(name, kind, **{"nullable": False, "comment": comment, **more})
