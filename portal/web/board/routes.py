"""The views of the board; each reads snapshots alone, and none leads to a single message."""

# ruff: noqa: ARG001 - each view is handed who asks, and shows the same figures to all of them.

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from portal.domain.people import EVIDENCE_READERS, Member
from portal.domain.working_days import local_date
from portal.queries import partnership, snapshots
from portal.queries.snapshots import HALF_YEAR, QUARTER, YEAR
from portal.web.access import member_of
from portal.web.board import bp, figures, ladder, who_wrote
from portal.web.board.cells import period_name
from portal.web.board.example import PROMISE, next_to_come
from portal.web.board.spreadsheet import as_csv
from portal.web.transactions import db, now
from portal.web.worked_example import worked_example

__all__ = ["bp"]


@bp.get("")
@member_of(*EVIDENCE_READERS)
def overview(member: Member) -> ResponseReturnValue:
    """The newest frozen quarter; before the first, when that will be."""
    newest = snapshots.latest(db(), QUARTER)
    if newest is not None:
        return _quarter(newest)
    calendar = partnership.in_force(db()).calendar
    return render_template("board/empty.html", coming=next_to_come(local_date(now()), calendar))


@bp.get("/<period>")
@member_of(*EVIDENCE_READERS)
def period(member: Member, period: str) -> ResponseReturnValue:
    """One frozen quarter, the themes of one half-year, or who wrote in one year."""
    frozen = snapshots.find(db(), period)
    if frozen.period.endswith(YEAR):
        return render_template("board/year.html", year=frozen, about=who_wrote.of(frozen))
    if "themes" not in frozen.tables:
        return _quarter(frozen)
    return render_template("board/half_year.html", half=_themes(frozen), name=period_name)


@bp.get("/<period>.csv")
@member_of(*EVIDENCE_READERS)
def tables(member: Member, period: str) -> ResponseReturnValue:
    """The protected tables of one period, for a spreadsheet."""
    frozen = snapshots.find(db(), period)
    answer = Response(as_csv(frozen), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="evidence-{frozen.period}.csv"'
    return answer


@bp.get("/how-we-count")
@member_of(*EVIDENCE_READERS)
def how_we_count(member: Member) -> ResponseReturnValue:
    """The rules behind the figures, with an invented message for an example (ruling 35)."""
    known = partnership.in_force(db())
    example = worked_example(known.calendar, PROMISE)
    steps = ladder.steps(known.partnership.ladder)
    return render_template("board/how_we_count.html", example=example, steps=steps)


def _quarter(frozen: snapshots.Frozen) -> str:
    previous = snapshots.before(db(), frozen)
    half = snapshots.latest(db(), HALF_YEAR, by=frozen.last_day)
    year = snapshots.latest(db(), YEAR, by=frozen.last_day)
    return render_template(
        "board/quarter.html",
        frozen=frozen,
        previous=previous,
        figures=figures,
        half=_themes(half) if half else None,
        year=year,
        about=who_wrote.of(year) if year else [],
        listed=snapshots.listed(db(), QUARTER),
        name=period_name,
        last_step=ladder.last_step(partnership.in_force(db()).partnership.ladder),
    )


def _themes(half: snapshots.Frozen) -> dict[str, object]:
    table = figures.themes(half, snapshots.before(db(), half))
    return {"frozen": half, "table": table}
