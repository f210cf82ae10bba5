"""True counts of a closed period, from rows: for freezing alone, never for a page.

No query here fetches a word of any text, so that a restricted one counts and cannot be read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.domain import bands
from portal.domain.clocks import ClockKind, ClockState, Subject
from portal.domain.evidence import CameBy, PromiseFacts, ReadBy, TextFacts, Window
from portal.domain.promises import ASK_NOBODY, Recipient
from portal.domain.quarters import Quarter
from portal.domain.submissions import Channel
from portal.domain.working_days import end_of, start_of
from portal.models import (
    ClockMilestone,
    ClockRow,
    Comment,
    DecidedTheme,
    ServiceLevel,
    Submission,
    ThemeDecision,
    ThemeReading,
    ThemeSuggestion,
)
from portal.queries import desks, themes

PROMISED = (ClockKind.ACKNOWLEDGE, ClockKind.RESPOND)
NO_FLOOD = Submission.part_of_flood.is_(False)
"""What a person said is part of a flood is counted apart; what is only held counts."""

_CAME_BY = {Channel.PORTAL: CameBy.PORTAL, Channel.STAFF: CameBy.STAFF}

Labelled = Select[*tuple[Any, ...]]
Key = InstrumentedAttribute[int | None]


@dataclass
class _Labels:
    """What a decision or a reading says of one text."""

    read_by: ReadBy
    stance: str | None
    themes: set[str]


def first_quarter(session: Session) -> Quarter | None:
    """The earliest quarter of which anything was said; None while nothing was."""
    earliest = (
        session.scalar(select(func.min(column))) for column in (Submission.quarter, Comment.quarter)
    )
    found = [quarter for quarter in earliest if quarter]
    return Quarter.parse(min(found)) if found else None


def texts(session: Session, window: Window) -> list[TextFacts]:
    """Every submission and every gathered comment of the period, and what it is about."""
    return [*_submissions(session, window), *_comments(session, window)]


def promises(session: Session, window: Window) -> list[PromiseFacts]:
    """Promises to families whose last day fell in the period: kept by that day, or not.

    Counted as things stood at the end of the period's last day: one answered later was still
    late then. A clock that was cancelled in time, or is paused for the family's answer, promises
    nothing in this period. One that was entered too late for its own period counts here.
    """
    rows = session.execute(
        select(ClockRow.kind, ClockRow.on_time)
        .join(Submission, Submission.id == ClockRow.submission_id)
        .where(ClockRow.subject == Subject.FAMILY, ClockRow.kind.in_(PROMISED))
        .where(Submission.received_at < window.as_at, _fell_due(window), _stands())
        .where(NO_FLOOD)
        .order_by(ClockRow.id)
    )
    return [PromiseFacts(row.kind, row.on_time is True) for row in rows]


def stayed_late(session: Session, window: Window) -> int:
    """Promises to families that came to the board's step of the ladder in the period.

    Each counts once; one that was found to be no breach after all is left out.
    """
    at = ClockMilestone.crosses_at
    step = desks.desk(
        ClockRow.subject, ServiceLevel.version_id, desks.own_key(), ClockMilestone.name
    )
    query = (
        select(func.count(ClockRow.id.distinct()))
        .join(ClockMilestone, ClockMilestone.clock_id == ClockRow.id)
        .join(ServiceLevel, ServiceLevel.id == ClockRow.service_level_id)
        .join(Submission, Submission.id == ClockRow.submission_id)
        .where(NO_FLOOD)
        .where(ClockRow.subject == Subject.FAMILY, step == Recipient.BOARD)
        .where(ClockRow.kind.not_in(ASK_NOBODY))
        .where(ClockMilestone.void.is_(False), ClockMilestone.annulled_because.is_(None))
        .where(at >= start_of(window.first_day), at < end_of(window.last_day))
    )
    return session.scalars(query).one()


def _fell_due(window: Window) -> ColumnElement[bool]:
    inside = ClockRow.due_on.between(window.first_day, window.last_day)
    if window.late_from is None:
        return inside
    late = and_(
        ClockRow.due_on < window.first_day,
        Submission.received_at >= window.late_from,
    )
    return or_(inside, late)


def _stands() -> ColumnElement[bool]:
    # What was cancelled after its last day was broken first, and a breach is never forgotten.
    broken = and_(ClockRow.state == ClockState.CANCELLED, ClockRow.stopped_at > ClockRow.due_at)
    return or_(ClockRow.state.in_((ClockState.RUNNING, ClockState.STOPPED)), broken)


def _belongs(
    quarter: InstrumentedAttribute[str], entered: InstrumentedAttribute[datetime], window: Window
) -> ColumnElement[bool]:
    mine: ColumnElement[bool] = quarter.in_(window.quarters)
    if window.late_from is not None:
        late = and_(quarter < min(window.quarters), entered >= window.late_from)
        mine = or_(mine, late)
    return and_(mine, entered < window.as_at)


def _submissions(session: Session, window: Window) -> list[TextFacts]:
    mine = and_(_belongs(Submission.quarter, Submission.received_at, window), NO_FLOOD)
    labels = _labels(
        session,
        (ThemeDecision.submission_id, ThemeReading.submission_id),
        select(Submission.id).where(mine),
        window.as_at,
    )
    rows = session.execute(
        select(Submission.id, Submission.author_kind, Submission.channel, Submission.quarter)
        .where(mine)
        .order_by(Submission.id)
    )
    return [_facts(labels.get(row.id), row, _CAME_BY[row.channel], window) for row in rows]


def _comments(session: Session, window: Window) -> list[TextFacts]:
    mine = _belongs(Comment.quarter, Comment.imported_at, window)
    labels = _labels(
        session,
        (ThemeDecision.comment_id, ThemeReading.comment_id),
        select(Comment.id).where(mine),
        window.as_at,
    )
    rows = session.execute(
        select(Comment.id, Comment.author_kind, Comment.quarter).where(mine).order_by(Comment.id)
    )
    return [_facts(labels.get(row.id), row, CameBy.GATHERED, window) for row in rows]


def _facts(labels: _Labels | None, row: Any, came_by: CameBy, window: Window) -> TextFacts:
    late = row.quarter < min(window.quarters)
    if labels is None:
        return TextFacts(row.author_kind, came_by, late)
    return TextFacts(
        row.author_kind,
        came_by,
        late,
        read_by=labels.read_by,
        themes=frozenset(labels.themes),
        stance=labels.stance,
    )


def _labels(
    session: Session, keys: tuple[Key, Key], texts: Select[Any], as_at: datetime
) -> dict[int, _Labels]:
    """The newest decision of each text, or else its newest reading."""
    decided, read = keys
    by_machine = _gather(session.execute(_readings(read, texts, as_at)).all(), _by_machine)
    by_people = _gather(session.execute(_decisions(decided, texts, as_at)).all(), _by_people)
    return by_machine | by_people


def _decisions(key: Key, texts: Select[Any], as_at: datetime) -> Labelled:
    newest = (
        select(func.max(ThemeDecision.id)).where(key.in_(texts), themes.stood(as_at)).group_by(key)
    )
    return (
        select(key.label("text_id"), ThemeDecision.stance, DecidedTheme.theme)
        .join(DecidedTheme, DecidedTheme.decision_id == ThemeDecision.id, isouter=True)
        .where(ThemeDecision.id.in_(newest))
        .order_by(ThemeDecision.id, DecidedTheme.id)
    )


def _readings(key: Key, texts: Select[Any], as_at: datetime) -> Labelled:
    newest = (
        select(func.max(ThemeReading.id))
        .where(key.in_(texts), ThemeReading.read_at < as_at)
        .group_by(key)
    )
    suggested = and_(
        ThemeSuggestion.reading_id == ThemeReading.id, ThemeSuggestion.band.in_(bands.SUGGESTED)
    )
    return (
        select(
            key.label("text_id"), ThemeReading.stance, ThemeSuggestion.theme, ThemeReading.unsure
        )
        .join(ThemeSuggestion, suggested, isouter=True)
        .where(ThemeReading.id.in_(newest))
        .order_by(ThemeReading.id, ThemeSuggestion.id)
    )


def _gather(rows: Sequence[Any], reader: Callable[[Any], ReadBy]) -> dict[int, _Labels]:
    found: dict[int, _Labels] = {}
    for row in rows:
        labels = found.setdefault(row.text_id, _Labels(reader(row), row.stance, set()))
        if row.theme is not None:
            labels.themes.add(row.theme)
    return found


def _by_people(_: Any) -> ReadBy:
    return ReadBy.PEOPLE


def _by_machine(row: Any) -> ReadBy:
    return ReadBy.UNSURE if row.unsure else ReadBy.MACHINE
