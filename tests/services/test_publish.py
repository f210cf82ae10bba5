"""Freezing a quarter: what is counted, what is shown of it, and that it never changes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, Subject
from portal.domain.disclosure import HIDDEN
from portal.domain.disclosure import on_time as fair_share
from portal.domain.people import Member, Role
from portal.models import Snapshot, SnapshotCount
from portal.queries import snapshots
from portal.services import clocks, publish
from tests.support.evidence import CODEBOOK, confirm, gather, read
from tests.support.families import send
from tests.support.staff import deed, hire

IN_QUARTER = date(2026, 8, 12)
THEN = datetime(2026, 8, 12, 9, 0, tzinfo=UTC)
FROZEN = datetime(2026, 10, 14, 6, 0, tzinfo=UTC)
"""10 working days after 30 September 2026 is Wednesday 14 October."""


@pytest.fixture
def analyst(session: Session) -> Member:
    return hire(session, Role.ANALYST)


def frozen(session: Session, period: str = "2026-Q3") -> snapshots.Frozen:
    publish.close_due(session, CODEBOOK, FROZEN)
    return snapshots.find(session, period)


def figure(session: Session, row: str, column: str = "people", table: str = "priorities") -> object:
    return frozen(session).tables[table].cell(row, column)


def sent_and_confirmed(session: Session, analyst: Member, many: int) -> None:
    for n in range(many):
        submission, _ = send(session, f"form-{n}", THEN)
        confirm(session, analyst, [submission], "transport", at=THEN)


def test_one_more_like_twelve_confirmed_ones_makes_the_figure_fifteen(session, analyst):
    sent_and_confirmed(session, analyst, 13)

    assert figure(session, "outside") == 15


def test_without_it_the_figure_of_twelve_is_ten(session, analyst):
    sent_and_confirmed(session, analyst, 12)

    assert figure(session, "outside") == 10


def test_before_the_freezing_day_nothing_is_frozen(session, analyst):
    sent_and_confirmed(session, analyst, 13)

    assert publish.close_due(session, CODEBOOK, FROZEN - timedelta(days=1)) == []
    assert session.scalars(select(Snapshot)).all() == []


def test_on_the_freezing_day_quarter_and_half_year_are_frozen_each_when_due(session, analyst):
    gather(session, 9, date(2026, 5, 4))

    first = publish.close_due(session, CODEBOOK, datetime(2026, 7, 14, 6, tzinfo=UTC))
    second = publish.close_due(session, CODEBOOK, FROZEN)

    assert [one.period for one in first] == ["2026-Q2", "2026-H1"]
    assert [one.period for one in second] == ["2026-Q3"]


def test_a_machine_that_was_off_for_a_year_freezes_every_quarter_in_order(session, analyst):
    gather(session, 9, date(2025, 11, 4))

    done = publish.close_due(session, CODEBOOK, FROZEN)

    assert [one.period for one in done] == [
        "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2025-H2", "2026-H1",
    ]  # fmt: skip


def test_closing_twice_changes_nothing(session, analyst):
    sent_and_confirmed(session, analyst, 12)
    before = frozen(session)

    again = publish.close_due(session, CODEBOOK, FROZEN + timedelta(days=3))

    assert again == []
    assert frozen(session) == before


def test_a_text_added_to_a_closed_quarter_leaves_its_figure_and_counts_in_the_next(
    session, analyst
):
    confirm(session, analyst, gather(session, 12, IN_QUARTER), "transport", at=THEN)
    before = frozen(session)
    late = gather(session, 9, IN_QUARTER, imported=FROZEN)
    confirm(session, analyst, late, "transport", at=FROZEN)

    publish.close_due(session, CODEBOOK, datetime(2027, 1, 20, tzinfo=UTC))

    following = snapshots.find(session, "2026-Q4")
    assert frozen(session) == before
    assert following.tables["late"].cell("texts", "received_late") == 10
    assert following.tables["priorities"].cell("outside", "people") == 10


def test_a_text_entered_late_counts_in_one_quarter_only(session, analyst):
    gather(session, 9, IN_QUARTER)
    gather(session, 9, IN_QUARTER, imported=FROZEN + timedelta(days=1))

    publish.close_due(session, CODEBOOK, datetime(2027, 4, 20, tzinfo=UTC))

    rows = select(Snapshot.period, SnapshotCount.count).join(SnapshotCount)
    rows = rows.where(SnapshotCount.table_key == "late").order_by(Snapshot.period)
    assert session.execute(rows).all() == [("2026-Q3", 0), ("2026-Q4", 9), ("2027-Q1", 0)]


def test_figures_do_not_depend_on_how_late_the_worker_comes(session, analyst):
    confirm(session, analyst, gather(session, 12, IN_QUARTER), "transport", at=THEN)
    confirm(session, analyst, gather(session, 9, IN_QUARTER), "therapies", at=FROZEN)

    publish.close_due(session, CODEBOOK, FROZEN + timedelta(days=20))

    table = snapshots.find(session, "2026-Q3").tables["priorities"]
    assert table.cell("outside", "people") == 10
    assert table.cell("AFI1", "people") == 0


def test_seven_are_hidden_eight_are_shown_and_none_is_nought(session, analyst):
    confirm(session, analyst, gather(session, 7, IN_QUARTER, words="a"), "transport", at=THEN)
    confirm(session, analyst, gather(session, 8, IN_QUARTER, words="b"), "therapies", at=THEN)

    table = frozen(session).tables["priorities"]

    assert table.cell("outside", "people") is HIDDEN
    assert table.cell("AFI1", "people") == 10
    assert table.cell("APA1", "people") == 0


def test_what_the_machine_alone_says_is_never_added_to_what_people_confirmed(session, analyst):
    confirmed = gather(session, 12, IN_QUARTER, words="a")
    read(session, analyst, confirmed, "transport", at=THEN)
    confirm(session, analyst, confirmed, "transport", at=THEN)
    read(session, analyst, gather(session, 23, IN_QUARTER, words="b"), "transport", at=THEN)

    table = frozen(session).tables["priorities"]

    assert table.cell("outside", "people") == 10
    assert table.cell("outside", "machine") == 25
    assert table.totals == ()


def test_what_the_machine_is_unsure_of_has_a_row_of_its_own(session, analyst):
    unsure = gather(session, 12, IN_QUARTER)
    read(session, analyst, unsure, "transport", at=THEN, unsure=True)

    table = frozen(session).tables["priorities"]

    assert table.cell("unsure", "machine") == 10
    assert table.cell("outside", "machine") == 0


def test_the_newest_decision_counts(session, analyst):
    texts = gather(session, 12, IN_QUARTER)
    confirm(session, analyst, texts, "transport", at=THEN)
    confirm(session, analyst, texts, "therapies", at=THEN)

    table = frozen(session).tables["priorities"]

    assert table.cell("AFI1", "people") == 10
    assert table.cell("outside", "people") == 0


def test_two_themes_of_one_priority_count_once(session, analyst):
    texts = gather(session, 12, IN_QUARTER)
    confirm(session, analyst, texts, "transport", "school_inclusion", at=THEN)

    assert figure(session, "outside") == 10


def test_a_restricted_text_counts_and_its_words_are_nowhere(session, analyst):
    secret = gather(session, 12, IN_QUARTER, words="MARKER", restricted=True)
    confirm(session, analyst, secret, "mental_health", at=THEN)

    assert figure(session, "AFI3") == 10
    assert "MARKER" not in str([one.tables for one in session.scalars(select(Snapshot))])


def test_a_stance_that_would_give_a_hidden_number_away_is_kept_back(session, analyst):
    confirm(session, analyst, gather(session, 12, IN_QUARTER, words="a"), "transport", at=THEN)
    good = gather(session, 6, IN_QUARTER, words="b")
    confirm(session, analyst, good, "transport", at=THEN, stance="positive")

    result = frozen(session).tables

    assert result["priorities"].cell("outside", "people") == 20
    assert result["stance_people"].row("outside") == ()


def test_a_stance_that_gives_nothing_away_is_shown(session, analyst):
    confirm(session, analyst, gather(session, 22, IN_QUARTER, words="a"), "transport", at=THEN)
    good = gather(session, 13, IN_QUARTER, words="b")
    confirm(session, analyst, good, "transport", at=THEN, stance="positive")

    assert frozen(session).tables["stance_people"].row("outside") == (15, 20, 0)


def test_true_counts_are_kept_for_the_register_of_releases(session, analyst):
    confirm(session, analyst, gather(session, 7, IN_QUARTER), "transport", at=THEN)
    frozen(session)

    kept = session.scalars(
        select(SnapshotCount.count)
        .where(SnapshotCount.table_key == "priorities", SnapshotCount.row_key == "outside")
        .order_by(SnapshotCount.column_key)
    ).all()

    assert kept == [0, 7]


def test_the_fingerprint_can_be_made_again_from_what_is_stored(session, analyst):
    gather(session, 9, IN_QUARTER)
    frozen(session)
    session.expire_all()

    for row in session.scalars(select(Snapshot)):
        assert publish.fingerprint(row.tables) == row.fingerprint


def promised(session: Session, member: Member, kept: int, late: int, never: int) -> None:
    """Concerns of 12 August, whose answers are due on 26 August: answered before, after, never."""
    for n in range(kept + late + never):
        submission, _ = send(session, f"form-{n}", THEN)
        if n < kept + late:
            answered = THEN + timedelta(days=5 if n < kept else 30)
            done = deed(member, f"answer-{n}", answered)
            clocks.stop_all(session, submission, Subject.FAMILY, ClockKind.RESPOND, done)


def test_on_time_is_out_of_all_that_fell_due_answered_or_not(session, analyst):
    promised(session, analyst, kept=24, late=3, never=5)

    table = frozen(session).tables["promises"]

    fair = fair_share(on_time=24, closed=27, open_overdue=5)
    assert table.row("respond") == (25, 10) == (fair.part, fair.rest)
    assert table.percentages[1] == (71, 29)
    assert table.percentages[1][0] == fair.percentage


@pytest.mark.parametrize(("never", "said"), [(0, 0), (1, HIDDEN), (9, 35)])
def test_what_stayed_late_to_the_boards_step_is_one_protected_number(session, analyst, never, said):
    gather(session, 9, IN_QUARTER)
    promised(session, analyst, kept=0, late=0, never=never)

    table = frozen(session).tables["stayed_late"]

    # In September: to write, to say who is in charge, to answer and to put right; nobody did.
    assert table.cell("promises", "last_step") == said


def test_a_percentage_on_fewer_than_thirty_promises_is_withheld(session, analyst):
    promised(session, analyst, kept=20, late=0, never=9)

    table = frozen(session).tables["promises"]

    assert table.row("respond") == (20, 10)
    assert table.percentages[1] == (HIDDEN, HIDDEN)


def test_an_answer_after_the_quarter_ended_does_not_mend_the_quarter(session, analyst):
    promised(session, analyst, kept=0, late=0, never=9)
    before = frozen(session)
    clocks.stop_all(
        session,
        send(session, "form-0", THEN)[0],
        Subject.FAMILY,
        ClockKind.RESPOND,
        deed(analyst, "answer", FROZEN),
    )

    assert before.tables["promises"].row("respond") == (0, 10)
    assert frozen(session) == before


def test_themes_are_counted_by_half_year(session, analyst):
    march, may = date(2026, 3, 4), date(2026, 5, 6)
    for n, day in enumerate((march, may)):
        at = datetime(2026, 6, 1, tzinfo=UTC)
        texts = gather(session, 6, day, words=str(n))
        confirm(session, analyst, texts, "transport", at=at)

    half = frozen(session, "2026-H1")

    assert half.tables["themes"].cell("transport", "people") == 10
    assert "themes" not in snapshots.find(session, "2026-Q1").tables
