"""Answers to everybody: what the public reads, and what the board's secretary looks after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload
from sqlalchemy.sql.base import ExecutableOption

from portal.domain.consents import PartnerKind
from portal.domain.errors import NotFound
from portal.domain.public_responses import ResponseOutcome, ResponseState
from portal.models import Partner, PublicResponse, PublicResponseStep, PublicResponseText
from portal.queries.paging import Page, Place

PUBLIC_PAGE, STAFF_PAGE = 10, 50


@dataclass(frozen=True)
class Published:
    """An entry as the public reads it."""

    response: PublicResponse
    text: PublicResponseText


@dataclass(frozen=True)
class Kept:
    """An entry with its newest words, whether or not they are out."""

    response: PublicResponse
    text: PublicResponseText

    @property
    def waiting(self) -> bool:
        """Whether the newest words are not public yet."""
        return self.response.published_number != self.text.number


@dataclass(frozen=True)
class Chosen:
    """What the public wants to see; what is None is not asked about."""

    priority: str | None = None
    outcome: ResponseOutcome | None = None


def published(session: Session, chosen: Chosen, after: Place | None = None) -> Page[Published]:
    """What is out, the newest first; drafts and versions that are not out are left out."""
    response, text = PublicResponse, PublicResponseText
    query = (
        _with_text(response.published_number.expression)
        .where(response.state == ResponseState.PUBLISHED)
        .order_by(response.published_at.desc(), response.id.desc())
    )
    if chosen.priority is not None:
        query = query.where(text.priority == chosen.priority)
    if chosen.outcome is not None:
        query = query.where(text.outcome == chosen.outcome)
    if after is not None and after.due_at is not None:
        earlier = and_(response.published_at == after.due_at, response.id < after.row_id)
        query = query.where(or_(response.published_at < after.due_at, earlier))
    rows = session.execute(query.limit(PUBLIC_PAGE + 1)).all()
    found = [Published(row[0], row[1]) for row in rows]
    last = found[PUBLIC_PAGE - 1].response if len(found) > PUBLIC_PAGE else None
    return Page(found[:PUBLIC_PAGE], Place(last.published_at, last.id) if last else None)


def used(session: Session) -> tuple[frozenset[str], frozenset[ResponseOutcome]]:
    """The priorities and the outcomes of what is out."""
    response, text = PublicResponse, PublicResponseText
    query = (
        select(text.priority, text.outcome)
        .join(response, _same(response.published_number.expression))
        .where(response.state == ResponseState.PUBLISHED)
        .distinct()
        .order_by(text.priority, text.outcome)
    )
    rows = session.execute(query).all()
    return frozenset(row[0] for row in rows), frozenset(row[1] for row in rows)


def listed(session: Session, after: Place | None = None) -> Page[Kept]:
    """Every entry with its newest words, the newest first."""
    response = PublicResponse
    query = _with_text(_newest_number()).order_by(response.created_at.desc(), response.id.desc())
    if after is not None and after.due_at is not None:
        earlier = and_(response.created_at == after.due_at, response.id < after.row_id)
        query = query.where(or_(response.created_at < after.due_at, earlier))
    rows = session.execute(query.limit(STAFF_PAGE + 1)).all()
    found = [Kept(row[0], row[1]) for row in rows]
    last = found[STAFF_PAGE - 1].response if len(found) > STAFF_PAGE else None
    return Page(found[:STAFF_PAGE], Place(last.created_at, last.id) if last else None)


def find(session: Session, response_id: int, *, to_change: bool = False) -> Kept:
    """One entry with its newest words; `to_change` keeps others waiting. Raises `NotFound`."""
    response = session.get(PublicResponse, response_id, with_for_update=to_change or None)
    if response is None:
        raise NotFound("there is no entry of that number")
    return Kept(response, versions(session, response_id)[0])


def versions(session: Session, response_id: int) -> Sequence[PublicResponseText]:
    """Every version of one entry's words, the newest first."""
    query = (
        select(PublicResponseText)
        .options(*_whose())
        .where(PublicResponseText.response_id == response_id)
        .order_by(PublicResponseText.number.desc())
    )
    return session.scalars(query).all()


def steps(session: Session, response_id: int) -> Sequence[PublicResponseStep]:
    """What was done to one entry, the newest first."""
    query = (
        select(PublicResponseStep)
        .options(joinedload(PublicResponseStep.staff))
        .where(PublicResponseStep.response_id == response_id)
        .order_by(PublicResponseStep.id.desc())
    )
    return session.scalars(query).all()


def of_form(session: Session, form_key: str) -> PublicResponseText | None:
    """The version that a form made, if it was taken already."""
    query = select(PublicResponseText).where(PublicResponseText.form_key == form_key)
    return session.scalars(query).first()


def bodies(session: Session, on: date) -> Sequence[Partner]:
    """Bodies in force that may be responsible, in the order of the file; triage is none."""
    query = (
        select(Partner)
        .where(Partner.kind != PartnerKind.TRIAGE)
        .where(or_(Partner.valid_from.is_(None), Partner.valid_from <= on))
        .where(or_(Partner.valid_to.is_(None), Partner.valid_to >= on))
        .order_by(Partner.id)
    )
    return session.scalars(query).all()


def _with_text(number: ColumnElement[Any]) -> Select[PublicResponse, PublicResponseText]:
    return (
        select(PublicResponse, PublicResponseText)
        .join(PublicResponseText, _same(number))
        .options(*_whose())
    )


def _whose() -> tuple[ExecutableOption, ...]:
    return joinedload(PublicResponseText.partner), joinedload(PublicResponseText.writer)


def _same(number: ColumnElement[Any]) -> ColumnElement[bool]:
    text = PublicResponseText
    return and_(text.response_id == PublicResponse.id, text.number == number)


def _newest_number() -> ColumnElement[Any]:
    other = aliased(PublicResponseText)
    return (
        select(func.max(other.number))
        .where(other.response_id == PublicResponse.id)
        .correlate(PublicResponse)
        .scalar_subquery()
    )
