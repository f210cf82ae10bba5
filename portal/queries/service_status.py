"""How the service is doing, from what the worker left behind; nothing of any message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.service_status import AHEAD, LATELY, NEWS_ROUND, REMEMBERED, SEVERAL
from portal.models import OutgoingLetter, PlannedWork, WorkerBeat


@dataclass(frozen=True)
class Trouble:
    """When news did not go out, from and until."""

    since: datetime
    until: datetime


def news_beat(session: Session) -> WorkerBeat | None:
    """The last time that somebody looked for news to send; None before the first."""
    return session.scalars(select(WorkerBeat).where(WorkerBeat.name == NEWS_ROUND)).first()


def last_trouble(beat: WorkerBeat | None, now: datetime) -> Trouble | None:
    """The last time that news came late, if it is not long ago."""
    if beat is None or beat.away_from is None or beat.away_until is None:
        return None
    if now - beat.away_until > REMEMBERED:
        return None
    return Trouble(beat.away_from, beat.away_until)


def planned(session: Session, now: datetime) -> Sequence[PlannedWork]:
    """Work that was announced and is not over, the soonest first."""
    query = (
        select(PlannedWork)
        .where(PlannedWork.ends_at > now, PlannedWork.starts_at <= now + AHEAD)
        .where(PlannedWork.called_off_at.is_(None))
        .order_by(PlannedWork.starts_at, PlannedWork.id)
    )
    return session.scalars(query).all()


def nothing_leaves(session: Session, now: datetime) -> bool:
    """Whether several families' letters failed and none was taken lately.

    One that fails by itself is its address's fault, and no business of the public.
    """
    letter = OutgoingLetter
    whose = letter.submission_id.is_not(None)
    lately = select(letter.id).where(whose, letter.sent_at > now - LATELY).order_by(letter.id)
    failing = (
        select(letter.id)
        .where(whose, letter.sent_at.is_(None), letter.failed_at.is_(None))
        .where(letter.tries > 0, letter.last_error.is_not(None))
        .order_by(letter.id)
    )
    if session.scalars(lately.limit(1)).first() is not None:
        return False
    return len(session.scalars(failing.limit(SEVERAL)).all()) >= SEVERAL
