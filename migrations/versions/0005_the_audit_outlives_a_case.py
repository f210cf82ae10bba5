"""An audit line names a case and a turn by number alone, so that it outlives their erasure."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OUTLIVED = ("submission", "referral")


def upgrade() -> None:
    with op.batch_alter_table("audit_event") as batch:
        for table in OUTLIVED:
            batch.drop_constraint(_name(table), type_="foreignkey")


def downgrade() -> None:
    with op.batch_alter_table("audit_event") as batch:
        for table in OUTLIVED:
            batch.create_foreign_key(_name(table), table, [f"{table}_id"], ["id"])


def _name(table: str) -> str:
    return op.f(f"fk_audit_event_{table}_id_{table}")
