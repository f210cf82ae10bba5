"""Every unit and rule of time, the ladder, desks, routes of law, what a worker leaves behind."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import op

from portal.models.base import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OLD_SUBJECTS = ("family", "partner", "triage")
SUBJECTS = (*OLD_SUBJECTS, "safeguarding", "formal")
OLD_KINDS = (
    "acknowledge", "triage", "respond", "resolve", "keep_informed", "tell_what_changed", "accept",
    "place",
)  # fmt: skip
KINDS = (
    *OLD_KINDS, "door_to_door", "look", "decide", "refuse", "conclude", "comment", "panel",
    "appeal", "mediate",
)  # fmt: skip
OLD_UNITS = ("working_day", "working_hour", "calendar_day", "week", "month")
UNITS = (
    "working_day", "working_hour", "calendar_day", "week", "month_corresponding",
    "same_working_day",
)  # fmt: skip
STATES = ("running", "paused", "stopped", "cancelled")
OLD_MILESTONES = ("warned", "due", "breached", "escalated")
MILESTONES = (
    "chased", "warned", "due", "breached", "escalated_1", "escalated_2", "escalated_3",
    "escalated_4", "escalated_5", "escalated_6",
)  # fmt: skip
REGIMES = (
    "concern", "safeguarding", "council_complaint_1", "council_complaint_2", "nhs_complaint",
    "children_act_1", "children_act_2", "children_act_3", "ehc_assessment", "draft_plan",
    "annual_review", "amendment_notice", "appeal", "subject_access", "data_complaint",
)  # fmt: skip
STARTS = ("day_after", "receipt_day")
ROLLS = ("none", "next_working_day", "tribunal")
BASES = ("law", "code", "practice")
RECIPIENTS = (
    "service", "caseworker", "manager", "partner_lead", "senior_officer", "safeguarding", "board",
)  # fmt: skip
CHANNELS = ("email", "text")
AUTHORS = ("parent_or_carer", "young_person", "helper", "professional")
ACTORS = ("author", "supporter", "staff", "system")
OLD_PURPOSES = (
    "receipt", "acknowledgement", "message", "question", "answer", "proposal", "reply",
)  # fmt: skip
PURPOSES = (*OLD_PURPOSES, "hold", "changed")

Codes = Mapping[str, tuple[str, Sequence[str]]]
"""A column to the name of its check and the codes that it may hold."""


def _codes(name: str, codes: Sequence[str]) -> sa.Enum:
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=40)


def _column(name: str, kind: Any, comment: str, default: str | None = None) -> sa.Column[Any]:
    """A new column; with a default for the rows that are there, which is then taken away."""
    optional = default is None
    return sa.Column(name, kind, nullable=optional, comment=comment, server_default=default)


@contextmanager
def _altered(table: str, old: Codes, new: Codes) -> Iterator[Any]:
    """Change a table whose columns may hold other codes from now on."""
    with op.batch_alter_table(table) as batch:
        for column in old:
            if old[column] != new.get(column):
                batch.drop_constraint(op.f(f"ck_{table}_{old[column][0]}"), type_="check")
        yield batch
        for column in new:
            if old.get(column) != new[column]:
                name, codes = new[column]
                batch.create_check_constraint(op.f(f"ck_{table}_{name}"), _allowed(column, codes))


def _renamed(table: str, codes: Codes, column: str, old: str, new: str) -> Codes:
    """Give a code another name in the rows that are there, between its old check and its new one.

    Returns the codes whose checks are left on the table.
    """
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(op.f(f"ck_{table}_{codes[column][0]}"), type_="check")
    op.execute(f"UPDATE {table} SET {column} = '{new}' WHERE {column} = '{old}'")
    return {name: code for name, code in codes.items() if name != column}


def _allowed(column: str, codes: Sequence[str]) -> str:
    return f"{column} IN ({', '.join(repr(code) for code in codes)})"


def _without_defaults(batch: Any, *columns: str) -> None:
    for column in columns:
        batch.alter_column(column, server_default=None)


PLAIN = sa.String(length=40)
OWNER = "family, triage, or referral:n (unique with kind)"
NEW_OWNER = "family, triage, referral:n, flag:n or formal:n (unique with kind)"
NAME = "Warned, due, breached or escalated"
CLOCK = {"subject": ("subject", OLD_SUBJECTS), "kind": ("clockkind", OLD_KINDS),
         "state": ("clockstate", STATES)}  # fmt: skip
NEW_CLOCK = {**CLOCK, "subject": ("subject", SUBJECTS), "kind": ("clockkind", KINDS)}
MILESTONE = {"name": ("milestone", OLD_MILESTONES)}
NEW_MILESTONE = {"name": ("milestone", MILESTONES)}
MESSAGE = {"purpose": ("messagepurpose", OLD_PURPOSES), "sender": ("actorkind", ACTORS)}
NEW_MESSAGE = {**MESSAGE, "purpose": ("messagepurpose", PURPOSES)}
LEVEL = {
    "subject": ("subject", OLD_SUBJECTS),
    "kind": ("clockkind", OLD_KINDS),
    "unit": ("unit", OLD_UNITS),
    "submission_kind": ("submissionkind", ("view", "concern")),
}
NEW_LEVEL = {
    "subject": ("subject", SUBJECTS),
    "kind": ("clockkind", KINDS),
    "unit": ("unit", UNITS),
    "regime": ("regime", REGIMES),
    "author_kind": ("authorkind", AUTHORS),
    "starts": ("starts", STARTS),
    "roll": ("roll", ROLLS),
    "basis": ("basis", BASES),
}
CONTACT: Codes = {}
NEW_CONTACT = {"recipient": ("recipient", RECIPIENTS)}
LETTER: Codes = {}
NEW_LETTER = {"recipient": ("recipient", RECIPIENTS), "channel": ("channel", CHANNELS)}
SEALED: Codes = {}
NEW_SEALED = {"channel": ("channel", CHANNELS)}
ROUTE: Codes = {}
NEW_ROUTE = {"made_by": ("actorkind", ACTORS)}


def upgrade() -> None:
    _levels()
    _new_tables()
    _days_and_desks()
    _routes()
    _clocks()
    _letters()
    with op.batch_alter_table("referral") as batch:
        batch.add_column(_column("taken_from_id", sa.Integer(),
                                 "Turn that asked to hand it over, in a transfer"))  # fmt: skip
        name = op.f("fk_referral_taken_from_id_referral")
        batch.create_foreign_key(name, "referral", ["taken_from_id"], ["id"])
    with _altered("message", MESSAGE, NEW_MESSAGE):
        pass


def _levels() -> None:
    columns = [
        _column("regime", PLAIN, "Under which promise, code or law", "concern"),
        _column("author_kind", PLAIN, "For messages of this kind of author alone; empty: all"),
        _column("starts", PLAIN, "Whether the day of receipt is day 0 or day 1", "day_after"),
        _column("roll", PLAIN, "Where an end on a closed day goes", "none"),
        _column("caps", sa.JSON(), "Reasons that may pause it, each with the most working days",
                "{}"),
        _column("warn_working_days", sa.Integer(), "Warned so many before the last day", "1"),
        _column("chase_percent", sa.Integer(), "Chased when so much has gone; 0: never", "70"),
        _column("first_leg", sa.Integer(),
                "Working days for the acknowledgement that it runs from, if from one"),
        _column("extend_most", sa.Integer(), "Most units that it may be extended by", "0"),
        _column("cut_off", sa.Time(), "Latest for the same working day"),
        _column("next_by", sa.Time(), "By when on the next one, if later"),
        _column("basis", PLAIN, "Law, code, or the partnership's own practice", "practice"),
        _column("source", sa.Text(), "Where the figure was read"),
        _column("verified", sa.Boolean(), "Whether the figure was checked at its source", "1"),
    ]  # fmt: skip
    if op.get_bind().dialect.name == "postgresql":
        columns[-1].server_default = sa.DefaultClause("true")
    left = _renamed("service_level", LEVEL, "unit", "month", "month_corresponding")
    with _altered("service_level", left, NEW_LEVEL) as batch:
        for column in columns:
            batch.add_column(column)
        batch.drop_column("submission_kind")
    with _altered("service_level", NEW_LEVEL, NEW_LEVEL) as batch:
        _without_defaults(batch, *(one.name for one in columns if one.server_default is not None))
    # A promise to answer may wait as the partnership's file has said until now.
    wait = """UPDATE service_level SET caps = '{"waiting_for_family": 10, "agreed_hold": 20}'
              WHERE kind IN ('respond', 'resolve')"""
    op.execute(wait)


def _new_tables() -> None:
    op.create_table(
        "ladder_rung",
        sa.Column("id", sa.Integer(), nullable=False, comment="Row number"),
        sa.Column("version_id", sa.Integer(), nullable=False, comment="Version that it belongs to"),
        sa.Column("subject", _codes("subject", SUBJECTS), nullable=True,
                  comment="For this subject alone; empty: all"),
        sa.Column("partner_key", sa.String(), nullable=True,
                  comment="For this partner alone; empty: all"),
        sa.Column("step", sa.Integer(), nullable=False, comment="1, 2, 3, up the ladder"),
        sa.Column("working_days_late", sa.Integer(), nullable=False,
                  comment="So many after the last day"),
        sa.Column("recipient", _codes("recipient", RECIPIENTS), nullable=False,
                  comment="Who hears of it"),
        sa.ForeignKeyConstraint(["version_id"], ["partnership_version.id"],
                                name=op.f("fk_ladder_rung_version_id_partnership_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ladder_rung")),
    )  # fmt: skip
    op.create_index("ix_ladder_rung_version_id", "ladder_rung", ["version_id"])
    op.create_table(
        "working_hours",
        sa.Column("id", sa.Integer(), nullable=False, comment="Row number"),
        sa.Column("version_id", sa.Integer(), nullable=False, comment="Version that it belongs to"),
        sa.Column("weekday", sa.Integer(), nullable=False, comment="0 for Monday to 6 for Sunday"),
        sa.Column("opens", sa.Time(), nullable=False,
                  comment="Start, by the clock on the wall in London"),
        sa.Column("closes", sa.Time(), nullable=False, comment="End, by the same clock"),
        sa.ForeignKeyConstraint(["version_id"], ["partnership_version.id"],
                                name=op.f("fk_working_hours_version_id_partnership_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_hours")),
    )  # fmt: skip
    op.create_index("ix_working_hours_version_id", "working_hours", ["version_id"])
    op.create_table(
        "worker_beat",
        sa.Column("id", sa.Integer(), nullable=False, comment="Row number"),
        sa.Column("name", sa.String(), nullable=False, comment="Which round"),
        sa.Column("at", UtcDateTime(), nullable=False,
                  comment="Its now: no later tick may have an earlier one"),
        sa.Column("note", sa.Text(), nullable=True, comment="What was wrong, in a sentence"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_beat")),
        sa.UniqueConstraint("name", name=op.f("uq_worker_beat_name")),
    )  # fmt: skip


def _days_and_desks() -> None:
    with op.batch_alter_table("closed_day") as batch:
        batch.add_column(_column("partner_key", sa.String(), "Closed for this partner alone"))
        batch.drop_constraint(op.f("uq_closed_day_version_id_day"), type_="unique")
        name = op.f("uq_closed_day_version_id_day_partner_key")
        batch.create_unique_constraint(name, ["version_id", "day", "partner_key"])
    with _altered("partner_contact", CONTACT, NEW_CONTACT) as batch:
        batch.add_column(_column("recipient", PLAIN, "Whose desk in the partner", "service"))
    with _altered("partner_contact", NEW_CONTACT, NEW_CONTACT) as batch:
        _without_defaults(batch, "recipient")


def _routes() -> None:
    with _altered("formal_route", ROUTE, NEW_ROUTE) as batch:
        batch.add_column(_column("partner_key", sa.String(), "Body that must answer it"))
        batch.add_column(_column("passed_from_id", sa.Integer(),
                                 "Route at the wrong body that sent it on, if any"))  # fmt: skip
        batch.add_column(_column("made_by", PLAIN, "The author, or staff on its word", "author"))
        batch.add_column(_column("decision_on", sa.Date(), "Date on the decision, if one"))
        batch.create_foreign_key(
            op.f("fk_formal_route_passed_from_id_formal_route"),
            "formal_route", ["passed_from_id"], ["id"],
        )  # fmt: skip
    with _altered("formal_route", NEW_ROUTE, NEW_ROUTE) as batch:
        _without_defaults(batch, "made_by")


def _clocks() -> None:
    with _altered("clock", CLOCK, NEW_CLOCK) as batch:
        batch.add_column(
            _column("formal_route_id", sa.Integer(), "Of which route of law, if of one")
        )
        batch.add_column(_column("flag_id", sa.Integer(), "Of which flag, for leads alone"))
        batch.add_column(_column("matched", sa.JSON(), "Why this promise matched: codes", "{}"))
        batch.add_column(_column("resumes_at", UtcDateTime(),
                                 "When a pause next ends by itself (a projection)"))  # fmt: skip
        for column, table in (
            ("formal_route_id", "formal_route"),
            ("flag_id", "safeguarding_item"),
        ):
            name = op.f(f"fk_clock_{column}_{table}")
            batch.create_foreign_key(name, table, [column], ["id"])
    with _altered("clock", NEW_CLOCK, NEW_CLOCK) as batch:
        _without_defaults(batch, "matched")
        batch.alter_column("owner", comment=NEW_OWNER, existing_comment=OWNER)
    op.create_index("ix_clock_formal_route_id", "clock", ["formal_route_id"])
    op.create_index("ix_clock_flag_id", "clock", ["flag_id"])
    where = sa.text("resumes_at IS NOT NULL")
    op.create_index("ix_clock_resumes_at", "clock", ["resumes_at", "id"],
                    sqlite_where=where, postgresql_where=where)  # fmt: skip
    untaken = sa.text("kind = 'accept' AND state = 'running'")
    op.create_index("ix_clock_untaken", "clock", ["due_at", "id"],
                    sqlite_where=untaken, postgresql_where=untaken)  # fmt: skip
    # The partner of a partner's own clock, by which its calendar and its ladder are chosen.
    partner = """SELECT partner.key FROM referral JOIN partner ON partner.id = referral.partner_id
                 WHERE referral.id = clock.referral_id"""
    if op.get_bind().dialect.name == "postgresql":
        set_to = f"json_build_object('partner', ({partner}))"
    else:
        set_to = f"json_object('partner', ({partner}))"
    op.execute(f"UPDATE clock SET matched = {set_to} WHERE referral_id IS NOT NULL")
    left = _renamed("clock_milestone", MILESTONE, "name", "escalated", "escalated_1")
    with _altered("clock_milestone", left, NEW_MILESTONE) as batch:
        batch.alter_column("name", comment=f"Chased, w{NAME[1:]}", existing_comment=NAME)
        batch.add_column(_column("annulled_at", UtcDateTime(), "When it was annulled"))
        batch.add_column(_column("annulled_by", sa.Integer(),
                                 "Who annulled it, if a person did"))  # fmt: skip
        batch.create_foreign_key(
            op.f("fk_clock_milestone_annulled_by_staff"), "staff", ["annulled_by"], ["id"]
        )


def _letters() -> None:
    with _altered("outgoing_letter", LETTER, NEW_LETTER) as batch:
        batch.add_column(_column("recipient", PLAIN, "Which desk of the body"))
        batch.add_column(_column("channel", PLAIN, "E-mail or text message", "email"))
        batch.add_column(_column("digest_key", sa.String(),
                                 "One digest a desk and hour; else empty"))  # fmt: skip
        batch.add_column(_column("put_aside_at", UtcDateTime(), "When an administrator let it be"))
        batch.add_column(_column("put_aside_because", sa.Text(),
                                 "Why, in words of the administrator"))  # fmt: skip
        kept = "In a demonstration alone: subject, new line, body, as they were taken"
        batch.add_column(_column("kept_words", sa.Text(), kept))
        batch.create_unique_constraint(op.f("uq_outgoing_letter_digest_key"), ["digest_key"])
    with _altered("outgoing_letter", NEW_LETTER, NEW_LETTER) as batch:
        _without_defaults(batch, "channel")
    with _altered("sealed_contact", SEALED, NEW_SEALED) as batch:
        batch.add_column(_column("channel", PLAIN, "How letters reach it", "email"))
    with _altered("sealed_contact", NEW_SEALED, NEW_SEALED) as batch:
        _without_defaults(batch, "channel")
    # What such a letter said is now counted in a digest, when it is sent.
    op.execute("""UPDATE outgoing_letter SET kind = 'digest'
                  WHERE kind = 'referral_overdue' AND sent_at IS NULL""")


def downgrade() -> None:
    _drop_what_is_new()
    with _altered("message", NEW_MESSAGE, MESSAGE):
        pass
    with _altered("sealed_contact", NEW_SEALED, SEALED) as batch:
        batch.drop_column("channel")
    with op.batch_alter_table("referral") as batch:
        batch.drop_constraint(op.f("fk_referral_taken_from_id_referral"), type_="foreignkey")
        batch.drop_column("taken_from_id")
    with _altered("outgoing_letter", NEW_LETTER, LETTER) as batch:
        batch.drop_constraint(op.f("uq_outgoing_letter_digest_key"), type_="unique")
        for column in ("recipient", "channel", "digest_key"):
            batch.drop_column(column)
        for column in ("put_aside_at", "put_aside_because", "kept_words"):
            batch.drop_column(column)
    _down_clocks()
    with _altered("formal_route", NEW_ROUTE, ROUTE) as batch:
        key = op.f("fk_formal_route_passed_from_id_formal_route")
        batch.drop_constraint(key, type_="foreignkey")
        for column in ("partner_key", "passed_from_id", "made_by", "decision_on"):
            batch.drop_column(column)
    with _altered("partner_contact", NEW_CONTACT, CONTACT) as batch:
        batch.drop_column("recipient")
    with op.batch_alter_table("closed_day") as batch:
        name = op.f("uq_closed_day_version_id_day_partner_key")
        batch.drop_constraint(name, type_="unique")
        batch.create_unique_constraint(op.f("uq_closed_day_version_id_day"), ["version_id", "day"])
        batch.drop_column("partner_key")
    for table in ("worker_beat", "working_hours", "ladder_rung"):
        op.drop_table(table)
    _down_levels()


def _drop_what_is_new() -> None:
    """Rows that the tables of before cannot hold, clocks and all."""
    new = f"""SELECT id FROM clock WHERE subject NOT IN ('family', 'partner', 'triage')
              OR kind NOT IN ({", ".join(repr(kind) for kind in OLD_KINDS)})"""
    for table in ("clock_milestone", "clock_event"):
        op.execute(f"DELETE FROM {table} WHERE clock_id IN ({new})")
    op.execute(f"DELETE FROM clock WHERE id IN ({new})")
    kept = "'warned', 'due', 'breached', 'escalated_1'"
    op.execute(f"DELETE FROM clock_milestone WHERE name NOT IN ({kept})")
    op.execute("""DELETE FROM service_level WHERE regime <> 'concern' OR kind = 'door_to_door'
                  OR subject NOT IN ('family', 'partner', 'triage')""")
    op.execute("DELETE FROM partner_contact WHERE recipient <> 'service'")
    op.execute("DELETE FROM closed_day WHERE partner_key IS NOT NULL")
    # The portal of before would take every contact for an e-mail address.
    op.execute("DELETE FROM sealed_contact WHERE channel = 'text'")
    op.execute("DELETE FROM outgoing_letter WHERE channel = 'text' AND sent_at IS NULL")
    op.execute("UPDATE message SET purpose = 'message' WHERE purpose IN ('hold', 'changed')")


def _down_clocks() -> None:
    left = _renamed("clock_milestone", NEW_MILESTONE, "name", "escalated_1", "escalated")
    with _altered("clock_milestone", left, MILESTONE) as batch:
        key = op.f("fk_clock_milestone_annulled_by_staff")
        batch.drop_constraint(key, type_="foreignkey")
        batch.drop_column("annulled_at")
        batch.drop_column("annulled_by")
        batch.alter_column("name", comment=NAME, existing_comment=f"Chased, w{NAME[1:]}")
    for name in (
        "ix_clock_untaken",
        "ix_clock_resumes_at",
        "ix_clock_flag_id",
        "ix_clock_formal_route_id",
    ):
        op.drop_index(name, table_name="clock")
    with _altered("clock", NEW_CLOCK, CLOCK) as batch:
        for column, table in (
            ("formal_route_id", "formal_route"),
            ("flag_id", "safeguarding_item"),
        ):
            batch.drop_constraint(op.f(f"fk_clock_{column}_{table}"), type_="foreignkey")
        for column in ("formal_route_id", "flag_id", "matched", "resumes_at"):
            batch.drop_column(column)
        batch.alter_column("owner", comment=OWNER, existing_comment=NEW_OWNER)


def _down_levels() -> None:
    gone = ("regime", "author_kind", "starts", "roll", "basis")
    left = _renamed("service_level", NEW_LEVEL, "unit", "month_corresponding", "month")
    with _altered("service_level", left, LEVEL) as batch:
        batch.add_column(_column("submission_kind", PLAIN, "Views or concerns; empty: both"))
        for column in (*gone, "caps", "warn_working_days", "chase_percent", "first_leg",
                       "extend_most", "cut_off", "next_by", "source", "verified"):  # fmt: skip
            batch.drop_column(column)
    op.execute("UPDATE service_level SET submission_kind = 'concern'")
