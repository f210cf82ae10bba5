"""Who wrote to us, by what they chose to say of themselves: one year, one question at a time."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.equality import ANSWERS, PEOPLE, PREFER_NOT, Question, key
from portal.domain.submissions import AuthorKind
from portal.queries.snapshots import Frozen
from portal.web.board.cells import shown
from portal.web.board.figures import Drawn
from portal.web.statuses import STAFF_AUTHOR

TITLES: Mapping[Question, str] = {
    Question.VOICE: "Who answered",
    Question.SEX: "Sex of the child or young person",
    Question.ETHNIC_GROUP: "Ethnic group of the child or young person",
    Question.LONG_CONDITION: "Has an illness or condition of a year or more: whoever wrote",
    Question.LANGUAGE: "Main language of whoever wrote",
}
WORDS: Mapping[str, str] = {
    "female": "Female",
    "male": "Male",
    "white": "White",
    "mixed": "Mixed or multiple ethnic groups",
    "asian": "Asian or Asian British",
    "black": "Black, Black British, Caribbean or African",
    "other": "Another ethnic group",
    "yes": "Yes",
    "no": "No",
    "english": "English",
    "sign_language": "British Sign Language",
    "another": "Another language",
    PREFER_NOT: "Would rather not say",
    **{one.value: STAFF_AUTHOR[one] for one in AuthorKind},
}


@dataclass(frozen=True)
class Asked:
    """One question and its table; `withheld` where another table would give a number away."""

    id: str
    title: str
    table: Drawn
    withheld: bool


def of(year: Frozen) -> list[Asked]:
    """Every question of a frozen year, each by itself: none is crossed with another."""
    return [_asked(year, question) for question in ANSWERS if key(question) in year.tables]


def _asked(year: Frozen, question: Question) -> Asked:
    table = year.tables[key(question)]
    cells = [(row, table.cell(row, PEOPLE)) for row in table.rows]
    columns: list[dict[str, object]] = [
        {"text": "Answer", "numeric": False},
        {"text": "People", "numeric": True},
    ]
    return Asked(
        id=key(question),
        title=TITLES[question],
        table=Drawn(columns, [[WORDS.get(row, row), shown(cell)] for row, cell in cells]),
        withheld=all(cell is None for _, cell in cells),
    )
