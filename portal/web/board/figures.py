"""The tables of the board's one page, drawn from frozen figures and from nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from portal.domain.clocks import ClockKind
from portal.domain.disclosure import Hidden, Protected
from portal.domain.evidence import NO_THEME, OUTSIDE, UNSURE, CameBy, ReadBy
from portal.queries.snapshots import Frozen, FrozenTable
from portal.web.board.cells import heading, short_name, shown, with_bar
from portal.web.statuses import STAFF_AUTHOR

PROMISES = {
    ClockKind.ACKNOWLEDGE: "A person read it and wrote back",
    ClockKind.RESPOND: "The family had an answer, or a plan with dates",
}
CAME_BY = {
    CameBy.PORTAL: "Written on the portal",
    CameBy.STAFF: "Told to staff",
    CameBy.GATHERED: "Gathered elsewhere",
}
READ_BY = {
    ReadBy.PEOPLE: "confirmed by people",
    ReadBy.MACHINE: "read by the machine alone",
    ReadBy.UNSURE: "the machine was unsure",
    ReadBy.NOBODY: "not read yet",
}
STANCE = ("Good", "Bad", "Both or neither")
_KINDS = {"APA": "Area for priority action", "AFI": "Area for improvement"}
_BESIDE = {
    OUTSIDE: ("Outside these five areas", "School support, transport, short breaks and care"),
    NO_THEME: ("None of our themes", "Read, and about something else"),
    UNSURE: ("Machine unsure", "Waits for a person"),
}


@dataclass(frozen=True)
class Drawn:
    """Columns and rows as `data_table` takes them."""

    columns: Sequence[dict[str, object]]
    rows: Sequence[Sequence[str | Markup]]


@dataclass(frozen=True)
class Card:
    """One promise at a glance: its figure, what that is a share of, and the quarter before."""

    title: str
    figure: Markup
    base: str
    before: str


def cards(frozen: Frozen, previous: Frozen | None) -> list[Card]:
    """How well the two promises to families were kept."""
    return [_card(kind, frozen, previous) for kind in PROMISES]


def promises(frozen: Frozen, previous: Frozen | None) -> Drawn:
    """On time, late, their sum and the share, this quarter and the one before."""
    before = [f"On time, {short_name(previous)}"] if previous else []
    columns = ["Promise", "On time", "Late or still open", "Fell due", "On time, share", *before]
    rows = []
    for kind, name in PROMISES.items():
        table = frozen.tables["promises"]
        on_time, late = table.row(kind.value)
        row = [name, shown(on_time), shown(late), shown(_total(table, kind.value))]
        row.append(_share_of(frozen, kind))
        rows.append([*row, _share_of(previous, kind)] if previous else row)
    return Drawn(_columns(columns), rows)


def stayed_late(frozen: Frozen) -> str | None:
    """How many promises came to the last step of the ladder; None where it was not counted yet."""
    table = frozen.tables.get("stayed_late")
    if table is None:
        return None
    number = table.cell("promises", "last_step")
    if number == 0:
        return "none"
    return f"about {number}" if isinstance(number, int) else "too few to show (1 to 7)"


def who(frozen: Frozen) -> Drawn:
    """Who spoke, and how the words came."""
    table = frozen.tables["who"]
    rows = [
        [name, *(shown(cell) for cell in table.row(kind.value)), shown(_total(table, kind.value))]
        for kind, name in STAFF_AUTHOR.items()
    ]
    return Drawn(_columns(["Who", *CAME_BY.values(), "All"]), rows)


def priorities(frozen: Frozen, previous: Frozen | None) -> Drawn:
    """The five priorities and what lies outside, by people and by machine, in two columns."""
    rows = frozen.tables["priorities"].rows
    return _two_columns(
        "priorities", "Area", frozen, previous, [(r, _area(r, frozen)) for r in rows]
    )


def themes(frozen: Frozen, previous: Frozen | None) -> Drawn:
    """Themes of a half-year in the order of the codebook, which ranks nothing."""
    rows = [
        (key, heading(name, frozen.priorities.get(priority, _BESIDE[OUTSIDE][0])))
        for key, (name, priority) in frozen.themes.items()
    ]
    return _two_columns("themes", "Theme, and the area it counts towards", frozen, previous, rows)


def stance(frozen: Frozen) -> Drawn:
    """How it was, by priority: what people confirmed, then what the machine alone says."""
    people, machine = (frozen.tables[f"stance_{by}"] for by in ("people", "machine"))
    columns = [f"{word}, {by}" for by in ("confirmed", "machine only") for word in STANCE]
    rows = [[_area(row, frozen), *_row(people, row), *_row(machine, row)] for row in people.rows]
    return Drawn(_columns(["Area", *columns]), rows)


def how_read(frozen: Frozen) -> list[str]:
    """How many texts people confirmed, the machine read, or nobody did; empty when withheld."""
    cells = frozen.tables["how_read"].row("texts")
    words = READ_BY.values() if cells else ()
    return [
        f"{'too few to show' if isinstance(cell, Hidden) else cell} {reader}"
        for cell, reader in zip(cells, words, strict=True)
    ]


def _two_columns(
    table: str,
    first: str,
    frozen: Frozen,
    previous: Frozen | None,
    rows: Sequence[tuple[str, Markup]],
) -> Drawn:
    periods = [one for one in (frozen, previous) if one]
    columns = [
        f"{words}, {short_name(one)}" for words in ("Confirmed", "Machine only") for one in periods
    ]
    most = _most(frozen.tables[table])
    drawn = []
    for key, name in rows:
        cells = [name]
        for by in ("people", "machine"):
            cells += [
                with_bar(_cell(one, table, key, by), most if one is frozen else 0, by)
                for one in periods
            ]
        drawn.append(cells)
    return Drawn(_columns([first, *columns]), drawn)


def _cell(frozen: Frozen, table: str, row: str, by: str) -> Protected | None:
    # People are never unsure in this sense: a nought there would say something that was not asked.
    if row == UNSURE and by == "people":
        return None
    return frozen.tables[table].cell(row, by)


def _area(key: str, frozen: Frozen) -> Markup:
    if key in _BESIDE:
        return heading(*_BESIDE[key])
    return heading(frozen.priorities.get(key, key), f"{_KINDS.get(key[:3], '')}, {key}")


def _card(kind: ClockKind, frozen: Frozen, previous: Frozen | None) -> Card:
    due = _total(frozen.tables["promises"], kind.value)
    base = "Too few to show how many fell due"
    if isinstance(due, int):
        base = f"of about {due} that fell due"
        if _percentage(frozen, kind) is None:
            base = f"About {due} fell due; no share is given"
    return Card(PROMISES[kind], _share_of(frozen, kind), base, _before(kind, previous))


def _before(kind: ClockKind, previous: Frozen | None) -> str:
    if previous is None:
        return ""
    share = _percentage(previous, kind)
    said = "no share was given" if share is None else f"{share} %"
    return f"{short_name(previous)}: {said}"


def _share_of(frozen: Frozen, kind: ClockKind) -> Markup:
    return shown(_percentage(frozen, kind), " %")


def _percentage(frozen: Frozen, kind: ClockKind) -> int | None:
    table = frozen.tables["promises"]
    share = table.percentages[table.rows.index(kind.value)][0]
    return None if isinstance(share, Hidden) else share


def _total(table: FrozenTable, row: str) -> Protected:
    return table.totals[table.rows.index(row)]


def _row(table: FrozenTable, key: str) -> list[Markup]:
    cells = table.row(key) or [None] * len(table.columns)
    return [shown(cell) for cell in cells]


def _most(table: FrozenTable) -> int:
    cells = (cell for row in table.cells for cell in row)
    return max((cell for cell in cells if isinstance(cell, int)), default=0)


def _columns(texts: Sequence[str]) -> list[dict[str, object]]:
    return [{"text": text, "numeric": n > 0} for n, text in enumerate(texts)]
