"""What the public reads: answers to everybody, figures let out, planned work, the last trouble."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from portal.models.base import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

STATES = ("draft", "published")
OUTCOMES = ("done", "under_way", "could_not", "did_not_work")
MOVES = ("added", "changed", "published", "taken_down")
WORK_ON = ("everything", "form", "news")


def upgrade() -> None:
    _responses()
    _texts()
    _steps()
    _releases()
    _planned_work()
    with op.batch_alter_table("worker_beat") as batch:
        batch.add_column(_column("away_from", UtcDateTime(), "When it was last away too long"))
        batch.add_column(_column("away_until", UtcDateTime(), "Until when it was"))


def downgrade() -> None:
    with op.batch_alter_table("worker_beat") as batch:
        batch.drop_column("away_until")
        batch.drop_column("away_from")
    for table in ("planned_work", "figure_release", "public_response_step",
                  "public_response_text", "public_response"):  # fmt: skip
        op.drop_table(table)


def _responses() -> None:
    table = "public_response"
    op.create_table(
        table,
        _key(),
        _codes("state", "responsestate", STATES, "Whether the public can read it"),
        _column("created_at", UtcDateTime(), "When it was added", needed=True),
        _column("published_number", sa.Integer(), "Which version is public, if any"),
        _column("published_at", UtcDateTime(), "When that version came out"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_public_response_published", table, ["state", "published_at", "id"])


def _texts() -> None:
    table = "public_response_text"
    op.create_table(
        table,
        _key(),
        _column("response_id", sa.Integer(), "Of which entry", needed=True),
        _column("number", sa.Integer(), "1, 2, 3 …", needed=True),
        _column("form_key", sa.String(), "Of the form: twice pressed is once", needed=True),
        _codes("outcome", "responseoutcome", OUTCOMES, "What came of it"),
        _column("priority", sa.String(), "Area of the inspection, or outside", needed=True),
        _column("theme", sa.String(), "Theme of the codebook, if one fits"),
        _column("partner_id", sa.Integer(), "Which body is responsible", needed=True),
        _column("said", sa.Text(), "What families said, in our words", needed=True),
        _column("did", sa.Text(), "What was done, or why it could not be", needed=True),
        _column("later", sa.Text(), "What families said afterwards, in our words"),
        _column("next_look_on", sa.Date(), "When the board looks at it again", needed=True),
        _column("written_by_id", sa.Integer(), "Who wrote it", needed=True),
        _column("written_at", UtcDateTime(), "When", needed=True),
        _foreign(table, "response_id", "public_response"),
        _foreign(table, "partner_id", "partner"),
        _foreign(table, "written_by_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("form_key", name=op.f(f"uq_{table}_form_key")),
        sa.UniqueConstraint("response_id", "number", name=op.f(f"uq_{table}_response_id_number")),
    )


def _steps() -> None:
    table = "public_response_step"
    op.create_table(
        table,
        _key(),
        _column("response_id", sa.Integer(), "Of which entry", needed=True),
        _codes("move", "responsemove", MOVES, "What was done"),
        _column("number", sa.Integer(), "With which version", needed=True),
        _column("because", sa.Text(), "Why, where it was taken down"),
        _column("staff_id", sa.Integer(), "Who", needed=True),
        _column("at", UtcDateTime(), "When", needed=True),
        _foreign(table, "response_id", "public_response"),
        _foreign(table, "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_response_id"), table, ["response_id"])


def _releases() -> None:
    table = "figure_release"
    op.create_table(
        table,
        _key(),
        _column("snapshot_id", sa.Integer(), "Which version of which quarter", needed=True),
        _column("asked_by_id", sa.Integer(), "Who asked for it", needed=True),
        _column("asked_at", UtcDateTime(), "When", needed=True),
        _column(
            "released_by_id", sa.Integer(), "Who agreed, somebody else; empty while nobody has"
        ),
        _column("released_at", UtcDateTime(), "When"),
        _foreign(table, "snapshot_id", "snapshot"),
        _foreign(table, "asked_by_id", "staff"),
        _foreign(table, "released_by_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("snapshot_id", name=op.f(f"uq_{table}_snapshot_id")),
    )


def _planned_work() -> None:
    table = "planned_work"
    op.create_table(
        table,
        _key(),
        _column("form_key", sa.String(), "Of the form: twice pressed is once", needed=True),
        _codes("work_on", "workon", WORK_ON, "What may not work meanwhile"),
        _column("starts_at", UtcDateTime(), "From when", needed=True),
        _column("ends_at", UtcDateTime(), "Until when at the latest", needed=True),
        _column("announced_by_id", sa.Integer(), "Who said so", needed=True),
        _column("announced_at", UtcDateTime(), "When", needed=True),
        _column("called_off_at", UtcDateTime(), "When it was called off"),
        _foreign(table, "announced_by_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("form_key", name=op.f(f"uq_{table}_form_key")),
    )
    op.create_index("ix_planned_work_ends", table, ["ends_at", "id"])


def _key() -> sa.Column[Any]:
    return _column("id", sa.Integer(), "Row number", needed=True)


def _column(name: str, kind: Any, comment: str, *, needed: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=not needed, comment=comment)


def _codes(column: str, name: str, codes: Sequence[str], comment: str) -> sa.Column[Any]:
    kind = sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=40)
    return _column(column, kind, comment, needed=True)


def _foreign(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )
