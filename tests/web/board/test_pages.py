"""What a member of the board can see, and what nobody can find out from it."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest
from lxml import html
from sqlalchemy import event, select

from portal.domain.equality import Question
from portal.domain.people import EVIDENCE_READERS, Role
from portal.domain.submissions import AuthorKind
from portal.models import Base, Snapshot
from portal.queries import snapshots
from portal.services import equality, publish
from portal.web.board import figures
from portal.web.board.spreadsheet import safe
from tests.support.evidence import CODEBOOK
from tests.web.board.conftest import AFTER

PAGES = ("/board", "/board/2026-Q3", "/board/2026-Q2", "/board/2026-H1", "/board/how-we-count")
SHEETS = ("/board/2026-Q3.csv", "/board/2026-H1.csv")
NO_MESSAGES = {
    "snapshot", "partnership_version", "closed_day", "help_contact", "need",
    "portal_session", "staff", "membership", "partner",
}  # fmt: skip


def rows_of(page: bytes, table: str) -> dict[str, list[str]]:
    """Each row's cells by the first words of its heading, as sighted readers see them."""
    tree = html.fromstring(page)
    for hidden in tree.cssselect(".govuk-visually-hidden, .portal-area__kind"):
        hidden.drop_tree()
    rows = tree.cssselect(f"#{table} tbody tr")
    return {
        row.cssselect("th")[0].text_content().strip(): [
            cell.text_content().strip() for cell in row.cssselect("td")
        ]
        for row in rows
    }


@pytest.mark.parametrize("role", sorted(EVIDENCE_READERS, key=lambda one: one.value))
def test_readers_of_evidence_see_the_figures(visit, frozen_quarter, role):
    answer = visit(role).get("/board")

    assert answer.status_code == 200
    assert "July to September 2026" in answer.text


@pytest.mark.parametrize("role", sorted(set(Role) - EVIDENCE_READERS, key=lambda one: one.value))
def test_others_are_refused(visit, frozen_quarter, role):
    answer = visit(role).get("/board")

    assert answer.status_code == 403
    assert "July to September" not in answer.text


def test_thirteen_read_fifteen_beside_ten_of_the_quarter_before(visit, frozen_quarter):
    rows = rows_of(visit(Role.BOARD).get("/board").data, "priorities-table")

    assert rows["Outside these five areas"] == ["15", "10", "25", "0"]


def test_few_show_an_asterisk_and_none_shows_nought(visit, frozen_quarter):
    rows = rows_of(visit(Role.BOARD).get("/board").data, "priorities-table")

    assert rows["Mental health and neurodiversity"] == ["*", "0", "0", "0"]


def test_an_asterisk_is_explained_and_read_aloud_as_words(visit, frozen_quarter):
    page = visit(Role.BOARD).get("/board").text

    assert "Too few to show (1 to 7). It does not mean nothing was said." in page
    assert '<span class="govuk-visually-hidden">too few to show</span>' in page


def test_the_page_says_when_it_was_frozen_and_in_which_version(visit, frozen_quarter):
    tree = html.fromstring(visit(Role.BOARD).get("/board").data)

    stamp = " ".join(tree.cssselect(".portal-stamp")[0].text_content().split())
    assert stamp.startswith("Frozen as at the start of Wednesday 14 October 2026 · version 1")


@pytest.mark.parametrize("address", PAGES + SHEETS)
def test_the_words_of_a_restricted_text_are_nowhere(visit, frozen_quarter, address):
    answer = visit(Role.BOARD).get(address)

    assert answer.status_code == 200
    assert "MARKER" not in answer.text


@pytest.mark.parametrize("address", PAGES + SHEETS)
def test_no_page_of_the_board_asks_for_anything_but_snapshots(
    visit, wiring, frozen_quarter, address
):
    reader, asked = visit(Role.BOARD), []
    event.listen(
        wiring.engine,
        "before_cursor_execute",
        lambda conn, cursor, statement, *rest: asked.append(statement),
    )

    reader.get(address)

    named = set(re.findall(r"\b(?:FROM|JOIN|INTO|UPDATE)\s+\"?(\w+)", " ".join(asked)))
    assert asked
    assert named & set(Base.metadata.tables) <= NO_MESSAGES
    assert "snapshot" in named or address == "/board/how-we-count"


@pytest.mark.parametrize("address", ["/board/2026-Q4", "/board/2026-Q9", "/board/x", "/board/%25"])
def test_a_period_that_is_not_frozen_is_not_found(visit, frozen_quarter, address):
    assert visit(Role.BOARD).get(address).status_code == 404


def test_before_the_first_quarter_the_page_says_when_there_will_be_one(visit):
    page = visit(Role.BOARD).get("/board").text

    assert "No figures yet" in page
    assert "Friday 15 January 2027" in page


def test_the_page_leads_to_the_quarter_before(visit, frozen_quarter):
    tree = html.fromstring(visit(Role.BOARD).get("/board").data)

    links = {one.get("href") for one in tree.cssselect("main a")}
    assert "/board/2026-Q2" in links
    assert not [one for one in links if not one.startswith("/board")]


def test_the_working_of_a_day_is_shown_with_an_invented_message(visit, frozen_quarter):
    page = visit(Role.BOARD).get("/board/how-we-count").text

    assert "An invented example." in page
    assert "Wednesday 6 January 2027" in page


def test_the_sheet_holds_the_protected_figures(visit, frozen_quarter):
    answer = visit(Role.BOARD).get("/board/2026-Q3.csv")

    rows = list(csv.DictReader(io.StringIO(answer.text)))
    shown = {
        (row["row"], row["column"]): row["value"] for row in rows if row["table"] == "priorities"
    }
    assert answer.mimetype == "text/csv"
    assert shown["outside", "people"] == "15"
    assert shown["AFI3", "people"] == "*"
    assert {row["frozen_as_at"] for row in rows} == {"2026-10-14"}


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-1", "@sum", "\tx", "\r=1"])
def test_no_cell_of_a_sheet_is_a_formula(cell):
    assert safe(cell) == f"'{cell}"


def test_an_asterisk_in_a_sheet_stays_an_asterisk():
    assert safe("*") == "*"


def test_a_quarter_without_promises_gives_no_share(visit, frozen_quarter):
    tree = html.fromstring(visit(Role.BOARD).get("/board").data)

    cards = [" ".join(one.text_content().split()) for one in tree.cssselect(".portal-card")]
    assert len(cards) == 2
    assert all("About 0 fell due; no share is given" in one for one in cards)


def test_too_few_that_stayed_late_are_not_told_and_none_is_said(visit, frozen_quarter):
    tree = html.fromstring(visit(Role.BOARD).get("/board").data)

    (line,) = tree.cssselect(".portal-stayed-late")
    assert line.text_content().endswith("of the ladder: none.")


@pytest.mark.parametrize(
    ("cell", "said"), [("*", "too few to show (1 to 7)"), (0, "none"), (15, "about 15")]
)
def test_what_stayed_late_is_said_in_words(wiring, frozen_quarter, cell, said):
    with wiring.reads() as session:
        row = session.scalars(select(Snapshot).where(Snapshot.period == "2026-Q3")).one()
        tables = [one for one in row.tables["tables"] if one["id"] != "stayed_late"]
        line = {"id": "stayed_late", "rows": ["promises"], "columns": ["last_step"],
                "cells": [[cell]], "totals": [], "percentages": []}  # fmt: skip
        row.tables = {**row.tables, "tables": [*tables, line]}
        session.flush()

        frozen = snapshots.find(session, "2026-Q3")

        assert figures.stayed_late(frozen) == said


def test_a_quarter_frozen_before_the_line_was_counted_is_shown_without_it(
    visit, wiring, frozen_quarter
):
    with wiring.writes.begin() as session:
        row = session.scalars(select(Snapshot).where(Snapshot.period == "2026-Q3")).one()
        older = [one for one in row.tables["tables"] if one["id"] != "stayed_late"]
        row.tables = {**row.tables, "format": 1, "tables": older}

    answer = visit(Role.BOARD).get("/board")

    tree = html.fromstring(answer.data)
    assert answer.status_code == 200
    assert tree.cssselect(".portal-stayed-late") == []
    assert len(tree.cssselect(".portal-card")) == 2


def test_the_ladder_is_told_as_the_file_has_it(visit, frozen_quarter):
    text = visit(Role.BOARD).get("/board/how-we-count").get_data(as_text=True)

    assert "As soon as it is late: the caseworkers of the service" in text
    assert "10 working days late: this board, as a number that names nobody." in text


def test_the_board_reads_who_wrote_in_a_year_or_that_no_year_is_over(visit, wiring, frozen_quarter):
    board = visit(Role.BOARD)
    assert "No year in which anybody answered had ended" in board.get("/board").text

    with wiring.writes.begin() as session:
        for page in range(40):
            given = {Question.SEX: "male" if page < 36 else "female"}
            said = datetime(2025, 5, 5, 9, tzinfo=UTC)
            parent = AuthorKind.PARENT_OR_CARER
            equality.answer(session, b"c" * 32, str(page), parent, given, said)
        publish.close_due(session, CODEBOOK, AFTER)

    page = " ".join(
        html.document_fromstring(board.get("/board/2025-Y").text).text_content().split()
    )
    assert "Male 35" in page
    assert "Female *too few to show" in page
    assert "Who wrote to us in 2025" in board.get("/board").text
    assert "2025-Y,1," in board.get("/board/2025-Y.csv").text
