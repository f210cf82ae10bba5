"""The way to reach a family, opened by two leads to save a life; bodies kept away from a case."""

import sqlalchemy as sa
from alembic import op

from portal.models.base import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

OPENING, LOCK = "contact_opening", "conflict_lock"
UNIQUE = "uq_conflict_lock_submission_id_partner_id"
STATUSES = ("asked", "agreed", "refused", "expired", "withdrawn", "over")
LIVES = ("writer", "child", "somebody_else")
GOING = sa.text("status IN ('asked', 'agreed')")


def upgrade() -> None:
    _openings()
    op.create_table(
        LOCK,
        _column("id", sa.Integer(), "Row number"),
        _column("submission_id", sa.Integer(), "Which case"),
        _column("partner_id", sa.Integer(), "The body, with every team of it"),
        _column("because", sa.Text(), "Why, in the words of the lead"),
        _column("staff_id", sa.Integer(), "Which lead said so"),
        _column("set_at", UtcDateTime(), "When"),
        _key(LOCK, "submission_id", "submission"),
        _key(LOCK, "partner_id", "partner"),
        _key(LOCK, "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{LOCK}")),
        sa.UniqueConstraint("submission_id", "partner_id", name=op.f(UNIQUE)),
    )


def downgrade() -> None:
    op.drop_table(LOCK)
    op.drop_table(OPENING)


def _openings() -> None:
    told = "When a lead let the family read of it; empty until then (ruling 21)"
    shown = "Until when the two can read it; empty unless agreed"
    op.create_table(
        OPENING,
        _column("id", sa.Integer(), "Row number"),
        _column("submission_id", sa.Integer(), "Of which submission; one going at a time"),
        _column("status", _codes("openingstatus", STATUSES), "How far it has come"),
        _column("whose_life", _codes("whoselife", LIVES), "Whose life is in danger"),
        _column("tried", sa.JSON(), "Codes of what was tried before"),
        _column("because", sa.Text(), "Why, in the words of who asks"),
        _column("asked_by_id", sa.Integer(), "Which lead asks"),
        _column("asked_for_id", sa.Integer(), "Of which body"),
        _column("asked_at", UtcDateTime(), "When it was asked"),
        _column("agree_by", UtcDateTime(), "From then on nobody can agree any more"),
        _column("answered_by_id", sa.Integer(), "Which lead decided", nullable=True),
        _column("answered_for_id", sa.Integer(), "Of which body", nullable=True),
        _column("answer", sa.Text(), "Why, in the words of who decided", nullable=True),
        _column("answered_at", UtcDateTime(), "When it was decided", nullable=True),
        _column("shown_until", UtcDateTime(), shown, nullable=True),
        _column("told_at", UtcDateTime(), told, nullable=True),
        _key(OPENING, "submission_id", "submission"),
        _key(OPENING, "asked_by_id", "staff"),
        _key(OPENING, "asked_for_id", "partner"),
        _key(OPENING, "answered_by_id", "staff"),
        _key(OPENING, "answered_for_id", "partner"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{OPENING}")),
    )
    op.create_index(op.f(f"ix_{OPENING}_submission_id"), OPENING, ["submission_id"])
    op.create_index(
        f"uq_{OPENING}_going",
        OPENING,
        ["submission_id"],
        unique=True,
        sqlite_where=GOING,
        postgresql_where=GOING,
    )


def _key(table, column, to):
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name)


def _codes(name, codes):
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=40)


def _column(name, kind, comment, **more):
    return sa.Column(name, kind, **{"nullable": False, "comment": comment, **more})
