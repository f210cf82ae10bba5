"""Two voices on one matter, linked at most; one author's own messages, put together."""

import sqlalchemy as sa
from alembic import op

from portal.models.base import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

VOICES, OWN = "voice_link", "author_link"
STATUSES = (
    "asked_young",
    "young_no",
    "young_yes",
    "asked_parent",
    "parent_no",
    "linked",
    "unlinked",
    "lapsed",
)
PROOFS = ("both_codes", "triage")
KEY = "Random name in forms: says nothing of how many there are"
TELLS = "The young person lets us say to the parent that a young person wrote"


def upgrade() -> None:
    op.create_table(
        VOICES,
        _column("id", sa.Integer(), "Row number"),
        _column("key", sa.String(), KEY),
        _column("young_id", sa.Integer(), "The young person's message"),
        _column("parent_id", sa.Integer(), "The parent's message"),
        _column("status", _codes("linkstatus", STATUSES), "Where it stands"),
        _column("since", UtcDateTime(), "When it came to stand there"),
        _column("tells_parent", sa.Boolean(), TELLS),
        _column("staff_id", sa.Integer(), "Who asked for it"),
        _column("asked_at", UtcDateTime(), "When the young person was asked"),
        *_named(VOICES, {"young_id": "submission", "parent_id": "submission", "staff_id": "staff"}),
    )
    _indexes(VOICES, ("young_id", "parent_id"), "status <> 'lapsed'")
    optional = {"nullable": True}
    earlier = "The other; empty where triage found none"
    how = "How triage checked who wrote; families never read it"
    op.create_table(
        OWN,
        _column("id", sa.Integer(), "Row number"),
        _column("key", sa.String(), KEY),
        _column("submission_id", sa.Integer(), "The message from which it was asked"),
        _column("earlier_id", sa.Integer(), earlier, **optional),
        _column("proof", _codes("proof", PROOFS), "Why they are taken to be one author's"),
        _column("how_checked", sa.Text(), how, **optional),
        _column("staff_id", sa.Integer(), "Who checked", **optional),
        _column("made_at", UtcDateTime(), "When it was put together, or not"),
        _column("ended_at", UtcDateTime(), "When the author took it apart", **optional),
        *_named(
            OWN, {"submission_id": "submission", "earlier_id": "submission", "staff_id": "staff"}
        ),
    )
    _indexes(OWN, ("submission_id", "earlier_id"), "ended_at IS NULL")


def downgrade() -> None:
    op.drop_table(OWN)
    op.drop_table(VOICES)


def _named(table, referred):
    """The constraints, under the names that the models give them."""
    for column, other in referred.items():
        name = op.f(f"fk_{table}_{column}_{other}")
        yield sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)
    yield sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))
    yield sa.UniqueConstraint("key", name=op.f(f"uq_{table}_key"))


def _indexes(table, pair, going):
    for column in pair:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    where = {"sqlite_where": sa.text(going), "postgresql_where": sa.text(going)}
    op.create_index(f"uq_{table}_pair", table, list(pair), unique=True, **where)


def _codes(name, codes):
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=40)


def _column(name, kind, comment, **more):
    return sa.Column(name, kind, **{"nullable": False, "comment": comment, **more})
