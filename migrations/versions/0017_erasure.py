"""Erasing what a family asks us to delete: who prepared it, which parts, and when words went."""

import sqlalchemy as sa
from alembic import op

from portal.models.base import UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TABLE = "erasure_request"
ROLES = (
    "caseworker",
    "manager",
    "triage",
    "safeguarding",
    "secretary",
    "analyst",
    "board",
    "admin",
    "auditor",
    "dpo",
)
PREPARED_BY = f"fk_{TABLE}_prepared_by_id_staff"


def upgrade() -> None:
    when = "When its words were erased, as its family asked; the row stays for counts"
    with op.batch_alter_table("submission") as batch:
        batch.add_column(_column("erased_at", UtcDateTime(), when, nullable=True))
    with op.batch_alter_table(TABLE) as batch:
        for column in _columns():
            batch.add_column(column)
        batch.create_foreign_key(op.f(PREPARED_BY), "staff", ["prepared_by_id"], ["id"])
    # "Deleted" was written down before now and nothing was: it is to be answered once more.
    op.execute(
        f"UPDATE {TABLE} SET outcome = NULL, answer = NULL, signed_as = NULL, staff_id = NULL,"
        f" answered_at = NULL WHERE id IN (SELECT MAX(id) FROM {TABLE} GROUP BY submission_id)"
        " AND outcome IN ('deleted', 'part')"
    )


def downgrade() -> None:
    with op.batch_alter_table(TABLE) as batch:
        batch.drop_constraint(op.f(PREPARED_BY), type_="foreignkey")
        batch.drop_constraint(op.f(f"ck_{TABLE}_role"), type_="check")
        for column in reversed(_columns()):
            batch.drop_column(column.name)
    with op.batch_alter_table("submission") as batch:
        batch.drop_column("erased_at")


def _columns():
    hat = sa.Enum(*ROLES, name="role", native_enum=False, create_constraint=True, length=40)
    who = "Who prepared it; empty while nobody has, or one was enough"
    why = "Why the rest stays, as codes; for staff alone"
    until = "When; until it is answered somebody else has to agree"
    return (
        _column("parts", sa.JSON(), "What goes, where it is a part: codes", server_default="[]"),
        _column("stays", sa.JSON(), why, server_default="[]"),
        _column("prepared_by_id", sa.Integer(), who, nullable=True),
        _column("prepared_as", hat, "Under which hat", nullable=True),
        _column("prepared_at", UtcDateTime(), until, nullable=True),
    )


def _column(name, kind, comment, **more):
    return sa.Column(name, kind, **{"nullable": False, "comment": comment, **more})
