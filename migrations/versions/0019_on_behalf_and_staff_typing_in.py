"""By what right somebody writes for a family; what staff typed in; new words for it."""

import sqlalchemy as sa
from alembic import op

from portal.models.base import Sealed, UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

BEHALF, ENTRY, REQUEST = "on_behalf", "staff_entry", "code_request"
KNOWS = ("agrees", "knows", "no")
CAME_BY = ("call", "letter", "email", "in_person", "event")
WORDS = ("verbatim", "notes")
HOW = ("spoken", "signed")


def upgrade() -> None:
    _behalf()
    _entries()
    _requests()
    with op.batch_alter_table("formal_route") as batch:
        came_by = "How the family's word reached staff, where staff wrote it down"
        batch.add_column(_column("came_by", _codes("cameby", CAME_BY), came_by, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("formal_route") as batch:
        batch.drop_constraint(op.f("ck_formal_route_cameby"), type_="check")
        batch.drop_column("came_by")
    for table in (REQUEST, ENTRY, BEHALF):
        op.drop_table(table)


def _behalf() -> None:
    knows = "Whether the family knows of it and agrees, as the writer says"
    op.create_table(
        BEHALF,
        _column("id", sa.Integer(), "Row number"),
        _column("submission_id", sa.Integer(), "Of which submission"),
        _column("relation", sa.Text(), "Who the writer is to the child, as typed", nullable=True),
        _column("knows", _codes("familyknows", KNOWS), knows, nullable=True),
        _column("body", sa.Text(), "Where a professional works, as typed", nullable=True),
        _key(BEHALF, "submission_id", "submission"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{BEHALF}")),
        sa.UniqueConstraint("submission_id", name=op.f(f"uq_{BEHALF}_submission_id")),
    )


def _entries() -> None:
    day = "Day of the contact in Europe/London, from which promises count (ruling 7)"
    said = "How the yes to each consent was given, if any was"
    event = "Gathering at which it was said, if at one"
    safe = "When, where and how the person may safely be reached, sealed"
    op.create_table(
        ENTRY,
        _column("id", sa.Integer(), "Row number"),
        _column("submission_id", sa.Integer(), "Of which submission"),
        _column("staff_id", sa.Integer(), "Who typed it in"),
        _column("partner_id", sa.Integer(), "For which body that person did", nullable=True),
        _column("came_by", _codes("cameby", CAME_BY), "How it came"),
        _column("contact_on", sa.Date(), day),
        _column("typed_at", UtcDateTime(), "When it was typed in"),
        _column("whose_words", _codes("whosewords", WORDS), "Word for word, or notes of it"),
        _column("said_how", _codes("saidhow", HOW), said, nullable=True),
        _column("event", sa.Text(), event, nullable=True),
        _column("safe_contact", Sealed(), safe, nullable=True),
        _key(ENTRY, "submission_id", "submission"),
        _key(ENTRY, "staff_id", "staff"),
        _key(ENTRY, "partner_id", "partner"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{ENTRY}")),
        sa.UniqueConstraint("submission_id", name=op.f(f"uq_{ENTRY}_submission_id")),
    )


def _requests() -> None:
    made = "Who made them: another person where no letter can warn"
    op.create_table(
        REQUEST,
        _column("id", sa.Integer(), "Row number"),
        _column("submission_id", sa.Integer(), "Of which submission; one open at a time"),
        _column("asked_by", sa.Integer(), "Who asked for them"),
        _column("asked_at", UtcDateTime(), "When"),
        _column("reason", sa.Text(), "Why the words before are no use any more"),
        _column("checked", sa.Text(), "How it was checked who wants them (ruling 6)"),
        _column("made_by", sa.Integer(), made, nullable=True),
        _column("made_at", UtcDateTime(), "When; empty while it waits", nullable=True),
        _key(REQUEST, "submission_id", "submission"),
        _key(REQUEST, "asked_by", "staff"),
        _key(REQUEST, "made_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{REQUEST}")),
    )
    op.create_index(op.f(f"ix_{REQUEST}_submission_id"), REQUEST, ["submission_id"])
    op.create_index(
        f"uq_{REQUEST}_open",
        REQUEST,
        ["submission_id"],
        unique=True,
        sqlite_where=sa.text("made_at IS NULL"),
        postgresql_where=sa.text("made_at IS NULL"),
    )


def _key(table, column, other):
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def _codes(name, codes):
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=40)


def _column(name, kind, comment, **more):
    return sa.Column(name, kind, **{"nullable": False, "comment": comment, **more})
