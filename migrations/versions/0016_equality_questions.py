"""Answers to questions of equality, added up by year, and the marks that each is given once."""

import sqlalchemy as sa
from alembic import op

from portal.models.base import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

COUNT, MARK = "equality_count", "equality_mark"
QUESTIONS = ("voice", "sex", "ethnic_group", "long_condition", "language")


def upgrade() -> None:
    question = sa.Enum(
        *QUESTIONS, name="question", native_enum=False, create_constraint=True, length=40
    )
    year = "Year in London: nothing finer is kept"
    op.create_table(
        COUNT,
        _column("year", sa.Integer(), year, autoincrement=False),
        _column("question", question, "Which question"),
        _column("answer", sa.String(), "Which of its answers, as a code"),
        _column("number", sa.Integer(), "How many chose it"),
        sa.PrimaryKeyConstraint("year", "question", "answer", name=op.f(f"pk_{COUNT}")),
    )
    op.create_table(
        MARK,
        _column("name", sa.String(), "Keyed hash of the page's own id"),
        _column("until", UtcDateTime(), "Wiped from then on, to the hour"),
        sa.PrimaryKeyConstraint("name", name=op.f(f"pk_{MARK}")),
    )
    op.create_index(op.f(f"ix_{MARK}_until"), MARK, ["until"])


def downgrade() -> None:
    op.drop_table(MARK)
    op.drop_table(COUNT)


def _column(name, kind, comment, **more):
    return sa.Column(name, kind, **{"nullable": False, "comment": comment, **more})
