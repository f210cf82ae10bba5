"""Texts whose themes a person decided, that the model may learn from.

Left out: what is or was held for safety and not let go, what a family took a yes back on, what it
says is not right or asks us to delete, what was erased, and decisions that were undone. No name,
contact or number is ever read here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session, selectinload

from portal.domain.consents import Given, stands
from portal.domain.safeguarding import SafeguardingStatus
from portal.models import (
    Comment,
    Consent,
    ErasureRequest,
    RouteObjection,
    SafeguardingItem,
    Submission,
    ThemeDecision,
    ThemeReading,
)
from portal.queries import themes

AT_ONCE = 500
PORTAL = "portal"
UNSURE = "unsure"


@dataclass(frozen=True)
class DecidedText:
    """One text with the newest decision on it; `row` is its decision's number."""

    row: int
    kind: str
    text_id: int
    words: str
    source: str
    language: str
    decision: ThemeDecision
    suggested: tuple[str, ...] | None
    """What the person saw suggested; None where the machine had shown nothing."""


def count(session: Session) -> int:
    """How many decisions stand, before any text is left out."""
    return session.scalars(select(func.count()).select_from(_standing().subquery())).one()


def all_of(session: Session) -> Iterator[DecidedText]:
    """All of them, by decision, some at a time so that memory does not grow with them."""
    last = 0
    while rows := session.scalars(_after(last)).all():
        last = rows[-1].id
        yield from _of(session, rows)


def _standing() -> Select[Any]:
    """The newest decision on each text that was not undone."""
    row = ThemeDecision
    newest = func.max(row.id)
    stands_still = row.undone_at.is_(None)
    return (
        select(newest.label("id")).where(stands_still).group_by(row.submission_id, row.comment_id)
    )


def _after(last: int) -> Select[ThemeDecision]:
    query = select(ThemeDecision).where(ThemeDecision.id.in_(_standing()))
    query = query.where(ThemeDecision.id > last).options(selectinload(ThemeDecision.themes))
    return query.order_by(ThemeDecision.id).limit(AT_ONCE)


def _of(session: Session, rows: Sequence[ThemeDecision]) -> Iterator[DecidedText]:
    sent = _submissions(session, [one.submission_id for one in rows])
    said = _comments(session, [one.comment_id for one in rows])
    seen = _readings(session, [one.reading_id for one in rows])
    for row in rows:
        reading = seen.get(row.reading_id or 0)
        spoken = _spoken(reading)
        shown = tuple(one.theme for one in themes.suggested(reading)) if reading else None
        if row.submission_id in sent:
            one = sent[row.submission_id]
            tongue = spoken or one.language
            yield DecidedText(row.id, "submission", one.id, one.words, PORTAL, tongue, row, shown)
        elif row.comment_id in said:
            other = said[row.comment_id]
            tongue, source = spoken or UNSURE, other.source
            yield DecidedText(row.id, "comment", other.id, other.words, source, tongue, row, shown)


def _spoken(reading: ThemeReading | None) -> str:
    """The language that was found in the words themselves, not in a translation of them."""
    own = reading is not None and reading.translation_id is None
    return reading.language if reading and own and reading.language != UNSURE else ""


def _submissions(session: Session, ids: Sequence[int | None]) -> dict[int | None, Submission]:
    query = select(Submission).where(Submission.id.in_(ids), Submission.restricted.is_(False))
    query = query.where(Submission.held.is_(False), ~_kept_safe(), ~_objected())
    query = query.where(Submission.erased_at.is_(None), ~_asked_to_delete())
    query = query.options(selectinload(Submission.consents)).order_by(Submission.id)
    return {one.id: one for one in session.scalars(query) if not took_back(one.consents)}


def _comments(session: Session, ids: Sequence[int | None]) -> dict[int | None, Comment]:
    query = select(Comment).where(Comment.id.in_(ids), Comment.restricted.is_(False))
    return {one.id: one for one in session.scalars(query.order_by(Comment.id))}


def _readings(session: Session, ids: Sequence[int | None]) -> dict[int, ThemeReading]:
    query = select(ThemeReading).where(ThemeReading.id.in_(ids))
    query = query.options(selectinload(ThemeReading.suggestions)).order_by(ThemeReading.id)
    return {one.id: one for one in session.scalars(query)}


def took_back(consents: Sequence[Consent]) -> bool:
    """Whether the author took any yes back: then nothing new is done with its words."""
    given = [Given(one.use, one.partner_key, one.yes, one.given_at) for one in consents]
    said_yes = {(one.use, one.partner_key) for one in given if one.yes}
    return any(not stands(use, key, given) for use, key in said_yes)


def _kept_safe() -> ColumnElement[bool]:
    item = SafeguardingItem
    let_go = item.status == SafeguardingStatus.RELEASED
    return exists().where(item.submission_id == Submission.id, ~let_go)


def _objected() -> ColumnElement[bool]:
    row = RouteObjection
    return exists().where(row.submission_id == Submission.id, row.answered_at.is_(None))


def _asked_to_delete() -> ColumnElement[bool]:
    row = ErasureRequest
    return exists().where(row.submission_id == Submission.id, row.answered_at.is_(None))
