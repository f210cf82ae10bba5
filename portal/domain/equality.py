"""Questions of equality: asked after sending, never with a message, counted by year and one way.

Ruling 34. Nothing is kept but how many chose each answer in a year, so that no answer stands beside
another of the same person, let alone beside what it sent. The wording follows the harmonised
standards of the Government Statistical Service, shortened.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum

from portal.domain.disclosure import Hidden, Protected, ProtectedTable, Rule, Table, protect
from portal.domain.linked_cells import FEWEST_VALUES, possible
from portal.domain.submissions import AuthorKind


class Question(Enum):
    """What is counted; the voice is known from who writes, and is not asked."""

    VOICE = "voice"
    SEX = "sex"
    ETHNIC_GROUP = "ethnic_group"
    LONG_CONDITION = "long_condition"
    LANGUAGE = "language"


PREFER_NOT = "prefer_not"
ASKED = (Question.SEX, Question.ETHNIC_GROUP, Question.LONG_CONDITION, Question.LANGUAGE)
VOICES = (AuthorKind.PARENT_OR_CARER, AuthorKind.YOUNG_PERSON)
"""Who is asked: whoever helps or works with a family would answer for somebody else."""

ANSWERS: dict[Question, tuple[str, ...]] = {
    Question.VOICE: tuple(one.value for one in VOICES),
    Question.SEX: ("female", "male", PREFER_NOT),
    Question.ETHNIC_GROUP: ("white", "mixed", "asian", "black", "other", PREFER_NOT),
    Question.LONG_CONDITION: ("yes", "no", PREFER_NOT),
    Question.LANGUAGE: ("english", "sign_language", "another", PREFER_NOT),
}
"""Every answer that can be counted, in the order in which it is offered."""

PEOPLE = "people"
Answer = tuple[Question, str]


def tables(counts: Mapping[Answer, int]) -> tuple[Table, ...]:
    """One table a question, nothing crossed with anything, and no sum: some answer only a part."""
    return tuple(
        Table(
            id=key(question),
            rows=answers,
            columns=(PEOPLE,),
            counts=tuple((counts.get((question, one), 0),) for one in answers),
            dimensions=(question.value,),
        )
        for question, answers in ANSWERS.items()
    )


def protect_apart(counted: tuple[Table, ...], rule: Rule) -> tuple[ProtectedTable, ...]:
    """Protect them; one that another would give a hidden number of away has no cells.

    Whoever answered a question is counted among the voices, so each question's sum is at most
    theirs. Some leave a question out, so more than that is not known.
    """
    shown = {table.id: protect(table, rule) for table in counted}
    voices = shown[key(Question.VOICE)]
    parts = [one for one in shown.values() if one.id != voices.id]
    if any(_corners(voices, one, voices, rule) for one in parts):
        shown[voices.id] = _without_cells(voices)
    else:
        for one in parts:
            if _corners(one, one, voices, rule):
                shown[one.id] = _without_cells(one)
    return tuple(shown.values())


def key(question: Question) -> str:
    """The name of a question's table."""
    return f"about_{question.value}"


def _cells(table: ProtectedTable) -> list[Protected]:
    return [cell for row in table.cells for cell in row]


def _without_cells(table: ProtectedTable) -> ProtectedTable:
    return replace(table, cells=tuple(() for _ in table.rows))


def _corners(
    holder: ProtectedTable, part: ProtectedTable, voices: ProtectedTable, rule: Rule
) -> bool:
    """Whether a hidden number of `holder`, one of the two, has too few possible values left.

    A part is at most the voices: what lies between its least and their most is all the room.
    """
    room = _most(_cells(voices), rule) - _least(_cells(part), rule)
    hidden = any(isinstance(cell, Hidden) for cell in _cells(holder))
    return hidden and min(rule.floor - 1, 1 + room) < FEWEST_VALUES


def _least(cells: list[Protected], rule: Rule) -> int:
    return sum(possible(cell, rule)[0] for cell in cells)


def _most(cells: list[Protected], rule: Rule) -> int:
    return sum(possible(cell, rule)[1] for cell in cells)
